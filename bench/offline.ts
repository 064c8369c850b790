// The offline package: how long its making takes, how large it is, and how soon its search answers in a browser.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { importFile } from '../server/src/domains/library/importing/import-file.ts';
import { startWorker } from '../server/src/domains/library/importing/start-worker.ts';
import { writePackage } from '../server/src/offline-package.ts';
import { launchBrowser } from '../tests/browser.ts';
import { randomOf, writeDocuments } from './documents.ts';
import { machine, say, threeOf, withFreshSystem } from './kit.ts';

type Doc = { title: string; body: string; date: string | null; issuer: string | null; theme: string | null; status: string | null };

/** Queries of each kind: very common, common, medium, rare, one character, a phrase, several words. */
const queries = ['规定', '管理', '供热', '燃气经营', '狗', '县级以上人民政府应当', '违反本条例规定', '食品安全 监督管理 处罚', '政府信息公开', '"法律责任" 罚款', '2020年', '生态环境主管部门', '没有这样的词语组合'];

/** `npm run bench -- offline [--documents N] [FILE.jsonl.gz …]`: real paragraphs put together anew, each document as long as a real one. */
export async function benchOffline(args: string[]): Promise<void> {
  const at = args.indexOf('--documents');
  const count = at >= 0 ? Number(args[at + 1]) : 10_000;
  const sources = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  say(machine());
  await withFreshSystem(async (system, folder) => {
    const made = join(folder, 'made.jsonl.gz');
    if (sources.length === 0) writeDocuments(made, count);
    else combine(sources, made, count);
    const worker = startWorker();
    await importFile(system, worker, made, '150500');
    await worker.terminate();
    const zip = join(folder, 'offline.zip');
    const started = performance.now();
    const result = await writePackage(system, zip, { q: '', filter: {}, since: null });
    say(`documents ${result?.records}, from ${sources.length === 0 ? 'words of the dictionary' : `${sources.length} files`}`);
    say(`made in ${((performance.now() - started) / 1000).toFixed(1)} s, ${((result?.bytes ?? 0) / 1024 / 1024).toFixed(0)} MB; memory ${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MB`);
    const unpacked = join(folder, 'offline');
    unpack(zip, unpacked);
    await measure(unpacked);
  });
}

function combine(sources: readonly string[], path: string, count: number): void {
  const docs = sources.flatMap((file) => gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').map((line) => JSON.parse(line) as Doc));
  const paragraphs = docs.flatMap((doc) => doc.body.split('\n'));
  const random = randomOf(count);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const lines = Array.from({ length: count }, (_, i) => {
    const [shape, title] = [pick(docs), pick(docs).title];
    const parts: string[] = [];
    for (let length = 0; length < shape.body.length;) {
      const part = pick(paragraphs);
      parts.push(part);
      length += part.length + 1;
    }
    const { issuer, date, theme, status } = shape;
    return JSON.stringify({ id: `bench-${i}`, title: `${title}（${i}）`, issuer, doc_no: null, date, theme, status, body: parts.join('\n') });
  });
  writeFileSync(path, gzipSync(lines.join('\n'), { level: 1 }));
}

function unpack(zip: string, folder: string): void {
  let bytes = 0;
  let index = 0;
  for (const [name, content] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    bytes += content.length;
    if (name.startsWith('data/')) index += content.length;
  }
  say(`unpacked ${(bytes / 1024 / 1024).toFixed(0)} MB, of it index and list ${(index / 1024 / 1024).toFixed(0)} MB; zip ${(statSync(zip).size / 1024 / 1024).toFixed(0)} MB`);
}

const answered = "document.documentElement.hasAttribute('data-milliseconds')";

async function measure(folder: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => { if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) asked.push(request.url()); });
    const opened = performance.now();
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    await page.waitForFunction(answered);
    say(`opened, with all documents listed, in ${Math.round(performance.now() - opened)} ms`);
    const [first, again]: [number[], number[]] = [[], []];
    for (const q of queries) {
      first.push(await ask(page, q));
      const found = await page.locator('#count').textContent();
      await ask(page, '');
      again.push(await ask(page, q));
      say(`${q.padEnd(14, '　')} ${first.at(-1)?.toFixed(0).padStart(5)} ms first, ${again.at(-1)?.toFixed(0).padStart(4)} ms again　${found}`);
    }
    say(`ms p50 / p95 / p99: ${threeOf(first)} at first, ${threeOf(again)} again; network requests ${asked.length}`);
  } finally {
    await browser.close();
  }
}

async function ask(page: Page, q: string): Promise<number> {
  await page.evaluate(`document.documentElement.removeAttribute('data-milliseconds'); location.hash = ${JSON.stringify(`q=${encodeURIComponent(q)}`)}`);
  await page.waitForFunction(answered);
  return Number(await page.locator('html').getAttribute('data-milliseconds'));
}
