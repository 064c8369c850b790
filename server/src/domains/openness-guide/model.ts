// The guide (公开指南): facts of the agency, which identity keeps, and three texts, which are confirmed with them.
import { z } from 'zod';
import type { Openness } from '../../console-api/contract.ts';
import { canonical, sm3 } from '../../platform/journal.ts';
import { zh } from './messages.ts';

export const textKeys = ['classification', 'arrangement', 'access'] as const;
const text = z.string().trim().max(10_000);
export const guideTexts = z.object({ classification: text, arrangement: text, access: text });
export type GuideTexts = z.output<typeof guideTexts>;

export const factKeys = ['name', 'office', 'address', 'hours', 'phone', 'fax', 'email', 'postcode'] as const;
export type FactKey = (typeof factKeys)[number];
export type Facts = Record<FactKey, string | null>;
/** Named by 条例第十二条; a postcode is not. */
export const requiredFacts: readonly FactKey[] = factKeys.filter((key) => key !== 'postcode');
export const factsSchema = z.record(z.enum(factKeys), z.string().nullable());

export function factsOf(agency: { name: string; openness: Openness }): Facts {
  const { openness } = agency;
  const said = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim());
  return {
    name: agency.name, office: said(openness.office), address: said(openness.address), hours: said(openness.hours), phone: said(openness.phone),
    fax: said(openness.fax), email: said(openness.email), postcode: said(openness.postcode),
  };
}

export function hashOf(facts: Facts): string {
  return sm3(canonical(facts)).toString('hex');
}

/** Facts that are not as they were when the guide was confirmed. */
export function changedFacts(now: Facts, then: Facts): FactKey[] {
  return factKeys.filter((key) => now[key] !== then[key]);
}

export function draftTexts(name: string): GuideTexts {
  return { classification: zh.drafts.classification(name), arrangement: zh.drafts.arrangement(), access: zh.drafts.access(name) };
}
