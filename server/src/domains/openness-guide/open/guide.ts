// What the portal shows of a confirmed guide; null before the first confirmation.
import type { CivilDate } from '@tongming/law';
import { sql, type QueryExecutorProvider } from 'kysely';

export type OpenGuide = {
  texts: { classification: string; arrangement: string; access: string };
  facts: Record<'name' | 'office' | 'address' | 'hours' | 'phone' | 'fax' | 'email' | 'postcode', string | null>;
  confirmedOn: CivilDate;
};

export async function openGuide(db: QueryExecutorProvider, agencyCode: string): Promise<OpenGuide | null> {
  const { rows: [row] } = await sql<OpenGuide>`select texts, facts, confirmed_on from open.openness_guide where agency_code = ${agencyCode}`.execute(db);
  return row ?? null;
}
