import { isLawfulDisclosure, yearOf, civilDateOf } from '@tongming/law';
import { imageFilesOf } from '@tongming/typeset';
import type { Change } from '../../../platform/change.ts';
import type { CommandContext } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { enqueue } from '../../../platform/outbox.ts';
import { publishFile, recordFile, type FileStore, type StoredFile } from '../../../platform/files.ts';
import { nextIndexNumbers } from '../../../platform/numbers.ts';
import { isPublic, type Publication } from '../model.ts';
import { changeOf, endedBy, noGrounds, projectRecords, refreshStatus, statusGrounds, translationsOf, withdrawRecords, withdrawTranslations, type Projection } from '../project.ts';
import { openContentOf } from '../public.ts';
import { applyRelations } from '../relations.ts';
import { statusOf } from '../status.ts';
import { zh } from '../messages.ts';
import { openFilesOf, unpublishTopic } from '../public-files.ts';

export type Published = { recordId: string; indexNumber: string; edition: number; public: boolean };
type Identity = { id: string; indexNumber: string; agencyCode: string; externalId: string | null; category: string };

/**
 * Makes records and editions and, where the public is to see them, their projection into `open`. Part of the command
 * that calls it: the caller journals, and passes the returned changes to `publishChanges` as its last write.
 * Needs a `LawfulDisclosure` for each: nothing is published that did not pass the gate.
 */
export async function publishRecords(
  ctx: CommandContext, files: FileStore, publications: readonly Publication[],
): Promise<{ published: Published[]; changes: Omit<Change, 'seq'>[] }> {
  for (const p of publications) assertGate(p);
  // Before any counter is locked: copying takes its time, and nobody else should wait for it.
  for (const p of publications) await openFiles(ctx, files, p);
  const identities = await identify(ctx, publications);
  const editions = await saveEditions(ctx, publications, identities);
  const touched = new Set<string>();
  const pending: Omit<Projection, 'status'>[] = [];
  const changes: Omit<Change, 'seq'>[] = [];
  const dropped = await openFilesOf(ctx, identities.map((i) => i.id));
  for (const [i, p] of publications.entries()) {
    const identity = identities[i];
    const edition = editions[i];
    if (!identity || !edition) throw new Error('a publication lost its record');
    for (const id of await applyRelations(ctx, identity.id, p)) touched.add(id);
    if (isPublic(p.disclosure) && p.disclosure.attribute !== 'withheld') {
      const content = openContentOf(p.content, p.disclosure.attribute);
      pending.push({ ...identity, edition: edition.no, publishedAt: edition.firstPublishedAt, content, files: p.files });
      changes.push(changeOf(edition.no === 1 ? 'published' : 'revised', { ...identity, theme: content.theme }));
      if (p.disclosure.attribute !== 'full' && edition.no > 1) changes.push(...await withdrawTranslations(ctx, [identity.id]));
    } else {
      const { gone, related, changes: translations } = await withdrawRecords(ctx, [identity.id], zh.revisedAway);
      if (gone.length > 0) changes.push(changeOf('withdrawn', identity));
      changes.push(...translations);
      for (const id of related) touched.add(id);
    }
  }
  const projections = await withStatus(ctx, pending);
  await projectRecords(ctx, projections);
  const ids = new Set(identities.map((i) => i.id));
  for (const id of [...await endedBy(ctx, [...ids]), ...await translationsOf(ctx.tx, [...ids])]) touched.add(id);
  const others = [...touched].filter((id) => !ids.has(id));
  changes.push(...await statusChanges(ctx, await refreshStatus(ctx, others), others));
  await dropFiles(ctx, dropped);
  return {
    published: identities.map((identity, i) => ({
      recordId: identity.id, indexNumber: identity.indexNumber, edition: editions[i]?.no ?? 1,
      public: projections.some((p) => p.id === identity.id),
    })),
    changes,
  };
}

/** The lock at run time: values that crossed an untyped edge, or a decision made for another content. */
function assertGate(p: Publication): void {
  const { attribute, method } = p.content.disclosure;
  if (!isLawfulDisclosure(p.disclosure) || p.disclosure.attribute !== attribute || p.disclosure.method !== method) {
    throw new Error('publication without a lawful disclosure of its own');
  }
}

/**
 * Locks the records that are revised: one withdrawn meanwhile does not come back this way.
 * New records get their 索引号 here, in the transaction that publishes, by the year of publication.
 */
async function identify(ctx: CommandContext, publications: readonly Publication[]): Promise<Identity[]> {
  const known = publications.flatMap((p) => ('id' in p.record ? [p.record.id] : []));
  const existing = known.length === 0 ? [] : await ctx.tx.selectFrom('core.record')
    .select(['id', 'indexNumber', 'agencyCode', 'externalId', 'category']).where('id', 'in', known).forUpdate().execute();
  // An edit of its facts made against the former edition is a conflict.
  if (known.length > 0) await ctx.tx.updateTable('core.record').set((eb) => ({ version: eb('version', '+', 1) })).where('id', 'in', known).execute();
  const gone = known.length === 0 ? undefined : await ctx.tx.selectFrom('core.recordEnd').select('id')
    .where('recordId', 'in', known).where('kind', '=', 'withdrawn').executeTakeFirst();
  if (gone) refuse('record-withdrawn', zh.withdrawnAlready);
  const numbers = await indexNumbers(ctx, publications);
  const fresh = publications.flatMap((p) => ('id' in p.record ? [] : [{
    agencyCode: p.record.agencyCode, externalId: p.record.externalId, indexNumber: numbers.get(p) ?? '',
    kind: p.content.kind, category: p.content.category, language: p.content.language, createdAt: ctx.now,
  }]));
  const made = fresh.length === 0 ? [] : await ctx.tx.insertInto('core.record').values(fresh)
    .returning(['id', 'indexNumber', 'agencyCode', 'externalId', 'category']).execute();
  const byNumber = new Map(made.map((row) => [row.indexNumber, row]));
  const byId = new Map(existing.map((row) => [row.id, row]));
  return publications.map((p) => {
    const row = 'id' in p.record ? byId.get(p.record.id) : byNumber.get(numbers.get(p) ?? '');
    if (!row) throw new Error('no such record');
    return row;
  });
}

