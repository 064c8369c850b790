// Worker thread of a dry run: what the lines of an import say, and what their texts and those of the library are like.
import { parentPort } from 'node:worker_threads';
import { readLine, type ImportedDocument } from './line.ts';
import { plainText, SKETCH, sketchInto, textHash } from './sketch.ts';
import type { Doubt } from './sources/source.ts';
import type { LinesMessage } from './worker.ts';

/** `plain`: hash of the text without spaces and marks, null where there is too little of it for a sketch. */
export type Sketched = { text: string; plain: string | null };
export type CheckedLine = { line: number; where: string | null } & (
  | { ok: true; document: Omit<ImportedDocument, 'body' | 'bytes' | 'number'> & Sketched; doubts: Doubt[] }
  | { ok: false; reason: string });
export type TextsMessage = { texts: string[] };
export type LinesAnswer = { lines: CheckedLine[]; sketches: Uint16Array<ArrayBuffer> };
export type TextsAnswer = { texts: Sketched[]; sketches: Uint16Array<ArrayBuffer> };

parentPort?.on('message', (message: LinesMessage | TextsMessage) => {
  const answer = 'texts' in message ? checkTexts(message.texts) : checkLines(message);
  parentPort?.postMessage(answer, [answer.sketches.buffer]);
});

function checkTexts(texts: string[]): TextsAnswer {
  const sketches = new Uint16Array(texts.length * SKETCH);
  return { texts: texts.map((text, i) => sketched(text, sketches, i)), sketches };
}

/** `text` is the hash of the text as it stands: what an edition must have to be the same. */
function sketched(text: string, sketches: Uint16Array, at: number): Sketched {
  const plain = plainText(text);
  const has = sketchInto(plain, sketches.subarray(at * SKETCH, (at + 1) * SKETCH));
  return { text: textHash(text), plain: has ? textHash(plain) : null };
}

function checkLines({ lines, from }: LinesMessage): LinesAnswer {
  const found: CheckedLine[] = [];
  const bodies: Uint16Array[] = [];
  let line = from;
  for (let start = 0; start < lines.length; line += 1) {
    const end = lines.indexOf(10, start);
    const raw = lines.subarray(start, end);
    start = end + 1;
    if (raw.every((byte) => byte === 32 || byte === 13 || byte === 9)) continue;
    const sketch = new Uint16Array(SKETCH);
    found.push(checkLine(raw, line, sketch));
    bodies.push(sketch);
  }
  const sketches = new Uint16Array(found.length * SKETCH);
  bodies.forEach((sketch, i) => sketches.set(sketch, i * SKETCH));
  return { lines: found, sketches };
}

function checkLine(raw: Uint8Array, line: number, sketch: Uint16Array): CheckedLine {
  const result = readLine(raw);
  if (!result.ok) return { ok: false, line, where: result.where, reason: result.reason };
  const { body, bytes: _bytes, number: _number, ...document } = result.document;
  return { ok: true, line, where: result.where, doubts: result.doubts, document: { ...document, ...sketched(body, sketch, 0) } };
}
