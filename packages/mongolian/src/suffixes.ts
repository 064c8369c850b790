import { MVS, fromLatin, type Harmony } from './characters.ts';

export type Suffix = {
  letters: string;
  harmony: Harmony;
  /** Not also a word of its own: after a plain space it is a suffix wrongly written. */
  bound: boolean;
  /** The suffix of the other harmony where both look alike; picking the wrong one cannot be seen on paper. */
  twin: string | null;
};

// The case, plural and reflexive suffixes as they are written apart. The list is that of the public converter library that
// follows GB/T 25914-2023; `bound` and `twin` are judgements of ours.
const PAIRS: ReadonlyArray<[string, string, 'bound' | 'free', 'alike' | 'unlike']> = [
  ['un', 'ün', 'bound', 'alike'], ['u', 'ü', 'bound', 'alike'], ['du', 'dü', 'bound', 'alike'], ['tu', 'tü', 'bound', 'alike'], ['dur', 'dür', 'bound', 'alike'], ['tur', 'tür', 'bound', 'alike'],
  ['daqi', 'deqi', 'bound', 'alike'], ['taqi', 'teqi', 'bound', 'alike'], ['ača', 'eče', 'bound', 'alike'], ['bar', 'ber', 'free', 'alike'], ['iyar', 'iyer', 'bound', 'alike'],
  ['tai', 'tei', 'bound', 'alike'], ['lug-a', 'lüge', 'bound', 'unlike'], ['ban', 'ben', 'bound', 'alike'], ['iyan', 'iyen', 'bound', 'alike'], ['yugan', 'yügen', 'bound', 'unlike'],
  ['dagan', 'degen', 'free', 'unlike'], ['tagan', 'tegen', 'free', 'unlike'], ['ačagan', 'ečegen', 'bound', 'unlike'], ['taigan', 'teigen', 'bound', 'unlike'],
  ['ud', 'üd', 'bound', 'alike'], ['nugud', 'nügüd', 'bound', 'unlike'], ['nar', 'ner', 'free', 'alike'], ['uu', 'üü', 'free', 'alike'], ['da', 'de', 'free', 'alike'], ['ču', 'čü', 'free', 'alike'],
];
const NEUTER: ReadonlyArray<[string, 'bound' | 'free']> = [['yin', 'bound'], ['yi', 'bound'], ['i', 'bound']];

const table = new Map<string, Suffix>();
for (const [masculine, feminine, standing, look] of PAIRS) {
  const [a, e] = [fromLatin(masculine), fromLatin(feminine)];
  table.set(a, { letters: a, harmony: 'masculine', bound: standing === 'bound', twin: look === 'alike' ? e : null });
  table.set(e, { letters: e, harmony: 'feminine', bound: standing === 'bound', twin: look === 'alike' ? a : null });
}
for (const [neuter, standing] of NEUTER) {
  const letters = fromLatin(neuter);
  table.set(letters, { letters, harmony: 'neuter', bound: standing === 'bound', twin: null });
}

/** Every suffix known here, letters only (MVS within `luγ-a` kept). */
export const suffixes: ReadonlyArray<Suffix> = [...table.values()];

export function findSuffix(letters: string): Suffix | null {
  return table.get(letters) ?? null;
}

const LONGEST = Math.max(...suffixes.map((suffix) => suffix.letters.length));

/** Whether these letters, with the lone a or e written apart behind them, are a suffix. */
export function isSuffix(letters: number[], lone: number | null): boolean {
  if (letters.length > LONGEST) return false;
  const joined = String.fromCharCode(...letters);
  return table.has(lone === null ? joined : joined + MVS + String.fromCharCode(lone));
}
