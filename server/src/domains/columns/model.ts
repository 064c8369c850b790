import { isUpdateDuty, type UpdateDuty } from '@tongming/law';
import { z } from 'zod';
import type { ColumnItemMode, ColumnState, SiteLanguage } from '../../platform/schema.ts';
import { feedRule, type FeedRule } from './open/rule.ts';

export type StoredColumn = {
  id: string; siteCode: string; language: SiteLanguage; parentId: string | null; slug: string; path: string; name: string; type: string; purpose: string; keywords: string[];
  agencyCode: string; person: string; duty: UpdateDuty | null; rule: FeedRule | null; onHome: boolean; position: number; state: ColumnState; version: number;
};
export type StoredItem = { columnId: string; recordId: string; mode: ColumnItemMode; position: number };

const line = (max: number) => z.string().trim().max(max).refine((text) => !/[\0\r\n]/.test(text));
const slug = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const duty = z.custom<UpdateDuty>((value) => typeof value === 'string' && isUpdateDuty(value)).nullable();
export const columnId = z.uuid();

const facts = {
  name: line(40).min(2), type: line(20).min(2), purpose: line(300), keywords: z.array(line(30).min(1)).max(12), agencyCode: line(40).min(1), person: line(40), duty,
  rule: feedRule.nullable(), onHome: z.boolean(),
};
export const newColumnInput = z.object({
  ...facts, parentId: columnId.nullable().default(null), slug,
  purpose: facts.purpose.default(''), keywords: facts.keywords.default([]), person: facts.person.default(''), rule: facts.rule.default(null), onHome: facts.onHome.default(false),
});
export type NewColumn = z.output<typeof newColumnInput>;

const version = z.int();
/** What is left out stays as it is. */
export const factsInput = z.object(facts).partial();
export type ColumnFacts = z.output<typeof factsInput>;
export const changeColumnInput = factsInput.extend({ version });
export type ChangeColumn = z.output<typeof changeColumnInput>;

export const moveColumnInput = z.object({ version, parentId: columnId.nullable(), slug });
export const shiftInput = z.object({ version, by: z.union([z.literal(-1), z.literal(1)]) });
export const versionInput = z.object({ version });
/** `mode` null: by rule alone again. */
export const placeInput = z.object({ version, recordId: columnId, mode: z.enum(['pinned', 'placed', 'excluded']).nullable() });
