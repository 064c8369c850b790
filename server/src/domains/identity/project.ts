import { json, type Tx } from '../../platform/database.ts';
import type { RegionTable } from '../../platform/schema.ts';
import type { AgencyRow } from './agency.ts';

/** The only writer of open.region and open.agency. */
export async function projectRegion(tx: Tx, region: RegionTable): Promise<void> {
  await tx.insertInto('open.region').values(region).onConflict((c) => c.column('code').doUpdateSet(region)).execute();
}

/** An agency that is no longer active stays for as long as something it published does. */
export async function projectAgency(tx: Tx, agency: AgencyRow): Promise<void> {
  const { code, name, shortName, regionCode, parentCode, kind, uscc, position } = agency;
  const record = tx.selectFrom('open.record').select('id').where('agencyCode', '=', code).limit(1);
  if (!agency.active && (await record.executeTakeFirst()) === undefined) {
    await tx.deleteFrom('open.agency').where('code', '=', code).execute();
    return;
  }
  const row = { code, name, shortName, regionCode, parentCode, kind, uscc, position, openness: json(agency.openness) };
  await tx.insertInto('open.agency').values(row).onConflict((c) => c.column('code').doUpdateSet(row)).execute();
}
