import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, runCommand } from './command.ts';
import { canonical, digestLarge, journal, merkleRoot, sealJournal, sm3, verifyJournal } from './journal.ts';
import { asOwnerOf, testActor, testDatabase, type TestDatabase } from './testing.ts';

let t: TestDatabase;
beforeAll(async () => { t = await testDatabase(); });
afterAll(() => t.drop());

const write = (subjectId: string, after: unknown = { b: 1, a: [1, { z: null }] }) =>
  runCommand(t.db, testActor, async (ctx) => done(0, await journal(ctx, { action: 'test', subjectType: 'thing', subjectId, after })));

/** Runs SQL as the owner with the guards off: what an intruder with the database's keys could do. */
const tamper = (...sql: string[]) => asOwnerOf(t.ownerUrl, async (client) => {
  await client.query(`set session_replication_role = replica`);
  for (const text of sql) await client.query(text);
});

describe('journal', () => {
  it('is append-only for the application', async () => {
    await write('guard');
    await expect(t.db.updateTable('core.journal').set({ actorName: '别人' }).execute()).rejects.toThrow(/permission denied|append-only/);
    await expect(t.db.deleteFrom('core.journal').execute()).rejects.toThrow(/permission denied|append-only/);
    await expect(asOwnerOf(t.ownerUrl, (c) => c.query('delete from core.journal'))).rejects.toThrow(/append-only/);
    await expect(asOwnerOf(t.ownerUrl, (c) => c.query('truncate core.journal'))).rejects.toThrow(/append-only/);
  });

  it('seals and verifies, and goes on verifying as it grows', async () => {
    for (let i = 0; i < 5; i += 1) await write(`row-${i}`);
    expect(await sealJournal(t.db)).toBeGreaterThanOrEqual(5);
    expect(await sealJournal(t.db)).toBe(0);
    await write('later');
    await sealJournal(t.db);
    const report = await verifyJournal(t.db);
    expect(report).toMatchObject({ ok: true, unsealed: 0, blocks: 2 });
  });

  it('names a changed, a missing and a reordered row, and a forged block', async () => {
    const ids = (await t.db.selectFrom('core.journal').select('id').orderBy('id').execute()).map((r) => r.id);
    const [first, second, third] = ids;
    await tamper(`update core.journal set after = '{"b": 2}' where id = ${second}`);
    expect((await verifyJournal(t.db)).faults).toContainEqual(expect.objectContaining({ kind: 'changed', id: String(second) }));
    await tamper(`delete from core.journal where id = ${third}`);
    expect((await verifyJournal(t.db)).faults).toContainEqual(expect.objectContaining({ kind: 'missing', id: String(third) }));
    await tamper(
      `update core.journal set position = position + 100 where id in (${first}, ${second})`,
      `update core.journal set position = case id when ${first} then 2 else 1 end where id in (${first}, ${second})`);
    expect((await verifyJournal(t.db)).faults.filter((f) => f.kind === 'reordered').map((f) => f.id)).toEqual([String(first), String(second)]);
    await tamper(`update core.journal_block set root = decode(repeat('00', 32), 'hex') where no = 1`);
    expect((await verifyJournal(t.db)).faults).toContainEqual(expect.objectContaining({ kind: 'block', id: '1' }));
    await tamper('delete from core.journal_block where no = 2');
    expect((await verifyJournal(t.db)).faults).toContainEqual(expect.objectContaining({ kind: 'missing', id: '2' }));
  });
});

describe('hashing', () => {
  it('is SM3 (GB/T 32905 example 1)', () => {
    expect(sm3('abc').toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });
  it('does not depend on the order of keys', () => {
    expect(canonical({ b: 1, a: { d: [1, 2], c: '文' } })).toBe(canonical({ a: { c: '文', d: [1, 2] }, b: 1 }));
  });
  it('tells one leaf from a node of two', () => {
    const [a, b] = [sm3('a'), sm3('b')];
    expect(merkleRoot([a, b]).equals(merkleRoot([b, a]))).toBe(false);
    expect(merkleRoot([merkleRoot([a, b])]).equals(merkleRoot([a, b]))).toBe(false);
  });
  it('keeps long texts as digests', () => {
    expect(digestLarge({ title: '短', bodyText: '长'.repeat(3000) })).toEqual({ title: '短', bodyText: { sm3: expect.any(String), characters: 3000 } });
  });
});
