import { refuse } from './errors.ts';
import { intakeMessages } from './intake-messages.ts';

/** Printouts and terminals leave it in texts. */
const ESCAPE = '\u001B';

/**
 * Decodes a text file: UTF-8 and UTF-16 by their marks, else UTF-8, UTF-16 without a mark, GB18030 (which GB2312 and
 * GBK are parts of). Line ends become \n.
 * @throws Refused 'unknown-encoding' or 'not-text' (422)
 */
export function decodeText(bytes: Uint8Array): string {
  const text = markedText(bytes) ?? decode('utf-8', bytes) ?? unmarkedUtf16(bytes) ?? decode('gb18030', bytes);
  if (text === null) return refuse('unknown-encoding', intakeMessages.unknownEncoding);
  if (text.match(/(?![\t\n\f\r\x7f-\x9f])\p{Cc}/gu)?.some((control) => control !== ESCAPE)) return refuse('not-text', intakeMessages.notText);
  // Code points without a character: what GB18030 makes of bytes in another encoding.
  const strange = text.match(/[\ue000-\uf8ff\ufffd\ufffe\uffff]/g)?.length ?? 0;
  if (strange * 20 > text.length) return refuse('unknown-encoding', intakeMessages.unknownEncoding);
  return text.replace(/\r\n?/g, '\n');
}

function markedText(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode('utf-8', bytes);
  if (a === 0xff && b === 0xfe) return decode('utf-16le', bytes);
  return a === 0xfe && b === 0xff ? decode('utf-16be', bytes) : null;
}

/**
 * UTF-16 shows as zero bytes at one parity, wherever there is a line end, digit or Latin letter; at the other they are
 * rare (U+4E00 一 has one).
 */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  if (bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, 4096);
  const zeros = (parity: number): number => sample.reduce((n, byte, i) => n + (byte === 0 && i % 2 === parity ? 1 : 0), 0);
  const [even, odd] = [zeros(0), zeros(1)];
  if (even + odd === 0 || Math.min(even, odd) * 3 > Math.max(even, odd)) return null;
  return decode(odd > even ? 'utf-16le' : 'utf-16be', bytes);
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return encoding === 'utf-8' && text.includes('\0') ? null : text;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
