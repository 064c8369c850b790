import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRateLimiter } from '../platform/limits.ts';
import { seedCity, seedIntakeKey, testPortal, type TestPortal } from './testing.ts';

/** No allowance grows back while it stands. */
let stopped: number | null = null;
let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
beforeAll(async () => {
  p = await testPortal({ limiter: createRateLimiter(() => stopped ?? performance.now()), config: { publicUrl: 'http://www.example.gov.cn', trustedProxies: 1, fontFolder: null } });
  ids = await seedCity(p.t.db);
  await seedIntakeKey(p.t.db);
});
afterAll(() => p.drop());

const requests = () => p.t.db.selectFrom('inbox.alertRequest').selectAll().execute();
let nth = 0;
/** Each from another household unless told. */
const post = (form: Record<string, string>, client = `10.0.${(nth += 1) >> 8}.${nth & 255}`) => p.post('/alerts/new', form, { 'x-forwarded-for': client });

describe('where no mail is sent', () => {
  it('offers the feed, and takes nothing', async () => {
    const page = await p.text('/alerts/new?q=供热');
    expect(page).toContain('本站没有开通邮件提醒');
    expect(page).toContain(`href="/feed.xml?q=${encodeURIComponent('供热')}"`);
    expect(page).not.toContain('name="address"');
    expect((await post({ q: '供热', address: 'li@example.com' })).status).toBe(400);
    expect(await requests()).toEqual([]);
  });
});

describe('where mails are sent', () => {
  beforeAll(() => p.t.db.insertInto('open.mailSender').values({ address: 'noreply@example.gov.cn' }).execute());

  it('stands beside the feed on list, search and document', async () => {
    expect(await p.text('/records/?category=normative&from=2025-01-01')).toMatch(/href="\/alerts\/new\?category=normative&amp;from=2025-01-01"[^>]*>邮件提醒<.*href="\/feed\.xml\?category=normative&amp;from=2025-01-01"/s);
    expect(await p.text('/search?q=供热&status=in-force')).toContain(`href="/alerts/new?q=${encodeURIComponent('供热')}&amp;status=in-force"`);
    // Who found nothing wants to know most.
    expect(await p.text('/search?q=没有这样的文件呀')).toContain('有了符合的文件，发邮件告诉我');
    const record = await p.text(`/records/${ids.rich}`);
    expect(record).toMatch(new RegExp(`href="/alerts/new\\?record=${ids.rich}".*href="/records/${ids.rich}/feed\\.xml"`, 's'));
  });

  it('keeps the whole state of the list, and the address sealed', async () => {
    const page = await p.text('/alerts/new?q=供热&agency=150500-fgw&to=2026-09-30');
    expect(page).toContain('搜索“供热”、通辽市发展和改革委员会、成文日期不晚于2026年9月30日');
    expect((await post({ q: '供热', agency: '150500-fgw', to: '2026-09-30', address: 'li@example.com', cadence: 'immediate' })).status).toBe(200);
    const [row] = await requests();
    expect(row?.asked).toEqual({ q: '供热', filter: { agency: '150500-fgw', to: '2026-09-30' }, recordId: null, cadence: 'immediate', label: '供热、通辽市发展和改革委员会、成文日期不晚于2026年9月30日' });
    expect(Buffer.from(row?.address ?? []).toString('latin1')).not.toContain('li@');
    await p.t.db.deleteFrom('inbox.alertRequest').execute();
  });

  it('keeps no title of a document', async () => {
    await post({ record: ids.rich, address: 'li@example.com' });
    expect((await requests()).map((r) => r.asked)).toEqual([{ q: '', filter: {}, recordId: ids.rich, cadence: 'daily', label: '' }]);
    await p.t.db.deleteFrom('inbox.alertRequest').execute();
  });

  it.each([[{ address: 'nobody' }, 422, '请填写完整的电子邮箱'], [{ address: 'li@example.com', website: 'x' }, 422, '有一格应当空着'], [{ address: 'li@example.com', q: '？？' }, 422, '没有可以查找的内容'],
    [{ address: 'li@example.com', status: 'x' }, 400, ''], [{ address: 'li@example.com', record: '00000000-0000-4000-8000-000000000000' }, 404, ''], [{ address: 'li@example.com', record: 'x' }, 400, '']] as const)(
    'refuses %j and keeps nothing', async (form, status, said) => {
      const response = await post(form);
      expect([response.status, response.headers.get('cache-control')]).toEqual([status, 'no-store']);
      expect(await response.text()).toContain(said);
      expect(await requests()).toEqual([]);
    });

  it('has room for a hall, and none for a flood', async () => {
    const form = { q: '供热', address: 'li@example.com' };
    stopped = performance.now();
    for (let i = 0; i < 21; i += 1) expect((await post(form, '10.9.9.9')).status).toBe(200);
    const busy = await post(form, '10.9.9.9');
    expect([busy.status, await busy.text()]).toEqual([429, expect.stringContaining('value="li@example.com"')]);
    expect((await post(form, '10.9.9.10')).status).toBe(200);
    stopped = null;
    await p.t.db.deleteFrom('inbox.alertRequest').execute();
  });

  it('answers any link that leads nowhere alike, and takes one click without a page', async () => {
    for (const key of ['', 'x', 'A'.repeat(27)]) {
      expect(await p.text(`/alerts/manage?key=${key}`)).toContain('没有这项订阅');
      const click = await p.post(`/alerts/unsubscribe?key=${key}`, { 'List-Unsubscribe': 'One-Click' });
      expect([click.status, await click.text()]).toEqual([200, '已经退订']);
    }
    expect(await p.t.db.selectFrom('inbox.alertAct').selectAll().execute()).toEqual([]);
  });
});
