// The ways in, each with what it needs: loaded only when one of them is used.
import { feedSource } from './feed.ts';
import { folderSource } from './folder.ts';
import { oaiSource } from './oai.ts';
import type { OpenSource, Source, SourceKind, SourceOptions } from './source.ts';
import { tableSource } from './table.ts';

/** JSON lines are what all others are made into: they need no opener. */
type Opened = Exclude<SourceKind, 'lines'>;
const openers: Record<Opened, OpenSource> = { table: tableSource, folder: folderSource, oai: oaiSource, feed: feedSource };

/** @throws Refused when nothing can be read */
export function openSource(address: string, kind: Opened, options: SourceOptions): Promise<Source> {
  return openers[kind](address, options);
}
