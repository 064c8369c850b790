// Periods of validity: given, reminded of, decided about, run out. Mails over a real socket.
import { addDays, addMonths, addYears, now, today, type CivilDate, type Instant } from '@tongming/law';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sheet } from '../../../console-api/contract.ts';
import type { ValidityBucket, ValidityRequest } from '../../../console-api/contract-validity.ts';
import { openMailer } from '../../../platform/mail.ts';
import { drainOutbox } from '../../../platform/outbox.ts';
import { mailSink, type MailSink } from '../../../platform/testing-mail.ts';
import { inbox } from '../../drafting/queries/inbox.ts';
import { getDocument } from '../../drafting/queries/get-document.ts';
import { city, draftOf, issued, noticeSheet, refusalOf, testCity, type TestCity } from '../../drafting/testing.ts';
import { publishMailSender } from '../../foi/index.ts';
import { applyDueStatus } from '../commands/apply-due-status.ts';
import { getRecord } from '../queries/get-record.ts';
import { decideValidity } from './decide.ts';
import { listValidity } from './list.ts';
import { saveValiditySettings } from './periods.ts';
import { remindOfValidity, validityMailHandlers } from './remind.ts';

const from = 'noreply@example.gov.cn';
const email = 'xxgk@example.gov.cn';
let t: TestCity;
let sink: MailSink;
beforeAll(async () => {
  t = await testCity();
  await t.db.updateTable('core.agency').set({ openness: JSON.stringify({ email }) }).where('code', '=', city).execute();
});
afterAll(() => t.close());
beforeEach(async () => {
  sink = await mailSink();
  await publishMailSender(t.db, from);
});
afterEach(async () => {
  await sink.close();
  await t.db.deleteFrom('core.outbox').execute();
  await t.db.deleteFrom('core.validityReminder').execute();
  await t.db.deleteFrom('core.validityMail').execute();
});

const day = today();
const morning = (on: CivilDate): Instant => `${on}T01:00:00.000Z` as Instant;
let n = 0;
/** A record that began four years ago. */
const record = async (expiresOn: CivilDate | null, change: Partial<Sheet> = {}): Promise<string> => {
  n += 1;
  return (await issued(t, { title: `通辽市人民政府关于第${n}件事的通知`, effectiveOn: addYears(day, -4), expiresOn, ...change })).recordId ?? '';
};
const open = (id: string) => t.portalDb.selectFrom('open.record').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
type Decision = { kind: 'keep-on'; expiresOn: CivilDate; ground?: string; evaluation?: string } | { kind: 'let-expire'; ground?: string };
const decide = async (id: string, what: Decision, by = t.people.office): Promise<void> => {
  const version = (await getRecord(t.db, t.people.office, id)).facts?.version ?? 0;
  const request: ValidityRequest = what.kind === 'keep-on' ? { ground: '市政府常务会议决定', evaluation: '实施效果良好，仍有必要', version, ...what } : { ground: '任务完成', version, ...what };
  await decideValidity(t.db, by, id, request);
};
const listed = async (bucket: ValidityBucket) => (await listValidity(t.db, t.people.office, { bucket, limit: '100' })).items.map((row) => row.id);
/** What a worker does every other second. */
const work = async (due: Instant = now()): Promise<void> => {
  await drainOutbox(t.db, new Map(Object.entries(validityMailHandlers({ db: t.db, mailer: openMailer({ url: sink.url, from }, 0), publicUrl: 'https://www.example.gov.cn' }))), due);
};

describe('a period nobody wrote', () => {
  it('is told to the drafter and given at publication: five years, two on trial, as the local rule says from its day on', async () => {
    const normative = { category: 'normative' as const, effectiveOn: day };
    const draft = await draftOf(t, noticeSheet(normative));
    expect((await getDocument(t.db, t.people.drafter, draft)).warnings).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'period-by-default' })]));
    expect((await open(await record(null, normative))).expiresOn).toBe(addDays(addYears(day, 5), -1));
    expect((await open(await record(null, { ...normative, title: '通辽市人民政府关于印发《停车管理办法（试行）》的通知' }))).expiresOn).toBe(addDays(addYears(day, 2), -1));
    expect((await open(await record(null, { category: 'policy' }))).expiresOn).toBeNull();
    await saveValiditySettings(t.db, t.people.office, { periods: [{ from: addDays(day, -10), years: 3, trialYears: 1, basis: '《本市行政规范性文件管理办法》第三十条' }] });
    expect((await open(await record(null, normative))).expiresOn).toBe(addDays(addYears(day, 3), -1));
    expect((await open(await record(addYears(day, 10), normative))).expiresOn).toBe(addYears(day, 10));
    await saveValiditySettings(t.db, t.people.office, { periods: [] });
  });

  it('is set only with its basis, one for a day, by the office', async () => {
    const one = { from: day, years: 3, trialYears: 1, basis: '《办法》第三十条' };
    expect(await refusalOf(saveValiditySettings(t.db, t.people.office, { periods: [one, { ...one, years: 4 }] }))).toContain('validity-periods-twice');
    expect(await refusalOf(saveValiditySettings(t.db, t.people.office, { periods: [{ ...one, basis: '' }] }))).toContain('validity-basis-missing');
    await expect(saveValiditySettings(t.db, t.people.drafter, { periods: [] })).rejects.toMatchObject({ status: 403 });
  });
});

