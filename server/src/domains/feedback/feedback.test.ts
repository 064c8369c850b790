import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { json } from '../../platform/database.ts';
import { setLogSink } from '../../platform/log.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { readPageError, submitPageError, takeInSubmissions } from './index.ts';

const origin = 'https://www.example.gov.cn';
const form = { url: `${origin}/openness/150500/guide`, message: '电话号码不对，应为0475-1234567', contact: '' };
let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await sql`insert into core.region values ('150500', '通辽市', null, 'city')`.execute(t.db);
  await sql`insert into core.agency (code, name, short_name, region_code, kind, org_code) values ('150500', '通辽市人民政府', '市政府', '150500', 'government', '011611213')`.execute(t.db);
});
afterAll(() => t.drop());

describe('readPageError', () => {
  it('tells every fault at once', () => {
    const read = readPageError({ url: 'https://elsewhere.example/', message: ' 错 ', contact: 'x'.repeat(101) }, origin);
    expect('faults' in read && read.faults.map((f) => f.code)).toEqual(['message-missing', 'url-missing', 'contact-long']);
  });

  it('keeps line breaks and drops control characters', () => {
    const read = readPageError({ ...form, message: '第一行\r\n第二\u0000行' }, origin);
    expect('pageError' in read && read.pageError.message).toBe('第一行\n第二行');
  });
});

describe('taking in', () => {
  beforeEach(() => sql`delete from core.page_error`.execute(t.db));
  const send = async () => {
    const read = readPageError(form, origin);
    return 'pageError' in read ? submitPageError(t.portalDb, read.pageError) : '';
  };

  it('moves a submission to core once, with its agency and a journal row', async () => {
    const id = await send();
    expect(await takeInSubmissions(t.db)).toBe(1);
    expect(await takeInSubmissions(t.db)).toBe(0);
    const row = await t.db.selectFrom('core.pageError').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ id, agencyCode: '150500', contact: null, state: 'open', message: form.message });
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
    const journal = await t.db.selectFrom('core.journal').select(['action']).where('subjectId', '=', id).execute();
    expect(journal).toEqual([{ action: 'page-error.take-in' }]);
  });

  it('takes in once what is delivered again', async () => {
    const id = await send();
    await takeInSubmissions(t.db);
    await t.portalDb.insertInto('inbox.submission').values({ id, kind: 'page-error', payload: json({ url: form.url, message: '再来一次', contact: null }) }).execute();
    expect(await takeInSubmissions(t.db)).toBe(0);
    expect(await t.db.selectFrom('core.pageError').select('message').execute()).toEqual([{ message: form.message }]);
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
  });

  it('takes each in once when workers run beside each other', async () => {
    await Promise.all(Array.from({ length: 20 }, send));
    const counts = await Promise.all(Array.from({ length: 4 }, () => takeInSubmissions(t.db)));
    expect(counts.reduce((a, b) => a + b)).toBe(20);
    expect((await t.db.selectFrom('core.pageError').select('id').execute()).length).toBe(20);
  });

  it('logs and leaves out what our form cannot have made', async () => {
    const lines: string[] = [];
    setLogSink((line) => lines.push(line));
    await t.portalDb.insertInto('inbox.submission').values({ kind: 'page-error', payload: json({ url: 1 }) }).execute();
    expect(await takeInSubmissions(t.db)).toBe(0);
    setLogSink((line) => process.stderr.write(`${line}\n`));
    expect(lines.join()).toContain('intake.malformed');
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
  });

  it('the portal may add to the inbox and not read it', async () => {
    await expect(t.portalDb.selectFrom('inbox.submission').selectAll().execute()).rejects.toThrow(/permission denied/);
  });
});
