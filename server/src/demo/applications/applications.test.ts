import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateOf, isWorkingDay, now } from '@tongming/law';
import { findInFile } from '@tongming/typeset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assessReport } from '../../domains/annual-report/index.ts';
import { readCase, readLetterFile } from '../../domains/foi/inbox.ts';
import { board } from '../../domains/foi/index.ts';
import { fileStore } from '../../platform/files.ts';
import { sealJournal, verifyJournal } from '../../platform/journal.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { agencies } from '../agencies.ts';
import { enterPeople, foundAgencies, holderOf } from '../people.ts';
import { followedKey, handleApplications, type Office } from './handle.ts';
import { applications } from './index.ts';
import { confirmGuides, publishReports } from './openness.ts';

let t: TestDatabase;
let folder: string;
let office: Office;
const people = () => office.people;
beforeAll(async () => {
  t = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tongming-demo-foi-'));
  await foundAgencies(t.db, () => undefined);
  office = { db: t.db, portalDb: t.portalDb, files: fileStore(folder), secret: randomBytes(32), fontFolder: null, people: await enterPeople(t.db, () => undefined) };
});
afterAll(async () => {
  await t.drop();
  rmSync(folder, { recursive: true, force: true });
});

const followedSchema = z.array(z.object({ number: z.string(), code: z.string(), what: z.string() }));
const at = now();

describe('the applications of the demonstration', () => {
  it('are handled by the commands of the office up to where they stand, and once', async () => {
    const began = performance.now();
    const acts = await handleApplications(office, at, () => undefined);
    await confirmGuides(office, () => undefined);
    await publishReports(office, at, () => undefined);
    process.stdout.write(`demonstration: ${applications.length} applications, ${acts} acts in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
    expect(await handleApplications(office, at, () => undefined)).toBe(0);
    expect(await t.db.selectFrom('core.foiCase').select('id').execute()).toHaveLength(applications.length);
  });

  it('leave no office an empty board, and every state somewhere', async () => {
    const rows = await t.db.selectFrom('core.foiCase').select(['agencyCode', 'state', 'outcome', 'closedOn', 'channel', 'applicantKind', 'due']).execute();
    expect(new Set(rows.filter((row) => row.closedOn === null).map((row) => row.agencyCode))).toEqual(new Set(agencies.map((a) => a.code)));
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['arrived', 'handling', 'correcting', 'awaiting-payment', 'reviewing', 'approving', 'serving', 'answered', 'closed']));
    expect(new Set(rows.map((row) => row.outcome)).size).toBeGreaterThanOrEqual(11);
    expect(new Set(rows.map((row) => row.applicantKind)).size).toBe(6);
    expect(new Set(rows.map((row) => row.channel)).size).toBeGreaterThanOrEqual(5);
    const office = await board(t.db, holderOf(people(), '150500', 'openness-head', []), undefined, civilDateOf(at));
    expect(office.counts.overdue).toBeGreaterThan(0);
    expect(office.counts.arrived).toBeGreaterThan(1);
    if (isWorkingDay(civilDateOf(at)).working) expect(office.dueToday.map((row) => row.applicantName)).toContain('朱某午');
    expect(await t.db.selectFrom('core.foiReview').select('result').where('result', 'is', null).execute()).toHaveLength(3);
  });

  it('let a visitor follow two of them, and read what was answered', async () => {
    const row = await t.db.selectFrom('core.setting').select('value').where('key', '=', followedKey).executeTakeFirstOrThrow();
    const followed = followedSchema.parse(row.value);
    const views = await Promise.all(followed.map(({ number, code }) => readCase(t.portalDb, number, code)));
    expect(views.map((view) => view?.stage)).toEqual(['answered', 'correcting']);
    expect(views[0]).toMatchObject({ outcome: { code: 'partial' }, can: ['evaluate'] });
    const files = views[0]?.letters.find((letter) => letter.kind === 'reply')?.files ?? [];
    expect(files).toHaveLength(2);
    for (const file of files) {
      const bytes = await readLetterFile(office.files, file);
      expect(await findInFile(bytes, 'pdf', ['钱某某', '0475-0000999'])).toEqual([]);
      expect((await findInFile(bytes, 'pdf', ['踏勘'])).length).toBeGreaterThan(0);
    }
  });

  it('are counted in the annual reports of last year, which two agencies have published', async () => {
    const rows = await t.portalDb.selectFrom('open.record').select('title').where('category', '=', 'annual-report').execute();
    expect(rows).toHaveLength(2);
    const { figures } = await assessReport(t.db, '150500-MZJ', 2025);
    expect(figures).toMatchObject({ 'table3.partial.enterprise': 1, 'table3.granted.naturalPerson': 1 });
    expect(await t.portalDb.selectFrom('open.opennessGuide').select('agencyCode').execute()).toHaveLength(agencies.length);
  });

  it('left a journal that verifies', async () => {
    await sealJournal(t.db);
    expect(await verifyJournal(t.db, () => undefined)).toMatchObject({ ok: true, faults: [] });
  });
});
