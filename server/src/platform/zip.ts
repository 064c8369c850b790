// Archives written while they are sent.
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { log } from './log.ts';

export type ZipEntry = {
  name: string; bytes: Uint8Array;
  /** How hard to compress, 0 (what is compressed already) to 9; 6 unless said. */
  level?: number;
};

/** Packed in the background at once; what comes more waits. */
const mostWaiting = 8 * 1024 * 1024;

/**
 * The archive as a stream: a slow reader slows the making, one who leaves ends it. A failure breaks the stream off, so
 * that nobody takes half an archive for the whole.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  // yazl's own stream is a PassThrough, which its types do not say.
  const out = zip.outputStream as Readable & NodeJS.WritableStream & { writableNeedDrain: boolean };
  zip.on('error', (error: Error) => out.destroy(error));
  const write = async () => {
    let waiting = 0;
    for await (const { name, bytes, level = 6 } of entries) {
      if (out.destroyed) return;
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const options = { compressionLevel: level };
      waiting += buffer.length;
      if (waiting < mostWaiting) zip.addBuffer(buffer, name, options);
      else {
        waiting = 0;
        // Its stream is asked for when all entries before it are written: there the maker is caught up with.
        await new Promise<void>((caughtUp) => {
          out.once('close', caughtUp);
          zip.addReadStreamLazy(name, { ...options, size: buffer.length }, (give) => {
            out.off('close', caughtUp);
            caughtUp();
            give(null, Readable.from([buffer]));
          });
        });
        if (out.writableNeedDrain && !out.destroyed) await drained(out);
      }
    }
    zip.end();
  };
  write().catch((error: Error) => {
    if (!out.destroyed) log.error('zip.broken-off', { error });
    out.destroy(error);
  });
  return out;
}

async function drained(out: Readable): Promise<void> {
  const left = new AbortController();
  try {
    await Promise.race([once(out, 'drain', { signal: left.signal }), once(out, 'close', { signal: left.signal })]);
  } finally {
    left.abort();
  }
}

/** A file name that means the same on every system: no path, no control or reserved sign, at most `most` characters. */
export function safeName(text: string, most = 80): string {
  const clean = text.toWellFormed().normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}/\\:*?"<>|]/gu, ' ').replaceAll(/\s+/g, ' ').trim().replaceAll(/^\.+|[. ]+$/g, '');
  return Array.from(clean).slice(0, most).join('').trim() || 'file';
}
