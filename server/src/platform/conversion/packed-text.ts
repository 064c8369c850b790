import { Parser } from 'htmlparser2';
import yauzl from 'yauzl';

/** Text of a ZIP-based document, the parts a reader does not see at once included: notes, comments, deletions, hidden sheets. */
export type PackedText = { text: string; complete: boolean };

type Part = { entry: yauzl.Entry; name: string };
type Collector = { onopen: (name: string, attributes: Record<string, string>) => void; onclose: (name: string) => void; ontext: (text: string) => void };

const partsOf: readonly RegExp[] = [
  /^word\/(?!theme|styles|settings|fontTable|webSettings|numbering)[^/]+\.xml$/,
  /^word\/(?:charts|diagrams)\/[^/]+\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/(?:worksheets|threadedComments|drawings|charts)\/[^/]+\.xml$/,
  /^xl\/(?:comments\d*|workbook)\.xml$/,
  /^ppt\/(?:slides|notesSlides|comments)\/[^/]+\.xml$/,
  /^Doc_\d+\/(?:Pages|Tpls|Annots)\/.*\.xml$/i,
];

/** @throws Error on a damaged file; the caller has seen to sizes (archive.ts). */
export async function packedText(bytes: Uint8Array, limit: number): Promise<PackedText> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true, autoClose: false });
  const parts: Part[] = [];
  for await (const entry of zip.eachEntry()) {
    if (partsOf.some((pattern) => pattern.test(entry.fileName))) parts.push({ entry, name: entry.fileName });
  }
  // Sheets refer to the shared strings by number: these must be known first.
  parts.sort((a, b) => Number(b.name === 'xl/sharedStrings.xml') - Number(a.name === 'xl/sharedStrings.xml') || natural(a.name, b.name));
  const shared: string[] = [];
  const out: string[] = [];
  let length = 0;
  for (const { entry, name } of parts) {
    const emit = (text: string): void => {
      length += text.length;
      if (length <= limit) out.push(text);
    };
    await feed(zip, entry, collectorOf(name, emit, shared));
    emit('\n');
    if (length > limit) return { text: out.join(''), complete: false };
  }
  return { text: out.join(''), complete: true };
}

function natural(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

async function feed(zip: yauzl.ZipFile, entry: yauzl.Entry, to: Collector): Promise<void> {
  const parser = new Parser({ onopentag: to.onopen, onclosetag: to.onclose, ontext: to.ontext }, { xmlMode: true });
  const decoder = new TextDecoder();
  for await (const chunk of await zip.openReadStreamPromise(entry)) parser.write(decoder.decode(chunk as Buffer, { stream: true }));
  parser.end(decoder.decode());
}

function collectorOf(name: string, emit: (text: string) => void, shared: string[]): Collector {
  if (name === 'xl/sharedStrings.xml') return sharedStrings(shared);
  return name.startsWith('xl/worksheets/') ? sheet(emit, shared) : running(emit);
}

const spoken = new Set(['w:t', 'w:delText', 'm:t', 'a:t', 't', 'text', 'c:v', 'ofd:TextCode', 'TextCode', 'p:text']);
const lineEnds = new Set(['w:p', 'a:p', 'w:br', 'w:cr', 'comment', 'threadedComment', 'ofd:TextObject', 'TextObject', 'c:pt', 'p:text']);

/** Text in reading order: the runs of a paragraph join, so that a number split over runs is whole again. */
function running(emit: (text: string) => void): Collector {
  let inside = 0;
  return {
    onopen: (name) => void (inside += spoken.has(name) ? 1 : 0),
    onclose: (name) => {
      if (spoken.has(name)) inside -= 1;
      if (lineEnds.has(name)) emit('\n');
      else if (name === 'w:tab' || name === 'w:tc') emit('\t');
    },
    ontext: (text) => {
      if (inside > 0) emit(text);
    },
  };
}

function sharedStrings(shared: string[]): Collector {
  let text = '';
  let taking = false;
  let phonetic = false;
  return {
    onopen: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      taking = name === 't' && !phonetic;
    },
    onclose: (name) => {
      taking = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') shared.push(text);
    },
    ontext: (piece) => {
      if (taking) text += piece;
    },
  };
}

function sheet(emit: (text: string) => void, shared: readonly string[]): Collector {
  let type = '';
  let value = '';
  let taking = false;
  const headings = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter']);
  return {
    onopen: (name, attributes) => {
      if (name === 'c') {
        type = attributes['t'] ?? 'n';
        value = '';
      }
      taking = name === 'v' || name === 't' || headings.has(name);
      if (headings.has(name)) value = '';
    },
    onclose: (name) => {
      taking = false;
      if (name === 'c') emit(`${type === 's' ? (shared[Number(value)] ?? '') : type === 'n' ? plainNumber(value) : value}\t`);
      else if (name === 'row') emit('\n');
      else if (headings.has(name)) emit(`${value}\n`);
    },
    ontext: (piece) => {
      if (taking) value += piece;
    },
  };
}

/** 1.3812345678E10 → 13812345678: how a telephone number typed as a number is stored. */
function plainNumber(value: string): string {
  const n = Number(value);
  return /e/i.test(value) && Number.isSafeInteger(n) ? String(n) : value;
}
