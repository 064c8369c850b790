// A published Mongolian edition is had as PDF and for Word in vertical lines, by itself and among others, and goes with its source.
import { extractPdfText, findInFile } from '@tongming/typeset';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actOnContent } from '../domains/content/index.ts';
import { contentStage, type ContentStage } from '../domains/content/testing.ts';
import { actOnTranslation, askTranslation, saveTranslation } from '../domains/translations/index.ts';
import { createRateLimiter } from '../platform/limits.ts';
import { portalApp } from './app.ts';
import { seedRecord, testOrigin } from './testing.ts';

const title = 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ';
const bodyText = 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠠᠤᠯᠢ 政府信息公开 2026᠂ ᠵᠠᠷᠯᠢᠭ᠃\nᠢᠯᠡᠳᠬᠡᠯ ᠰᠣᠨᠢᠨ';

let s: ContentStage;
let get: (path: string) => Promise<Response>;
let contentId: string;
let sourceId: string;
let recordId: string;
beforeAll(async () => {
  s = await contentStage();
  const app = portalApp({ db: s.portalDb, files: s.env.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true, limiter: { ...createRateLimiter(), take: () => undefined } });
  get = async (path) => app.request(`${testOrigin}${path}`, { headers: { host: 'www.example.gov.cn' } });
  ({ id: contentId, recordId: sourceId } = await s.publish({}));
  await askTranslation(s.db, s.writer, sourceId, {});
  await actOnTranslation(s.env, s.writer, sourceId, 'take', { version: 1, reason: '' });
  await saveTranslation(s.db, s.writer, sourceId, { version: 2, title, bodyText }, {});
  await actOnTranslation(s.env, s.writer, sourceId, 'submit', { version: 3, reason: '' });
  await actOnTranslation(s.env, s.second, sourceId, 'publish', { version: 4, reason: '' });
  ({ recordId } = await s.db.selectFrom('core.translation').select('recordId').where('sourceRecord', '=', sourceId).executeTakeFirstOrThrow() as { recordId: string });
});
afterAll(() => s.close());

const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

it('its page leads to it, and all its words can be read in it', async () => {
  expect(await (await get(`/records/${recordId}`)).text()).toContain(`/records/${recordId}/file.pdf"`);
  const response = await get(`/records/${recordId}/file.pdf`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const bytes = await bytesOf(response);
  const text = (await extractPdfText(bytes)).join('\n').replaceAll(/[\s\u202f]+/g, '');
  for (const words of [title, ...bodyText.split('\n'), '通辽市人民政府']) expect(text).toContain(words.replaceAll(/[\s\u202f]+/g, ''));
  expect(await findInFile(bytes, 'pdf', ['连日来', '农田水利'])).toEqual([]);
});

it('is had for Word, too, in vertical lines', async () => {
  expect(await (await get(`/records/${recordId}`)).text()).toContain(`/records/${recordId}/file.docx"`);
  const response = await get(`/records/${recordId}/file.docx`);
  expect(response.headers.get('content-type')).toContain('wordprocessingml');
  const xml = strFromU8(unzipSync(await bytesOf(response))['word/document.xml'] ?? new Uint8Array());
  expect(xml).toContain('<w:textDirection w:val="tbLrV"/>');
  const text = xml.replaceAll(/<[^>]*>/g, '');
  for (const words of [title, ...bodyText.split('\n'), '通辽市人民政府']) expect(text).toContain(words);
});

it('is among what is taken along, and in the open interface', async () => {
  const files = unzipSync(await bytesOf(await get(`/records/download?format=pdf&ids=${recordId}`)));
  expect(Object.keys(files).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
  const record = await (await get(`/api/v1/records/${recordId}`)).json() as { downloads: { format: string }[] };
  expect(record.downloads.map(({ format }) => format)).toEqual(['pdf', 'docx', 'txt', 'md', 'xml', 'json']);
});

it('a record without a day made and with nothing but text has one, too', async () => {
  const id = await seedRecord(s.db, { title, language: 'mn-Mong-CN', dateMade: null, documentNumber: null, body: null, bodyText });
  const response = await get(`/records/${id}/file.pdf`);
  expect((await extractPdfText(await bytesOf(response))).join('')).toContain('ᠰᠣᠨᠢᠨ');
  const none = await seedRecord(s.db, { title, language: 'mn-Mong-CN', body: null, bodyText: '' });
  expect((await get(`/records/${none}/file.pdf`)).status).toBe(404);
});

it('goes when its source is withdrawn', async () => {
  await actOnContent(s.env, s.second, contentId, 'withdraw', { version: 4, reason: '内容有误', ground: 'mistake' });
  for (const format of ['pdf', 'docx']) expect((await get(`/records/${recordId}/file.${format}`)).status).toBe(410);
});
