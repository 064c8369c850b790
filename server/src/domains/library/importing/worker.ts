// Worker thread of an import: lines in, checked documents with their text and search terms as bytes out.
import { parentPort } from 'node:worker_threads';
import { encodeNumbers } from '../../../platform/copy-numbers.ts';
import { termCollector, termsOf } from '../../../platform/search-terms.ts';
import { readLine, type ImportedDocument } from './line.ts';
import { zh } from './messages.ts';

/** Whole lines, each ended by a newline; `from` is the number of the first. */
export type LinesMessage = { lines: Uint8Array<ArrayBuffer>; from: number };
type Slice = [from: number, to: number];
/** `text` and `terms` lie in `bytes`: UTF-8 and a bigint[] field. */
export type PreparedDocument = Omit<ImportedDocument, 'body' | 'bytes'> & { line: number; text: Slice; terms: Slice };
export type PreparedMessage = {
  documents: PreparedDocument[];
  faults: { line: number; reason: string }[];
  bytes: Uint8Array<ArrayBuffer>;
  last: number;
};

const collector = termCollector();

parentPort?.on('message', ({ lines, from }: LinesMessage) => {
  const prepared = prepare(lines, from);
  parentPort?.postMessage(prepared, [prepared.bytes.buffer]);
});

function prepare(lines: Uint8Array, from: number): PreparedMessage {
  const documents: PreparedDocument[] = [];
  const faults: PreparedMessage['faults'] = [];
  const parts: Buffer[] = [];
  let size = 0;
  const put = (part: Buffer): Slice => {
    parts.push(part);
    size += part.length;
    return [size - part.length, size];
  };
  let line = from;
  for (let start = 0; start < lines.length; line += 1) {
    const end = lines.indexOf(10, start);
    const raw = lines.subarray(start, end);
    start = end + 1;
    if (isBlank(raw)) continue;
    const result = readLine(raw);
    if (!result.ok) {
      faults.push({ line, reason: result.where === null ? result.reason : zh.fault.at(result.where, result.reason) });
      continue;
    }
    const { body, bytes: text, ...document } = result.document;
    const terms = termsOf({ ...document, bodyText: body, attachmentsText: '' }, collector);
    documents.push({ ...document, line, text: put(text), terms: put(encodeNumbers(terms)) });
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { documents, faults, bytes, last: line - 1 };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || byte === 13 || byte === 9);
}
