import { remedyFor, today, type CivilDate } from '@tongming/law';
import type { AgencyKind } from '../../../platform/schema.ts';
import type { PortalDb } from '../../../platform/database.ts';
import { agencyLevel, authorityNames, regionsAbove } from '../letters/level.ts';

export type SilenceRemedy = { authorities: string[]; lastDay: CivilDate; provisional: boolean; articles: string[] };

/**
 * 不作为: who hears the reconsideration when no answer came by `due`, and until when. Null where the register of agencies
 * does not settle who that is, and once the last day has passed. `provisional`: no holiday notice covers that day yet.
 */
export async function silenceRemedy(db: PortalDb, agency: { name: string; kind: AgencyKind; regionCode: string }, due: CivilDate, on: CivilDate = today()): Promise<SilenceRemedy | null> {
  const above = regionsAbove(await db.selectFrom('open.region').selectAll().execute(), agency.regionCode);
  const { level, certain } = agencyLevel(agency, above[0]?.level ?? null);
  if (!certain) return null;
  const { authorities, reconsideration } = remedyFor({ subject: 'no-reply', level, date: due, names: authorityNames(above) });
  if (reconsideration === null || reconsideration.due.due < on) return null;
  return { authorities: authorities.map((a) => a.name), lastDay: reconsideration.due.due, provisional: reconsideration.due.provisional, articles: [reconsideration.authorityArticle, reconsideration.article] };
}
