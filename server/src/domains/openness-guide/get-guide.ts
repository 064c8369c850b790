import type { CivilDate } from '@tongming/law';
import type { Reason } from '../../console-api/contract.ts';
import type { GuideRow, GuideView, StaleGuide } from '../../console-api/contract-report.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { mayReadOpenness, opennessTree } from '../annual-report/index.ts';
import { getAgency, listAgencies, type Principal } from '../identity/index.ts';
import { zh } from './messages.ts';
import { changedFacts, draftTexts, factKeys, factsOf, factsSchema, guideTexts, hashOf, requiredFacts, type Facts, type GuideTexts } from './model.ts';

export type StoredGuide = { texts: GuideTexts; facts: Facts; factsHash: string; confirmedOn: CivilDate; confirmedBy: string | null; version: number };

export async function findGuide(db: Db | Tx, agencyCode: string): Promise<StoredGuide | null> {
  const row = await db.selectFrom('core.opennessGuide as g').leftJoin('core.person as p', 'p.id', 'g.confirmedBy')
    .select(['g.texts', 'g.facts', 'g.factsHash', 'g.confirmedOn', 'p.name as confirmedBy', 'g.version']).where('agencyCode', '=', agencyCode).executeTakeFirst();
  return row ? { ...row, texts: guideTexts.parse(row.texts), facts: factsSchema.parse(row.facts) } : null;
}

/** The guide as it would be confirmed now. @throws Refused 'not-found' (404) */
export async function getGuide(db: Db | Tx, agencyCode: string): Promise<Omit<GuideView, 'mayConfirm'>> {
  const agency = await getAgency(db, agencyCode);
  const [facts, stored, draft] = [factsOf(agency), await findGuide(db, agencyCode), draftTexts(agency.name)];
  return {
    agencyCode, agencyName: agency.name, draft, texts: stored?.texts ?? draft,
    facts: factKeys.map((key) => ({ key, label: zh.facts[key], value: facts[key], required: requiredFacts.includes(key) })),
    confirmed: stored === null ? null : { on: stored.confirmedOn, by: stored.confirmedBy },
    stale: stored === null || stored.factsHash !== hashOf(facts),
    changed: stored === null ? [] : changedFacts(facts, stored.facts).map((key) => zh.facts[key]),
    refusals: missingFacts(facts), version: stored?.version ?? 0,
  };
}

export function missingFacts(facts: Facts): Reason[] {
  return requiredFacts.filter((key) => facts[key] === null)
    .map((key) => ({ code: 'fact-missing', message: zh.missing(zh.facts[key]), field: key, article: zh.article }));
}

/** The guides a person looks after; stale are those never confirmed, or whose agency has changed since (条例第五十三条第二项). */
export async function listGuides(db: Db, principal: Principal): Promise<GuideRow[]> {
  const tree = await opennessTree(db);
  const readable = new Set(tree.filter((a) => a.active && mayReadOpenness(principal, a, tree)).map((a) => a.code));
  const stored = new Map((await db.selectFrom('core.opennessGuide').select(['agencyCode', 'facts', 'factsHash', 'confirmedOn']).execute())
    .map((row) => [row.agencyCode, row]));
  return (await listAgencies(db)).filter((agency) => readable.has(agency.code)).map((agency): GuideRow => {
    const facts = factsOf(agency);
    const row = stored.get(agency.code);
    return {
      agencyCode: agency.code, agencyName: agency.name, confirmedOn: row?.confirmedOn ?? null, stale: row?.factsHash !== hashOf(facts),
      changed: row ? changedFacts(facts, factsSchema.parse(row.facts)).map((key) => zh.facts[key]) : [],
      missing: missingFacts(facts).map((reason) => reason.message),
    };
  });
}

export async function staleGuides(db: Db, principal: Principal): Promise<StaleGuide[]> {
  return (await listGuides(db, principal)).flatMap(({ stale, ...guide }) => (stale ? [guide] : []));
}
