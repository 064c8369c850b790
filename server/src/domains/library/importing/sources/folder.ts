// A folder of pages and files, as a copy of an old site or of somebody's disk is: each file a document, its metadata guessed.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TypesetFailure, TypesetInputError } from '@tongming/typeset';
import { Refused } from '../../../../platform/errors.ts';
import { limits } from '../../../../platform/limits.ts';
import { importLimits } from '../line.ts';
import { filesIn, linkedFile, type FolderFile } from './folder-files.ts';
import { kindOfName, readBytes, type FileKind } from './folder-read.ts';
import { folderWords as words } from './folder-words.ts';
import { guess, type Guessed } from './guess.ts';
import { doubtsOf, type FileGuess, type Target } from './guess-doubts.ts';
import { readGuesses, type Confirmed } from './guess-table.ts';
import type { Doubt, OpenSource, SourceDocument, SourceItem } from './source.ts';

export const folderSource: OpenSource = async (path, { guesses }) => {
  const confirmed = guesses === undefined || guesses === null ? null : await readGuesses(guesses);
  return { name: basename(path), documents: () => itemsOf(path, confirmed) };
};

async function* itemsOf(root: string, confirmed: Map<string, Confirmed> | null): AsyncGenerator<SourceItem> {
  let line = 0;
  const left = new Map(confirmed ?? []);
  for await (const file of guessFolder(root, confirmed === null ? undefined : (path) => confirmed.get(path)?.take === true)) {
    const row = left.get(file.path) ?? null;
    left.delete(file.path);
    line += 1;
    if ('fault' in file) yield { line, where: file.path, fault: file.fault };
    else if (row?.fault) yield { line, where: file.path, fault: row.fault };
    else yield { line, where: file.path, ...documentOf(file.path, file.guessed, row) };
  }
  for (const [path, row] of left) if (row.take) yield { line: line += 1, where: path, fault: row.fault ?? words.gone };
}

/** Every document of the folder; what a page links to as its attachment is none of its own. `wanted` leaves the others unread. */
export async function* guessFolder(root: string, wanted: (path: string) => boolean = () => true): AsyncGenerator<FileGuess> {
  const files = await filesIn(root);
  const attached = new Set<string>();
  const documents = files.map((file) => ({ file, kind: kindOfName(file.path) })).filter(({ file, kind }) => kind !== null || file.fault !== null);
  // Pages first: they say which of the other files belong to them.
  const order = [...documents.filter(({ kind }) => kind === 'html'), ...documents.filter(({ kind }) => kind !== 'html')];
  for (const { file, kind } of order) {
    if (attached.has(file.path) || !wanted(file.path)) continue;
    const found = file.fault !== null || kind === null ? { fault: file.fault ?? words.failed } : await guessFile(root, file, kind);
    if ('guessed' in found && kind === 'html') for (const { href } of found.guessed.attachments) attached.add(linkedFile(file.path, href) ?? '');
    yield { path: file.path, ...found };
  }
}

async function guessFile(root: string, { path }: FolderFile, kind: FileKind): Promise<{ guessed: Guessed } | { fault: string }> {
  try {
    const full = join(root, path);
    const limit = kind === 'pdf' ? limits.upload : limits.convert;
    const { size } = await stat(full);
    if (size === 0) return { fault: words.empty };
    if (size > limit) return { fault: words.tooLarge(limit) };
    const guessed = guess(await readBytes(await readFile(full), kind), { fileName: basename(path) });
    return guessed.body.trim() === '' ? { fault: words.noText } : { guessed };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

/** One file must not end the import of thousands: what its reader throws is said of this file. */
function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.reasons.map((r) => r.message).join('；');
  if (error instanceof TypesetFailure || error instanceof TypesetInputError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return code === null ? words.failed : words.unreadable(code);
}

type Made = { document: SourceDocument; doubts: Doubt[] } | { fault: string };

/** A row a person has been through counts as it stands; without one the guesses do, with their doubts. */
function documentOf(path: string, guessed: Guessed, row: Confirmed | null): Made {
  const value = (field: Target): string | null => (row === null ? guessed.fields[field].value : row.values[field]);
  const title = value('title');
  if (title === null) return { fault: words.notDocument };
  return {
    document: {
      id: idOf(path), title, body: guessed.body, doc_no: value('documentNumber'), issuer: value('issuer'), date: value('dateMade'), theme: value('theme'),
      status: value('status'), keywords: (value('keywords') ?? '').split(/[;；,，、\s]+/u).filter((word) => word !== '').slice(0, 50),
    },
    doubts: doubtsOf(guessed, row !== null),
  };
}

function idOf(path: string): string {
  return path.length <= importLimits.id ? path : createHash('sha256').update(path).digest('hex');
}
