import { addSeconds, instant, now, toEpochMs } from '@tongming/law';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json } from '../../platform/database.ts';
import { scrub } from '../../platform/log.ts';
import { drainOutbox } from '../../platform/outbox.ts';
import { seedAgency, seedRecord, seedTombstone } from '../../portal/testing.ts';
import { makeAgencies, makePerson } from '../identity/testing.ts';
import { changeAlertSettings } from './change-settings.ts';
import { readAddress, readAlert } from './inbox.ts';
import { alertHandlers, followAlerts, sweepAlerts, takeInAlerts } from './index.ts';
import { alertSettingsSchema } from './settings.ts';
import { alertsView } from './state.ts';
import { publicUrl, testAlerts, type TestAlerts } from './testing.ts';

const address = 'li@example.com';
let t: TestAlerts;
beforeEach(async () => {
  t = await testAlerts();
  await seedAgency(t.db);
});
afterEach(() => t.close());

/** Asked for, confirmed, and with nothing told yet; the key of its link. */
async function confirmed(change: Parameters<TestAlerts['ask']>[0] = {}): Promise<string> {
  await t.ask(change);
  await t.work();
  const key = t.key();
  expect(await t.act(key, { act: 'confirm' })).toBe(true);
  await t.work();
  t.sink.mails.splice(0);
  return key;
}
const subjects = () => t.sink.mails.map((m) => /Subject: (.*)/.exec(m.headers)?.[1]);
const alerts = () => t.db.selectFrom('core.alert').selectAll().execute();
const change = (id: string, kind: 'published' | 'revised' | 'status' | 'withdrawn', tags: string[] = []) =>
  t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind, tags }).execute();
const logged = () => t.db.selectFrom('core.journal').select('action').orderBy('id').execute().then((rows) => rows.map((r) => r.action));

