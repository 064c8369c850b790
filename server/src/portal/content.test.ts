import { bodyFromText } from '@tongming/typeset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnContent } from '../domains/content/commands/act-on-content.ts';
import { addContentFile } from '../domains/content/commands/add-file.ts';
import { saveContent } from '../domains/content/commands/save-content.ts';
import { getContent } from '../domains/content/store.ts';
import { createColumn, newColumnInput, openColumn } from '../domains/columns/index.ts';
import type { RouteContext } from '../console-api/kit.ts';
import { contentPreviewRoutes, draftOf } from '../domains/content/preview.ts';
import type { Principal } from '../domains/identity/index.ts';
import { placesOf } from '../domains/content/queries/places.ts';
import { addHotline } from '../domains/content/hotlines/keep-hotline.ts';
import { emptyFacts, type ContentFacts } from '../domains/content/open/facts.ts';
import { decideOffer, offerRecord } from '../domains/content/syndication/offer.ts';
import { listOffers } from '../domains/content/syndication/queries.ts';
import { contentStage, drafted, type ContentStage } from '../domains/content/testing.ts';
import { changeTopic, createTopic } from '../domains/content/topics/keep-topic.ts';
import { stageFile } from '../platform/files.ts';
import { today } from '@tongming/law';
import { portalApp } from './app.ts';
import { dataChart, scaleOf } from './pages/chart.ts';
import { recordPreview } from './preview.ts';
import { seedRecord } from './testing.ts';
import { partOf } from './routes/downloads.ts';

let s: ContentStage;
let app: ReturnType<typeof portalApp>;
const get = (path: string, host = 'tongliao.localhost') => app.request(`http://${host}${path}`, { headers: { host } });
const text = async (path: string, host?: string) => (await get(path, host)).text();
const at = (recordId: string) => `/records/${recordId}`;
beforeAll(async () => {
  s = await contentStage();
  app = portalApp({ db: s.portalDb, files: s.env.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true });
});
afterAll(() => s.close());

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const picture = async (id: string): Promise<string> =>
  (await addContentFile(s.env, s.writer, id, await stageFile(s.env.files, png, { name: 'a.png', limit: 1e6 }))).hash;

const filmBytes = Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), Buffer.alloc(1000, 7)]);
const staged = (content: Uint8Array, name: string) => stageFile(s.env.files, content, { name, limit: 1e6, films: true });

/** What a reader reads, without what publishing gives: its address and its moment. */
const readable = (page: string, id: string) => (/<article[^]*?<ul class="tools"/.exec(page)?.[0] ?? '').replaceAll(id, 'ID').replaceAll(/<time[^>]*>[^<]*<\/time>/g, 'TIME');