async function indexNumbers(ctx: CommandContext, publications: readonly Publication[]): Promise<Map<Publication, string>> {
  const series = new Map<string, Publication[]>();
  for (const p of publications) {
    if ('id' in p.record) continue;
    const key = `${p.record.agencyCode} ${yearOf(civilDateOf(p.publishedAt))}`;
    series.set(key, [...(series.get(key) ?? []), p]);
  }
  const numbers = new Map<Publication, string>();
  // Sorted, so that two writers lock the counters of several agencies in the same order.
  for (const [key, members] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [agencyCode = '', year = ''] = key.split(' ');
    const { orgCode } = await ctx.tx.selectFrom('core.agency').select('orgCode').where('code', '=', agencyCode).executeTakeFirstOrThrow();
    const given = await nextIndexNumbers(ctx, orgCode, Number(year), members.length);
    members.forEach((p, i) => numbers.set(p, given[i] ?? ''));
  }
  return numbers;
}

type Edition = { no: number; firstPublishedAt: Projection['publishedAt'] };

/** The new edition is live, the one before it superseded; a draft edition held open for a revision becomes it. */
async function saveEditions(ctx: CommandContext, publications: readonly Publication[], identities: readonly Identity[]): Promise<Edition[]> {
  const ids = identities.map((i) => i.id);
  await ctx.tx.deleteFrom('core.edition').where('recordId', 'in', ids).where('state', '=', 'draft').execute();
  await ctx.tx.updateTable('core.edition').set({ state: 'superseded' }).where('recordId', 'in', ids).where('state', '=', 'live').execute();
  const before = await ctx.tx.selectFrom('core.edition').where('recordId', 'in', ids).groupBy('recordId')
    .select((eb) => ['recordId', eb.fn.max('no').as('no'), eb.fn.min('publishedAt').as('first')]).execute();
  const past = new Map(before.map((row) => [row.recordId, row]));
  const editions = identities.map((identity, i): Edition => {
    const last = past.get(identity.id);
    const publishedAt = publications[i]?.publishedAt ?? ctx.now;
    return { no: (last?.no ?? 0) + 1, firstPublishedAt: last?.first ?? publishedAt };
  });
  await ctx.tx.insertInto('core.edition').values(publications.map((p, i) => ({
    recordId: identities[i]?.id ?? '', no: editions[i]?.no ?? 1, state: 'live' as const, documentId: p.documentId,
    content: json(stored(p)), bodyText: p.content.bodyText, publishedAt: p.publishedAt, createdAt: ctx.now,
  }))).execute();
  return editions;
}

/** The text stands in a column of its own. */
export function stored(p: Pick<Publication, 'content' | 'disclosure'>): object {
  const { bodyText: _column, ...content } = p.content;
  return { ...content, public: isPublic(p.disclosure) };
}

/** A copy in the public place is reachable only through a row of `open`: one left by a failed command shows nothing. */
async function openFiles(ctx: CommandContext, files: FileStore, p: Publication): Promise<void> {
  if (!isPublic(p.disclosure) || p.disclosure.attribute === 'withheld') return;
  const { body } = openContentOf(p.content, p.disclosure.attribute);
  const images = body === null ? [] : imageFilesOf(body);
  const made: StoredFile[] = [...p.files.renditions, ...p.files.attachments].map((f) => f.file);
  for (const file of made) await recordFile(ctx.tx, file);
  for (const hash of new Set([...made.map((f) => f.hash), ...images])) await publishFile(files, hash);
}

async function withStatus(ctx: CommandContext, pending: readonly Omit<Projection, 'status'>[]): Promise<Projection[]> {
  const grounds = await statusGrounds(ctx.tx, pending.map((p) => p.id));
  return pending.map((p) => ({
    ...p,
    status: statusOf({
      today: ctx.today, effectiveOn: p.content.effectiveOn, expiresOn: p.content.expiresOn, ...(grounds.get(p.id) ?? noGrounds),
    }),
  }));
}

/** The validity itself is another than before; without it only something beside it is new. */
export const validityTag = 'validity';

/** The pages of what was amended or repealed, and of what is related at the other end, show something new. */
export async function statusChanges(
  ctx: CommandContext, changed: readonly string[], related: readonly string[] = changed,
): Promise<Omit<Change, 'seq'>[]> {
  const ids = [...new Set([...changed, ...related])];
  if (ids.length === 0) return [];
  const rows = await ctx.tx.selectFrom('open.record').select(['id', 'agencyCode', 'category', 'theme']).where('id', 'in', ids).execute();
  const own = new Set(changed);
  return rows.map((row) => {
    const change = changeOf('status', row);
    return own.has(row.id) ? { ...change, tags: [...change.tags, validityTag] } : change;
  });
}

/** Public copies that a new edition no longer uses are removed after commit, if nothing else uses them by then. */
async function dropFiles(ctx: CommandContext, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    await enqueue(ctx, { topic: unpublishTopic, key: `${unpublishTopic}:${hash}:${ctx.now}`, payload: { hash } });
  }
}
