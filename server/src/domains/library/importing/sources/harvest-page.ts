// The page a catalogue or feed names: on the same host, if robots.txt lets us, read as a page of a folder is.
import { Refused, refuse } from '../../../../platform/errors.ts';
import type { SourceDocument } from './source.ts';
import { openRecord } from './harvest-own.ts';
import { kindOfName, readBytes, type FileKind } from './folder-read.ts';
import { guess, type Guessed } from './guess.ts';
import { readUrl, type Fetcher } from './harvest-net.ts';
import { harvestWords as words } from './harvest-words.ts';

export type Pages = {
  /** @throws Refused 'import-source' (422) with the reason why this page cannot be had */
  read(address: string): Promise<Guessed>;
  /** The record itself, where the address is one of another Tongming with its interface open; else null. */
  own(address: string): Promise<Omit<SourceDocument, 'id'> | null>;
};

type Rule = { allow: boolean; pattern: RegExp; length: number };
export type Robots = { rules: Rule[]; delaySeconds: number | null };

/** `asked`: the address the harvest was given; its host is the only one that is read. */
export function pagesOf(asked: URL, fetcher: Fetcher): Pages {
  let robots: Promise<Robots> | null = null;
  const get = async (address: string) => {
    const url = readUrl(address, asked);
    if (url.host !== asked.host) refuse('import-source', words.elsewhere(url.host));
    robots ??= readRobots(url, fetcher);
    if (!mayRead(await robots, url.pathname + url.search)) refuse('import-source', words.robots);
    return fetcher.get(url);
  };
  let closed = false;
  return {
    async own(address) {
      const path = /^(.*)\/records\/([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(address);
      if (path === null || closed) return null;
      const record = await get(`${path[1] ?? ''}/api/v1/records/${path[2] ?? ''}`).then(({ bytes }) => openRecord(Buffer.from(bytes).toString('utf8')), refused);
      closed = record === null;
      return record;
    },
    async read(address) {
      const { bytes, type, url } = await get(address);
      const guessed = guess(await readBytes(bytes, kindOfType(type) ?? kindOfName(url.pathname) ?? 'html'));
      return guessed.body.trim() === '' ? refuse('import-source', words.noText) : guessed;
    },
  };
}

/** Its interface may be shut while its pages are open, or it is another system altogether. */
function refused(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}

function kindOfType(type: string): FileKind | null {
  if (/text\/html|xhtml/i.test(type)) return 'html';
  if (/application\/pdf/i.test(type)) return 'pdf';
  if (/wordprocessingml/i.test(type)) return 'docx';
  return /text\/plain/i.test(type) ? 'txt' : null;
}

const longestDelay = 10;

async function readRobots(url: URL, fetcher: Fetcher): Promise<Robots> {
  try {
    const { bytes } = await fetcher.get(new URL('/robots.txt', url));
    const robots = parseRobots(Buffer.from(bytes).toString('utf8'));
    if (robots.delaySeconds !== null) fetcher.slowDown(Math.min(longestDelay, robots.delaySeconds) * 1000);
    return robots;
  } catch (error) {
    // Without one everything may be read (RFC 9309 2.3.1.3).
    if (error instanceof Refused) return { rules: [], delaySeconds: null };
    throw error;
  }
}

/** RFC 9309: the group of our name, else that of all. */
export function parseRobots(text: string): Robots {
  const groups: { agents: string[]; rules: Rule[]; delay: number | null }[] = [];
  let naming = false;
  for (const raw of text.split(/\r\n?|\n/)) {
    const [, key = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*(?:#.*)?$/.exec(raw) ?? [];
    const name = key.toLowerCase();
    if (name === 'user-agent') {
      if (!naming) groups.push({ agents: [], rules: [], delay: null });
      groups.at(-1)?.agents.push(value.toLowerCase());
      naming = true;
    } else if (name === 'allow' || name === 'disallow') {
      naming = false;
      if (value !== '') groups.at(-1)?.rules.push({ allow: name === 'allow', pattern: patternOf(value), length: value.length });
    } else if (name === 'crawl-delay') {
      const group = groups.at(-1);
      if (group && Number(value) > 0) group.delay = Number(value);
    }
  }
  const own = groups.filter((g) => g.agents.some((a) => a.startsWith('tongming')));
  const chosen = own.length > 0 ? own : groups.filter((g) => g.agents.includes('*'));
  return { rules: chosen.flatMap((g) => g.rules), delaySeconds: chosen.find((g) => g.delay !== null)?.delay ?? null };
}

function patternOf(value: string): RegExp {
  const end = value.endsWith('$');
  const escaped = value.replace(/\$$/, '').split(/\*+/).map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${escaped}${end ? '$' : ''}`);
}

/** The longest rule that fits decides; allowing wins among equals. */
export function mayRead(robots: Robots, path: string): boolean {
  const fitting = robots.rules.filter((rule) => rule.pattern.test(path)).toSorted((a, b) => b.length - a.length || Number(b.allow) - Number(a.allow));
  return fitting[0]?.allow ?? true;
}
