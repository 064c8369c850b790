import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileStore, pathOf, publishFile, putFile } from '../../../platform/files.ts';
import { asOwnerOf } from '../../../platform/testing.ts';
import { draftOf, drive, noticeSheet, testCity, type TestCity } from '../../drafting/testing.ts';
import { sweepPublicFiles } from '../public-files.ts';
import { checks } from './checks.ts';
import { zh } from './messages.ts';

let t: TestCity;
let folder: string;
beforeAll(async () => {
  t = await testCity();
  folder = mkdtempSync(join(tmpdir(), 'tongming-verify-'));
  await drive(t, await draftOf(t, noticeSheet()), 'issued');
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const faults = async (name: string, files = t.env.files) => {
  const check = checks.find((c) => c.name === name);
  return (await check?.run(t.db, files, () => undefined))?.faults ?? [];
};
/** What an intruder or a fault could do to the store, undone afterwards. */
const after = async (tamper: string, undo: string, name: string) => {
  const run = (text: string) => asOwnerOf(t.ownerUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(text);
  });
  await run(tamper);
  const found = await faults(name);
  await run(undo);
  return found;
};

describe('verify', () => {
  it('finds nothing wrong in an ordinary city', async () => {
    for (const check of checks) expect(await faults(check.name), check.name).toEqual([]);
  });

  it.each([
    [zh.open, zh.otherText, `update open.record set body_text = body_text || '多余'`, `update open.record set body_text = replace(body_text, '多余', '')`],
    [zh.open, zh.notPublic, `update core.edition set content = jsonb_set(content, '{disclosure,method}', '"on-request"')`, `update core.edition set content = jsonb_set(content, '{disclosure,method}', '"proactive"')`],
    [zh.open, zh.notLive, `update core.edition set state = 'superseded'`, `update core.edition set state = 'live'`],
    [zh.numbers, zh.numberGap, `update core.number_series set last = last + 1`, `update core.number_series set last = last - 1`],
    [zh.indexNumbers, zh.indexGap, `update core.index_series set last = last + 1`, `update core.index_series set last = last - 1`],
    [zh.search, zh.otherTerms, `update open.search_entry set terms = terms || 1::bigint`, `update open.search_entry set terms = array_remove(terms, 1::bigint)`],
    [zh.search, zh.otherFilter, `update open.search_entry set status = 'repealed'`, `update open.search_entry set status = 'in-force'`],
    [zh.search, zh.otherCount, `update open.record_count set count = count + 1`, `update open.record_count set count = count - 1`],
    [zh.feed, zh.notAnnounced, `update open.change set kind = 'status' where kind = 'published'`, `update open.change set kind = 'published'`],
  ])('%s names: %s', async (name, word, tamper, undo) => {
    const found = await after(tamper, undo, name);
    expect(found.some((fault) => fault.startsWith(word)), found.join('\n')).toBe(true);
    expect(await faults(name)).toEqual([]);
  });

  it('reads every file again, and names public files that nothing refers to', async () => {
    const store = fileStore(join(folder, 'files'));
    const stray = await putFile(store, Buffer.from('没有登记的公开文件'), { limit: 1000, mime: 'text/plain' });
    await publishFile(store, stray.hash);
    // A copy this young may belong to a publication under way.
    expect(await faults(zh.files, store)).not.toContain(zh.strayFile + stray.hash);
    await utimes(pathOf(store, 'open', stray.hash), 1e9, 1e9);
    await t.db.insertInto('core.file').values({ hash: stray.hash, size: stray.size, mime: stray.mime }).execute();
    expect(await faults(zh.files, store)).toEqual(expect.arrayContaining([zh.strayFile + stray.hash]));
    expect(await sweepPublicFiles(t.db, store)).toBe(1);
    expect(await faults(zh.files, store)).not.toContain(zh.strayFile + stray.hash);
    const path = pathOf(store, 'core', stray.hash);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '被改动');
    expect(await faults(zh.files, store)).toContain(zh.file.damaged + stray.hash);
    rmSync(path);
    expect(await faults(zh.files, store)).toContain(zh.file.missing + stray.hash);
  });
});
