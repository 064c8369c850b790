// From the portal's form through the office and back: what each side writes is what the other side reads.
import { civilDateOf, now } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInFoi } from '../domains/foi/take-in.ts';
import { act, approved, city, judged, letter, overInternet, testOffice, type TestOffice } from '../domains/foi/testing.ts';
import { readIdentity } from '../domains/foi/commands/files.ts';
import { portalApp } from './app.ts';
import { filledForm, testOrigin } from './testing.ts';

let t: TestOffice;
let post: (path: string, fields: Record<string, string>) => Promise<Response>;
beforeAll(async () => {
  t = await testOffice();
  const app = portalApp({ db: t.portalDb, files: t.env.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true });
  post = async (path, fields) => app.request(`${testOrigin}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { host: 'www.example.gov.cn' } });
});
afterAll(() => t.close());

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

describe('an application', () => {
  it('is sent, corrected, answered, read and judged by its applicant, online all the way', async () => {
    const receipt = await (await post(`/apply/${city}`, { ...filledForm, step: 'send' })).text();
    const keys = { number: hidden(receipt, 'number'), code: hidden(receipt, 'code') };
    const page = async () => (await post('/apply/case', keys)).text();
    expect(await page()).toContain('登记后显示');

    expect(await takeInFoi(t.env)).toBe(1);
    const { id } = await t.db.selectFrom('core.foiCase').select('id').where('receiptNumber', '=', keys.number).executeTakeFirstOrThrow();
    expect(await readIdentity(t.env, t.people.clerk, id)).toMatchObject({ type: '居民身份证', number: filledForm.idNumber });
    const due = /<dt>答复期限<\/dt><dd><strong>([^<]+)<wbr>前/;
    const first = due.exec(await page())?.[1];
    // The office counts as the receipt did.
    expect(receipt).toContain(first ?? 'no due date');

    const day = civilDateOf(now());
    await act(t, id, 'register', day);
    await act(t, id, 'notify-correction', day, { items: ['写明是户数还是名单'], answerBy: '2099-12-31', service: overInternet });
    expect(await page()).toContain('写明是户数还是名单');
    expect(await (await post('/apply/case/correct', { ...keys, content: '要户数和金额，不要名单', excuse: '' })).text()).toContain('补正已经收到');
    expect(await takeInFoi(t.env)).toBe(1);
    const corrected = await page();
    expect(corrected).not.toContain('action="/apply/case/correct"');
    expect(corrected).toContain('要户数和金额，不要名单');

    await judged(t, id, day);
    await approved(t, id, day);
    await act(t, id, 'serve', day, { service: overInternet, paperId: await letter(t, id) });
    const answered = await page();
    expect(answered).toContain('下载答复书.pdf');
    const download = await post('/apply/case/letter', { ...keys, letter: hidden(answered, 'letter'), file: '0' });
    expect(await download.text()).toBe(`答复书 ${id}`);
    expect((await post('/apply/case/withdraw', { ...keys, confirm: 'yes' })).status).toBe(409);

    expect(await (await post('/apply/case/evaluate', { ...keys, score: '5', words: '' })).text()).toContain('评价已经收到');
    expect(await takeInFoi(t.env)).toBe(1);
    expect(await page()).toContain('您的评价：很满意');
  });
});
