// What a translator is writing, what a reviewer wrote back, and a translation that is not published are on no channel, of neither site.
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findInFile } from '@tongming/typeset';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TranslationView } from '../../server/src/console-api/contract-translations.ts';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { staffNamed } from '../support/foi-staff.ts';
import { makeSamples } from '../support/samples.ts';
import type { Staff } from '../support/staff.ts';
import { startWorld, type World } from '../support/world.ts';
import { searchPlace, walkPortal } from './oracle.ts';

// Words of the list, in an order in which they stand nowhere else.
const hidden = { draft: 'ᠮᠣᠷᠢᠨᠵᠥᠭᠡᠢ', text: 'ᠨᠣᠬᠠᠶᠮᠣᠷᠢ', revision: 'ᠬᠠᠯᠪᠠᠭ᠎ᠠᠮᠣᠳᠤ', reason: '丙寅退回缘由' };
const secrets = Object.values(hidden);
const shown = 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ';

let world: World;
let published: string;
let mongolian: Server;
let base: string;
let writer: Staff;
let second: Staff;
const act = (who: Staff, view: TranslationView, name: string, words: object = {}): Promise<TranslationView> => who.send<TranslationView>('POST', `/translations/${view.sourceId}/${name}`, { version: view.version, ...words });
const save = (view: TranslationView, title: string, bodyText: string): Promise<TranslationView> => writer.send<TranslationView>('PUT', `/translations/${view.sourceId}`, { version: view.version, title, bodyText });
const taken = async (sourceId: string): Promise<TranslationView> => act(writer, await writer.send<TranslationView>('POST', '/translations', { sourceId }), 'take');

/** The same server under the name of its Mongolian site, which no resolver here knows. */
async function under(host: string, to: string): Promise<Server> {
  const server = createServer((incoming, answer) => {
    incoming.pipe(request(`${to}${incoming.url ?? '/'}`, { method: incoming.method ?? 'GET', headers: { ...incoming.headers, host } }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return server;
}

beforeAll(async () => {
  world = await startWorld();
  const { db } = world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  const samples = await makeSamples(world.base);
  writer = await staffNamed(world.base, '林晓文');
  second = await staffNamed(world.base, '陈立诚');
  const first = await save(await taken(samples.open.recordId ?? ''), shown, 'ᠡᠳᠦᠷ ᠰᠠᠷ᠎ᠠ');
  const returned = await act(second, await act(writer, first, 'submit'), 'return', { reason: hidden.reason });
  published = (await act(second, await act(writer, returned, 'submit'), 'publish')).record?.id ?? '';
  await save(await taken(samples.table.recordId ?? ''), hidden.draft, `${hidden.text} ${hidden.revision}`);
  await act(writer, await save(await taken(samples.law.recordId ?? ''), hidden.draft, hidden.text), 'submit');
  mongolian = await under('mn.tongliao.localhost', world.base);
  base = `http://127.0.0.1:${(mongolian.address() as AddressInfo).port}`;
});
afterAll(async () => {
  mongolian.closeAllConnections();
  await new Promise((resolve) => { mongolian.close(resolve); });
  await world.stop();
});

it('nothing of it is to be found', async () => {
  const list = await (await fetch(`${base}/records/`)).text();
  expect(list).toContain('<html lang="mn-Mong-CN"');
  expect(list).toContain(shown);
  for (const address of [base, world.base]) {
    const walk = await walkPortal(address, secrets);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(walk.pages).toBeGreaterThan(60);
  }
  // What was walked is read: the words that are public are found in the same way.
  const pdf = await fetch(`${base}/records/${published}/file.pdf`);
  expect(await findInFile(new Uint8Array(await pdf.arrayBuffer()), 'pdf', [shown, ...secrets])).toEqual(expect.arrayContaining([expect.objectContaining({ word: shown })]));
  expect(await searchPlace(world.system, secrets)).toEqual([]);
});
