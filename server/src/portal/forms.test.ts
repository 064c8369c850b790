import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInSubmissions } from '../domains/feedback/index.ts';
import { seedAgency, seedRecord, testOrigin, testPortal, type TestPortal } from './testing.ts';
import { createRateLimiter } from '../platform/limits.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal({ limiter: createRateLimiter(() => 0) });
  await seedAgency(p.t.db);
});
afterAll(() => p.drop());

describe('我为政府网站找错', () => {
  it('comes filled in from the page it was opened on', async () => {
    const body = await p.text('/report-error?url=%2Frecords%2F1');
    expect(body).toContain(`value="${testOrigin}/records/1"`);
    expect(body).toContain('method="post"');
  });

  it('says every fault beside its field and in a summary, and keeps what was typed', async () => {
    const response = await p.post('/report-error', { url: 'https://elsewhere.example/', message: '错', contact: '13<script>' });
    expect(response.status).toBe(422);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await response.text();
    expect(body).toContain('role="alert"');
    expect(body).toContain('<a href="#message">请写明错在哪里');
    expect(body).toContain('aria-describedby="message-hint message-fault" aria-invalid="true"');
    expect(body).toContain('value="13&lt;script&gt;"');
  });

  it('reaches core once, and is refused when it comes too often', async () => {
    const id = await seedRecord(p.t.db);
    const form = { url: `/records/${id}`, message: '发布日期写错了', contact: '' };
    const response = await p.post('/report-error', form);
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(body).toContain('已经收到');
    const receipt = /<dd>([0-9a-f-]{36})<\/dd>/.exec(body)?.[1];
    expect(await takeInSubmissions(p.t.db)).toBe(1);
    const row = await p.t.db.selectFrom('core.pageError').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ id: receipt, url: `${testOrigin}/records/${id}`, message: '发布日期写错了', contact: null });
    const statuses = [];
    for (let i = 0; i < 8; i += 1) statuses.push((await p.post('/report-error', form)).status);
    expect(statuses).toContain(429);
    expect(statuses.filter((s) => s === 200).length).toBeLessThanOrEqual(4);
  });

  it('thanks a program that fills every field, and stores nothing', async () => {
    const other = await testPortal();
    const response = await other.post('/report-error', { url: '/', message: 'buy now buy now', contact: '', website: 'https://spam.example' });
    expect(await response.text()).toContain('已经收到');
    expect(await takeInSubmissions(other.t.db)).toBe(0);
    await other.drop();
  });

  it('refuses a body beyond all measure', async () => {
    const response = await p.post('/report-error', { url: '/', message: 'x'.repeat(100_000), contact: '' }, { 'content-length': '100030' });
    expect(response.status).toBe(413);
  });
});

describe('display', () => {
  it('keeps elder mode and size in a cookie and goes back to the page', async () => {
    const response = await p.post('/preferences', { set: 'elder', back: '/records/?year=2026' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/records/?year=2026');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^show=em; Path=\/; .*SameSite=Lax; HttpOnly/);
    const page = await (await p.get('/about/accessibility', { cookie: 'show=el' })).text();
    expect(page).toContain('data-size="l" data-elder');
    expect(page).toContain('退出长者模式');
    expect(await p.text('/about/accessibility')).not.toContain('data-elder');
  });

  it('goes nowhere else', async () => {
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      expect((await p.post('/preferences', { set: 'l', back })).headers.get('location')).toBe('/');
    }
  });
});
