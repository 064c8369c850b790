import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { AgencyView, Openness } from '../../console-api/contract.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { identityMessages } from './messages.ts';

export type AgencyRow = AgencyView & { position: number };

/** All agencies, higher ones and smaller positions first. */
export async function listAgencies(db: Db | Tx): Promise<AgencyRow[]> {
  return (await agencies(db).execute()).map(asView);
}

/** @throws Refused 'not-found' (404) */
export async function getAgency(db: Db | Tx, code: string): Promise<AgencyRow> {
  const row = await agencies(db).where('a.code', '=', code).executeTakeFirst();
  return row === undefined ? notFound(identityMessages.noSuchAgency) : asView(row);
}

export function listRegions(db: Db | Tx) {
  return db.selectFrom('core.region').selectAll().orderBy('code').execute();
}

function agencies(db: Db | Tx) {
  return db.selectFrom('core.agency as a').innerJoin('core.region as r', 'r.code', 'a.regionCode')
    .select(['a.code', 'a.name', 'a.shortName', 'a.regionCode', 'r.name as regionName', 'a.parentCode', 'a.kind', 'a.uscc',
      'a.orgCode', 'a.openness', 'a.active', 'a.version', 'a.position'])
    .select((eb) => jsonArrayFrom(
      eb.selectFrom('core.agencyNumberCode as n').select(['n.code', 'n.purpose']).whereRef('n.agencyCode', '=', 'a.code').orderBy('n.position'),
    ).as('numberCodes'))
    .orderBy('a.regionCode').orderBy('a.position').orderBy('a.code');
}

type Row = Omit<AgencyRow, 'openness'> & { openness: unknown };

/** `openness` went in through agencyInput and nothing else writes it. */
function asView(row: Row): AgencyRow {
  return { ...row, openness: row.openness as Openness };
}
