// First load of every kind of page in both scripts: the page, its style, script and sign, and the letters a Mongolian page is written in.
import { platformBlocks } from '@tongming/law';
import { wording } from '@tongming/mongolian';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { json } from '../platform/database.ts';
import { createRateLimiter } from '../platform/limits.ts';
import { paragraphs, seedCity, seedIntakeKey, seedRecord, testPortal, type TestPortal } from './testing.ts';

const FIRST_LOAD_BYTES = 60_000;
const hosts = { 'zh-CN': 'tongliao.localhost', 'mn-Mong-CN': 'mn.tongliao.localhost' } as const;
const words = wording.map((word) => word.text).join(' ');

let p: TestPortal;
let documents: Record<keyof typeof hosts, string>;
beforeAll(async () => {
  p = await testPortal({ limiter: { ...createRateLimiter(), take: () => undefined } });
  const { db } = p.t;
  const { rich } = await seedCity(db);
  await seedIntakeKey(db);
  for (const [position, language] of (['zh-CN', 'mn-Mong-CN'] as const).entries()) {
    await db.insertInto('open.site').values({
      code: `city-${position}`, kind: 'portal', language, regionCode: '150500', agencyCode: '150500', domain: hosts[language], name: '通辽市人民政府', facts: json({}), theme: json({}), state: 'open', notice: null, position,
    }).execute();
  }
  const mongolian: string[] = [];
  for (let i = 0; i < 24; i += 1) {
    mongolian.push(await seedRecord(db, { title: words.split(' ').slice(i, i + 5).join(' '), language: 'mn-Mong-CN', body: paragraphs(...Array.from({ length: 8 }, () => words)) }));
  }
  documents = { 'zh-CN': rich, 'mn-Mong-CN': mongolian[0] ?? '' };
  await db.insertInto('open.relation').values({ fromId: documents['mn-Mong-CN'], type: 'translates', toId: rich, toText: null }).execute();
});
afterAll(() => p.drop());

const pages = (language: keyof typeof hosts) => [
  '/', '/records/', '/records/?year=1999', `/records/${documents[language]}`, '/search', `/search?q=${encodeURIComponent(language === 'zh-CN' ? '供热' : words.split(' ')[0] ?? '')}`, '/openness/', '/openness/150500/',
  ...platformBlocks.map((block) => `/openness/150500/${block.key}`), '/apply/', '/agencies/', '/interaction/', '/inventory', '/sites', '/report-error', '/about/accessibility', '/site-map/', '/nowhere',
];

/** What a browser fetches with the page: linked styles, scripts and sign, and fonts of these styles that are for every letter. */
async function weigh(host: string, path: string): Promise<{ bytes: number; files: string[] }> {
  const get = (at: string) => p.get(at, { host, 'accept-encoding': 'br' }).then(async (response) => (await response.arrayBuffer()).byteLength);
  const markup = await (await p.get(path, { host })).text();
  const linked = [...markup.matchAll(/<(?:link rel="(?:stylesheet|icon)"|script) (?:href|src)="([^"]+)"/g)].map((m) => m[1] ?? '');
  const styles = await Promise.all(linked.filter((address) => address.endsWith('.css')).map((address) => p.text(address)));
  const fonts = styles.flatMap((css) => [...css.matchAll(/@font-face \{[^}]*\}/g)]).map(([face]) => face).filter((face) => !face.includes('unicode-range')).map((face) => /url\(([^)]+)\)/.exec(face)?.[1] ?? '');
  const sizes = await Promise.all([path, ...linked, ...fonts].map(get));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: [...linked, ...fonts] };
}

it.each(['zh-CN', 'mn-Mong-CN'] as const)('is at most 60 kB on every page: %s', async (language) => {
  for (const path of pages(language)) {
    const { bytes, files } = await weigh(hosts[language], path);
    // A Chinese page that names its Mongolian edition takes these letters, too.
    const [letters, vertical] = [/\.woff2$/, /\/vertical\.\w+\.css$/].map((name) => files.filter((file) => name.test(file)).length);
    expect(letters, path).toBe(vertical);
    if (language === 'mn-Mong-CN') expect(letters, path).toBe(1);
    expect(files.length, path).toBeGreaterThanOrEqual(language === 'zh-CN' ? 3 : 6);
    expect(bytes, path).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  }
});
