import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { now } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileStore, type FileStore } from '../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { enterPeople, foundAgencies } from '../people.ts';
import { foundSites } from '../sites.ts';
import { contentSites, foundContent } from './found.ts';

let t: TestDatabase;
let folder: string;
let files: FileStore;
beforeAll(async () => {
  t = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tongming-demo-content-'));
  files = fileStore(folder);
});
afterAll(async () => {
  await t.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('every site has something of its own, through the same commands, and a second founding adds nothing', { timeout: 120_000 }, async () => {
  await foundAgencies(t.db, () => undefined);
  const people = await enterPeople(t.db, () => undefined);
  await foundSites(t.db, people, () => undefined);
  const world = { db: t.db, files, people, at: now() };
  const began = performance.now();
  await foundContent(world, () => undefined);
  process.stdout.write(`demonstration content: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  const counts = async () => Promise.all((['core.content', 'open.content', 'open.hotline', 'open.topic', 'open.placement', 'core.syndication'] as const).map(async (table) => (await t.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n));
  const wanted = contentSites.flatMap((site) => site.pieces).filter((piece) => piece.interprets === undefined).length;
  expect(await counts()).toEqual([wanted, wanted, contentSites.flatMap((site) => site.hotlines).length, 1, 1, 2]);
  await foundContent(world, () => undefined);
  expect((await counts())[0]).toBe(wanted);
  for (const { agency, pieces } of contentSites) expect(pieces.length, agency).toBeGreaterThanOrEqual(7);
});

it('who is named is said to be of the demonstration', () => {
  for (const { facts } of contentSites.flatMap((site) => site.pieces)) if (facts?.kind === 'official') expect(facts.name).toContain('（演示）');
});
