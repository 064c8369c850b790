import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, civilDate, today } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicantLetter } from '../domains/foi/inbox.ts';
import { silenceRemedy } from '../domains/foi/open/silence.ts';
import { sealFileBytes } from '../domains/foi/seal.ts';
import { filledForm, seedCase, seedAgency, testPortal, type TestPortal } from './testing.ts';
import { createRateLimiter } from '../platform/limits.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal();
  await seedAgency(p.t.db);
});
afterAll(() => p.drop());

const answerText = '%PDF-1.7 答复书正文：予以公开';

/** A letter as the worker leaves it: ciphertext in the public place, its key in the sealed view only. */
function sealedLetter(title = '政府信息公开申请答复书'): ApplicantLetter {
  const { sealed, key } = sealFileBytes(Buffer.from(answerText));
  const hash = createHash('sha256').update(sealed).digest('hex');
  const folder = join(p.files.root, 'open', hash.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, hash), sealed);
  const file = { name: `${title}.pdf`, mime: 'application/pdf', size: answerText.length, hash, key: key.toString('base64') };
  return { id: randomUUID(), kind: 'reply', title, number: '通政公开复〔2026〕3号', on: civilDate('2026-10-20'), files: [file] };
}

async function inbox(kind: 'foi-correction' | 'foi-narrowing' | 'foi-withdrawal' | 'foi-evaluation') {
  const rows = await p.t.db.selectFrom('inbox.submission').selectAll().where('kind', '=', kind).execute();
  return rows.map((row) => ({ ...row, signed: JSON.parse((row.payload as { signed: string }).signed) as Record<string, unknown> }));
}

