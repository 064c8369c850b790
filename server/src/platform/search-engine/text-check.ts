// Phrases are looked for in texts, among the records that have their words: in those kept beside the index; where letters
// have to be compared in any case, in PostgreSQL, for case is what it says it is.
import { sql } from 'kysely';
import type { PortalDb } from '../database.ts';
import type { Match } from '../search-plan.ts';
import { phraseConditions } from '../search-postgres.ts';
import { bitsFor, hasBit, nextBit, setBit, type Bits } from './bits.ts';
import { fulfilling, type TextCheck } from './evaluate.ts';
import { phraseTerms } from './pairs.ts';
import { idOf, keyAt, type Segment } from './segment.ts';
import { turns } from './turns.ts';

type Phrases = Pick<Match, 'phrases' | 'nonePhrases'>;
const AT_ONCE = 1000;

export function textCheck(db: PortalDb): TextCheck {
  return (match, { segment }, among) => {
    const letters = [...match.phrases.flat(), ...match.nonePhrases].some((phrase) => /[a-z]/i.test(phrase));
    return letters ? inDatabase(db, match, segment, among) : inTexts(match, segment, among);
  };
}

async function inTexts(match: Phrases, segment: Segment, among: Bits): Promise<Bits> {
  const wanted = match.phrases.map((ways) => ways.map((way) => Buffer.from(way)));
  const unwanted = match.nonePhrases.map((phrase) => ({ phrase: Buffer.from(phrase), possible: fulfilling(segment, [[phraseTerms(phrase)]]) }));
  const { texts } = segment;
  const holding = bitsFor(among.length * 32);
  const turn = turns();
  for (let at = nextBit(among, 0); at >= 0; at = nextBit(among, at + 1)) {
    if (wanted.every((ways) => ways.some((way) => texts.holds(at, way)))
      && !unwanted.some(({ phrase, possible }) => hasBit(possible, at) && texts.holds(at, phrase))) setBit(holding, at);
    if (turn.over()) await turn.give();
  }
  return holding;
}

async function inDatabase(db: PortalDb, match: Phrases, segment: Segment, among: Bits): Promise<Bits> {
  const holding = bitsFor(among.length * 32);
  const checked = async (byId: ReadonlyMap<string, number>) => {
    const { rows } = await sql<{ id: string }>`select e.record_id as id from open.search_entry e
      where e.record_id = any(${[...byId.keys()]}::uuid[]) and ${sql.join(phraseConditions(match), sql` and `)}`.execute(db);
    for (const { id } of rows) setBit(holding, byId.get(id) ?? 0);
  };
  const c = segment.columns();
  let byId = new Map<string, number>();
  for (let at = nextBit(among, 0); at >= 0; at = nextBit(among, at + 1)) {
    byId.set(idOf(keyAt(c, at)), at);
    if (byId.size < AT_ONCE) continue;
    await checked(byId);
    byId = new Map();
  }
  if (byId.size > 0) await checked(byId);
  return holding;
}
