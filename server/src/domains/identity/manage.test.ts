import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type Actor, type CommandContext, type Done } from '../../platform/command.ts';
import { Refused } from '../../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { getAgency } from './agency.ts';
import { firstAdministrators } from './commands/first-administrators.ts';
import { grantRole } from './commands/grant-role.ts';
import { createAgency, updateAgency, type AgencyChange } from './commands/manage-agency.ts';
import { createPerson, resetPerson, unlockPerson, updatePerson } from './commands/manage-person.ts';
import { administratorRoles, roles, type Role } from './model.ts';
import { canDoBusiness, canGrantRoles, canManageAccounts, canReadJournal } from './policy.ts';
import { cityAgency, founder, makeAgencies, makePerson, officeAgency } from './testing.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await makeAgencies(t.db);
});
afterAll(() => t.drop());

const run = <T>(body: (ctx: CommandContext) => Promise<Done<T>>, actor: Actor = founder): Promise<T> => runCommand(t.db, actor, body);
const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(() => ['done'], (error: unknown) => {
    if (error instanceof Refused) return error.reasons.map((one) => one.code);
    throw error;
  });

describe('the three administrators', () => {
  it('share no power', () => {
    const powers = [canManageAccounts, canGrantRoles, canReadJournal, canDoBusiness];
    const who = (role: Role) => powers.map((may) => may({ roles: [{ agencyCode: '150500', role }] }));
    expect(who('system-admin')).toEqual([true, false, false, false]);
    expect(who('security-admin')).toEqual([false, true, false, false]);
    expect(who('audit-admin')).toEqual([false, false, true, false]);
    for (const role of roles.filter((one) => !administratorRoles.some((admin) => admin === one))) {
      expect(who(role)).toEqual([false, false, false, true]);
    }
  });

  it('hold no other role: each pair, both ways, is refused', async () => {
    for (const [i, admin] of administratorRoles.entries()) {
      for (const other of roles.filter((role) => role !== admin)) {
        for (const [first, then] of [[admin, other], [other, admin]] as const) {
          const person = await makePerson(t.db, `p${i}.${first}.${then}`.slice(0, 40), { roles: [first] });
          const grant = run((ctx) => grantRole(ctx, person.id, { agencyCode: '150500-ZFB', role: then, grant: true }));
          expect(await codesOf(grant), `${first} then ${then}`).toEqual(['separated-administrators']);
        }
      }
    }
  });

  it('hold no other role when two grants come at once', async () => {
    const person = await makePerson(t.db, 'both.at.once');
    const grant = (role: Role) => codesOf(run((ctx) => grantRole(ctx, person.id, { agencyCode: '150500', role, grant: true })));
    const outcomes = (await Promise.all([grant('drafter'), grant('audit-admin'), grant('system-admin')])).flat().toSorted();
    expect(outcomes).toEqual(['done', 'separated-administrators', 'separated-administrators']);
  });

  it('do not unlock, reset or grant for themselves', async () => {
    const admin = await makePerson(t.db, 'sec.admin', { roles: ['security-admin'] });
    const actor: Actor = { personId: admin.id, name: '', role: 'security-admin', agencyCode: '150500' };
    expect(await codesOf(run((ctx) => unlockPerson(ctx, admin.id), actor))).toEqual(['not-yourself']);
    expect(await codesOf(run((ctx) => resetPerson(ctx, admin.id), actor))).toEqual(['not-yourself']);
    expect(await codesOf(run((ctx) => grantRole(ctx, admin.id, { agencyCode: '150500', role: 'security-admin', grant: false }), actor)))
      .toEqual(['not-yourself']);
  });
});

describe('founding', () => {
  it('makes region, government and three administrators, once', async () => {
    const empty = await testDatabase();
    const administrators = {
      'system-admin': { login: 'sys', name: '甲' }, 'security-admin': { login: 'sec', name: '乙' }, 'audit-admin': { login: 'aud', name: '丙' },
    };
    const found = () => runCommand(empty.db, founder, (ctx) =>
      firstAdministrators(ctx, { region: { code: '150500', name: '通辽市', level: 'city' }, agency: cityAgency, administrators }));
    const made = await found();
    expect(made.map(({ role, login }) => `${role} ${login}`)).toEqual(['system-admin sys', 'security-admin sec', 'audit-admin aud']);
    expect(new Set(made.map((one) => one.password)).size).toBe(3);
    expect(await codesOf(found())).toEqual(['already-initialised']);
    const [security] = made.filter((one) => one.role === 'security-admin');
    const { id, version, name } = await empty.db.selectFrom('core.person').select(['id', 'version', 'name'])
      .where('login', '=', security?.login ?? '').executeTakeFirstOrThrow();
    const change = { version, name, phone: null, email: null, active: false };
    expect(await codesOf(runCommand(empty.db, founder, (ctx) => updatePerson(ctx, id, change)))).toEqual(['last-administrator']);
    expect(JSON.stringify(await empty.db.selectFrom('core.journal').selectAll().execute())).not.toContain(security?.password);
    await empty.drop();
  });
});

