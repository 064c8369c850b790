import type { RulePreview } from '../../../console-api/contract-columns.ts';
import type { Db } from '../../../platform/database.ts';
import { getSite, siteScope } from '../../sites/index.ts';
import { ruleIn, type FeedRule } from '../open/rule.ts';
import { recordsOfRule } from '../open/records-of-rule.ts';

const shown = 5;

/** What a rule would bring right now. */
export async function previewRule(db: Db, siteCode: string, rule: FeedRule): Promise<RulePreview> {
  const { language } = await getSite(db, siteCode);
  const { items, total } = await recordsOfRule(db, ruleIn(rule, language) ?? rule, await siteScope(db, siteCode), { limit: shown });
  return { total, first: items.map(({ id, title, datePublished, agencyName }) => ({ id, title, datePublished, agencyName })) };
}
