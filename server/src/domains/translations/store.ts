import type { CivilDate } from '@tongming/law';
import { z } from 'zod';
import type { CommandContext } from '../../platform/command.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { zh } from './messages.ts';
import type { StoredTranslation } from './model.ts';

const columns = ['sourceRecord', 'agencyCode', 'state', 'title', 'bodyText', 'translator', 'reviewer', 'sourceEdition', 'recordId', 'returnedReason', 'staleReason', 'updatedAt', 'version'] as const;

/** @throws Refused 'not-found' (404) */
export async function getStored(db: Db | Tx, sourceId: string): Promise<StoredTranslation> {
  const row = z.uuid().safeParse(sourceId).success ? await db.selectFrom('core.translation').select(columns).where('sourceRecord', '=', sourceId).executeTakeFirst() : undefined;
  return row ?? notFound(zh.none);
}

/** Locked until commit. @throws Refused 'not-found' (404), 'edit-conflict' (409) */
export async function lockStored(ctx: CommandContext, sourceId: string, version: number): Promise<StoredTranslation> {
  const row = await ctx.tx.selectFrom('core.translation').select(columns).where('sourceRecord', '=', sourceId).forUpdate().executeTakeFirst() ?? notFound(zh.none);
  if (row.version !== version) conflict(zh.conflict);
  return row;
}

type Change = Partial<Omit<StoredTranslation, 'sourceRecord' | 'agencyCode' | 'updatedAt' | 'version'>>;

export async function update(ctx: CommandContext, before: StoredTranslation, change: Change): Promise<StoredTranslation> {
  return ctx.tx.updateTable('core.translation').set({ ...change, updatedAt: ctx.now, version: before.version + 1 }).where('sourceRecord', '=', before.sourceRecord)
    .returning(columns).executeTakeFirstOrThrow();
}

export type OpenSource = {
  id: string; agencyCode: string; title: string; issuer: string; kind: string; category: string; language: string; documentNumber: string | null; dateMade: StoredDay; effectiveOn: StoredDay;
  expiresOn: StoredDay; theme: string | null; keywords: string[]; articleItems: string[]; bodyText: string; edition: number;
};
type StoredDay = CivilDate | null;

/** Only what the public sees is ever translated: nothing else can come out by way of a translation. */
export async function findSource(db: Db | Tx, id: string): Promise<OpenSource | null> {
  return await db.selectFrom('open.record').select([
    'id', 'agencyCode', 'title', 'issuer', 'kind', 'category', 'language', 'documentNumber', 'dateMade', 'effectiveOn', 'expiresOn', 'theme', 'keywords', 'articleItems', 'bodyText', 'edition',
  ]).where('id', '=', id).executeTakeFirst() ?? null;
}
