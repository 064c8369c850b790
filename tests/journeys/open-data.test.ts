// A library elsewhere keeps a copy of ours: by the feed of changes, by harvest, by bulk file; and drops what is withdrawn.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importFile } from '../../server/src/domains/library/importing/import-file.ts';
import { startWorker } from '../../server/src/domains/library/importing/start-worker.ts';
import { openHand, openStage, PHONE, shot, type Stage } from '../support/pages.ts';
import { issue } from '../support/staff.ts';
import { makeSamples, WORDS, type Samples } from '../support/samples.ts';
import { startWorld } from '../support/world.ts';

let stage: Stage;
let samples: Samples;
beforeAll(async () => {
  stage = await openStage();
  samples = await makeSamples(stage.world.base);
});
afterAll(() => stage.stop());

const text = async (path: string) => (await fetch(stage.world.base + path)).text();
const page = z.object({
  items: z.array(z.object({ id: z.string(), record: z.object({ title: z.string(), url: z.string() }).nullable(), withdrawn: z.object({ reason: z.string() }).nullable() })),
  next: z.string(), more: z.boolean(),
});

/** What a program of another site would do: everything from `since` on, into its own copy. */
async function follow(copy: Map<string, string>, since: string): Promise<string> {
  for (let from = since; ;) {
    const { items, next, more } = page.parse(JSON.parse(await text(`/api/v1/changes?limit=2&since=${from}`)));
    for (const { id, record } of items) {
      if (record) copy.set(id, record.title);
      else copy.delete(id);
    }
    from = next;
    if (!more) return from;
  }
}

const shown = async () => (await stage.world.system.portalDb.selectFrom('open.record').select(['id', 'title']).execute())
  .map((r) => [r.id, r.title]).sort();
const sorted = (copy: Map<string, string>) => [...copy].sort();

describe('a copy kept by the feed of changes', () => {
  it('is what the site shows, after a publication and after a withdrawal', async () => {
    const copy = new Map<string, string>();
    let at = await follow(copy, '0');
    expect(sorted(copy)).toEqual(await shown());
    const paper = await issue(samples.team, {
      kind: 'notice', title: '关于开放数据的通知', addressees: ['各旗县市区人民政府'], theme: '综合政务\\政务公开', keywords: ['政务公开'], keywordsConfirmed: true,
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '请遵照执行。' }] }] }, disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
    });
    at = await follow(copy, at);
    expect(copy.get(paper.recordId ?? '')).toBe('关于开放数据的通知');
    expect(await text('/feed.json')).toContain('关于开放数据的通知');
    await samples.team.office.send('POST', `/records/${paper.recordId}/ends`, { kind: 'withdrawn', effectiveOn: paper.dateMade, ground: '内容有误，经批准撤回', publicNote: '内容有误，更正后重新发布。' });
    await follow(copy, at);
    expect(copy.has(paper.recordId ?? '')).toBe(false);
    expect(sorted(copy)).toEqual(await shown());
    const harvested = await text(`/oai?verb=GetRecord&metadataPrefix=zwgk&identifier=oai:127.0.0.1:${paper.recordId}`);
    expect(harvested).toContain('<header status="deleted">');
    for (const path of ['/feed.xml', '/feed.atom', '/feed.json', '/api/v1/records.jsonl', '/api/v1/records.csv', '/sitemaps/records-1.xml']) expect(await text(path), path).not.toContain(paper.recordId);
  });
});

describe('a bulk file', () => {
  it('fills another installation with the same documents', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongming-bulk-'));
    const other = await startWorld();
    const worker = startWorker();
    try {
      const file = join(folder, 'records.jsonl');
      writeFileSync(file, await text('/api/v1/records.jsonl'));
      const mine = await shown();
      const result = await importFile(other.system, worker, file, '150500', () => undefined, (fault) => expect.fail(fault.reason));
      expect(result.imported).toBe(mine.length);
      const theirs = await other.system.portalDb.selectFrom('open.record').select(['externalId', 'title', 'documentNumber', 'dateMade', 'bodyText']).execute();
      const ours = await stage.world.system.portalDb.selectFrom('open.record').select(['id as externalId', 'title', 'documentNumber', 'dateMade', 'bodyText']).execute();
      const byId = (a: { externalId: string | null }, b: { externalId: string | null }) => ((a.externalId ?? '') < (b.externalId ?? '') ? -1 : 1);
      expect(theirs.sort(byId)).toEqual(ours.map((r) => ({ ...r, bodyText: r.bodyText.trim() })).sort(byId));
    } finally {
      await worker.terminate();
      await other.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('with a phone and without script', () => {
  it('a reader subscribes to the list he has narrowed, and finds the interface explained', async () => {
    const hand = await openHand(stage, { ...PHONE, javaScriptEnabled: false });
    await hand.page.goto('/records/?kind=notice');
    await shot(hand.page, 'phone-list-tools');
    const feed = await hand.page.getByRole('link', { name: '订阅这个列表' }).getAttribute('href');
    expect(feed).toBe('/feed.xml?kind=notice');
    expect(await text(feed ?? '')).toContain(WORDS.title);
    await hand.page.getByRole('link', { name: '开放数据' }).first().click();
    await hand.page.getByRole('heading', { level: 1, name: '开放数据' }).waitFor();
    expect(await hand.page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')).toBe(0);
    await shot(hand.page, 'phone-open-data');
    await hand.close();
  });
});
