import { z } from 'zod';
import type { SiteKind, SiteLanguage, SiteState } from '../../platform/schema.ts';
import { siteFacts, type SiteFacts } from './open/facts.ts';
import { themeSchema, type Theme } from './open/theme.ts';

export type StoredSite = {
  code: string; kind: SiteKind; language: SiteLanguage; regionCode: string; agencyCode: string; twin: string | null; domain: string; name: string;
  facts: SiteFacts; theme: Theme; state: SiteState; notice: string | null; position: number; version: number;
};

const name = z.string().trim().min(2).max(100);
const domain = z.string().trim().toLowerCase().max(253);
const notice = z.string().trim().max(2000).transform((text) => (text === '' ? null : text)).nullable();

export const newSiteInput = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/), kind: z.enum(['portal', 'department', 'zone']), language: z.enum(['zh-CN', 'mn-Mong-CN']),
  agencyCode: z.string().max(40), twin: z.string().nullable().default(null), domain, name,
});
export type NewSiteInput = z.output<typeof newSiteInput>;

/** Name and domain stand in columns of their own; mourning is a mood of the theme. */
const facts = siteFacts.omit({ name: true, domain: true, mourning: true });
const states = ['preparing', 'open', 'suspended', 'closed'] as const;
/** What is left out stays as it is. */
export const changeInput = z.object({ name, domain, facts, theme: themeSchema, state: z.enum(states), notice }).partial();
export type ChangeInput = z.output<typeof changeInput>;

export const siteChangeInput = changeInput.extend({ version: z.int() });
export const scheduleInput = z.object({ dueAt: z.iso.datetime({ offset: true }), change: changeInput });
