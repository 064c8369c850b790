/**
 * What could not be told surely. To Unicode: `diphthong` (y+i or i+i behind a vowel, which may be one i), `form` (the form of
 * another place in the word, or one no selector asks for), `unassigned`, `sign` (of uncertain meaning). To Menksoft: `no-code`
 * (a letter it has not; the word is left as it is), `no-form` (a selector without effect), `shared` (the code is another letter's),
 * `gap` (NNBSP before a lone a or e, or a gap with nothing behind it), `joiner` (left out), `private` (already in the Private Use Area).
 */
export type DoubtKind = 'diphthong' | 'form' | 'unassigned' | 'sign' | 'no-code' | 'no-form' | 'shared' | 'gap' | 'joiner' | 'private';
/** A place in the text given, what was chosen being in the result; `alternatives` in the encoding of the result. */
export type Doubt = { start: number; end: number; kind: DoubtKind; alternatives: string[] };
/** A letter the code names, but which looks like another: people typed by eye, so a reader should look. */
export type LookAlike = { start: number; end: number; alternatives: string };
export type Converted = { text: string; doubts: Doubt[]; lookAlikes: LookAlike[] };

/** The gap before a suffix, and a space of unknown breadth that is read as one. */
export const GAP_CODE = 0xe263;
export const WIDE_CODE = 0xe262;
/** The final a and e that are written apart. */
export const LONE_CODES: ReadonlyMap<number, number> = new Map([[0xe26a, 0x1820], [0xe274, 0x1821]]);
/** By number: none, then FVS1 to FVS4. */
export const SELECTORS = ['', '\u180b', '\u180c', '\u180d', '\u180f'];
