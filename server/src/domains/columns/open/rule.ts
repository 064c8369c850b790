// Which public records a column or a topic shows by itself: conditions ANDed, each a list ORed. Pure.
import { z } from 'zod';

const word = z.string().trim().min(1).max(100).refine((text) => !text.includes('\0'));
const list = z.array(word).min(1).max(50).optional();

/** `themes`: first levels of 主题分类; `words`: in the title or among the 主题词; a rule without any condition takes all there is. */
export const feedRule = z.strictObject({ kinds: list, categories: list, themes: list, agencies: list, regions: list, words: list, languages: list });
export type FeedRule = z.output<typeof feedRule>;

/** What is stored, read back; null when it is none. */
export function readRule(value: unknown): FeedRule | null {
  const read = feedRule.safeParse(value);
  return read.success ? read.data : null;
}

/** A site shows what is in its language, unless a rule names others. */
export const ruleIn = (rule: FeedRule | null, language: string): FeedRule | null => (rule === null ? null : { languages: [language], ...rule });

export type RuleFacts = {
  kind: string; category: string; theme: string | null; agencyCode: string; regionCode: string; language: string; title: string; keywords: readonly string[];
};

/** 综合政务\政务公开 → 综合政务, as open.first_theme has it. */
export const firstTheme = (theme: string): string => theme.split(/[\\/]/, 1)[0] ?? theme;

/** What the SQL of records-of-rule.ts asks, for one record. */
export function takes(rule: FeedRule, facts: RuleFacts): boolean {
  const among = (values: readonly string[] | undefined, value: string | null): boolean => values === undefined || (value !== null && values.includes(value));
  return among(rule.kinds, facts.kind) && among(rule.categories, facts.category) && among(rule.themes, facts.theme === null ? null : firstTheme(facts.theme))
    && among(rule.agencies, facts.agencyCode) && among(rule.regions, facts.regionCode) && among(rule.languages, facts.language)
    && (rule.words === undefined || rule.words.some((one) => facts.title.includes(one) || facts.keywords.includes(one)));
}
