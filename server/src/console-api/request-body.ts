import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { refuse } from '../platform/errors.ts';
import { discardStaged, stageFile, type FileStore, type StagedFile } from '../platform/files.ts';
import { intakeMessages } from '../platform/intake-messages.ts';
import { limits } from '../platform/limits.ts';
import { cleanFileName } from '../platform/sniff.ts';
import type { Upload } from './kit.ts';
import { apiMessages } from './messages.ts';

/** Multipart framing and fields beside the file itself. */
const framingBytes = 1024 * 1024;
const deepest = 100;

/** @throws Refused 'too-large' (413), 'bad-json' (400), 'too-deep' (400), 'not-text' (400) */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) refuse('json-needed', apiMessages.jsonNeeded, 415);
  refuseDeclared(request, maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += chunk.length;
    if (size > maxBytes) refuse('too-large', intakeMessages.tooLarge(maxBytes), 413);
    chunks.push(chunk);
  }
  const json = parse(Buffer.concat(chunks));
  refuseUnfit(json);
  return json;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return refuse('bad-json', apiMessages.badJson, 400);
  }
}

/** Without recursion: what is too deep must not exhaust the stack here either. @throws Refused 'too-deep', 'not-text' (400) */
export function refuseUnfit(json: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    const { value, depth } = item;
    // Half a character, or the one that ends texts elsewhere, is in no text; no database keeps it.
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) refuse('not-text', apiMessages.notText, 400);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= deepest) refuse('too-deep', apiMessages.jsonTooDeep, 400);
    for (const [key, part] of Object.entries(value)) waiting.push({ value: key, depth }, { value: part, depth: depth + 1 });
  }
}

/**
 * Streams the one file of a multipart form to a temporary place; a file that is too large is given up at the limit.
 * The caller discards the staged file when it has done with it.
 * @throws Refused 'too-large' (413), 'no-file', 'bad-upload' (400), 'upload-needed' (415) and what `stageFile` refuses
 */
export async function readUpload(request: Request, files: FileStore, maxBytes: number, films = false): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) refuse('upload-needed', apiMessages.uploadNeeded, 415);
  refuseDeclared(request, maxBytes + framingBytes, maxBytes);
  const parser = parserFor(type);
  const fields: Record<string, string> = {};
  const staging: { name: string; work: Promise<StagedFile> }[] = [];
  const stop = new AbortController();
  let second = false;
  // busboy tells of a broken form on the form and on the file; told to nobody, it would end the process.
  parser.on('error', () => undefined);
  parser.on('field', (name, value) => (fields[name] = value));
  parser.on('filesLimit', () => (second = true));
  parser.on('file', (_field, stream, { filename }) => {
    stream.on('error', () => undefined);
    const work = stageNamed(files, stream, filename ?? '', { limit: maxBytes, films });
    // A refused file ends the request at once, without the rest being read. The refusal itself is thrown below.
    work.catch(() => stop.abort());
    staging.push({ name: filename ?? '', work });
  });
  const broken = await pipeline(Readable.from(bodyOf(request)), parser, { signal: stop.signal }).then(() => null, (error: unknown) => error);
  const [only] = staging;
  const file = await only?.work.catch(refuseBroken);
  if (broken !== null) {
    if (file !== undefined) await discardStaged(file);
    refuseBroken(broken);
  }
  if (only === undefined || file === undefined) return refuse('no-file', intakeMessages.noFile, 400);
  if (second) {
    await discardStaged(file);
    refuse('one-file-only', intakeMessages.tooManyFiles, 400);
  }
  return { name: cleanFileName(only.name), file, fields: fitting(fields) };
}

function fitting(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replaceAll('\0', '')]));
}

async function stageNamed(files: FileStore, stream: Readable, sent: string, accepted: { limit: number; films: boolean }): Promise<StagedFile> {
  try {
    return await stageFile(files, stream, { name: cleanFileName(sent), ...accepted });
  } finally {
    stream.resume();
  }
}

/** A form that breaks off, and a client that goes away, are not faults of the server. */
function refuseBroken(error: unknown): never {
  const message = error instanceof Error ? error.message : '';
  if (/unexpected end|malformed|premature|aborted/i.test(message)) refuse('bad-upload', intakeMessages.badMultipart, 400);
  throw error;
}

function parserFor(type: string): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: limits.formFields, fieldSize: limits.formFieldBytes, headerPairs: 50 },
    });
  } catch {
    return refuse('bad-upload', intakeMessages.badMultipart, 400);
  }
}

/** Said before a byte of it is read. */
function refuseDeclared(request: Request, maxBytes: number, told = maxBytes): void {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) refuse('too-large', intakeMessages.tooLarge(told), 413);
}

function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  return request.body === null ? Readable.from([]) : Readable.fromWeb(request.body as NodeReadableStream);
}