describe('the console\'s preview of a piece', () => {
  const files = '/api/console/content/X/files/';
  const seen = async (id: string) => {
    const preview = recordPreview({ db: s.portalDb, files: s.env.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true });
    const page = await preview(await draftOf(s.db, await getContent(s.db, id)), 'localhost:8080', files);
    return { page, text: await page.text() };
  };

  it('is the page that publishing makes, before anything of it is public', async () => {
    const { recordId: target } = await s.publish({ title: '湿地保护条例公布' });
    const id = await drafted(s.env, s.writer, { title: '一图看懂<湿地>保护', facts: emptyFacts('image-story'), interprets: target, summary: '摘要在此' });
    const file = await picture(id);
    const facts: ContentFacts = { kind: 'image-story', pictures: [{ file, alt: '芦苇', caption: '晨光里的芦苇' }, { file, alt: '候鸟', caption: '' }] };
    await saveContent(s.db, s.writer, id, { version: 2, written: { ...(await getContent(s.db, id)).written, facts } }, {});
    const before = await seen(id);
    expect(before.text).toContain(`${files}${file}`);
    expect(before.text).toContain('通辽市人民政府');
    expect(before.text).not.toContain('<script src');
    expect([before.page.status, before.page.headers.get('x-frame-options'), before.page.headers.get('cache-control'), before.page.headers.get('content-security-policy')]).toEqual([200, null, 'no-store', expect.stringContaining("script-src 'none'")]);
    for (const path of [`/records/${id}`, `/records/${id}/images/${file}`]) expect((await get(path)).status).toBe(404);
    await actOnContent(s.env, s.writer, id, 'submit', { version: 3, reason: '', ground: '' });
    await actOnContent(s.env, s.second, id, 'publish', { version: 4, reason: '', ground: '' });
    const recordId = (await getContent(s.db, id)).recordId ?? '';
    const published = readable((await text(at(recordId))).replaceAll(`/records/${recordId}/images/`, files), recordId);
    expect(published).toContain('晨光里的芦苇');
    expect(readable(before.text, id)).toBe(published);
    await actOnContent(s.env, s.writer, id, 'revise', { version: 5, reason: '', ground: '' });
    const written = { ...(await getContent(s.db, id)).written, title: '一图看懂湿地怎样保护' };
    await saveContent(s.db, s.writer, id, { version: 6, written }, {});
    expect((await seen(id)).text).toContain(written.title);
    expect(await text(at(recordId))).not.toContain(written.title);
  });

  it('is for those who may see the piece', async () => {
    const id = await drafted(s.env, s.writer, { title: '还在写' });
    const [route] = contentPreviewRoutes(({ record }) => Promise.resolve(new Response(record.title)));
    const ask = (principal: Principal) => route?.run({ principal, params: { id }, query: {}, json: null, upload: null, headers: new Headers(), ctx: { db: s.db, files: s.env.files, requestId: '' } as RouteContext });
    await expect(ask(s.stranger)).rejects.toMatchObject({ status: 404 });
    expect(await (await ask(s.second) as Response).text()).toBe('还在写');
  });

  it('shows what is unfinished as it is, and films where the console has them', async () => {
    const id = await drafted(s.env, s.writer, { title: '', facts: emptyFacts('video') });
    const video = { ...await addContentFile(s.env, s.writer, id, await staged(filmBytes, 'a.mp4')), name: 'a.mp4' };
    await saveContent(s.db, s.writer, id, { version: 2, written: { ...(await getContent(s.db, id)).written, facts: { kind: 'video', video, poster: null, captions: null, transcript: '' } } }, {});
    const { page, text: shown } = await seen(id);
    expect(page.status).toBe(200);
    expect(shown).toContain('（还没有标题）');
    expect(shown).toContain(`src="${files}${video.hash}"`);
  });
});

