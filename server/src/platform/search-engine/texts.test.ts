import { ftruncateSync, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { namelessTexts, TextsBroken, type Texts } from './texts.ts';

let folder: string;
let texts: Texts;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongming-texts-'));
  texts = namelessTexts(join(folder, 'texts'));
  for (let i = 0; i < 200; i += 1) texts.add(`第${i}号 ${'供热管理办法'.repeat(200)} 末${i}`);
  texts.finish();
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

it('what was read ahead needs no file any more', async () => {
  await texts.warm();
  ftruncateSync(texts.file, 0);
  for (const at of [0, 57, 150]) expect(texts.holds(at, Buffer.from(`末${at}`))).toBe(true);
  texts.close();
});

it('reading ahead finds what is damaged', async () => {
  writeSync(texts.file, Buffer.from('x'), 0, 1, 300_000);
  await expect(texts.warm()).rejects.toThrow(TextsBroken);
  texts.close();
});

it('reading ahead ends with the index', async () => {
  const warming = texts.warm();
  texts.close();
  await warming;
});