describe('opening a case', () => {
  it('needs number and code, gives one answer to whatever is wrong, and is kept by nobody', async () => {
    const { number, code } = await seedCase(p.t.db);
    const other = await seedCase(p.t.db);
    const good = await p.post('/apply/case', { number, code });
    expect(good.status).toBe(200);
    expect(good.headers.get('cache-control')).toBe('no-store');
    expect(good.headers.get('set-cookie')).toBeNull();
    const wrong = [{ number, code: other.code }, { number: '20260928000000000', code }, { number: '"><script>x</script>', code: 'x' }, { number: other.number, code }];
    const answers = await Promise.all(wrong.map(async (keys) => {
      const response = await p.post('/apply/case', keys);
      return { status: response.status, body: (await response.text()).replaceAll(/name="number"[^>]*value="[^"]*"/g, '') };
    }));
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([404]));
    expect(new Set(answers.map((a) => a.body)).size).toBe(1);
    expect(answers[0]?.body).not.toContain(filledForm.content);
    expect((await p.post('/apply/case', { number, code: '' })).status).toBe(422);
    const back = await p.get('/apply/case');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/apply/query']);
  });

  it('takes the number and the code as people write them', async () => {
    const { number, code } = await seedCase(p.t.db);
    const spaced = number.replace(/^(\d{8})(\d{4})(\d{4})(\d)$/, '$1-$2 $3-$4');
    expect((await p.post('/apply/case', { number: spaced, code: ` ${code.toLowerCase().replaceAll('-', '')} ` })).status).toBe(200);
  });

  it('shows where it stands, when the answer is due and how every day was counted', async () => {
    const keys = await seedCase(p.t.db, { waitingText: '第三方的意见', fee: { amount: 100, notifiedOn: civilDate('2026-10-10'), payBy: null, paidOn: null } });
    const body = await (await p.post('/apply/case', keys)).text();
    expect(body).toContain('办理中');
    expect(body).toContain('第三方的意见');
    expect(body).toContain('2026年10月30日<wbr>前（含当日）');
    const runs = [...body.matchAll(/<li class="day-(\w+)" data-days="(\d+)"/g)].map((m) => [m[1], Number(m[2])] as const);
    const sum = (kind: string) => runs.reduce((n, [k, days]) => n + (kind === '' || k === kind ? days : 0), 0);
    expect([sum(''), sum('counted'), runs.length]).toEqual([33, 20, 11]);
    expect(body).toMatch(/day-rest.*国庆节放假/s);
    expect(body).toContain('第1至第2个工作日');
    expect(body).toContain('计入20个工作日');
    expect(body).toContain('已经过了答复期限');
    const paused = await (await p.post('/apply/case', await seedCase(p.t.db, { stage: 'correcting', stageText: '等待补正' }))).text();
    expect(paused).not.toContain('已经过了答复期限');
    expect(paused).toContain('href="/openness/150500/guide"');
    expect(body).toContain('《中华人民共和国政府信息公开条例》第三十三条');
    expect(body).toContain('100元');
    expect(body).not.toContain('name="score"');
    expect(body).not.toContain('action="/apply/case/correct"');
  });

  it('names against silence who decides and until when, only where that is settled and not over', async () => {
    const agency = { name: '通辽市人民政府', kind: 'government' as const, regionCode: '150500' };
    const [due, later] = [civilDate('2026-04-10'), civilDate('2026-06-10')];
    const keys = await seedCase(p.t.db, { due: { due: addDays(today(), -3), provisional: false, derivation: [] } });
    expect(await silenceRemedy(p.t.portalDb, agency, due, due)).toBeNull();
    expect(await (await p.post('/apply/case', keys)).text()).not.toContain('最后一天是');
    await p.t.db.insertInto('open.region').values([
      { code: '150000', name: '内蒙古自治区', parentCode: null, level: 'province' }, { code: '150500', name: '通辽市', parentCode: '150000', level: 'city' },
    ]).execute();
    expect(await silenceRemedy(p.t.portalDb, agency, due, due)).toMatchObject({ authorities: ['内蒙古自治区人民政府'], lastDay: '2026-06-09', provisional: false });
    expect(await silenceRemedy(p.t.portalDb, { ...agency, name: '通辽经济技术开发区管理委员会', kind: 'zone' }, due, due)).toBeNull();
    expect(await silenceRemedy(p.t.portalDb, agency, due, later)).toBeNull();
    expect(await (await p.post('/apply/case', keys)).text()).toContain('可以向内蒙古自治区人民政府申请，最后一天是');
  });

  it('refuses endless guessing with a page that keeps the number, and escapes what the office wrote', async () => {
    const busy = await testPortal({ limiter: createRateLimiter(() => 0) });
    const keys = await seedCase(busy.t.db, { timeline: [{ on: civilDate('2026-09-28'), text: '<img src=x onerror=alert(1)>' }] });
    expect(await (await busy.post('/apply/case', keys)).text()).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const statuses: number[] = [];
    let last = '';
    for (let i = 0; i < 70; i += 1) {
      const response = await busy.post('/apply/case', { number: '20260928000000000', code: 'x' });
      statuses.push(response.status);
      last = await response.text();
    }
    expect(statuses.slice(0, 50)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
    expect(last).toContain('value="20260928000000000"');
    expect(last).toContain('都还有效');
    await busy.drop();
  });
});

describe('letters', () => {
  it('open with the code of their own case and no other', async () => {
    const letter = sealedLetter();
    const keys = await seedCase(p.t.db, { letters: [letter] });
    const other = await seedCase(p.t.db, { letters: [sealedLetter('另一件答复书')] });
    expect(await (await p.post('/apply/case', keys)).text()).toContain('下载政府信息公开申请答复书.pdf');
    const response = await p.post('/apply/case/letter', { ...keys, letter: letter.id, file: '0' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await response.text()).toBe(answerText);
    expect((await p.post('/apply/case/letter', { ...keys, code: other.code, letter: letter.id, file: '0' })).status).toBe(404);
    for (const file of ['1', '-1', 'x', '__proto__']) {
      const foreign = await p.post('/apply/case/letter', { ...other, letter: letter.id, file });
      expect(foreign.status).toBe(404);
      expect(await foreign.text()).not.toContain(answerText);
    }
    const hash = letter.files[0]?.hash ?? '';
    for (const path of [`/records/${letter.id}/attachments/0`, `/files/${hash}`, '/apply/case/letter']) expect(await p.text(path)).not.toContain(answerText);
  });
});

describe('what the applicant sends after', () => {
  it('a correction, with every fault told and the words kept', async () => {
    const keys = await seedCase(p.t.db, { stage: 'correcting', stageText: '等待补正', can: ['correct', 'withdraw'], correction: { items: ['写明年度'], answerBy: civilDate('2026-10-30') } });
    expect(await (await p.post('/apply/case', keys)).text()).toContain('写明年度');
    const short = await p.post('/apply/case/correct', { ...keys, content: '要', excuse: '住院<b>' });
    expect(short.status).toBe(422);
    const body = await short.text();
    expect(body).toContain('<a href="#content">');
    expect(body).toContain('value="住院&lt;b&gt;"');
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...keys, content: '2025年度的', excuse: '' })) form.append(name, value);
    form.append('files', new File(['证明'], '证明.txt'));
    const done = await p.post('/apply/case/correct', form);
    expect(done.status).toBe(200);
    const after = await done.text();
    expect(after).toContain('补正已经收到');
    expect(after).not.toContain('action="/apply/case/correct"');
    const [row] = await inbox('foi-correction');
    expect(row?.signed).toMatchObject({ number: keys.number, content: '2025年度的', excuse: null });
  });

  it('less than was asked for, instead of a fee', async () => {
    const fee = { amount: 300, notifiedOn: civilDate('2026-10-10'), payBy: civilDate('2026-11-06'), paidOn: null };
    const keys = await seedCase(p.t.db, { stage: 'awaiting-payment', stageText: '等待缴费', can: ['narrow', 'withdraw'], fee });
    expect(await (await p.post('/apply/case', keys)).text()).toContain('不想缴费？可以缩小范围');
    const short = await p.post('/apply/case/narrow', { ...keys, content: '少' });
    expect([short.status, (await short.text()).includes('<a href="#content">')]).toEqual([422, true]);
    expect(await (await p.post('/apply/case/narrow', { ...keys, content: '只要2025年的' })).text()).toContain('缩小后的范围已经收到');
    expect((await inbox('foi-narrowing')).map((r) => r.signed['content'])).toEqual(['只要2025年的']);
    const handling = await seedCase(p.t.db);
    expect((await p.post('/apply/case/narrow', { ...handling, content: '只要2025年的' })).status).toBe(409);
  });

  it('a case handled again shows what went before, and a correction of a record what was asked', async () => {
    const again = await seedCase(p.t.db, { rounds: [{ receivedOn: civilDate('2026-03-02'), outcomeName: '不予公开', endedOn: civilDate('2026-03-30') }] });
    const body = await (await p.post('/apply/case', again)).text();
    for (const words of ['此前的办理', '不予公开', '2026年3月2日收到，2026年3月30日办结']) expect(body).toContain(words);
    const correction = { record: '2023年5月的查询结果', recorded: '面积98.6平方米', correct: '面积89.6平方米', evidence: '买卖合同<b>' };
    const record = await seedCase(p.t.db, { request: { type: 'correction-of-record', correction, content: '要求更正：查询结果', documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null } });
    const page = await (await p.post('/apply/case', record)).text();
    for (const words of ['2023年5月的查询结果', '面积98.6平方米', '面积89.6平方米', '买卖合同&lt;b&gt;']) expect(page).toContain(words);
    expect(page).not.toContain('载体形式');
  });

  it('a withdrawal, only after it was asked once more', async () => {
    const keys = await seedCase(p.t.db);
    const ask = await (await p.post('/apply/case/withdraw', { ...keys, reason: '已找到' })).text();
    expect(ask).toContain('确定撤回吗');
    expect(await inbox('foi-withdrawal')).toHaveLength(0);
    const done = await p.post('/apply/case/withdraw', { ...keys, reason: '已找到', confirm: 'yes' });
    expect(await done.text()).toContain('撤回已经收到');
    expect((await inbox('foi-withdrawal')).map((r) => r.signed['reason'])).toEqual(['已找到']);
  });

  it('an evaluation of what has been answered, and nothing the case does not wait for', async () => {
    const keys = await seedCase(p.t.db, { stage: 'answered', stageText: '已答复', can: ['evaluate'] });
    expect((await p.post('/apply/case/evaluate', { ...keys, score: '9', words: '好' })).status).toBe(422);
    expect(await (await p.post('/apply/case/evaluate', { ...keys, score: '4', words: '快' })).text()).toContain('评价已经收到');
    expect((await inbox('foi-evaluation')).map((r) => r.signed['score'])).toEqual([4]);
    for (const act of ['correct', 'withdraw']) expect((await p.post(`/apply/case/${act}`, { ...keys, content: '补正补正', confirm: 'yes' })).status).toBe(409);
    const given = await seedCase(p.t.db, { stage: 'answered', stageText: '已答复', can: [], evaluation: { score: 5 } });
    expect(await (await p.post('/apply/case', given)).text()).toContain('您的评价：很满意');
  });
});
