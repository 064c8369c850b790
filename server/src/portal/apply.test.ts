import { civilDateOf, now } from '@tongming/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSealed } from '../domains/foi/seal.ts';
import { createRateLimiter } from '../platform/limits.ts';
import { refuse } from '../platform/errors.ts';
import { networkOf } from './routes/apply-gate.ts';
import { queriesOf } from './suggest.ts';
import { filledForm, seedIntakeKey, seedAgency, seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let office: Awaited<ReturnType<typeof seedIntakeKey>>;
beforeAll(async () => {
  p = await testPortal();
  await seedAgency(p.t.db);
  office = await seedIntakeKey(p.t.db);
});
afterAll(() => p.drop());

const to = '/apply/150500';
const jpg = () => new File([Buffer.from('ffd8ffe000104a464946', 'hex')], '身份证.jpg', { type: 'image/jpeg' });

function multipart(fields: Record<string, string>, files: Record<string, File[]> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, list] of Object.entries(files)) for (const file of list) form.append(name, file);
  return form;
}

async function sendOne(at: TestPortal, fields: Partial<typeof filledForm> & { token?: string; website?: string } = {}, files: Record<string, File[]> = {}) {
  const response = await at.post(to, multipart({ ...filledForm, token: crypto.randomUUID(), ...fields, step: 'send' }, files));
  const body = await response.text();
  const number = /<dd class="whole">(\d{8}-\d{4}-\d{4}-\d)<\/dd>/.exec(body)?.[1] ?? '';
  const code = /<dd class="whole">([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<\/dd>/.exec(body)?.[1] ?? '';
  return { response, body, number, code };
}

describe('the entry', () => {
  it('leads to every agency, tells the periods with their articles, and says how without the internet', async () => {
    const body = await p.text('/apply/');
    expect(body).toContain('href="/apply/150500"');
    expect(body).toContain('href="/apply/query"');
    expect(body).toMatch(/20个工作日内<small>《中华人民共和国政府信息公开条例》第三十三条/);
    expect(body).toMatch(/7个工作日内.*第三十条/s);
    expect(body).toContain('寄信');
    expect(await p.text('/openness/150500/apply')).toContain('href="/apply/150500"');
  });
});

describe('the form', () => {
  it('asks for no purpose and is there for every agency only', async () => {
    const body = await p.text(to);
    expect(body).not.toMatch(/name="(?:purpose|use|usage|reason)"/);
    expect(body).not.toMatch(/<label[^>]*>[^<]*(?:用途|目的)/);
    expect((await p.get('/apply/150599')).status).toBe(404);
    expect((await p.post('/apply/150599', { ...filledForm, step: 'check' })).status).toBe(404);
  });

  it('lists every fault at once, beside the field too, and keeps what was typed, however hostile', async () => {
    const nasty = '"><script>alert(1)</script>\n第二行';
    const response = await p.post(to, { step: 'check', content: '要', name: '', idType: 'resident-id', idNumber: '110105194912310021', email: '不是邮箱', delivery: 'post', medium: 'stone', kind: '', helpNeeded: nasty });
    expect(response.status).toBe(422);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await response.text();
    for (const field of ['content', 'kind', 'name', 'idNumber', 'email', 'address', 'medium']) {
      expect(body, field).toContain(`<a href="#${field}">`);
      expect(body, field).toContain(`id="${field}-fault"`);
      expect(body, field).toMatch(new RegExp(`id="${field}"`));
    }
    expect(body).toContain('有7处需要改一下');
    expect(body).toContain('value="110105194912310021"');
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('takes organisations with their code, and any other paper without a rule of its own', async () => {
    const uscc = await p.post(to, { ...filledForm, kind: 'enterprise', idType: 'uscc', idNumber: '91150500MA0000000X', representative: '乙', step: 'check' });
    expect(uscc.status).toBe(200);
    expect(await uscc.text()).toContain('法定代表人或者负责人</dt>');
    expect((await p.post(to, { ...filledForm, idType: 'other', idNumber: 'A1', step: 'check' })).status).toBe(200);
  });

  it('goes back to the form with everything in it', async () => {
    const body = await (await p.post(to, { ...filledForm, documentNumber: '通政发〔2025〕1号', step: 'edit' })).text();
    expect(body).toContain(`value="${filledForm.idNumber}"`);
    expect(body).toContain('value="通政发〔2025〕1号"');
    expect(body).toContain(`\n${filledForm.content}</textarea>`);
    expect(body).not.toContain('role="alert"');
  });
});

describe('before sending', () => {
  it('offers what is public already and still lets the applicant go on', async () => {
    const id = await seedRecord(p.t.db, { title: '科尔沁区2025年城市供热补贴发放结果公示', bodyText: '科尔沁区2025年城市供热补贴发放的户数为三千户，金额为二百万元。' });
    const body = await (await p.post(to, { ...filledForm, step: 'check' })).text();
    expect(body).toContain(`href="/records/${id}"`);
    expect(body).toContain('仍要申请');
    const nothing = await (await p.post(to, { ...filledForm, content: '玄武岩纤维检测站排班表', step: 'check' })).text();
    expect(nothing).not.toContain('可能已经公开的信息');
    expect(nothing).toContain('>提交申请</button>');
  });

  it('looks for the document named, then for all words, then for words that follow each other', () => {
    expect(queriesOf('申请公开《通辽市供热办法》和通政发〔2025〕3号文件', '')).toEqual({ near: ['通辽市供热办法', '通政发〔2025〕3号'], wide: [] });
    const { near, wide } = queriesOf('请提供2025年科尔沁区老旧小区改造项目的中标结果', '通政发〔2025〕1号');
    expect(near[0]).toBe('通政发〔2025〕1号');
    expect(near[1]?.replaceAll(' ', '')).toContain('小区改造项目中标');
    expect(near.slice(2).every((q) => q.split(' ').length === 3)).toBe(true);
    expect(wide.every((q) => q.split(' ').length === 2 && !q.includes('2025'))).toBe(true);
    expect(queriesOf('', '')).toEqual({ near: [], wide: [] });
  });
});

describe('sending', () => {
  it('gives number and code once it is on record, with the due date', async () => {
    const { response, body, number, code } = await sendOne(p, {}, { proofFiles: [jpg()], files: [new File(['说明'], '说明.txt')] });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(number.replaceAll('-', '')).toMatch(new RegExp(`^${civilDateOf(now()).replaceAll('-', '')}`));
    expect(code).not.toBe('');
    expect(body).toContain('查询码只在这一页显示一次');
    expect(body).toMatch(/即20个工作日（《中华人民共和国政府信息公开条例》第三十三条/);
    const plain = number.replaceAll('-', '');
    const row = await p.t.db.selectFrom('inbox.submission').selectAll().where('kind', '=', 'foi-application').executeTakeFirstOrThrow();
    const blobs = await p.t.db.selectFrom('inbox.foiBlob').selectAll().where('submissionId', '=', row.id).orderBy('position').execute();
    expect(blobs.map((b) => [b.purpose, b.name])).toEqual([['identity', 'identity'], ['attachment', '说明.txt']]);
    const opened = openSealed(office.key, blobs[0]?.bytes ?? Buffer.alloc(0), plain);
    expect(JSON.parse(opened?.toString() ?? '{}')).toMatchObject({ type: '居民身份证', number: filledForm.idNumber, files: [{ name: '1.jpg', mime: 'image/jpeg' }] });
    expect(JSON.stringify(row.payload)).not.toContain(filledForm.idNumber);
    expect(JSON.stringify(row.payload)).not.toContain(code.replaceAll('-', ''));
    expect(await (await p.post('/apply/case', { number, code: code.toLowerCase() })).text()).toContain(filledForm.content);
  });

  it('leaves nothing of the applicant where the public zone can read', async () => {
    await sendOne(p);
    const tables = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'open'`.execute(p.t.db);
    const texts = await Promise.all(tables.rows.map(({ name }) => sql<{ text: string | null }>`select string_agg(t::text, ' ') as text from ${sql.raw(name)} t`.execute(p.t.db)));
    const sealed = await sql<{ text: string }>`select string_agg(encode(sealed, 'escape'), ' ') as text from open.foi_sent`.execute(p.t.portalDb);
    const all = [...texts.flatMap((t) => t.rows.map((r) => r.text ?? '')), sealed.rows[0]?.text ?? ''].join(' ');
    for (const secret of [filledForm.name, filledForm.idNumber, filledForm.phone, filledForm.email, filledForm.content, filledForm.address]) expect(all).not.toContain(secret);
    for (const table of ['inbox.submission', 'inbox.foi_blob', 'inbox.foi_number']) {
      await expect(sql`select * from ${sql.raw(table)}`.execute(p.t.portalDb)).rejects.toThrow(/permission denied/);
    }
    for (const path of ['/', '/apply/', to, '/apply/query', '/openness/', '/openness/150500/apply', '/site-map/', '/records/', '/feed.xml', '/sitemap.xml', '/api/v1/records', `/search?q=${encodeURIComponent(filledForm.name)}`]) {
      const body = (await p.text(path)).replaceAll(encodeURIComponent(filledForm.name), '').replace(/value="[^"]*"|“[^”]*”/g, '');
      for (const secret of [filledForm.name, filledForm.idNumber, filledForm.phone, filledForm.email, filledForm.content]) expect(body, path).not.toContain(secret);
    }
  });

  it('is one application however often the button is pressed, and another when something was changed', async () => {
    const fresh = await testPortal();
    await seedAgency(fresh.t.db);
    await seedIntakeKey(fresh.t.db);
    const token = crypto.randomUUID();
    const [one, two] = await Promise.all([sendOne(fresh, { token }), sendOne(fresh, { token })]);
    expect(one.number).not.toBe('');
    expect([two.number, two.code]).toEqual([one.number, one.code]);
    expect((await sendOne(fresh, { token, content: '另一件信息的内容' })).number).not.toBe(one.number);
    expect(await fresh.t.db.selectFrom('inbox.submission').selectAll().execute()).toHaveLength(2);
    await fresh.drop();
  });

  it('says what is wrong with files, keeps the text, and takes nothing', async () => {
    const before = (await p.t.db.selectFrom('inbox.submission').select('id').execute()).length;
    const big = new File([Buffer.alloc(11 * 1024 * 1024)], '大.pdf');
    const { response, body } = await sendOne(p, {}, { proofFiles: [new File(['x'], '证件.exe')], files: [big, new File(['x'], '网页.html')] });
    expect(response.status).toBe(422);
    expect(body).toContain('<a href="#proofFiles">“证件.exe”不是');
    expect(body).toContain('“大.pdf”超过10MB');
    expect(body).toContain('“网页.html”的格式不能收');
    expect(body).toContain(`name="content" value="${filledForm.content}"`);
    expect((await p.t.db.selectFrom('inbox.submission').select('id').execute()).length).toBe(before);
    const huge = await p.post(to, multipart(filledForm), { 'content-length': String(40 * 1024 * 1024) });
    expect(huge.status).toBe(413);
    expect(await huge.text()).toContain('填写的内容还在');
  });

  it('lets a browser that filled the trap try again, and a program not', async () => {
    const { response, body } = await sendOne(p, { website: 'https://spam.example' });
    expect(response.status).toBe(422);
    expect(body).toContain('请再按一次提交');
    expect(body).not.toContain('spam.example');
    expect(body).toContain(`value="${filledForm.name}"`);
  });

  it('keeps the text when it comes too often, and lets another address apply all the same', async () => {
    const flooded = { take: (rate: string) => (rate === 'foiNext' || rate === 'foiTogether' ? refuse('too-many-requests', 'x', 429) : real.take(rate === 'foiFirst' ? 'foiFirst' : 'portalPage', 'one')) };
    const real = createRateLimiter();
    const busy = await testPortal({ limiter: flooded });
    await seedAgency(busy.t.db);
    await seedIntakeKey(busy.t.db);
    expect((await sendOne(busy)).response.status).toBe(200);
    const { response, body, number } = await sendOne(busy);
    expect(response.status).toBe(429);
    expect(number).toBe('');
    expect(body).toContain('提交得太频繁，这一次没有收下');
    for (const field of ['content', 'name', 'idNumber', 'phone'] as const) expect(body).toContain(`name="${field}" value="${filledForm[field]}"`);
    await busy.drop();
  });

  it('gives the form back, filled in, while nothing can be taken', async () => {
    const away = await testPortal();
    await seedAgency(away.t.db);
    await away.text(to);
    // No intake key yet: the worker has not run.
    const { response, body, number } = await sendOne(away);
    expect(response.status).toBe(503);
    expect(number).toBe('');
    expect(body).toContain('系统暂时没有收下这份申请');
    expect(body).toContain(`name="content" value="${filledForm.content}"`);
    await away.t.portalDb.destroy();
    const gone = await sendOne(away);
    expect(gone.response.status).toBe(503);
    expect(gone.body).toContain(`name="content" value="${filledForm.content}"`);
    await away.drop();
  });
});

describe('limits', () => {
  it('count a household of IPv6 once and an address of IPv4 as itself', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:0DB8:0001:0002:a:b:c:d')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(networkOf('')).toBe('');
  });
});
