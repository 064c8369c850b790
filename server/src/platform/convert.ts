import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bodyFromText, cleanImage, extractPdfText, parseBody, TypesetInputError, type Block, type Body } from '@tongming/typeset';
import type { Answer, Job } from './conversion/child.ts';
import { readHtml, type FoundImage, type HtmlBody } from './conversion/html-body.ts';
import { takeTitle } from './conversion/title.ts';
import { refuse, Refused } from './errors.ts';
import { putFile, type FileStore, type StagedFile, type StoredFile } from './files.ts';
import { intakeMessages as words } from './intake-messages.ts';
import { limits } from './limits.ts';
import { decodeText } from './text-encoding.ts';


/** `files` are the pictures of the body, already stored: the command that saves the body records them (recordFile). */
export type Converted = { body: Body; title: string | null; warnings: string[]; files: StoredFile[] };
/** `complete` is false where text may be missing: a format that cannot be read, or more text than is kept. */
export type ExtractedText = { text: string; complete: boolean };

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const packed = /^application\/(?:vnd\.openxmlformats-officedocument\.|ofd$)/;

/**
 * Any HTML, as pasted from a word processor, → a body; pictures are given apart (`image-0` … in the body).
 * @throws Refused 'too-deep' (422), TypesetInputError beyond the limits of a body
 */
export function bodyFromHtml(html: string): HtmlBody {
  const found = readHtml(html);
  return { ...found, body: parseBody(found.body) };
}

/**
 * A staged DOCX or plain text file → an editable body. The title at its head comes apart. `check` sees all text of the
 * file, headers, text boxes and comments included, and may refuse it before anything of it (its pictures) is stored.
 * @throws Refused 'cannot-convert' (415), 'conversion-failed', 'conversion-timeout', 'unknown-encoding' … (422)
 */
export async function convertDocument(
  store: FileStore,
  staged: Pick<StagedFile, 'path' | 'mime'>,
  check: (text: string) => void = () => undefined,
): Promise<Converted> {
  if (staged.mime === 'text/plain') {
    const text = decodeText(await readFile(staged.path));
    check(text);
    return { ...takeTitle(bodyFromText(text)), warnings: [], files: [] };
  }
  if (staged.mime !== docx) refuse('cannot-convert', words.cannotConvert, 415);
  const answer = await inChild({ do: 'body', bytes: await readFile(staged.path), limit: limits.extractedText });
  if (answer.did !== 'body') return failed();
  check(answer.text.text);
  const { body, title, images, warnings } = answer.body;
  const { kept, leftOut } = await storeImages(store, images);
  const named = withImages(parseBody(body), kept);
  return {
    body: named,
    title,
    warnings: leftOut > 0 ? [...warnings, words.imagesLeftOut(leftOut)] : warnings,
    files: kept.filter((one) => one !== null),
  };
}

/**
 * The text of a file, for search and the personal data check. Notes, comments, deleted passages and hidden sheets are in
 * it. Runs outside this process under a time limit; text itself is decoded here.
 * @throws Refused as `convertDocument` does
 */
export async function extractText(bytes: Uint8Array, mime: string): Promise<ExtractedText> {
  if (mime === 'text/plain' || mime === 'text/csv') return cut(decodeText(bytes));
  if (mime === 'application/pdf') return cut((await withinTime(extractPdfText(bytes))).join('\n'));
  if (!packed.test(mime)) return { text: '', complete: false };
  const answer = await inChild({ do: 'text', bytes, limit: limits.extractedText });
  return answer.did === 'text' ? answer.text : failed();
}

/**
 * A DOCX as it stands, masthead and title included, for reading only: pictures are left out and nothing is stored. `text`
 * is all of its text, headers and comments too.
 * @throws Refused as `convertDocument` does
 */
export async function readDocx(bytes: Uint8Array): Promise<{ body: Body; text: string }> {
  const answer = await inChild({ do: 'whole', bytes, limit: limits.extractedText });
  return answer.did === 'whole' ? { body: answer.body, text: answer.text.text } : failed();
}

function cut(text: string): ExtractedText {
  return { text: text.slice(0, limits.extractedText), complete: text.length <= limits.extractedText };
}

function failed(): never {
  return refuse('conversion-failed', words.convertFailed);
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const { seconds } = limits.converter;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut()), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function timedOut(): Refused {
  return new Refused('conversion-timeout', 422, [{ code: 'conversion-timeout', message: words.convertTimeout(limits.converter.seconds) }]);
}

let running = 0;
const waiting: (() => void)[] = [];

/** One process a job: a file that hangs or bursts it costs that job and nothing else. */
async function inChild(job: Job): Promise<Answer> {
  if (running >= limits.converter.atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await runChild(job);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function runChild(job: Job): Promise<Answer> {
  const child = fork(fileURLToPath(new URL('./conversion/child.ts', import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It may read (its own modules) but write nothing and start nothing.
    execArgv: ['--permission', '--allow-fs-read=*', '--allow-addons', `--max-old-space-size=${limits.converter.memoryMb}`],
    // A converter has no business with the server's secrets.
    env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'] },
  });
  const answered = new Promise<Answer>((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(gone(code, signal)));
    child.send(job, (error) => (error === null ? undefined : reject(error)));
  });
  return withinTime(answered)
    .then((answer) => (answer.did === 'refused' ? refuse(answer.code, answer.reasons, answer.status) : answer))
    .finally(() => child.kill('SIGKILL'));
}

/** Node aborts when its heap is full. */
function gone(code: number | null, signal: NodeJS.Signals | null): Refused {
  const memory = code === 134 || signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGILL';
  const [name, message] = memory ? ['conversion-memory', words.convertMemory] : ['conversion-failed', words.convertFailed];
  return new Refused(name, 422, [{ code: name, message }]);
}

async function storeImages(store: FileStore, images: readonly FoundImage[]): Promise<{ kept: (StoredFile | null)[]; leftOut: number }> {
  const kept: (StoredFile | null)[] = [];
  for (const { bytes } of images) {
    const name = bytes[0] === 0x89 ? 'image.png' : 'image.jpg';
    kept.push(await cleanImage(name, bytes).then((clean) => putFile(store, clean, { name, limit: limits.upload })).catch((error: unknown) => {
      if (error instanceof Refused || error instanceof TypesetInputError) return null;
      throw error;
    }));
  }
  return { kept, leftOut: kept.filter((one) => one === null).length };
}

/** Puts the hashes where the child wrote the numbers of the pictures; one that was not kept goes. */
function withImages(body: Body, kept: readonly (StoredFile | null)[]): Body {
  const named = (block: Block): Block[] => {
    if (block.type === 'table') {
      const rows = block.content.map((row) => ({
        ...row, content: row.content.map((cell) => ({ ...cell, content: cell.content.flatMap(named) })),
      }));
      return [{ ...block, content: rows }];
    }
    if (block.type !== 'image') return [block];
    const file = kept[Number(block.attrs.file.replace('image-', ''))] ?? null;
    return file === null ? [] : [{ ...block, attrs: { ...block.attrs, file: file.hash } }];
  };
  return { type: 'doc', content: body.content.flatMap(named) };
}
