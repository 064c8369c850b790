// Any source → a file of import lines, one for each item: the import, its resuming and the dry run are then one and the same.
import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';
import { fileLines } from './lines.ts';
import { kindOf } from './sources/kind-of.ts';
import type { HarvestOptions, SourceItem, SourceKind } from './sources/source.ts';

/** `harvested`: see Source. */
export type Lines = { path: string; name: string; harvested?: unknown };
export type SpoolOptions = { from: SourceKind | null; mapping: unknown; folder: string; guesses?: string | null; harvest?: HarvestOptions };

/**
 * The lines of a source, in `folder` unless the source is such a file itself. The same source gives the same bytes, so that
 * an import of them goes on where it was cut off.
 * @throws Refused when nothing can be read
 */
export async function linesOf(address: string, options: SpoolOptions, onItem: (items: number) => void = () => undefined): Promise<Lines> {
  const kind = options.from ?? await kindOf(address);
  if (kind === 'lines') return { path: address, name: basename(address) };
  const { openSource } = await import('./sources/open-source.ts');
  const source = await openSource(address, kind, options);
  const path = join(options.folder, 'lines.jsonl');
  await writeLines(path, source.documents(), onItem);
  return { path, name: source.name, harvested: source.harvested?.() };
}

/** The lines of a file without some of them, whose places stay empty: a line keeps its number. */
export async function leaveOut(path: string, to: string, left: ReadonlySet<number>): Promise<void> {
  const kept = async function* (): AsyncGenerator<string> {
    let next = 1;
    for await (const { line, text } of fileLines(path)) {
      yield '\n'.repeat(line - next);
      next = line + 1;
      yield left.has(line) ? '\n' : `${text}\n`;
    }
  };
  await pipeline(kept, createWriteStream(to));
}

export async function writeLines(path: string, items: AsyncIterable<SourceItem>, onItem: (items: number) => void = () => undefined): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  const broken = once(file, 'error').then(([error]) => { throw error; });
  broken.catch(() => undefined);
  let count = 0;
  for await (const item of items) {
    if (!file.write(`${JSON.stringify(lineOf(item))}\n`)) await Promise.race([once(file, 'drain'), broken]);
    onItem(count += 1);
  }
  file.end();
  await finished(file);
}

function lineOf(item: SourceItem): object {
  if ('fault' in item) return { where: item.where, fault: item.fault };
  return { ...item.document, where: item.where, ...(item.doubts.length > 0 ? { doubts: item.doubts } : {}) };
}
