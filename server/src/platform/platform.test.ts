import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds, now } from '@tongming/law';
import { sql } from 'kysely';
import { changesSince, lastChange, publishChanges } from './change.ts';
import { done, runCommand, unchanged } from './command.ts';
import { ConfigFault, loadConfig } from './config.ts';
import { journal } from './journal.ts';
import { log, setLogSink } from './log.ts';
import { migrate } from './migrate.ts';
import { nextIndexNumber, nextNumber } from './numbers.ts';
import { drainOutbox, enqueue, outboxState, type OutboxHandler } from './outbox.ts';
import { asOwnerOf, testActor, testDatabase, type TestDatabase } from './testing.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await asOwnerOf(t.ownerUrl, (c) => c.query(`
    insert into core.region (code, name, level) values ('1505', '通辽市', 'city');
    insert into core.agency (code, name, short_name, region_code, kind, org_code) values ('150500', '通辽市人民政府', '市政府', '1505', 'government', '011580010');
    insert into core.agency_number_code (code, agency_code) values ('通政办发', '150500')`));
});
afterAll(() => t.drop());

describe('three roles', () => {
  const refusedReads = ['core.document', 'core.journal', 'core.person', 'core.edition', 'core.file', 'inbox.submission', 'core.session'];
  it.each(refusedReads)('the portal cannot read %s', async (table) => {
    await expect(sql.raw(`select * from ${table}`).execute(t.portalDb)).rejects.toThrow(/permission denied/);
  });
  it('the portal cannot write open, change inbox, make tables or take another role for good', async () => {
    for (const statement of [
      `delete from open.record`, `update open.change set kind = 'withdrawn'`, `insert into open.change (subject_type, subject_id, kind) values ('a','b','status')`,
      `delete from inbox.submission`, `update inbox.submission set payload = '{}'`, `create table open.x (a int)`, `create table public.x (a int)`,
      `truncate open.record`, `insert into core.journal (actor_name, actor_role, action, subject_type, subject_id) values ('a','b','c','d','e')`,
    ]) {
      await expect(sql.raw(statement).execute(t.portalDb), statement).rejects.toThrow(/permission denied/);
    }
  });
  it('the portal reads open and appends to inbox', async () => {
    await sql`select * from open.record`.execute(t.portalDb);
    await t.portalDb.insertInto('inbox.submission').values({ kind: 'page-error', payload: sql`'{}'::jsonb` }).execute();
  });
});

describe('commands', () => {
  it('write nothing when they fail', async () => {
    await expect(runCommand(t.db, testActor, async (ctx) => {
      await enqueue(ctx, { topic: 'x', key: 'lost', payload: {} });
      await nextNumber(ctx, '通政办发', 2026);
      const row = await journal(ctx, { action: 'a', subjectType: 's', subjectId: '1' });
      if (ctx.today) throw new Error('later fault');
      return done(1, row);
    })).rejects.toThrow('later fault');
    expect(await t.db.selectFrom('core.outbox').selectAll().where('key', '=', 'lost').execute()).toEqual([]);
    expect(await t.db.selectFrom('core.numberSeries').selectAll().execute()).toEqual([]);
  });
  it('refuse at compile time to end without a journal row', () => {
    // @ts-expect-error done() asks for a journal row
    expect(() => runCommand(t.db, testActor, async () => done(1))).toBeTypeOf('function');
  });
});

describe('numbers', () => {
  it('have no gap and no repeat with 50 at once, failures among them', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => runCommand(t.db, testActor, async (ctx) => {
      const number = await nextNumber(ctx, '通政办发', 2027);
      const index = await nextIndexNumber(ctx, '011580010', 2027);
      if (i % 5 === 0) throw new Error('this one fails');
      return done({ number, index }, await journal(ctx, { action: 'n', subjectType: 's', subjectId: String(number) }));
    })));
    const good = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
    expect(good.map((g) => g.number).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(new Set(good.map((g) => g.index)).size).toBe(40);
    expect(good.every((g) => /^011580010\/2027-000\d\d$/.test(g.index))).toBe(true);
  });
});

describe('change feed', () => {
  it('shows no reader a number before all smaller ones', async () => {
    const start = await lastChange(t.portalDb);
    const seen: number[] = [];
    let cursor = start;
    const writers = Promise.all(Array.from({ length: 40 }, (_, i) => runCommand(t.db, testActor, async (ctx) => {
      const row = await journal(ctx, { action: 'c', subjectType: 's', subjectId: String(i) });
      await publishChanges(ctx, [{ subjectType: 'record', subjectId: String(i), kind: 'published', tags: [] }]);
      return done(i, row);
    })));
    for (let rounds = 0; rounds < 400 && seen.length < 40; rounds += 1) {
      for (const change of await changesSince(t.portalDb, cursor)) {
        seen.push(change.seq);
        cursor = change.seq;
      }
    }
    await writers;
    seen.push(...(await changesSince(t.portalDb, cursor)).map((c) => c.seq));
    expect(seen).toHaveLength(40);
  });
});

describe('outbox', () => {
  it('does each item, again after a failure, and once per key', async () => {
    await runCommand(t.db, testActor, async (ctx) => {
      for (const key of ['a', 'a', 'b']) await enqueue(ctx, { topic: 'greet', key, payload: { key } });
      await enqueue(ctx, { topic: 'greet', key: 'later', payload: { key: 'later' }, availableAt: addSeconds(ctx.now, 3600) });
      return done(0, await journal(ctx, { action: 'o', subjectType: 's', subjectId: '1' }));
    });
    const calls: string[] = [];
    setLogSink(() => undefined);
    const handlers = new Map<string, OutboxHandler>([['greet', async (payload) => {
      const { key } = payload as { key: string };
      calls.push(key);
      if (key === 'b' && calls.filter((c) => c === 'b').length === 1) throw new Error('not yet');
    }]]);
    await drainOutbox(t.db, handlers);
    expect(calls).toEqual(['a', 'b']);
    expect(await outboxState(t.db)).toMatchObject({ waiting: 2 });
    await drainOutbox(t.db, handlers, addSeconds(now(), 10));
    expect(calls).toEqual(['a', 'b', 'b']);
    await drainOutbox(t.db, handlers, addSeconds(now(), 4000));
    expect(calls).toEqual(['a', 'b', 'b', 'later']);
    expect(await outboxState(t.db)).toMatchObject({ waiting: 0 });
  });
  it('leaves an item whose worker was killed to the next one', async () => {
    await runCommand(t.db, testActor, async (ctx) => {
      await enqueue(ctx, { topic: 'killed', key: 'k', payload: {} });
      return done(0, await journal(ctx, { action: 'o', subjectType: 's', subjectId: '2' }));
    });
    await t.db.updateTable('core.outbox').set({ lockedUntil: addSeconds(now(), 60), attempts: 1 }).where('key', '=', 'k').execute();
    const calls: number[] = [];
    const handlers = new Map<string, OutboxHandler>([['killed', async () => { calls.push(1); }]]);
    await drainOutbox(t.db, handlers);
    expect(calls).toHaveLength(0);
    await drainOutbox(t.db, handlers, addSeconds(now(), 61));
    expect(calls).toHaveLength(1);
  });
});

describe('configuration', () => {
  it('tells every fault at once', () => {
    try {
      loadConfig({ PORT: 'abc', DATABASE_URL: 'mysql://x', TONGMING_DEMO: 'perhaps', TONGMING_URL: 'nonsense' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigFault);
      expect((error as ConfigFault).faults).toHaveLength(4);
    }
  });
  it('takes empty variables for unset', () => expect(loadConfig({ PORT: '', HOST: '' })).toMatchObject({ port: 8080, host: null }));
});

describe('log', () => {
  it('never writes what is secret', () => {
    const lines: string[] = [];
    setLogSink((line) => lines.push(line));
    log.info('x', { password: 'p1', deep: { sessionToken: 't1', ok: 1 }, error: new Error('boom', { cause: new Error('root') }) });
    expect(lines.join('')).not.toMatch(/p1|t1/);
    expect(lines.join('')).toMatch(/boom.*root/);
  });
});

describe('migrations', () => {
  it('apply once', async () => {
    expect(await migrate(t.ownerUrl)).toEqual([]);
  });
  it('refuse a database of a newer program', async () => {
    await asOwnerOf(t.ownerUrl, (c) => c.query(`insert into public.tongming_migration values (9999, 'future', '')`));
    await expect(migrate(t.ownerUrl)).rejects.toThrow('更新的版本');
  });
});

it('unchanged() ends a command that changed nothing', async () => {
  expect(await runCommand(t.db, testActor, async () => unchanged('same'))).toBe('same');
});
