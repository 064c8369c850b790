import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentIn, draftOf, drive, issued, noticeSheet, testCity, type TestCity } from './testing.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

describe('the whole way', () => {
  it('takes a notice from the sheet to the public in one go', async () => {
    const doc = await issued(t);
    expect(doc).toMatchObject({ state: 'issued', documentNumber: expect.stringMatching(/^通政发〔\d{4}〕1号$/) });
    const open = await t.portalDb.selectFrom('open.record').selectAll().where('id', '=', doc.recordId ?? '').executeTakeFirstOrThrow();
    expect(open).toMatchObject({
      title: '通辽市人民政府关于做好防汛工作的通知', documentNumber: doc.documentNumber, status: 'in-force', attribute: 'full',
      indexNumber: expect.stringMatching(/^TL0000016\/\d{4}-00001$/), keywords: ['防汛'], edition: 1,
    });
    const renditions = await t.portalDb.selectFrom('open.rendition').select('format').where('recordId', '=', open.id).execute();
    expect(renditions.map((r) => r.format).sort()).toEqual(['docx', 'pdf', 'txt']);
    const duty = await t.db.selectFrom('core.duty').selectAll().where('subjectId', '=', doc.id).executeTakeFirstOrThrow();
    expect(duty).toMatchObject({ rule: 'proactive-disclosure-2019', startedOn: doc.dateMade });
    expect(duty.doneAt).not.toBeNull();
  });

  it('takes a normative document through consultation, legality review and deliberation', async () => {
    const id = await draftOf(t, noticeSheet({ category: 'normative' }));
    await drive(t, id, 'issued');
    const trail = await t.db.selectFrom('core.documentEvent').select('event').where('documentId', '=', id).orderBy('id').execute();
    expect(trail.map((e) => e.event)).toEqual([
      'submit', 'review', 'record-consultation', 'pass-legality', 'record-deliberation', 'clear-secrecy', 'sign', 'check',
      'register', 'print', 'issue',
    ]);
    expect((await documentIn(t, id)).number?.seq).toBe(2);
  });
});
