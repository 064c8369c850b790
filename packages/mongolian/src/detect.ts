import { Kind, kindAt } from './characters.ts';

/** `hudum`: traditional Mongolian in Unicode. `menksoft`: the same in the Private Use Area, to be converted. `otherMongolian`: Todo, Sibe, Manchu, Ali Gali. */
export type Script = 'hudum' | 'menksoft' | 'otherMongolian' | 'cyrillic' | 'chinese' | 'latin' | 'unknownPrivate';

export type Detection = {
  /** The script of nearly all the letters, `mixed`, or `none` where there are no letters. */
  script: Script | 'mixed' | 'none';
  /** The commonest script, whatever its share. */
  main: Script | null;
  letters: number;
  /** Of the letters, 0 to 1. */
  share: Record<Script, number>;
  /** Some of it is in a private encoding and cannot be searched or read aloud as it stands. */
  needsConversion: boolean;
  /** Cyrillic with ө or ү, which Russian has not. */
  mongolianCyrillic: boolean;
};

export type Run = { script: Script; start: number; end: number };

const SCRIPTS: Array<Script | null> = [];
SCRIPTS[Kind.letter] = 'hudum';
SCRIPTS[Kind.otherLetter] = 'otherMongolian';
SCRIPTS[Kind.menksoft] = 'menksoft';
SCRIPTS[Kind.unknownPrivate] = 'unknownPrivate';
SCRIPTS[Kind.cyrillic] = 'cyrillic';
SCRIPTS[Kind.han] = 'chinese';
SCRIPTS[Kind.latin] = 'latin';

/** A Chinese name or a Latin unit in a Mongolian text does not make it mixed. */
const NEARLY_ALL = 0.9;
const MONGOLIAN_CYRILLIC = /[өүӨҮ]/;

const none = (): Record<Script, number> => ({ hudum: 0, menksoft: 0, otherMongolian: 0, cyrillic: 0, chinese: 0, latin: 0, unknownPrivate: 0 });

export function detect(text: string): Detection {
  const count = none();
  let letters = 0;
  for (let i = 0; i < text.length; i += 1) {
    const script = SCRIPTS[kindAt(text, i)];
    if (!script) continue;
    count[script] += 1;
    letters += 1;
  }
  const share = none();
  let main: Script | null = null;
  for (const script of Object.keys(count) as Script[]) {
    share[script] = letters === 0 ? 0 : count[script] / letters;
    if (count[script] > 0 && (main === null || count[script] > count[main])) main = script;
  }
  const script = main === null ? 'none' : share[main] >= NEARLY_ALL ? main : 'mixed';
  return { script, main, letters, share, needsConversion: count.menksoft + count.unknownPrivate > 0, mongolianCyrillic: count.cyrillic > 0 && MONGOLIAN_CYRILLIC.test(text) };
}

/** The text cut where the script changes, whole and without overlap; what has no script goes with what precedes it. Empty where nothing has one. */
export function runs(text: string): Run[] {
  const found: Run[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const script = SCRIPTS[kindAt(text, i)];
    const last = found.at(-1);
    if (!script || script === last?.script) continue;
    if (last) last.end = i;
    found.push({ script, start: last ? i : 0, end: text.length });
  }
  return found;
}
