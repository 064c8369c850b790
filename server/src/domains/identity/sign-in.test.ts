import { addSeconds, now, type Instant } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../platform/database.ts';
import { Refused } from '../../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { changePassword } from './commands/change-password.ts';
import { confirmSecondFactor, startSecondFactor } from './commands/set-second-factor.ts';
import { signIn, type SignedIn } from './commands/sign-in.ts';
import { signInAs } from './commands/sign-in-as.ts';
import { signOut } from './commands/sign-out.ts';
import { authenticate, removeExpiredSessions } from './session.ts';
import { makeAgencies, makePerson } from './testing.ts';
import { openSeed, totpCode, totpStep } from './totp.ts';

const secret = Buffer.alloc(32, 7);
const options = { secret, secondFactor: false };
let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await makeAgencies(t.db);
});
afterAll(() => t.drop());

const enter = (login: string, password: string, more: { code?: string; at?: Instant; secondFactor?: boolean } = {}): Promise<SignedIn> =>
  signIn(t.db, { login, password, code: more.code, client: '127.0.0.1' }, { secret, secondFactor: more.secondFactor ?? false }, more.at);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error: unknown) => (error instanceof Refused ? `${error.status} ${error.code}` : String(error)));
const actions = async (id: string): Promise<string[]> =>
  (await t.db.selectFrom('core.journal').select(['action']).where('subjectId', '=', id).orderBy('id').execute()).map((row) => row.action);

describe('signing in', () => {
  it('gives a token that stands for the person and his roles', async () => {
    const person = await makePerson(t.db, 'a.person', { roles: ['drafter'], ready: true });
    const { token } = await enter('A.Person ', person.password);
    const principal = await authenticate(t.db, token, options);
    expect(principal).toEqual({
      person: { id: person.id, name: 'a.person某', login: 'a.person' }, roles: [{ agencyCode: '150500', role: 'drafter' }], pending: null,
    });
    expect(await t.db.selectFrom('core.session').select('tokenHash').where('personId', '=', person.id).execute()).toHaveLength(1);
    expect(await authenticate(t.db, `${token}x`, options)).toBeNull();
    await signOut(t.db, { person: { id: person.id, name: '', login: '' }, roles: [], pending: null }, token);
    expect(await authenticate(t.db, token, options)).toBeNull();
    expect(await actions(person.id)).toEqual(['create-person', 'grant-role', 'sign-in', 'sign-out']);
  });

  it('ends after 30 idle minutes and after 12 hours', async () => {
    const person = await makePerson(t.db, 'b.person', { ready: true });
    const at = now();
    const { token } = await enter('b.person', person.password, { at });
    expect(await authenticate(t.db, token, options, addSeconds(at, 31 * 60))).toBeNull();
    for (let minute = 29; minute < 720; minute += 29) {
      expect(await authenticate(t.db, token, options, addSeconds(at, minute * 60))).not.toBeNull();
    }
    expect(await authenticate(t.db, token, options, addSeconds(at, 720 * 60))).toBeNull();
    await removeExpiredSessions(t.db, addSeconds(at, 721 * 60));
    expect(await t.db.selectFrom('core.session').select('personId').where('personId', '=', person.id).execute()).toEqual([]);
  });

  it('locks after five failures for fifteen minutes, also against guesses made at once', async () => {
    const person = await makePerson(t.db, 'c.person', { ready: true });
    const at = now();
    const guesses = await Promise.all(Array.from({ length: 8 }, () => codeOf(enter('c.person', 'wrong-Password1', { at }))));
    expect(guesses.toSorted()).toEqual([...Array(4).fill('401 bad-credentials'), ...Array(4).fill('401 locked')]);
    expect(await codeOf(enter('c.person', person.password, { at: addSeconds(at, 14 * 60) }))).toBe('401 locked');
    expect(await codeOf(enter('c.person', 'wrong-Password1', { at: addSeconds(at, 16 * 60) }))).toBe('401 bad-credentials');
    expect(await codeOf(enter('c.person', person.password, { at: addSeconds(at, 16 * 60) }))).toBe('done');
  });

  it('tells nothing about unknown logins and refuses the inactive', async () => {
    const person = await makePerson(t.db, 'd.person', { ready: true });
    expect(await codeOf(enter('nobody', 'Whatever-1234'))).toBe('401 bad-credentials');
    const { token } = await enter('d.person', person.password);
    await t.db.updateTable('core.person').set({ active: false }).where('id', '=', person.id).execute();
    expect(await authenticate(t.db, token, options)).toBeNull();
    expect(await codeOf(enter('d.person', person.password))).toBe('401 inactive');
    expect(await codeOf(enter('d.person', 'Whatever-1234'))).toBe('401 bad-credentials');
  });
});

