// What may already be public, for someone about to apply for it.
import { searchRecords } from '../domains/library/open/search.ts';
import type { RecordItem } from '../domains/library/open/list-records.ts';
import type { PortalDb } from '../platform/database.ts';
import { apply } from './messages/apply.ts';

const most = 5;
/** Words taken from one application. */
const mostWords = 9;

/** Public records like what is asked for: documents named, then those that hold its words, most of them first. */
export async function publicRecordsLike(db: PortalDb, content: string, documentNumber: string): Promise<RecordItem[]> {
  const { near, wide } = queriesOf(content, documentNumber);
  const found = await collect(db, near);
  return found.length > 0 ? found : collect(db, wide);
}

async function collect(db: PortalDb, queries: readonly string[]): Promise<RecordItem[]> {
  const found = new Map<string, RecordItem>();
  for (const q of queries) {
    const { items } = await searchRecords(db, { q, filter: {}, limit: most, cursor: null, exactOnly: true });
    for (const item of items) found.set(item.id, item);
    if (found.size >= most) break;
  }
  return [...found.values()].slice(0, most);
}

const named = /《([^》]{2,100})》|([^\P{Script=Han}和与及的]{2,10}〔\d{4}〕\d+号)/gu;

/** `near`: documents named, all the words, three that follow each other. `wide`, when those find nothing: two, years aside. */
export function queriesOf(content: string, documentNumber: string): { near: string[]; wide: string[] } {
  const text = content.slice(0, 300);
  const documents = [documentNumber.trim(), ...Array.from(text.matchAll(named), (m) => (m[1] ?? m[2] ?? '').trim())];
  const words = keywordsOf(text.replace(named, ' '));
  const near = [...documents, words.join(' '), ...runsOf(words, 3)].filter((q) => q !== '');
  return { near: [...new Set(near)], wide: runsOf(words.filter((word) => !/\d/.test(word)), 2) };
}

function runsOf(words: readonly string[], length: number): string[] {
  return words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(' '));
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** The words of the content, without those of asking. Single characters side by side make a word the dictionary lacks. */
function keywordsOf(text: string): string[] {
  const { fillers, joints } = apply.suggest;
  const bare = fillers.reduce((left, filler) => left.replaceAll(filler, ' '), text);
  const words: string[] = [];
  let open = '';
  for (const { segment, isWordLike } of segmenter.segment(bare)) {
    const single = isWordLike === true && segment.length === 1 && !joints.includes(segment);
    if (single) open += segment;
    else {
      words.push(open, isWordLike === true ? segment : '');
      open = '';
    }
  }
  return [...new Set([...words, open].filter((word) => word.length >= 2))].slice(0, mostWords);
}
