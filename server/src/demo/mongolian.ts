// Mongolian editions of the demonstration: word lists and nothing else. Every word is in the data of @tongming/mongolian or of the
// portal's interface, with Wiktionary as its source; running text nobody here can vouch for is not invented.
import { wording } from '@tongming/mongolian';
import { bodyFromText } from '@tongming/typeset';
import { actOnContent, createContent, saveContent } from '../domains/content/index.ts';
import type { Principal } from '../domains/identity/index.ts';
import { actOnTranslation, askTranslation, saveTranslation } from '../domains/translations/index.ts';
import type { Db } from '../platform/database.ts';
import type { FileStore } from '../platform/files.ts';
import { holderOf } from './people.ts';
import { words } from './words.ts';

type Pair = { agency: string; title: string; lead: string; mongolian: string; lines: readonly (readonly [mongolian: string, chinese: string])[] };

const numerals = wording.filter(({ source, chinese }) => source === 'wiktionary' && chinese !== '日').map(({ text, chinese }) => [text, chinese] as const);
const pairs: readonly Pair[] = [
  { agency: '150500', ...words.mongolian.words, mongolian: 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ', lines: [
    ['ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ', '蒙古语'], ['ᠵᠠᠷᠯᠢᠭ', '命令'], ['ᠢᠯᠡᠳᠬᠡᠯ', '报告'], ['ᠬᠠᠤᠯᠢ', '法律'], ['ᠰᠣᠨᠢᠨ', '新闻'], ['ᠤᠲᠠᠰᠤ', '电话'], ['ᠵᠢᠷᠤᠭ', '图画'], ['ᠡᠳᠦᠷ', '日'], ['ᠵᠢᠵᠢᠭ', '小'], ['ᠲᠣᠮᠤ', '大'],
  ] },
  { agency: '150521', ...words.mongolian.numerals, mongolian: 'ᠨᠢᠭᠡ᠂ ᠬᠣᠶᠠᠷ᠂ ᠭᠤᠷᠪᠠ', lines: numerals },
];

type Env = { db: Db; files: FileStore };

/** A Chinese notice and its Mongolian edition each, by two people; and two documents of the city on their way. What is there already stays. */
export async function foundMongolian(env: Env, people: readonly Principal[], progress: (done: number, total: number) => void): Promise<void> {
  for (const [i, pair] of pairs.entries()) {
    progress(i + 1, pairs.length);
    const there = await env.db.selectFrom('core.content').select('id').where('agencyCode', '=', pair.agency).where('title', '=', pair.title).executeTakeFirst();
    if (there !== undefined) continue;
    const [writer, reviewer] = [holderOf(people, pair.agency, 'drafter', []), holderOf(people, pair.agency, 'reviewer', [])];
    const sourceId = await noticeOf(env, pair, writer, reviewer);
    const act = (who: Principal, name: 'take' | 'submit' | 'publish', version: number) => actOnTranslation(env, who, sourceId, name, { version, reason: '' });
    await askTranslation(env.db, writer, sourceId, {});
    await act(writer, 'take', 1);
    await saveTranslation(env.db, writer, sourceId, { version: 2, title: pair.mongolian, bodyText: pair.lines.map(([mongolian, chinese]) => `${mongolian} ${chinese}`).join('\n') }, {});
    await act(writer, 'submit', 3);
    await act(reviewer, 'publish', 4);
  }
  await waiting(env, people);
}

async function noticeOf(env: Env, { agency, title, lead, lines }: Pair, writer: Principal, reviewer: Principal): Promise<string> {
  const id = await createContent(env.db, writer, { kind: 'notice', agencyCode: agency, title }, {});
  const { content } = await env.db.selectFrom('core.content').select('content').where('id', '=', id).executeTakeFirstOrThrow();
  const written = { ...(content as Parameters<typeof saveContent>[3]['written']), title, text: bodyFromText([lead, ...lines.map(([, chinese]) => chinese)].join('\n')) };
  await saveContent(env.db, writer, id, { version: 1, written }, {});
  await actOnContent(env, writer, id, 'submit', { version: 2, reason: '', ground: '' });
  await actOnContent(env, reviewer, id, 'publish', { version: 3, reason: '', ground: '' });
  const { recordId } = await env.db.selectFrom('core.content').select('recordId').where('id', '=', id).executeTakeFirstOrThrow();
  if (recordId === null) throw new Error(`notice ${title} was not published`);
  return recordId;
}

/** 待译 and 在译, so that the work is to be seen as it stands on any day. */
async function waiting({ db, files }: Env, people: readonly Principal[]): Promise<void> {
  const writer = holderOf(people, '150500', 'drafter', []);
  const rows = await db.selectFrom('open.record as r').leftJoin('core.translation as t', 't.sourceRecord', 'r.id').select(['r.id', 't.sourceRecord'])
    .where('r.agencyCode', '=', '150500').where('r.category', 'in', ['normative', 'policy']).where('r.language', '=', 'zh-CN').orderBy('r.publishedAt', 'desc').orderBy('r.id').limit(2).execute();
  for (const [i, row] of rows.entries()) {
    if (row.sourceRecord !== null) continue;
    await askTranslation(db, writer, row.id, {});
    if (i === 1) await actOnTranslation({ db, files }, writer, row.id, 'take', { version: 1, reason: '' });
  }
}