describe('pages of content', () => {
  it('a piece of news has its source, its labels and its list; documents keep to themselves', async () => {
    const { recordId } = await s.publish({ title: '<b>湿地</b>迎来候鸟', originality: 'reprinted', sourceUrl: 'https://example.gov.cn/a', source: '某报', author: '张某' });
    const page = await text(at(recordId));
    expect(page).toContain('&lt;b&gt;湿地&lt;/b&gt;迎来候鸟');
    for (const label of ['<meta name="ContentSource" content="某报">', '<meta name="Author" content="张某">', '<meta name="ColumnType" content="工作动态">', '<meta name="PubDate"', '<meta name="ArticleTitle"', '转载 <a href="https://example.gov.cn/a"', '来源：某报']) expect(page).toContain(label);
    expect(page).not.toContain('有效</span>');
    for (const path of ['/content/', '/content/news/', '/content/news/feed.xml', '/content/news/feed.atom', '/content/news/feed.json', '/search?q=%E6%B9%BF%E5%9C%B0', '/feed.xml', '/sitemaps/records-1.xml']) expect(await text(path), path).toContain(recordId);
    for (const path of ['/records/', '/inventory', '/openness/150500/content', '/openness/150500/directory', '/inventory/records.csv']) expect(await text(path), path).not.toContain(recordId);
    expect((await get('/records/?category=news')).headers.get('location')).toBe('/content/news/');
    expect((await get('/content/unknown/')).status).toBe(404);
    expect((await get('/content/news/?cursor=x')).status).toBe(400);
    expect(await text('/content/video/')).toContain('这一类还没有信息');
  });

  it('every kind shows its facts, and its whole text is taken along', async () => {
    const kinds: [ContentFacts, string[]][] = [
      [{ kind: 'notice', until: '2026-12-31' }, ['截止日期：2026年12月31日']],
      [{ kind: 'question', asked: '供热不足怎么投诉？' }, ['供热不足怎么投诉？', '<h2 id="answer">答复']],
      [{ kind: 'official', name: '演示甲', post: '副市长（演示）', duties: '负责农牧业工作', cv: '曾任某职', photo: null, rank: 2 }, ['副市长（演示）', '负责农牧业工作', '曾任某职']],
      [{ kind: 'agency-function', duties: '负责全市民政工作', address: '某路1号', hours: '工作日', phone: '0475-0000001', head: '演示乙', departments: ['办公室'] }, ['负责全市民政工作', '某路1号', '办公室']],
      [{ kind: 'data-table', columns: [{ name: '年份', type: 'text', unit: '' }, { name: '牛存栏', type: 'number', unit: '万头' }, { name: '增速', type: 'percent', unit: '' }], rows: [['2024', 301.5, 2.1], ['2025', 312, null]], chart: { type: 'line', label: 0, values: [1] }, note: '演示数据' },
        ['<svg viewBox="0 0 640 360" role="img" aria-label="牛存栏（万头），共2项；同样的数据见下表"', '<path class="chart-line chart-line-0"', '<td class="cell-number">301.5</td>', '<td class="cell-percent">2.1%</td>', '<td class="cell-percent">—</td>', '演示数据']],
    ];
    for (const [facts, wanted] of kinds) {
      const { recordId } = await s.publish({ title: `一条${facts.kind}`, facts });
      const page = await text(at(recordId));
      for (const words of wanted) expect(page).toContain(words);
      expect(await text(`/content/${facts.kind}/`)).toContain(recordId);
      const plain = await get(`${at(recordId)}/file.txt`);
      expect(plain.status).toBe(200);
      if (facts.kind === 'official') expect(await plain.text()).toContain('负责农牧业工作');
      if (facts.kind === 'data-table') expect(await text(`${at(recordId)}/data.csv`)).toBe('年份,牛存栏（万头）,增速\r\n2024,301.5,2.1\r\n2025,312,\r\n');
      else expect((await get(`${at(recordId)}/data.csv`)).status).toBe(404);
      if (facts.kind === 'data-table') expect(await text(`${at(recordId)}/file.md`)).toContain('牛存栏（万头）');
    }
  });

  it('a chart has round steps and begins at nothing', () => {
    for (const [low, high] of [[0, 312], [0, 0.37], [-5, 12], [0, 99_999]] as const) {
      const scale = scaleOf(low, high);
      expect(scale.low).toBeLessThanOrEqual(low);
      expect(scale.high).toBeGreaterThanOrEqual(high);
      expect(Math.round((scale.high - scale.low) / scale.step)).toBeLessThanOrEqual(6);
      expect(scale.y(scale.high)).toBeLessThan(scale.y(scale.low));
    }
  });

  it('no bar of a chart vanishes, however many there are', () => {
    const columns = [{ name: '旗县', type: 'text' as const, unit: '' }, ...Array.from({ length: 6 }, (_, i) => ({ name: `第${i + 1}项`, type: 'number' as const, unit: '' }))];
    for (const [count, values] of [[1, [1]], [12, [1, 2]], [70, [1, 2, 3, 4, 5, 6]], [300, [1]], [2000, [1, 2, 3, 4, 5, 6]]] as const) {
      const rows = Array.from({ length: count }, (_, r) => ['某地', ...Array.from({ length: 6 }, (_, i) => r + i + 1)]);
      const drawn = dataChart({ kind: 'data-table', columns, rows, chart: { type: 'bar', label: 0, values: [...values] }, note: '' }, '表').markup;
      const bars = Array.from(drawn.matchAll(/<rect class="chart-\d" x="([^"]*)" y="[^"]*" width="([^"]*)"/g), (m) => [Number(m[1]), Number(m[2])] as const);
      expect(bars).toHaveLength(count * values.length);
      for (const [x, width] of bars) {
        expect(width).toBeGreaterThan(0);
        expect(x).toBeGreaterThanOrEqual(96);
        expect(x + width).toBeLessThanOrEqual(625);
      }
    }
  });

  it('pictures are public with the piece and gone with it', async () => {
    const id = await drafted(s.env, s.writer, { facts: emptyFacts('image-story'), title: '图说丰收' });
    const file = await picture(id);
    const facts: ContentFacts = { kind: 'image-story', pictures: [{ file, alt: '金色的稻田', caption: '稻田' }, { file, alt: '收割机在作业', caption: '' }] };
    await saveContent(s.db, s.writer, id, { version: 2, written: { ...(await getContent(s.db, id)).written, facts } }, {});
    await actOnContent(s.env, s.writer, id, 'submit', { version: 3, reason: '', ground: '' });
    await actOnContent(s.env, s.second, id, 'publish', { version: 4, reason: '', ground: '' });
    const recordId = (await getContent(s.db, id)).recordId ?? '';
    const page = await text(at(recordId));
    expect(page).toContain(`<img src="/records/${recordId}/images/${file}" alt="金色的稻田"`);
    expect((await get(`/records/${recordId}/images/${file}`)).headers.get('content-type')).toBe('image/png');
    await actOnContent(s.env, s.second, id, 'withdraw', { version: 5, reason: '图片有误', ground: '' });
    expect((await get(at(recordId))).status).toBe(410);
    expect((await get(`/records/${recordId}/images/${file}`)).status).toBe(410);
    expect(await text('/content/image-story/')).not.toContain(recordId);
  });

  it('a film has its poster, its subtitles, its words, and is sent in pieces', async () => {
    const id = await drafted(s.env, s.writer, { facts: emptyFacts('video'), title: '政策讲解' });
    await expect(stageFile(s.env.files, filmBytes, { name: 'a.mp4', limit: 1e6 })).rejects.toMatchObject({ code: 'file-type' });
    await expect(staged(filmBytes, 'a.vtt')).rejects.toMatchObject({ code: 'file-type' });
    const video = { ...await addContentFile(s.env, s.writer, id, await staged(filmBytes, 'a.mp4')), name: 'a.mp4' };
    const captions = { ...await addContentFile(s.env, s.writer, id, await staged(Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\n讲解'), 'a.vtt')), name: 'a.vtt' };
    await saveContent(s.db, s.writer, id, { version: 2, written: { ...(await getContent(s.db, id)).written, facts: { kind: 'video', video, poster: await picture(id), captions, transcript: '文字稿全文。' } } }, {});
    await actOnContent(s.env, s.writer, id, 'submit', { version: 3, reason: '', ground: '' });
    await actOnContent(s.env, s.second, id, 'publish', { version: 4, reason: '', ground: '' });
    const recordId = (await getContent(s.db, id)).recordId ?? '';
    const page = await text(at(recordId));
    for (const words of [`<video controls preload="none" src="/records/${recordId}/attachments/1"`, `<track kind="captions" srclang="zh" label="字幕" src="/records/${recordId}/attachments/2" default>`, '文字稿全文。']) expect(page).toContain(words);
    const piece = await app.request(`http://tongliao.localhost/records/${recordId}/attachments/1`, { headers: { host: 'tongliao.localhost', range: 'bytes=4-7' } });
    expect([piece.status, piece.headers.get('content-range'), await piece.text()]).toEqual([206, `bytes 4-7/${filmBytes.length}`, 'ftyp']);
    const own = portalApp({ db: s.portalDb, files: s.env.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null, filesUrl: 'https://files.example.gov.cn' }, demo: true });
    const ask = async (path: string, host: string) => {
      const response = await own.request(`http://${host}${path}`, { headers: { host } });
      await response.arrayBuffer();
      return response;
    };
    const [shown, film, words] = [await ask(at(recordId), 'tongliao.localhost'), await ask(`${at(recordId)}/attachments/1`, 'tongliao.localhost'), await ask(`${at(recordId)}/attachments/2`, 'tongliao.localhost')];
    expect(shown.headers.get('content-security-policy')).toMatch(/; media-src 'self' https:\/\/files\.example\.gov\.cn$/);
    expect([film.status, film.headers.get('location')]).toEqual([302, `https://files.example.gov.cn${at(recordId)}/attachments/1`]);
    expect((await ask(`${at(recordId)}/attachments/1`, 'files.example.gov.cn')).headers.get('content-type')).toBe('video/mp4');
    expect([words.status, words.headers.get('content-type'), words.headers.get('content-security-policy')]).toEqual([200, 'text/vtt', "sandbox; default-src 'none'"]);
    expect((await get(at(recordId))).headers.get('content-security-policy')).not.toContain('media-src');
    expect([partOf('bytes=-5', 10), partOf('bytes=7-', 10), partOf('bytes=10-', 10), partOf('bytes=5-2', 10), partOf('bytes=0-1,3-4', 10), partOf('items=0-1', 10)])
      .toEqual([{ start: 5, end: 9 }, { start: 7, end: 9 }, 'none', null, null, null]);
  });

  it('an interpretation and its document lead to each other', async () => {
    const target = await s.publish({ title: '关于某事的公告', facts: emptyFacts('notice') });
    const { recordId } = await s.publish({ title: '一图读懂某事', facts: { kind: 'interpretation', form: 'chart' }, interprets: target.recordId });
    expect(await text(at(recordId))).toContain(`所解读的文件：<a href="/records/${target.recordId}">`);
    expect(await text(at(recordId))).toContain('图解');
    expect(await text(at(target.recordId))).toContain(`<span class="tag">相关解读</span> <a href="/records/${recordId}">`);
  });

  it('what another site has taken over is read there, with its address at home', async () => {
    const { recordId } = await s.publish({ title: '市里的消息', text: bodyFromText('正文。') });
    expect((await get(at(recordId), 'kailu.localhost')).status).toBe(301);
    await offerRecord(s.db, s.writer, { recordId, toSites: ['kailu'], note: '' }, {});
    expect(await text('/content/news/', 'kailu.localhost')).not.toContain(recordId);
    await decideOffer(s.db, s.banner, (await listOffers(s.db, s.banner))[0]?.id ?? '', { decision: 'approve', reason: '' }, {});
    expect(await text('/content/news/', 'kailu.localhost')).toContain(recordId);
    await seedRecord(s.db, { category: 'news', agencyCode: '150523', regionCode: '150523', title: '县里的消息' });
    const column = newColumnInput.parse({ slug: 'news', name: '要闻', type: '要闻', purpose: '发布要闻', keywords: ['要闻'], agencyCode: '150523', person: '演示', duty: 'P14D', rule: { categories: ['news'] } });
    const id = await createColumn(s.db, s.banner, 'kailu', column, 'test');
    await openColumn(s.db, s.banner, id, 1, 'test');
    expect(await text('/columns/news/', 'kailu.localhost')).toContain(recordId);
    expect(await placesOf(s.db, recordId)).toContainEqual(expect.objectContaining({ kind: 'column', siteCode: 'kailu', path: '/columns/news/' }));
    const page = await get(at(recordId), 'kailu.localhost');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`<link rel="canonical" href="http://tongliao.localhost/records/${recordId}">`);
  });
});

