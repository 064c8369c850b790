import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSeconds, now } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from './errors.ts';
import {
  discardStaged, fileStore, keepStaged, listFiles, openFile, pathOf, publishFile, putFile, readFile, stageFile, sweepIncoming, unpublishFile, verifyFile,
  type FileStore,
} from './files.ts';

let store: FileStore;
beforeAll(async () => {
  store = fileStore(await mkdtemp(join(tmpdir(), 'tongming-files-')));
});
afterAll(() => rm(store.root, { recursive: true }));

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pdf = Buffer.from('%PDF-1.7\nhello');
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error: unknown) => (error instanceof Refused ? `${error.status} ${error.code}` : String(error)));
const incoming = async (): Promise<string[]> => readdir(join(store.root, 'core', 'incoming'));

describe('the file store', () => {
  it('keeps a file under its hash, once', async () => {
    const [a, b] = await Promise.all([putFile(store, pdf, { name: '附件.pdf', limit: 100 }), putFile(store, pdf, { mime: 'application/pdf', limit: 100 })]);
    expect(a).toEqual({ hash: sha(pdf), size: pdf.length, mime: 'application/pdf' });
    expect(b).toEqual(a);
    expect(Buffer.from(await readFile(store, a.hash))).toEqual(pdf);
    expect(await new Response(await openFile(store, a.hash)).text()).toBe('%PDF-1.7\nhello');
    const listed: string[] = [];
    for await (const hash of listFiles(store, 'core')) listed.push(hash);
    expect(listed).toEqual([a.hash]);
    expect(await incoming()).toEqual([]);
  });

  it('gives up at the limit and leaves nothing', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1024);
      }
    }
    expect(await codeOf(putFile(store, endless(), { mime: 'x/y', limit: 10_000 }))).toBe('413 too-large');
    expect(read).toBeLessThan(20);
    expect(await incoming()).toEqual([]);
  });

  it('keeps nothing that was discarded or refused', async () => {
    const staged = await stageFile(store, randomBytes(10), { mime: 'x/y', limit: 100 });
    await discardStaged(staged);
    expect(await codeOf(keepStaged(store, staged))).toMatch(/ENOENT/);
    expect(await codeOf(putFile(store, Buffer.from('<html><script>'), { name: 'a.pdf', limit: 100 }))).toBe('415 active-content');
    expect(await incoming()).toEqual([]);
  });

  it('publishes by a copy of its own and takes it back', async () => {
    const { hash } = await putFile(store, pdf, { mime: 'application/pdf', limit: 100 });
    expect(await codeOf(readFile(store, hash, 'open'))).toBe('404 file-missing');
    await publishFile(store, hash);
    await publishFile(store, hash);
    const [inner, outer] = await Promise.all([stat(pathOf(store, 'core', hash)), stat(pathOf(store, 'open', hash))]);
    expect(outer.ino).not.toBe(inner.ino);
    expect(await verifyFile(store, hash, 'open')).toBe('ok');
    await unpublishFile(store, hash);
    await unpublishFile(store, hash);
    expect(await verifyFile(store, hash, 'open')).toBe('missing');
    expect(await verifyFile(store, hash)).toBe('ok');
  });

  it('neither reads nor publishes what was changed behind its back', async () => {
    const { hash } = await putFile(store, randomBytes(100), { mime: 'x/y', limit: 100 });
    await writeFile(pathOf(store, 'core', hash), 'other');
    expect(await verifyFile(store, hash)).toBe('damaged');
    expect(await codeOf(readFile(store, hash))).toBe('503 file-damaged');
    expect(await codeOf(publishFile(store, hash))).toBe('503 file-damaged');
    expect(await verifyFile(store, hash, 'open')).toBe('missing');
  });

  it('sweeps what a crash left, a day later', async () => {
    await stageFile(store, randomBytes(10), { mime: 'x/y', limit: 100 });
    expect(await sweepIncoming(store)).toBe(0);
    expect(await sweepIncoming(store, addSeconds(now(), 90_000))).toBe(1);
    expect(await incoming()).toEqual([]);
  });

  it('takes nothing for a hash that is none', async () => {
    for (const hash of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, '0'.repeat(64)]) {
      expect(await codeOf(readFile(store, hash))).toBe('404 file-missing');
    }
  });
});