describe('double opt-in', () => {
  it('tells nothing before the link was pressed, and then what is new', async () => {
    await seedRecord(t.db, { title: '关于城市供热的旧通知' });
    await t.ask();
    await t.work();
    expect(subjects()).toEqual(['请确认在通辽市人民政府订阅的更新提醒']);
    expect(t.sink.mails[0]?.to).toEqual([address]);
    // Nobody can send words of his own to a stranger this way.
    expect(t.sink.mails[0]?.text).not.toContain('供热');
    const key = t.key();
    expect(await readAlert(t.portalDb, key)).toMatchObject({ state: 'pending', q: '供热' });
    await seedRecord(t.db, { title: '关于城市供热价格的通知' });
    await t.work();
    expect(t.sink.mails).toHaveLength(1);
    await t.act(key, { act: 'confirm' });
    await t.work();
    expect(await readAlert(t.portalDb, key)).toMatchObject({ state: 'active' });
    expect(t.sink.mails).toHaveLength(1);
    const id = await seedRecord(t.db, { title: '关于城市供热补贴的通知' });
    await seedRecord(t.db, { title: '关于义务教育招生的通知' });
    await t.work();
    expect(subjects().slice(1)).toEqual(['通辽市人民政府：“供热”有1件更新']);
    const mail = t.sink.mails[1];
    for (const form of [mail?.text, mail?.html]) {
      expect(form).toContain('关于城市供热补贴的通知');
      expect(form).toContain(`${publicUrl}/records/${id}`);
      expect(form).not.toMatch(/招生|价格|旧通知/);
    }
    expect(mail?.headers).toContain(`List-Unsubscribe: <${publicUrl}/alerts/unsubscribe?key=${key}>`);
    expect(mail?.headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    await t.work();
    expect(t.sink.mails).toHaveLength(2);
  });

  it('ends its offer in time, and forgets the address', async () => {
    await t.ask();
    await t.work();
    const key = t.key();
    await t.db.updateTable('core.alert').set({ confirmUntil: addSeconds(now(), -1) }).execute();
    await t.act(key, { act: 'confirm' });
    await t.work();
    expect((await alerts()).map((a) => a.state)).toEqual(['pending']);
    expect(await sweepAlerts(t.env)).toBe(1);
    expect([await alerts(), await readAlert(t.portalDb, key), await t.act(key, { act: 'confirm' })]).toEqual([[], null, false]);
  });

  it('answers an address it knows like one it does not, and tells the difference by mail only', async () => {
    await confirmed();
    await t.ask();
    await t.work();
    expect(subjects()).toEqual(['您在通辽市人民政府订阅的更新提醒']);
    expect(await alerts()).toHaveLength(1);
  });

  it('sends a stranger no more than a few mails a day', async () => {
    for (let i = 0; i < 9; i += 1) await t.ask({ q: `词${i}` });
    await t.work();
    expect(t.sink.mails).toHaveLength(5);
    expect((await logged()).filter((a) => a === 'alert.refused')).toHaveLength(4);
    await t.ask({ address: 'wang@example.com' });
    await t.work();
    expect(t.sink.mails).toHaveLength(6);
  });

  it('takes one address for one, and nothing else for an address', () => {
    expect(readAddress(' Li.Si＠Example.com ')).toBe('Li.Si@Example.com');
    for (const bad of ['', 'li', 'li@example', 'a@b.cn,c@d.cn', 'a@b.cn\r\nBcc: x@y.cn>', `${'a'.repeat(250)}@b.cn`]) expect(readAddress(bad)).toBeNull();
  });
});

describe('what is told', () => {
  it('gathers several hits in one mail, by day where asked', async () => {
    await confirmed({ cadence: 'daily' });
    for (const what of ['价格', '补贴', '设施']) await seedRecord(t.db, { title: `关于供热${what}的通知` });
    await t.work();
    expect(t.sink.mails).toEqual([]);
    await t.work(addSeconds(now(), 86_400));
    expect(subjects()).toEqual(['通辽市人民政府：“供热”有3件更新']);
  });

  it('tells of a new edition and a new validity, not of what only stands beside', async () => {
    const id = await seedRecord(t.db, { title: '关于城市供热的通知' });
    await confirmed();
    await change(id, 'status');
    await t.work();
    expect(t.sink.mails).toEqual([]);
    await t.db.updateTable('open.record').set({ status: 'repealed' }).where('id', '=', id).execute();
    await change(id, 'status', ['validity']);
    await t.work();
    expect(t.sink.mails[0]?.text).toContain('有效性有变化');
    expect(t.sink.mails[0]?.text).toContain('已废止');
    await change(id, 'revised');
    await t.work();
    expect(t.sink.mails[1]?.text).toContain('有新版本');
  });

  it('follows one document: edition, validity, what others do to it, withdrawal', async () => {
    const id = await seedRecord(t.db, { title: '城市供热用热管理办法' });
    await confirmed({ q: '', label: '', recordId: id });
    const step = async (work: () => Promise<unknown>) => {
      await work();
      await change(id, 'status');
      await t.work();
      return t.sink.mails.splice(0).map((m) => m.text).join('\n');
    };
    expect(await step(async () => undefined)).toBe('');
    expect(await step(() => t.db.updateTable('open.record').set({ edition: 2 }).where('id', '=', id).execute())).toContain('公开了新的版本（第2版）');
    expect(await step(() => t.db.updateTable('open.record').set({ status: 'amended' }).where('id', '=', id).execute())).toContain('有效性变为：已修改');
    const other = await seedRecord(t.db, { title: '《办法》政策解读' });
    expect(await step(() => t.db.insertInto('open.relation').values({ fromId: other, type: 'interprets', toId: id, toText: null }).execute())).toContain('有了相关解读：《办法》政策解读');
    const gone = await step(async () => {
      await t.db.deleteFrom('open.record').where('id', '=', id).execute();
      await seedTombstone(t.db, id);
    });
    expect(gone).toContain('已由通辽市人民政府撤下');
    expect(gone).not.toContain('管理办法');
  });

  it('says no more than the public place says when the mail leaves', async () => {
    await confirmed();
    const gone = await seedRecord(t.db, { title: '关于供热密项的通知' });
    const kept = await seedRecord(t.db, { title: '关于供热公项的通知' });
    const changed = await seedRecord(t.db, { title: '关于供热改项的通知' });
    await takeInAlerts(t.env);
    await followAlerts(t.env);
    await t.db.deleteFrom('open.record').where('id', '=', gone).execute();
    await t.db.updateTable('open.searchEntry').set({ terms: [] }).where('recordId', '=', changed).execute();
    await t.work();
    expect(t.sink.mails).toHaveLength(1);
    expect(t.sink.mails[0]?.text).toContain(kept);
    expect(t.sink.mails[0]?.raw).not.toMatch(new RegExp(`${gone}|${changed}`));
    expect(t.sink.mails[0]?.text).not.toMatch(/密项|改项/);
    const all = await seedRecord(t.db, { title: '关于供热撤项的通知' });
    await followAlerts(t.env);
    await t.db.deleteFrom('open.record').where('id', '=', all).execute();
    await t.work();
    expect(t.sink.mails).toHaveLength(1);
    expect((await t.db.selectFrom('core.alertMail').select('state').orderBy('queuedAt').execute()).at(-1)).toEqual({ state: 'empty' });
  });

  it('names the rest where there is much', async () => {
    await confirmed();
    for (let i = 0; i < 53; i += 1) await seedRecord(t.db, { title: `供热通知之${i}` });
    await t.work();
    expect(t.sink.mails[0]?.text).toContain('有53件更新');
    expect(t.sink.mails[0]?.text).toContain('另有3件没有列在这里');
  });
});

describe('ending', () => {
  it('forgets everything at one press, and what is on the way is not sent', async () => {
    const key = await confirmed();
    await seedRecord(t.db, { title: '关于供热的通知' });
    await followAlerts(t.env);
    await t.act(key, { act: 'end' });
    await t.work();
    expect(t.sink.mails).toEqual([]);
    for (const table of ['core.alert', 'core.alertHit', 'open.alertLink', 'inbox.alertAct', 'inbox.alertRequest'] as const) {
      expect(await t.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
    await t.act(key, { act: 'end' });
    expect((await logged()).slice(-1)).toEqual(['alert.end']);
  });

  it('changes how often, and starts again after a pause from then on', async () => {
    const key = await confirmed();
    await t.act(key, { act: 'change', cadence: 'daily' });
    await t.work();
    expect(await readAlert(t.portalDb, key)).toMatchObject({ cadence: 'daily' });
    await t.db.updateTable('core.alert').set({ state: 'paused', pausedAt: now() }).execute();
    await seedRecord(t.db, { title: '关于供热的旧通知' });
    await t.work();
    await t.act(key, { act: 'confirm' });
    await t.work(addSeconds(now(), 86_400));
    expect(t.sink.mails).toEqual([]);
    expect(await readAlert(t.portalDb, key)).toMatchObject({ state: 'active' });
  });
});

describe('a mail server that refuses', () => {
  it('pauses after several refusals for good, and loses nothing before', async () => {
    const key = await confirmed();
    t.sink.answers.rcpt = () => '550 no such user';
    for (let i = 0; i < 2; i += 1) {
      await seedRecord(t.db, { title: `关于供热的第${i}号通知` });
      await t.work();
    }
    t.sink.answers = Object.assign(t.sink.answers, { rcpt: undefined });
    await seedRecord(t.db, { title: '关于供热的末号通知' });
    await t.work();
    expect(subjects()).toEqual(['通辽市人民政府：“供热”有3件更新']);
    expect((await alerts())[0]?.failures).toBe(0);
    t.sink.answers.rcpt = () => '550 no such user';
    for (let i = 0; i < 3; i += 1) {
      await seedRecord(t.db, { title: `关于供热的又${i}号通知` });
      await t.work();
    }
    expect(await readAlert(t.portalDb, key)).toMatchObject({ state: 'paused' });
    const view = await alertsView(t.db, publicUrl);
    expect(view.alerts).toMatchObject({ active: 0, paused: 1 });
    expect(view.failures[0]).toMatchObject({ count: 5, error: expect.stringContaining('550') });
    expect(JSON.stringify(view)).not.toMatch(/li@|供热/);
  });

  it('forgets an address that refuses its confirmation', async () => {
    t.sink.answers.rcpt = () => '550 no such user';
    await t.ask();
    await t.work();
    expect(await alerts()).toEqual([]);
  });

  it('is tried again while it is away', async () => {
    await confirmed();
    t.sink.answers.rcpt = () => '450 later';
    await seedRecord(t.db, { title: '关于供热的通知' });
    await t.work();
    t.sink.answers = Object.assign(t.sink.answers, { rcpt: undefined });
    await t.work(addSeconds(now(), 7200));
    expect(t.sink.mails).toHaveLength(1);
  });
});

/** A database whose transactions are cut off at a statement. */
const cutAt = (part: string) => t.db.withPlugin({
  transformQuery: ({ node }) => {
    if (JSON.stringify(node).includes(part)) throw new Error('cut');
    return node;
  },
  transformResult: async ({ result }) => result,
});

describe('a crash', () => {
  it.each(['insert into core.alert_hit', '"name":"alert_mail"', '"name":"outbox"', 'insert into core.journal'])('before %s is written leaves the change to be read again, once', async (part) => {
    await confirmed();
    await seedRecord(t.db, { title: '关于供热的通知' });
    await expect(followAlerts({ db: cutAt(part) })).rejects.toThrow('cut');
    expect(await t.db.selectFrom('core.alertHit').selectAll().execute()).toEqual([]);
    await t.work();
    await t.work();
    expect(t.sink.mails).toHaveLength(1);
  });

  it('between the server\'s word and ours sends the same mail under the same name', async () => {
    await confirmed();
    await seedRecord(t.db, { title: '关于供热的通知' });
    await followAlerts(t.env);
    const at = addSeconds(now(), 1);
    await drainOutbox(t.db, new Map(Object.entries(alertHandlers({ ...t.env, db: cutAt('alert.mail-sent'), at }))), at);
    await seedRecord(t.db, { title: '关于供热的另一通知' });
    await t.work(addSeconds(now(), 7200));
    const ids = t.sink.mails.map((m) => /Message-ID: (\S+)/.exec(m.headers)?.[1]);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
    expect(t.sink.mails.filter((m) => m.text.includes('另一通知'))).toHaveLength(1);
  });
});

describe('settings', () => {
  const principal = (role: 'openness-head' | 'openness-clerk') => ({ person: { id: crypto.randomUUID(), name: '某', login: 'x' }, roles: [{ role, agencyCode: '150500' }], pending: null });
  const values = alertSettingsSchema.parse({ confirmHours: 1, gatherSeconds: 0 });

  it('are changed by the head alone, on record, and hold from then on', async () => {
    const { id } = await makeAgencies(t.db).then(() => makePerson(t.db, 'head', { roles: ['openness-head'], agencyCode: '150500', ready: true }));
    const head = { ...principal('openness-head'), person: { id, name: '某', login: 'head' } };
    await expect(changeAlertSettings(t.db, principal('openness-clerk'), values)).rejects.toMatchObject({ code: 'may-not-set-alerts', status: 403 });
    await changeAlertSettings(t.db, head, values);
    expect((await logged()).at(-1)).toBe('setting.alerts');
    await t.ask();
    await t.work();
    const [alert] = await alerts();
    expect(toEpochMs(alert?.confirmUntil ?? now()) - toEpochMs(alert?.askedAt ?? now())).toBe(3_600_000);
  });
});

describe('an address', () => {
  it('stands nowhere to be read, in no table and no log', async () => {
    await confirmed();
    await t.ask({ address: 'wang@example.com', q: '招生' });
    for (const table of ['core.alert', 'core.alertMail', 'core.outbox', 'core.journal', 'open.alertLink', 'inbox.alertRequest'] as const) {
      const rows = await t.db.selectFrom(table).selectAll().execute();
      for (const form of ['utf8', 'latin1', 'base64', 'hex'] as const) {
        const words = [address, 'wang@example.com'].map((a) => Buffer.from(a).toString(form === 'base64' ? 'base64url' : form === 'hex' ? 'hex' : 'utf8'));
        const text = JSON.stringify(rows, (_key, v: unknown) => (v instanceof Object && 'type' in v && v.type === 'Buffer' && 'data' in v && Array.isArray(v.data) ? Buffer.from(v.data as number[]).toString(form) : v));
        for (const word of words) expect(text, `${table} ${form}`).not.toContain(word);
      }
    }
    expect(scrub({ address, email: address })).toEqual({ address: '[scrubbed]', email: '[scrubbed]' });
  });

  it('of what is malformed is not kept either', async () => {
    await t.portalDb.insertInto('inbox.alertRequest').values({ id: crypto.randomUUID(), address: Buffer.alloc(60), asked: json({ q: 1 }), receivedAt: instant('2026-01-01T00:00:00Z') }).execute();
    await t.work();
    expect([await alerts(), await logged()]).toEqual([[], ['alert.malformed']]);
  });
});
