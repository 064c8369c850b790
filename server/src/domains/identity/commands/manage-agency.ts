import { checkOrgCode, checkUscc } from '@tongming/law';
import { z } from 'zod';
import { publishChanges } from '../../../platform/change.ts';
import { done, type CommandContext, type Done } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';
import { conflict, refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { getAgency, type AgencyRow } from '../agency.ts';
import { refusingConstraints } from '../constraints.ts';
import { identityMessages as words } from '../messages.ts';
import { projectAgency, projectRegion } from '../project.ts';

const short = z.string().trim().max(100);
const code = z.string().trim().regex(/^[0-9A-Za-z-]{2,40}$/);
/** What the public is told about the agency's openness office (条例第四条; guide of 条例第十二条). */
const openness = z.object({
  office: short.optional(), address: z.string().trim().max(200).optional(), hours: short.optional(), phone: short.optional(),
  fax: short.optional(), email: short.optional(), postcode: short.optional(), leader: short.optional(), contact: short.optional(),
  duties: z.string().trim().max(20_000).optional(), departments: z.array(z.string().trim().max(500)).max(100).optional(),
});

const agencyFields = {
  name: short.min(2),
  shortName: short.min(1),
  regionCode: z.string().regex(/^[0-9]{2,12}$/),
  parentCode: code.nullable().default(null),
  kind: z.enum(['government', 'office', 'department', 'zone', 'township', 'body']),
  uscc: z.string().trim().toUpperCase().nullable().default(null),
  /** 9 characters; a hyphen before the check digit is taken out. */
  orgCode: z.string().trim().toUpperCase().transform((text) => text.replace('-', '')),
  openness: openness.default({}),
  numberCodes: z.array(z.object({ code: z.string().trim().min(1).max(20), purpose: short.default('') })).max(50).default([]),
};
const position = z.number().int().min(0).max(100_000);
export const agencyInput = z.object({ code, ...agencyFields, position: position.default(0) });
export type AgencyInput = z.input<typeof agencyInput>;
export const agencyChange = z.object({ version: z.number().int(), active: z.boolean().default(true), ...agencyFields, position: position.optional() });
export type AgencyChange = z.input<typeof agencyChange>;

export const regionInput = z.object({
  code: z.string().regex(/^[0-9]{2,12}$/),
  name: short.min(1),
  parentCode: z.string().nullable().default(null),
  level: z.enum(['province', 'city', 'county', 'zone', 'township']),
});
export type RegionInput = z.input<typeof regionInput>;

/** Enters a region of GB/T 2260; one that is there already takes the new name. */
export async function saveRegion(ctx: CommandContext, input: RegionInput): Promise<Done<{ code: string }>> {
  const region = regionInput.parse(input);
  await ctx.tx.insertInto('core.region').values(region).onConflict((c) => c.column('code').doUpdateSet(region)).execute();
  await projectRegion(ctx.tx, region);
  return done({ code: region.code }, await journal(ctx, { action: 'save-region', subjectType: 'region', subjectId: region.code, after: region }));
}

/** @throws Refused 'region-code-taken' (422) */
export async function createRegion(ctx: CommandContext, input: z.output<typeof regionInput>): Promise<Done<{ code: string }>> {
  const taken = await ctx.tx.selectFrom('core.region').select('code').where('code', '=', input.code).executeTakeFirst();
  if (taken !== undefined) refuse('region-code-taken', [{ code: 'region-code-taken', message: words.regionCodeTaken, field: 'code' }]);
  return refusingConstraints(saveRegion(ctx, input));
}

/** @throws Refused (422) with every fault of codes and names at once */
export async function createAgency(ctx: CommandContext, input: AgencyInput): Promise<Done<AgencyRow>> {
  const { numberCodes, openness: contact, ...row } = agencyInput.parse(input);
  await assertLawful(ctx, row.code, row, numberCodes);
  await refusingConstraints(ctx.tx.insertInto('core.agency').values({ ...row, openness: json(contact) }).execute());
  await saveNumberCodes(ctx, row.code, numberCodes);
  return published(ctx, row.code, 'create-agency', null);
}

/** The code stays; all else may change. Index numbers and document numbers already given stay as they are. */
export async function updateAgency(ctx: CommandContext, agencyCode: string, input: AgencyChange): Promise<Done<AgencyRow>> {
  const { numberCodes, openness: contact, version, ...row } = agencyChange.parse(input);
  await ctx.tx.selectFrom('core.agency').select('code').where('code', '=', agencyCode).forUpdate().execute();
  const before = await getAgency(ctx.tx, agencyCode);
  if (before.version !== version) conflict(words.editConflict);
  await assertLawful(ctx, agencyCode, row, numberCodes);
  await refusingConstraints(ctx.tx.updateTable('core.agency')
    .set({ ...row, openness: json(contact), version: version + 1 }).where('code', '=', agencyCode).execute());
  await saveNumberCodes(ctx, agencyCode, numberCodes);
  return published(ctx, agencyCode, 'update-agency', before);
}

async function published(ctx: CommandContext, agencyCode: string, action: string, before: AgencyRow | null): Promise<Done<AgencyRow>> {
  const after = await getAgency(ctx.tx, agencyCode);
  const written = await journal(ctx, { action, subjectType: 'agency', subjectId: agencyCode, agencyCode, before, after });
  await projectAgency(ctx.tx, after);
  await publishChanges(ctx, [{ subjectType: 'agency', subjectId: agencyCode, kind: 'agency', tags: [`agency:${agencyCode}`, 'agencies'] }]);
  return done(after, written);
}

type Codes = { code: string; purpose: string }[];

async function assertLawful(
  ctx: CommandContext, agencyCode: string, row: { uscc: string | null; orgCode: string; parentCode: string | null }, numberCodes: Codes,
): Promise<void> {
  const reasons: Reason[] = [];
  const add = (reason: string, message: string, field: string): number => reasons.push({ code: reason, message, field });
  if (row.uscc !== null && !checkUscc(row.uscc)) add('bad-uscc', words.badUscc, 'uscc');
  if (!checkOrgCode(row.orgCode)) add('bad-org-code', words.badOrgCode, 'orgCode');
  // GB 32100: places 9 to 17 are the organisation's own code.
  if (row.uscc !== null && row.uscc.slice(8, 17) !== row.orgCode) add('org-code-not-of-uscc', words.orgCodeNotOfUscc, 'orgCode');
  if (row.parentCode !== null && (await isBelow(ctx, row.parentCode, agencyCode))) add('parent-loop', words.parentLoop, 'parentCode');
  const names = numberCodes.map((one) => one.code);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) add('number-code-twice', words.numberCodeTwice(twice), 'numberCodes');
  const taken = names.length === 0 ? [] : await ctx.tx.selectFrom('core.agencyNumberCode').select('code')
    .where('code', 'in', names).where('agencyCode', '!=', agencyCode).execute();
  for (const one of taken) add('number-code-taken', words.numberCodeTaken(one.code), 'numberCodes');
  if (reasons.length > 0) refuse('agency-faults', reasons);
}