describe('the second factor', () => {
  it('is set, asked, not replayed, and counts towards the lock', async () => {
    const person = await makePerson(t.db, 'e.person', { ready: true });
    const first = await enter('e.person', person.password, { secondFactor: true });
    expect(first.principal.pending).toBe('set-second-factor');
    const other = await enter('e.person', person.password);
    await startSecondFactor(t.db, first.principal, { secret });
    const { totpSecret } = await t.db.selectFrom('core.person').select('totpSecret').where('id', '=', person.id).executeTakeFirstOrThrow();
    const seed = openSeed(secret, person.id, totpSecret ?? Buffer.alloc(0));
    const at = now();
    expect(await codeOf(confirmSecondFactor(t.db, first.principal, { secret, token: first.token, code: '12345' }))).toBe('422 bad-code');
    await confirmSecondFactor(t.db, first.principal, { secret, token: first.token, code: totpCode(seed, totpStep(at)) });
    expect(await authenticate(t.db, first.token, { secondFactor: true })).toMatchObject({ pending: null });
    expect(await authenticate(t.db, other.token, options)).toBeNull();

    const later = addSeconds(at, 120);
    const code = totpCode(seed, totpStep(later));
    expect(await codeOf(enter('e.person', person.password, { at: later }))).toBe('401 second-factor');
    expect(await codeOf(enter('e.person', person.password, { at: later, code: totpCode(seed, totpStep(at)) }))).toBe('401 bad-code');
    expect(await codeOf(enter('e.person', person.password, { at: later, code }))).toBe('done');
    expect(await codeOf(enter('e.person', person.password, { at: later, code }))).toBe('401 bad-code');
    expect(await codeOf(startSecondFactor(t.db, first.principal, { secret }))).toBe('409 second-factor-set');
  });
});

describe('changing the password', () => {
  it('keeps the rules and ends the other sessions', async () => {
    const person = await makePerson(t.db, 'f.person');
    const mine = await enter('f.person', person.password);
    const other = await enter('f.person', person.password);
    expect(mine.principal.pending).toBe('change-password');
    const change = (current: string, next: string): Promise<string> => codeOf(changePassword(t.db, mine.principal, { current, next, token: mine.token }));
    expect(await change('not-Mine-1234', 'Tongliao-2026')).toBe('422 wrong-password');
    expect(await change(person.password, 'short')).toBe('422 weak-password');
    expect(await change(person.password, person.password)).toBe('422 weak-password');
    expect(await change(person.password, 'Tongliao-2026')).toBe('done');
    expect(await authenticate(t.db, mine.token, options)).toMatchObject({ pending: null });
    expect(await authenticate(t.db, other.token, options)).toBeNull();
    expect(await codeOf(enter('f.person', person.password))).toBe('401 bad-credentials');
    const journalled = await t.db.selectFrom('core.journal').selectAll().where('subjectId', '=', person.id).execute();
    expect(JSON.stringify(journalled)).not.toMatch(/argon2|Tongliao-2026/);
  });
});

describe('signing in as someone', () => {
  it('works in the demonstration only', async () => {
    const person = await makePerson(t.db, 'g.person');
    expect(await codeOf(signInAs(t.db, { personId: person.id, client: '' }))).toBe('403 demonstration-only');
    await t.db.insertInto('core.setting').values({ key: 'installation', value: json('demo') }).execute();
    const { token, principal } = await signInAs(t.db, { personId: person.id, client: '' });
    expect(principal.person.login).toBe('g.person');
    expect(await authenticate(t.db, token, options)).not.toBeNull();
  });
});