describe('the list', () => {
  it('puts each record where its last day is, and counts all', async () => {
    const [soon, later, none, over] = [await record(addMonths(day, 2)), await record(addMonths(day, 5)), await record(null), await record(addDays(day, -5))];
    await t.db.updateTable('core.record').set({ category: 'normative' }).where('id', '=', none).execute();
    expect(await listed('due3')).toContain(soon);
    expect(await listed('due6')).toEqual([later]);
    expect(await listed('none')).toEqual([none]);
    expect(await listed('expired')).toEqual([over]);
    const page = await listValidity(t.db, t.people.office, { bucket: 'none' });
    expect(page.counts).toMatchObject({ due6: 1, none: 1, expired: 1 });
    expect(page.items[0]?.suggested).toBe(addDays(addYears(addYears(day, -4), 5), -1));
    expect((await listValidity(t.db, { ...t.people.office, roles: [] }, { bucket: 'due3' })).total).toBe(0);
  });
});

describe('reminders', () => {
  it('come six and three months before, once each: on the front page, and one mail an office', async () => {
    const id = await record(addMonths(day, 8));
    const hidden = await record(addMonths(day, 8), { disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'internal-affairs', reason: '内部事务' }] } });
    const short = await record(addMonths(day, 8), { effectiveOn: addMonths(day, 7) });
    await t.db.deleteFrom('core.validityReminder').execute();
    const of = async (at: CivilDate) => {
      await remindOfValidity(t.db, { at: morning(at) });
      return (await t.db.selectFrom('core.validityReminder').select(['recordId', 'months']).where('recordId', 'in', [id, hidden, short]).execute())
        .map((row) => `${row.recordId === id ? 'open' : row.recordId === hidden ? 'hidden' : 'short'} ${row.months}`).sort();
    };
    expect(await of(addMonths(day, 1))).toEqual([]);
    expect(await of(addMonths(day, 2))).toEqual(['hidden 6', 'open 6']);
    expect(await of(addMonths(day, 3))).toEqual(['hidden 6', 'open 6']);
    expect(await of(addMonths(day, 5))).toEqual(['hidden 3', 'hidden 6', 'open 3', 'open 6']);
    expect(await of(addMonths(day, 7))).toEqual(['hidden 3', 'hidden 6', 'open 3', 'open 6']);
    await work(morning(addMonths(day, 8)));
    await work(morning(addMonths(day, 8)));
    const title = (await open(id)).title;
    const about = sink.mails.filter((mail) => mail.text.includes(title));
    expect(about).toHaveLength(2);
    expect(about[0]?.text).toContain('另有');
    expect(sink.mails.map((mail) => mail.text).join()).not.toContain((await getRecord(t.db, t.people.office, hidden)).title);
    const due = (await inbox(t.db, t.people.office)).due.filter((d) => d.recordId === id);
    expect(due).toMatchObject([{ rule: 'validity', due: addMonths(day, 8) }]);
    expect((await inbox(t.db, t.people.drafter)).due.filter((d) => d.recordId === id)).toEqual([]);
    const states = await t.db.selectFrom('core.validityMail').select('state').execute();
    expect(states.every((row) => row.state === 'sent')).toBe(true);
  });

  it('two workers at once give one reminder and one mail; a kill before the commit leaves nothing, one after it the same mail', async () => {
    const id = await record(addMonths(day, 2));
    const cut = t.db.withPlugin({
      transformQuery: ({ node }) => {
        if (JSON.stringify(node).includes('insert into core.journal')) throw new Error('cut');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await expect(remindOfValidity(cut)).rejects.toThrow('cut');
    expect(await t.db.selectFrom('core.validityReminder').selectAll().execute()).toEqual([]);
    expect(await t.db.selectFrom('core.outbox').selectAll().where('topic', '=', 'validity-mail').execute()).toEqual([]);
    await Promise.all([remindOfValidity(t.db), remindOfValidity(t.db)]);
    expect(await t.db.selectFrom('core.validityReminder').selectAll().where('recordId', '=', id).execute()).toHaveLength(1);
    expect(await t.db.selectFrom('core.validityMail').selectAll().execute()).toHaveLength(1);
    const handlers = validityMailHandlers({ db: cut, mailer: openMailer({ url: sink.url, from }, 0), publicUrl: null });
    await drainOutbox(t.db, new Map(Object.entries(handlers)));
    expect(sink.mails).toHaveLength(1);
    await t.db.updateTable('core.outbox').set({ availableAt: morning(addMonths(day, -1)), lockedUntil: null }).where('topic', '=', 'validity-mail').execute();
    await work();
    const ids = new Set(sink.mails.map((mail) => /Message-ID: (\S+)/i.exec(mail.headers)?.[1]));
    expect(ids.size).toBe(1);
    expect(await t.db.selectFrom('core.validityMail').select('state').execute()).toEqual([{ state: 'sent' }]);
  });

  it('stand on the front page where no mail can be sent', async () => {
    await publishMailSender(t.db, null);
    const id = await record(addMonths(day, 2));
    await remindOfValidity(t.db);
    expect(await t.db.selectFrom('core.outbox').select('id').where('topic', '=', 'validity-mail').execute()).toEqual([]);
    expect((await inbox(t.db, t.people.office)).due.map((d) => d.recordId)).toContain(id);
  });
});

describe('decisions', () => {
  it('keeps on after 评估 to a new last day, which is public at once and reminded of anew', async () => {
    const id = await record(addMonths(day, 2));
    await remindOfValidity(t.db);
    await decide(id, { kind: 'keep-on', expiresOn: addYears(day, 3) });
    expect(await open(id)).toMatchObject({ expiresOn: addYears(day, 3), status: 'in-force' });
    expect(await listed('due3')).not.toContain(id);
    expect((await inbox(t.db, t.people.office)).due.map((d) => d.recordId)).not.toContain(id);
    const changes = await t.portalDb.selectFrom('open.change').select('kind').where('subjectId', '=', id).orderBy('seq').execute();
    expect(changes.map((c) => c.kind)).toEqual(['published', 'status']);
    await remindOfValidity(t.db, { at: morning(addMonths(addYears(day, 3), -1)) });
    expect(await t.db.selectFrom('core.validityReminder').select('months').where('recordId', '=', id).execute()).toHaveLength(2);
  });

  it('left to expire: off the front page, and expired by itself on its day', async () => {
    const id = await record(addMonths(day, 2));
    await remindOfValidity(t.db);
    await decide(id, { kind: 'let-expire' });
    expect((await inbox(t.db, t.people.office)).due.map((d) => d.recordId)).not.toContain(id);
    expect((await listValidity(t.db, t.people.office, { bucket: 'due3', limit: '100' })).items.find((row) => row.id === id)?.decision).toMatchObject({ kind: 'let-expire', ground: '任务完成' });
    await applyDueStatus(t.db, { at: morning(addDays(addMonths(day, 2), 1)) });
    expect(await open(id)).toMatchObject({ status: 'expired' });
  });

  it('refuses with all reasons', async () => {
    const id = await record(addMonths(day, 2));
    expect(await refusalOf(decide(id, { kind: 'keep-on', expiresOn: addMonths(day, 1), ground: '', evaluation: '' }))).toEqual(['not-later', 'evaluation-missing', 'ground-missing']);
    expect(await refusalOf(decide(await record(addDays(day, -1)), { kind: 'keep-on', expiresOn: addYears(day, 1) }))).toEqual(['expired-already']);
    expect(await refusalOf(decide(await record(null), { kind: 'let-expire' }))).toEqual(['no-period']);
    await decide(id, { kind: 'let-expire' });
    expect(await refusalOf(decide(id, { kind: 'let-expire' }))).toEqual(['decided-already']);
    await expect(decide(id, { kind: 'let-expire' }, t.people.stranger)).rejects.toMatchObject({ status: 403 });
    expect(await refusalOf(decideValidity(t.db, t.people.office, id, { kind: 'let-expire', version: 1, ground: '任务完成' }))).toEqual(['edit-conflict']);
  });
});
