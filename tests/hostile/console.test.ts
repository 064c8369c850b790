// The text fields of the console: what is refused is refused in words, what is taken is taken whole, and on the public pages it is text.
import { request } from 'node:http';
import { columnTypes } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { staffNamed } from '../support/foi-staff.ts';
import { ApiRefusal, type Staff } from '../support/staff.ts';
import { startWorld, type World } from '../support/world.ts';
import { hostileInputs } from './inputs.ts';
import { faultsOfPage, learn, seenNothing } from './oracle.ts';

/** Each has its turn in the whole form; in the short one every fourth. */
const inputs = hostileInputs.filter((_, i) => process.env.HOSTILE === 'all' || i % 4 === 0 || hostileInputs[i]?.text.includes('\0'));
let world: World;
let head: Staff;
const seen = seenNothing();
const home = 'http://tongliao.localhost';
beforeAll(async () => {
  world = await startWorld();
  const { db } = world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  head = await staffNamed(world.base, '德力格尔');
  for (const path of ['/', '/sites', '/columns/', '/openness/', '/records/', '/about/accessibility', `/search?q=${encodeURIComponent('ᠮᠣᠩᠭᠣᠯ')}`]) learn(await page(path), seen);
});
afterAll(() => world.stop());

/** By name, without asking any name server. */
function page(path: string): Promise<string> {
  const { port } = new URL(world.base);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host: `tongliao.localhost:${port}` } }, (response) => {
      expect(response.statusCode, path).toBeLessThan(500);
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => { parts.push(part); });
      response.on('end', () => resolve(Buffer.concat(parts).toString()));
    }).on('error', reject).end();
  });
}

/** Null: refused in words. Anything but a refusal of the office's own making fails. */
async function tried<T>(work: () => Promise<T>, input: string): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    expect(error.status, `${JSON.stringify(input.slice(0, 80))}: ${error.message}`).toBeLessThan(500);
    return null;
  }
}

type Site = { code: string; version: number; name: string; facts: Record<string, unknown>; theme: unknown; notice: string | null };
const siteNow = async (): Promise<Site> => {
  const one = (await head.get<{ sites: Site[] } | Site[]>('/sites'));
  const site = (Array.isArray(one) ? one : one.sites).find(({ code }) => code === 'tongliao');
  if (site === undefined) throw new Error('no such site');
  return site;
};

it('names, facts, notices and themes of a site', async () => {
  let taken = 0;
  for (const [i, { text }] of inputs.entries()) {
    const before = await siteNow();
    const name = `${text}人民政府`;
    const change = [
      { name }, { facts: { ...before.facts, operator: text, address: text } }, { notice: text }, { facts: { ...before.facts, icpUrl: text, policeUrl: text, errorReportUrl: text, partyMarkUrl: text } },
      { theme: { ...(before.theme as object), brand: text, brandDark: text } }, { theme: { ...(before.theme as object), emblem: text, banner: text, mood: text, moodFrom: text } },
    ][i % 6] ?? { name };
    const done = await tried(() => head.send('PUT', '/sites/tongliao', { version: before.version, ...change }), text);
    const after = await siteNow();
    if (done === null) expect(after).toEqual(before);
    else {
      taken += 1;
      if ('name' in change) expect(after.name).toBe(name.trim());
      if (taken % 5 === 0) expect([text, ...faultsOfPage(await page(taken % 2 === 0 ? '/' : '/sites'), seen, home, [`${home}:${new URL(world.base).port}`, 'http:/', 'https:/'])]).toEqual([text]);
    }
  }
  expect(taken).toBeGreaterThan(15);
});

it('names and purposes of a column', async () => {
  let taken = 0;
  for (const [i, { text }] of inputs.entries()) {
    const made = await tried(() => head.send('POST', '/sites/tongliao/columns', { name: `栏${text.slice(0, 30)}`, slug: i % 6 === 0 ? text : `hostile-${i}`, type: columnTypes[0]?.name, duty: 'P14D', purpose: text.slice(0, 200), keywords: [`词${text.slice(0, 20)}`], person: text.slice(0, 40), agencyCode: '150500', rule: { words: [text.slice(0, 30)] } }), text);
    if (made !== null) taken += 1;
  }
  expect(taken).toBeGreaterThan(5);
  expect(faultsOfPage(await page('/columns/'), seen, home, [`${home}:${new URL(world.base).port}`, 'http:/', 'https:/'])).toEqual([]);
});

it('title, body and fields of a document are kept as written, or not at all', async () => {
  const drafter = await staffNamed(world.base, '林晓文');
  const blank = await drafter.send<DocumentView>('POST', '/documents', { agencyCode: '150500' });
  for (const { text } of inputs) {
    const before = await drafter.get<DocumentView>(`/documents/${blank.id}`);
    const body = { type: 'doc', content: [{ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] }] };
    const done = await tried(() => drafter.send('PUT', `/documents/${blank.id}`, { version: before.version, sheet: { ...before.sheet, title: text, body, keywords: [text], summary: text } }), text);
    const after = await drafter.get<DocumentView>(`/documents/${blank.id}`);
    if (done === null) expect(after.sheet).toEqual(before.sheet);
    else expect(after.sheet.title.replace(/\s+/g, '')).toBe(text.toWellFormed().replace(/\s+/g, ''));
  }
});

it('what is no sheet, no site and no JSON at all', async () => {
  for (const raw of ['', 'null', '[]', '"x"', '{', '{"version":1e999}', '{"version":"1"}', '{"__proto__":{"version":1}}', '{"constructor":{"prototype":{"x":1}}}', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, '\ufeff{}', '{"version":1,"version":2}', `{"name":"${'x'.repeat(300_000)}"}`]) {
    const response = await fetch(`${world.base}/api/console/sites/tongliao`, { method: 'PUT', headers: { 'content-type': 'application/json', 'x-tongming': '1' }, body: raw });
    expect([401, 403, 400, 413, 422], raw.slice(0, 40)).toContain(response.status);
  }
});
