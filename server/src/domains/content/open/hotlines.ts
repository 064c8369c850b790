// 咨询热线 as the public sees them, each with the day it was last rung up. Reads schema `open` only.
import type { CivilDate } from '@tongming/law';
import type { PortalDb } from '../../../platform/database.ts';

export type OpenHotline = { id: string; agencyCode: string; agencyName: string; matter: string; number: string; hours: string; verifiedOn: CivilDate };

const columns = ['h.id', 'h.agencyCode', 'a.name as agencyName', 'h.matter', 'h.number', 'h.hours', 'h.verifiedOn'] as const;

/** Of these agencies, in the order of the directory; null = all. */
export async function listHotlines(db: PortalDb, agencies: readonly string[] | null): Promise<OpenHotline[]> {
  if (agencies?.length === 0) return [];
  return db.selectFrom('open.hotline as h').innerJoin('open.agency as a', 'a.code', 'h.agencyCode').select(columns)
    .$if(agencies !== null, (qb) => qb.where('h.agencyCode', 'in', [...(agencies ?? [])])).orderBy('a.position').orderBy('a.code').orderBy('h.matter').execute();
}

export async function hotlinesOfTopic(db: PortalDb, topicId: string): Promise<OpenHotline[]> {
  return db.selectFrom('open.topicHotline as t').innerJoin('open.hotline as h', 'h.id', 't.hotlineId').innerJoin('open.agency as a', 'a.code', 'h.agencyCode').select(columns)
    .where('t.topicId', '=', topicId).orderBy('t.position').orderBy('h.matter').execute();
}
