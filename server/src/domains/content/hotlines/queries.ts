import { addDays, daysBetween, today } from '@tongming/law';
import type { HotlineRow } from '../../../console-api/contract-content.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { contentSettings } from '../settings.ts';
import { keeperOf } from './keep-hotline.ts';

/** Every hotline, what is due to be verified first; those out of use at the end. */
export async function listHotlines(db: Db, principal: Principal): Promise<HotlineRow[]> {
  const { hotlineDays } = await contentSettings(db);
  const rows = await db.selectFrom('core.hotline as h').innerJoin('core.agency as a', 'a.code', 'h.agencyCode').innerJoin('core.person as p', 'p.id', 'h.verifiedBy')
    .select(['h.id', 'h.agencyCode', 'a.name as agencyName', 'h.matter', 'h.number', 'h.hours', 'h.verifiedOn', 'p.name as verifiedBy', 'h.active', 'h.version'])
    .orderBy('h.active', 'desc').orderBy('h.verifiedOn').orderBy('a.position').orderBy('h.matter').execute();
  return rows.map((row): HotlineRow => {
    const due = addDays(row.verifiedOn, hotlineDays);
    return { ...row, due, daysLeft: daysBetween(today(), due), mayKeep: keeperOf(principal, row.agencyCode) !== null };
  });
}
