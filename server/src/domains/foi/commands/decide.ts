import { outcomeOf } from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import { answerDueOf } from '../consultations.ts';
import { sameApplicant } from '../likeness.ts';
import { zh } from '../messages.ts';
import { groundOf, needsReasons, provides } from '../outcomes.ts';
import type { DataOf } from '../model.ts';
import type { Verb, Work } from '../perform.ts';
import type { Case } from '../store.ts';
import { objects } from './third-party.ts';

type Decision = DataOf<'decide'>;
const t = zh.refusal;

/** 给不给: the result, on the findings of the steps before it. None of them can be left out. */
export const decide: Verb<'decide'> = {
  decide: async (work) => [...stepFaults(work), ...contentFaults(work.data), ...thirdPartyFaults(work), ...coProducerFaults(work), ...await repeatFaults(work)],
};

function stepFaults({ case: { folded: f }, data }: Work<'decide'>): Reason[] {
  const ground = groundOf(data.outcome, data.variant);
  const label = outcomeOf(data.outcome).label;
  const steps = (['complete', 'competent', 'held'] as const).flatMap((step): Reason[] => {
    const [wanted, found] = [ground[step], f.findings[step]];
    if (wanted === undefined || wanted === found) return [];
    const { name, article } = zh.steps[step];
    return [found === null ? { code: 'step-missing', message: t.stepMissing(name), article }
      : { code: 'step-contradicts', message: t.stepContradicts(name, zh.findings[found], label), article }];
  });
  const unsearched = (ground.held === 'held' || ground.held === 'not-held' || ground.held === 'needs-creation') && f.searches === 0;
  const reasons = f.reasons.at(-1);
  const massive = data.outcome === 'notProcessed.massive' && (reasons === undefined || reasons.reasonable !== false);
  return [
    ...steps,
    ...(unsearched ? [{ code: 'search-missing', message: t.searchMissing, article: zh.steps.held.article }] : []),
    ...(massive ? [{ code: 'massive-reasons', message: t.massiveReasons, article: zh.articles['ask-reasons'] }] : []),
  ];
}

function contentFaults(d: Decision): Reason[] {
  const { variants, basis } = outcomeOf(d.outcome);
  const gives = provides(d);
  const faults: [boolean, string, string, string][] = [
    [variants.length > 0 && !variants.some((v) => v.code === d.variant), 'outcome-variant', t.outcomeVariant, 'variant'],
    [basis.length + variants.length > 0 && d.articles.length === 0, 'articles-missing', t.articlesMissing, 'articles'],
    [needsReasons(d.outcome) && d.reasons.length < 2, 'reasons-missing', t.reasonsMissing, 'reasons'],
    [gives && d.provided === null, 'provided-missing', t.providedMissing, 'provided'],
    [!gives && d.provided !== null, 'provided-stray', t.providedStray, 'provided'],
    [d.outcome === 'partial' && d.withheld.length === 0, 'withheld-missing', t.withheldMissing, 'withheld'],
    [d.outcome !== 'partial' && d.withheld.length > 0, 'withheld-stray', t.withheldStray, 'withheld'],
    [d.withheld.some((w) => outcomeOf(w.ground).group !== 'denied'), 'withheld-ground', t.withheldGround, 'withheld'],
  ];
  return faults.flatMap(([wrong, code, message, field]) => (wrong ? [{ code, message, field }] : []));
}

/** What a third party's word and silence mean (条例第三十二条). */
function thirdPartyFaults({ case: c, data, on }: Work<'decide'>): Reason[] {
  const article = zh.articles['ask-third-party'] ?? null;
  const parties = c.folded.thirdParties;
  const protects = data.outcome === 'denied.thirdParty' || data.withheld.some((w) => w.ground === 'denied.thirdParty');
  if (protects && parties.length === 0) return [{ code: 'third-party-procedure', message: t.thirdPartyProcedure, article }];
  if (!protects && !provides(data)) return [];
  return parties.flatMap((p): Reason[] => {
    if (p.answeredOn === null) {
      const due = answerDueOf(c, p);
      if (p.receivedOn === null || due === null || due >= on) return [{ code: 'third-party-open', message: t.thirdPartyOpen(p.name, p.receivedOn && due), article }];
      return data.ownJudgement === null ? [{ code: 'third-party-silent', message: t.thirdPartySilent(p.name), article, field: 'ownJudgement' }] : [];
    }
    const against = !protects && objects(p) && data.publicInterest === null;
    return against ? [{ code: 'third-party-objects', message: t.thirdPartyObjects(p.name), article, field: 'publicInterest' }] : [];
  });
}

/** Who made the information too is waited for until its period is over; then it has consented (条例第三十四条). */
function coProducerFaults({ case: c, data, on }: Work<'decide'>): Reason[] {
  if (!provides(data)) return [];
  return waiting(c, on).map(({ name, due }) => ({ code: 'co-producer-open', message: t.coProducerOpen(name, due), article: zh.articles['ask-agency'] ?? null }));
}

function waiting(c: Case, on: string) {
  return c.folded.agencies.filter((p) => p.role === 'co-producer' && p.answeredOn === null).flatMap((p) => {
    const due = answerDueOf(c, p);
    return p.receivedOn === null || due === null || due >= on ? [{ name: p.name, due: p.receivedOn && due }] : [];
  });
}

/** 条例第三十六条第六项: the same applicant, answered before. */
async function repeatFaults({ ctx, case: c, data }: Work<'decide'>): Promise<Reason[]> {
  if (data.outcome !== 'notProcessed.repeat') return [];
  if (data.earlierCase === null) return [{ code: 'earlier-missing', message: t.earlierMissing, field: 'earlierCase' }];
  const earlier = await ctx.tx.selectFrom('core.foiCase').select(['state', 'applicantKey', 'identityKey']).where('id', '=', data.earlierCase).executeTakeFirst();
  const fits = earlier !== undefined && data.earlierCase !== c.id && earlier.state === 'answered' && sameApplicant(earlier, c);
  return fits ? [] : [{ code: 'earlier-unfit', message: t.earlierUnfit, field: 'earlierCase' }];
}
