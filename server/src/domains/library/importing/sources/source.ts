// What every way in has in common: documents in the shape of an import line, each with the place it came from.
/** One line of an import file (line.ts reads and checks it). `id` names the document in its source, always the same. */
export type SourceDocument = {
  id: string;
  title: string;
  body: string;
  issuer?: string | null;
  doc_no?: string | null;
  /** 成文日期, YYYY-MM-DD. */
  date?: string | null;
  theme?: string | null;
  status?: string | null;
  /** Code of one of the kinds and categories of law; guessed from title and theme where absent. */
  kind?: string | null;
  category?: string | null;
  keywords?: string[];
};

/** What a person should look at before it is taken in; `field` is one of SourceDocument, or null for the whole. */
export type Doubt = { field: keyof SourceDocument | null; code: string; reason: string };

/** `line` counts the items of the source from 1, faulty ones included; `where` says it for people: file, sheet and row, or address. */
export type SourceItem =
  | { line: number; where: string; document: SourceDocument; doubts: Doubt[] }
  | { line: number; where: string; fault: string };

/**
 * `documents()` may be asked again and gives the same items in the same order while the source has not changed.
 * One bad item is a fault and the rest goes on; it throws `Refused` only when nothing can be read at all.
 */
export type Source = {
  name: string;
  documents(): AsyncIterable<SourceItem>;
  /** What the next harvest of another system starts from; known when `documents()` has ended. */
  harvested?: () => unknown;
};

/**
 * What the command line or the console says besides the address. `mapping`: the parsed mapping file, null without one;
 * `folder`: an empty place on disk for files that only this run needs; `guesses`: the corrected table of a folder's guesses;
 * `harvest`: how another system is asked.
 */
export type SourceOptions = { mapping: unknown; folder: string; guesses?: string | null; harvest?: HarvestOptions };

/** `state`: what `harvested` gave the last time, null at first. `follow`: read the pages a feed names. `allowPrivate`: addresses of this network too. */
export type HarvestOptions = { state: unknown; follow: boolean; allowPrivate: boolean };

/** `--from`; without it kind-of.ts decides by what SOURCE is. */
export const sourceKinds = ['lines', 'table', 'folder', 'oai', 'feed'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Each file beside this one exports one: `tableSource`, `folderSource` (a path), `oaiSource`, `feedSource` (a URL). */
export type OpenSource = (address: string, options: SourceOptions) => Promise<Source>;