describe('people', () => {
  it('have unique logins and are changed against a version', async () => {
    const person = await makePerson(t.db, 'same.login');
    expect(await codesOf(run((ctx) => createPerson(ctx, { login: 'same.login', name: '乙' })))).toEqual(['login-taken']);
    const { version } = await t.db.selectFrom('core.person').select('version').where('id', '=', person.id).executeTakeFirstOrThrow();
    const change = { version, name: '改名', phone: null, email: null, active: true };
    expect((await run((ctx) => updatePerson(ctx, person.id, change))).name).toBe('改名');
    expect(await codesOf(run((ctx) => updatePerson(ctx, person.id, change)))).toEqual(['edit-conflict']);
    expect(await codesOf(run((ctx) => updatePerson(ctx, 'no-such-id', change)))).toEqual(['not-found']);
  });
});

describe('agencies', () => {
  const change = async (code: string): Promise<AgencyChange> => getAgency(t.db, code);

  it('are projected, told in the feed, and journalled', async () => {
    const open = await t.portalDb.selectFrom('open.agency').selectAll().where('code', '=', '150500-ZFB').executeTakeFirstOrThrow();
    expect(open).toMatchObject({ name: officeAgency.name, parentCode: '150500', uscc: officeAgency.uscc, openness: {} });
    const after = await run(async (ctx) => updateAgency(ctx, '150500-ZFB', { ...(await change('150500-ZFB')), openness: { phone: '0475-0000106' } }));
    expect(after.version).toBe(2);
    const told = await t.portalDb.selectFrom('open.change').selectAll().where('subjectId', '=', '150500-ZFB').execute();
    expect(told.map((one) => one.kind)).toEqual(['agency', 'agency']);
    expect(await t.portalDb.selectFrom('open.agency').select('openness').where('code', '=', '150500-ZFB').executeTakeFirst())
      .toEqual({ openness: { phone: '0475-0000106' } });
  });

  it('refuse all faults together', async () => {
    const bad = { ...officeAgency, code: 'NEW', uscc: '11150500TL00000241', orgCode: 'TL0000025', numberCodes: [{ code: '通政发' }, { code: '通政发' }] };
    expect(await codesOf(run((ctx) => createAgency(ctx, bad)))).toEqual(
      ['bad-uscc', 'bad-org-code', 'org-code-not-of-uscc', 'number-code-twice', 'number-code-taken']);
    expect(await codesOf(run((ctx) => createAgency(ctx, { ...officeAgency, numberCodes: [] })))).toEqual(['agency-code-taken']);
    expect(await codesOf(run((ctx) => createAgency(ctx, { ...officeAgency, code: 'NEW', numberCodes: [] })))).toEqual(['uscc-taken']);
    const city = await change('150500');
    expect(await codesOf(run((ctx) => updateAgency(ctx, '150500', { ...city, parentCode: '150500-ZFB' })))).toEqual(['parent-loop']);
    expect(await codesOf(run((ctx) => updateAgency(ctx, '150500', { ...city, regionCode: '99' })))).toEqual(['no-such-region']);
    expect(await codesOf(run((ctx) => updateAgency(ctx, '150500', { ...city, version: 99 })))).toEqual(['edit-conflict']);
  });

  it('leave the public list when they end, unless something they published remains', async () => {
    const office = await change('150500-ZFB');
    await run((ctx) => updateAgency(ctx, '150500-ZFB', { ...office, active: false }));
    expect(await t.portalDb.selectFrom('open.agency').select('code').execute()).toEqual([{ code: '150500' }]);
  });

  it('keep a number code that has numbered', async () => {
    await t.db.insertInto('core.numberSeries').values({ code: '通政发', year: 2026, last: 1 }).execute();
    const city = await change('150500');
    expect(await codesOf(run((ctx) => updateAgency(ctx, '150500', { ...city, numberCodes: [] })))).toEqual(['number-code-used']);
  });
});
