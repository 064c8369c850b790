import { addSeconds, now } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwnerOf, testDatabase, type TestDatabase } from '../../platform/testing.ts';
import type { Principal } from '../identity/index.ts';
import { applyDueChanges } from './commands/apply-due-changes.ts';
import { changeSite } from './commands/change-site.ts';
import { createSite } from './commands/create-site.ts';
import { cancelChange, scheduleChange } from './commands/schedule-change.ts';
import { plainTheme } from './open/theme.ts';
import { listSites, twinOf } from './open/sites.ts';
import { getSite } from './queries/list-sites.ts';
import { bannerSite, citySite, furniture, makeSiteAgencies, openSite, siteOptions, siteStaff } from './testing.ts';

let t: TestDatabase;
let head: Principal;
let clerk: Principal;
let stranger: Principal;

beforeAll(async () => {
  t = await testDatabase();
  await makeSiteAgencies(t.db);
  head = await siteStaff(t.db, 'head', '150500', 'openness-head');
  clerk = await siteStaff(t.db, 'clerk', '150523', 'openness-clerk');
  stranger = await siteStaff(t.db, 'stranger', '150500-MZJ', 'openness-clerk');
});
afterAll(() => t.drop());

const view = (code: string) => getSite(t.db, head, code);
const changesSeen = async (): Promise<number> => (await t.portalDb.selectFrom('open.change').select('seq').where('subjectType', '=', 'site').execute()).length;
const entries = async (code: string): Promise<string[]> => (await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', code).where('site', '=', code).orderBy('id').execute()).map((row) => row.action);

describe('a site', () => {
  it('is prepared unseen, and opens with its furniture', async () => {
    await createSite(t.db, head, citySite, siteOptions);
    await changeSite(t.db, head, 'tongliao', { version: 1, notice: '筹备中的话' }, siteOptions);
    expect([await listSites(t.portalDb), await changesSeen()]).toEqual([[], 0]);
    await expect(changeSite(t.db, head, 'tongliao', { version: 2, state: 'open' }, siteOptions)).rejects.toMatchObject({ code: 'site-refused', status: 422, reasons: { length: 5 } });
    expect((await view('tongliao')).moves.find((move) => move.state === 'open')?.refusals.length).toBe(5);
    await changeSite(t.db, head, 'tongliao', { version: 2, facts: furniture, state: 'open', theme: { ...plainTheme, brand: '#9c2f1f' } }, siteOptions);
    expect(await listSites(t.portalDb)).toMatchObject([{ code: 'tongliao', state: 'open', notice: null, facts: furniture, theme: { brand: '#9c2f1f' } }]);
    expect([await changesSeen(), await entries('tongliao')]).toEqual([1, ['site.create', 'site.change', 'site.move']]);
  });

  it('is refused to a second of the same agency, with the reason', async () => {
    await expect(createSite(t.db, head, { ...citySite, code: 'again' }, siteOptions)).rejects.toMatchObject({ reasons: [{ code: 'one-site-each' }, { code: 'domain-taken' }] });
    await expect(createSite(t.db, head, { ...citySite, agencyCode: '150523100', name: '开鲁镇人民政府', domain: 'town.localhost', code: 'town' }, siteOptions)).rejects.toMatchObject({ reasons: [{ code: 'no-township-site', article: '国办发〔2017〕47号' }] });
    await expect(createSite(t.db, head, bannerSite, { ...siteOptions, demonstration: false })).rejects.toMatchObject({ reasons: [{ code: 'not-gov-cn' }, { code: 'portal-www' }] });
  });

  it('names the conflict when somebody else was faster', async () => {
    const { version } = await view('tongliao');
    await changeSite(t.db, head, 'tongliao', { version, facts: { ...furniture, ipv6: true } }, siteOptions);
    await expect(changeSite(t.db, head, 'tongliao', { version, facts: furniture }, siteOptions)).rejects.toMatchObject({ code: 'edit-conflict', status: 409 });
  });

  it('is managed by its own office and those above; only heads open and close', async () => {
    await expect(createSite(t.db, stranger, bannerSite, siteOptions)).rejects.toMatchObject({ status: 403 });
    await createSite(t.db, clerk, bannerSite, siteOptions);
    await changeSite(t.db, clerk, 'kailu', { version: 1, facts: { ...furniture, idCode: '1505230001' } }, siteOptions);
    await expect(changeSite(t.db, clerk, 'kailu', { version: 2, state: 'open' }, siteOptions)).rejects.toMatchObject({ status: 403 });
    await expect(changeSite(t.db, stranger, 'tongliao', { version: 3, facts: {} }, siteOptions)).rejects.toMatchObject({ status: 403 });
    await changeSite(t.db, head, 'kailu', { version: 2, state: 'open' }, siteOptions);
    expect((await listSites(t.portalDb)).map((site) => site.code)).toEqual(['tongliao', 'kailu']);
  });

  it('is suspended with a notice, closed, and gone from the public zone', async () => {
    await expect(changeSite(t.db, head, 'kailu', { version: 3, state: 'suspended' }, siteOptions)).rejects.toMatchObject({ reasons: [{ code: 'notice-needed' }] });
    await changeSite(t.db, head, 'kailu', { version: 3, state: 'suspended', notice: '因改版临时下线' }, siteOptions);
    expect((await listSites(t.portalDb))[1]).toMatchObject({ state: 'suspended', notice: '因改版临时下线' });
    await changeSite(t.db, head, 'kailu', { version: 4, state: 'closed' }, siteOptions);
    expect((await listSites(t.portalDb)).map((site) => site.code)).toEqual(['tongliao']);
    await openSite(t.db, head, { ...bannerSite, code: 'kailu2' });
  });

  it('a Mongolian one opens like any other, and is found beside its twin', async () => {
    await createSite(t.db, head, { ...citySite, code: 'tongliao-mn', language: 'mn-Mong-CN', twin: 'tongliao', domain: 'mn.tongliao.localhost' }, siteOptions);
    await changeSite(t.db, head, 'tongliao-mn', { version: 1, facts: furniture, state: 'open' }, siteOptions);
    const sites = await listSites(t.portalDb);
    const [chinese, mongolian] = ['tongliao', 'tongliao-mn'].map((code) => sites.find((site) => site.code === code));
    expect(chinese && twinOf(sites, chinese)?.code).toBe('tongliao-mn');
    expect(mongolian && twinOf(sites, mongolian)?.code).toBe('tongliao');
  });
});

describe('a scheduled change', () => {
  const later = (seconds: number) => addSeconds(now(), seconds);
  const mourning = { ...plainTheme, mood: 'mourning' as const, moodFrom: null, moodTo: null };

  it('is made at its time, once, by whatever worker comes first', async () => {
    await scheduleChange(t.db, head, 'tongliao', { dueAt: later(60), change: { theme: { ...plainTheme, brand: '#124e78' } } }, siteOptions);
    expect(await applyDueChanges(t.db, true)).toBe(0);
    const ended = await Promise.all([1, 2, 3].map(() => applyDueChanges(t.db, true, later(61))));
    expect(ended.toSorted()).toEqual([0, 0, 1]);
    expect((await view('tongliao')).theme.brand).toBe('#124e78');
    expect((await listSites(t.portalDb))[0]?.theme.brand).toBe('#124e78');
    expect((await entries('tongliao')).filter((action) => action === 'site.apply-schedule')).toHaveLength(1);
  });

  it('cut off in the middle is as if it had not begun, and is made after the restart', async () => {
    await scheduleChange(t.db, head, 'tongliao', { dueAt: later(60), change: { theme: { ...plainTheme, brand: '#3d5a12' } } }, siteOptions);
    // The last write of the command is the change feed: there the process is lost, with the whole transaction open.
    await asOwnerOf(t.ownerUrl, (owner) => owner.query("create function open.cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$; create trigger cut before insert on open.change for each row execute function open.cut()"));
    await expect(applyDueChanges(t.db, true, later(61))).rejects.toThrow();
    expect(await view('tongliao')).toMatchObject({ theme: { brand: '#124e78' }, scheduled: [{ state: 'waiting' }, { state: 'done' }] });
    expect((await listSites(t.portalDb))[0]?.theme.brand).toBe('#124e78');
    await asOwnerOf(t.ownerUrl, (owner) => owner.query('drop trigger cut on open.change; drop function open.cut()'));
    expect(await applyDueChanges(t.db, true, later(61))).toBe(1);
    expect(await view('tongliao')).toMatchObject({ theme: { brand: '#3d5a12' }, scheduled: [{ state: 'done' }, { state: 'done' }] });
  });

  it('that the rules refuse by then fails once and says why', async () => {
    await scheduleChange(t.db, head, 'tongliao', { dueAt: later(60), change: { name: '草原明珠网' } }, siteOptions);
    expect([await applyDueChanges(t.db, true, later(61)), await applyDueChanges(t.db, true, later(61))]).toEqual([1, 0]);
    expect((await view('tongliao')).scheduled[0]).toMatchObject({ state: 'failed', faults: [{ code: 'site-name' }] });
  });

  it('is refused when it is past, empty or never lawful; can be called off; is not for strangers', async () => {
    await expect(scheduleChange(t.db, head, 'tongliao', { dueAt: later(-1), change: {} }, siteOptions)).rejects.toMatchObject({ reasons: [{ code: 'change-past' }, { code: 'change-empty' }] });
    await expect(scheduleChange(t.db, head, 'tongliao', { dueAt: later(60), change: { theme: mourning } }, siteOptions)).rejects.toMatchObject({ reasons: [{ code: 'mood-days-needed' }] });
    await expect(scheduleChange(t.db, stranger, 'tongliao', { dueAt: later(60), change: { name: '通辽市人民政府' } }, siteOptions)).rejects.toMatchObject({ status: 403 });
    await scheduleChange(t.db, head, 'tongliao', { dueAt: later(60), change: { name: '通辽市人民政府门户网站' } }, siteOptions);
    const planned = (await view('tongliao')).scheduled.find((one) => one.state === 'waiting');
    await cancelChange(t.db, head, 'tongliao', planned?.id ?? '', siteOptions);
    expect(await applyDueChanges(t.db, true, later(61))).toBe(0);
    await expect(cancelChange(t.db, head, 'tongliao', planned?.id ?? '', siteOptions)).rejects.toMatchObject({ status: 409 });
  });
});
