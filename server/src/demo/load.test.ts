import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annualReportMessages } from '../domains/annual-report/index.ts';
import { documentsOf } from '../domains/library/index.ts';
import { fileStore, type FileStore } from '../platform/files.ts';
import { sealJournal, verifyJournal } from '../platform/journal.ts';
import { testDatabase, type TestDatabase } from '../platform/testing.ts';
import { contentSites } from './content/found.ts';
import { documents, drafts } from './documents/index.ts';
import { demonstrationUnfinished, loadDemonstration } from './load.ts';
import { words } from './words.ts';

const config = { demo: true, fontFolder: null };
let store: TestDatabase;
let files: FileStore;
let folder: string;
const secret = randomBytes(32);

beforeAll(async () => {
  store = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tongming-demo-'));
  files = fileStore(folder);
});
afterAll(async () => {
  await store.drop();
  rmSync(folder, { recursive: true, force: true });
});

class Stopped extends Error {}

/** Loads until `acts` acts were done, and stops as a killed process would. */
async function loadCutShort(acts: number): Promise<void> {
  const progress = (step: string, done: number): void => {
    if (step.includes('公文') && done > acts) throw new Stopped();
  };
  await expect(loadDemonstration({ db: store.db, portalDb: store.portalDb, secret, files, config, progress })).rejects.toThrow(Stopped);
}

describe('loading the demonstration city', () => {
  it('goes on where it was cut short', async () => {
    await loadCutShort(40);
    expect(await demonstrationUnfinished(store.db)).toBe(true);
    const seen: string[] = [];
    const began = performance.now();
    const loaded = await loadDemonstration({ db: store.db, portalDb: store.portalDb, secret, files, config, progress: (step) => seen.push(step) });
    process.stdout.write(`demonstration: ${loaded.documents} documents, ${loaded.drafts} drafts, ${loaded.steps} acts, ${loaded.applications} applications in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
    expect(new Set(seen)).toEqual(new Set(Object.values(words.steps)));
    expect(await demonstrationUnfinished(store.db)).toBe(false);
  });

  it('issued every document once, and left every draft where it says', async () => {
    const rows = await store.db.selectFrom('core.document').select(['title', 'state', 'documentNumber', 'recordId']).execute();
    expect(rows.length).toBe(documents.length + drafts.length);
    for (const doc of documents) {
      expect(rows.find((row) => row.title === doc.title), doc.ref).toMatchObject({ state: 'issued', recordId: expect.any(String), documentNumber: expect.any(String) });
    }
    for (const draft of drafts) expect(rows.find((row) => row.title === draft.title)?.state, draft.ref).toBe(draft.stage);
  });

  it('opened what is to be public and nothing else', async () => {
    const open = await store.portalDb.selectFrom('open.record').select(['title', 'category', 'bodyText', 'status', 'datePublished', 'indexNumber']).execute();
    const expected = documents.filter((d) => d.attribute !== 'withheld' && d.method !== 'on-request' && d.end?.kind !== 'withdrawn');
    const reports = ['通辽市民政局', '通辽市人力资源和社会保障局'].map((name) => annualReportMessages.title(name, 2025));
    expect(documentsOf(open).map((row) => row.title).sort()).toEqual([...expected.map((d) => d.title), ...reports].sort());
    expect(open.map((row) => row.title)).toEqual(expect.arrayContaining(contentSites.flatMap((site) => site.pieces.map((piece) => piece.title))));
    const whole = JSON.stringify(open);
    for (const doc of documents) for (const [, hidden] of doc.text.matchAll(/\[\[([^|]+)\|/g)) expect(whole).not.toContain(hidden);
    expect(new Set(open.map((row) => row.status))).toEqual(new Set(['in-force', 'amended', 'expired', 'repealed', 'annulled', 'not-yet']));
    for (const row of open) expect(row.indexNumber).toContain(`/${row.datePublished.slice(0, 4)}-`);
    expect(await store.portalDb.selectFrom('open.tombstone').select('id').execute()).toHaveLength(1);
  });

  it('numbered without gaps', async () => {
    const rows = await store.db.selectFrom('core.issuedNumber').select(['code', 'year', 'seq', 'state']).orderBy('code').orderBy('year').orderBy('seq').execute();
    const series = Map.groupBy(rows, (row) => `${row.code} ${row.year}`);
    for (const [name, numbers] of series) expect(numbers.map((n) => n.seq), name).toEqual(numbers.map((_, i) => i + 1));
  });

  it('left a journal that verifies', async () => {
    await sealJournal(store.db);
    expect(await verifyJournal(store.db, () => undefined)).toMatchObject({ ok: true, faults: [] });
  });

  it('is refused in a database that holds anything', async () => {
    await expect(loadDemonstration({ db: store.db, portalDb: store.portalDb, secret, files, config })).rejects.toMatchObject({ code: 'demo-not-empty' });
    await expect(loadDemonstration({ db: store.db, portalDb: store.portalDb, secret, files, config: { ...config, demo: false } })).rejects.toMatchObject({ code: 'demo-off' });
  });
});