describe('topics and hotlines', () => {
  it('a topic gathers, is subscribed to, and is stamped when it is over', async () => {
    const { recordId } = await s.publish({ title: '清洁取暖补贴问答', facts: emptyFacts('question') });
    const hotline = await addHotline(s.db, s.writer, { agencyCode: '150500', matter: '取暖补贴', number: '0475-0000456', hours: '工作日', verifiedOn: today() }, {});
    const id = await createTopic(s.db, s.second, { siteCode: 'tongliao', slug: 'heating', name: '温暖过冬', lead: '供热工作专题' }, {});
    await changeTopic(s.db, s.second, id, { version: 1, rules: { questions: { categories: ['question'] } }, hotlines: [hotline] }, {});
    expect((await get('/topics/heating/')).status).toBe(404);
    expect(await text('/topics/')).toContain('还没有专题');
    await changeTopic(s.db, s.second, id, { version: 2, state: 'open' }, {});
    const page = await text('/topics/heating/');
    for (const words of ['进行中', '清洁取暖补贴问答', 'href="tel:04750000456"', '供热工作专题', '核实日期']) expect(page).toContain(words);
    for (const path of ['/topics/', '/topics/heating/questions/', '/topics/heating/feed.xml', '/hotlines']) expect((await get(path)).status, path).toBe(200);
    expect(await text('/topics/heating/feed.json')).toContain(recordId);
    expect((await get('/topics/heating/', 'kailu.localhost')).status).toBe(404);
    expect(await text('/hotlines', 'kailu.localhost')).toContain('还没有公布咨询热线');
    await changeTopic(s.db, s.second, id, { version: 3, state: 'closed' }, {});
    await changeTopic(s.db, s.second, id, { version: 4, state: 'archived' }, {});
    expect(await text('/topics/heating/')).toContain('<strong>已归档</strong>');
    expect(await text('/topics/heating/')).toContain('清洁取暖补贴问答');
  });
});