/** Whether `candidate` is `agencyCode` itself or one of those under it. */
async function isBelow(ctx: CommandContext, candidate: string, agencyCode: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = candidate; at !== null && !seen.has(at); ) {
    if (at === agencyCode) return true;
    seen.add(at);
    const row: { parentCode: string | null } | undefined = await ctx.tx.selectFrom('core.agency').select('parentCode')
      .where('code', '=', at).executeTakeFirst();
    at = row?.parentCode ?? null;
  }
  return false;
}

/** A code that has numbered a document stays with its agency for good. */
async function saveNumberCodes(ctx: CommandContext, agencyCode: string, codes: Codes): Promise<void> {
  const kept = codes.map((one) => one.code);
  const present = await ctx.tx.selectFrom('core.agencyNumberCode as c').select('c.code')
    .select((eb) => eb.or([
      eb.exists(eb.selectFrom('core.numberSeries as s').select('s.code').whereRef('s.code', '=', 'c.code')),
      eb.exists(eb.selectFrom('core.document as d').select('d.id').whereRef('d.numberCode', '=', 'c.code')),
    ]).as('used'))
    .where('c.agencyCode', '=', agencyCode).execute();
  for (const one of present.filter((row) => !kept.includes(row.code))) {
    if (one.used) refuse('number-code-used', [{ code: 'number-code-used', message: words.numberCodeUsed(one.code), field: 'numberCodes' }]);
    await ctx.tx.deleteFrom('core.agencyNumberCode').where('code', '=', one.code).execute();
  }
  for (const [position, one] of codes.entries()) {
    await ctx.tx.insertInto('core.agencyNumberCode').values({ ...one, agencyCode, position })
      .onConflict((c) => c.column('code').doUpdateSet({ purpose: one.purpose, position })).execute();
  }
}
