// The ustar archive format, as far as a backup needs it: regular files with short names and sizes known beforehand.
import { createHash } from 'node:crypto';

export type TarEntry = { name: string; size: number; data: AsyncIterable<Uint8Array> };
const BLOCK = 512;
const LONGEST_NAME = 100;

export function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > LONGEST_NAME) throw new Error(`name too long for a backup entry: ${name}`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000600\0' + '0000000\0' + '0000000\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`${'0'.repeat(11)}\0`, 136);
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

export const tarEnd = Buffer.alloc(2 * BLOCK);

/** Entries in order; each must be read to its end before the next is asked for. Throws on anything that is no archive. */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const source = byteSource(stream);
  for (;;) {
    const header = await source.exactly(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const name = header.subarray(0, LONGEST_NAME).toString('utf8').replace(/\0.*$/s, '');
    const size = Number.parseInt(header.subarray(124, 136).toString('latin1'), 8);
    if (header.subarray(257, 262).toString('latin1') !== 'ustar' || !Number.isSafeInteger(size) || size < 0) throw new Error('not a tar header');
    let left = size;
    async function* data(): AsyncGenerator<Uint8Array> {
      while (left > 0) {
        const part = await source.upTo(left);
        left -= part.length;
        yield part;
      }
    }
    yield { name, size, data: data() };
    if (left > 0) throw new Error(`entry ${name} was not read`);
    await source.exactly((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

function byteSource(stream: AsyncIterable<Uint8Array>) {
  const iterator = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { value, done } = await iterator.next();
    if (done) throw new Error('archive ends early');
    held = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  };
  const upTo = async (most: number): Promise<Buffer> => {
    while (held.length === 0) await more();
    const part = held.subarray(0, most);
    held = held.subarray(part.length);
    return part;
  };
  const exactly = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let left = size; left > 0;) {
      const part = await upTo(left);
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  };
  return { upTo, exactly };
}

/** Reads an entry whole, with its SHA-256. Only for entries of bounded size. */
export async function readEntry(entry: TarEntry): Promise<{ bytes: Buffer; sha256: string }> {
  const parts: Uint8Array[] = [];
  for await (const part of entry.data) parts.push(part);
  const bytes = Buffer.concat(parts);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
