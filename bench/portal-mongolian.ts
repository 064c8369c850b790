// A Mongolian site beside the Chinese one, its records paired with Chinese ones; texts of letters put together, no sentence among them.
import { randomUUID } from 'node:crypto';
import { json } from '../server/src/platform/database.ts';
import type { System } from '../server/src/platform/system.ts';
import { paragraphs, seedRecord } from '../server/src/portal/testing.ts';
import { madeText } from './mongolian.ts';
import { withOwner } from './search-load.ts';

const AGENCY = '150500';
const TITLE = 5;
const PARAGRAPH = 25;
/** As many units as a Chinese record has at the most. */
const UNITS = 800;
const QUESTIONS = 12;

/** Makes both sites; the Chinese one at `host`. What to ask the Mongolian one for, and where. */
export async function loadMongolian(system: System, host: string, count: number): Promise<{ host: string; lists: string[]; questions: string[] }> {
  const { db } = system;
  const mongolianHost = `mn.${host}`;
  const sites = [{ code: 'city', language: 'zh-CN', domain: host }, { code: 'city-mn', language: 'mn-Mong-CN', domain: mongolianHost }] as const;
  for (const [position, site] of sites.entries()) {
    await db.insertInto('open.site').values({
      ...site, kind: 'portal', regionCode: AGENCY, agencyCode: AGENCY, name: '通辽市人民政府', facts: json({}), theme: json({}), state: 'open', notice: null, position,
    }).execute();
  }
  const sources = await db.selectFrom('open.record').select(['id', 'category', 'kind', 'datePublished']).orderBy('id').limit(count).execute();
  const words = madeText(count * UNITS).trim().split(' ');
  const each = Math.floor(words.length / count);
  const titles: string[] = [];
  for (const [i, { id: source, ...like }] of sources.entries()) {
    const own = words.slice(i * each, (i + 1) * each);
    const title = own.slice(0, TITLE).join(' ');
    const lines = Array.from({ length: Math.ceil((own.length - TITLE) / PARAGRAPH) }, (_, n) => own.slice(TITLE + n * PARAGRAPH, TITLE + (n + 1) * PARAGRAPH).join(' '));
    const id = await seedRecord(db, { ...like, id: randomUUID(), agencyCode: AGENCY, title, language: 'mn-Mong-CN', body: paragraphs(...lines) });
    await db.insertInto('open.relation').values({ fromId: id, type: 'translates', toId: source, toText: null }).execute();
    titles.push(title);
  }
  await withOwner(system.ownerUrl, async (client) => {
    await client.query('vacuum (analyze) open.search_entry');
    await client.query('analyze open.record, open.relation, open.site');
  });
  return { host: mongolianHost, lists: ['/records/?category=policy', '/records/?category=normative', '/records/?status=in-force'], questions: titles.slice(0, QUESTIONS).map((title) => title.split(' ')[1] ?? title) };
}
