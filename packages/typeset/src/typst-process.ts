// Child process: typst with its fonts, kept warm. One job at a time, so the shadow files never mix.
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompileArgs, NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { type Face, officialFaces, openFaces, openFontFolders, openFontBlobs } from './fonts.ts';
import { messages } from './messages.ts';
import { serveJobs } from './process.ts';
import type { PdfStandard, TypstJob, TypstResult } from './typst-job.ts';

const require = createRequire(import.meta.url);
const templates = fileURLToPath(new URL('../typst', import.meta.url));

/** Millimetres from the edge of the page. */
const typeAreaTop = 37;

type Engine = { NodeCompiler: { create(args: CompileArgs): NodeCompiler } };

/**
 * Typst 0.14 writes tagged PDF (PDF/A-2a); its Node build exists for Linux on x64 only. Elsewhere
 * the 0.13 build serves, untagged (PDF/A-2b).
 */
function loadEngine(): { engine: Engine; standards: PdfStandard[] } {
  for (const name of ['linux-x64-gnu', 'linux-x64-musl']) {
    try {
      return { engine: require(`@myriaddreamin/typst-ts-node-compiler-${name}`), standards: ['a-2a', 'a-2b', '1.7'] };
    } catch {
      continue;
    }
  }
  return { engine: require('@myriaddreamin/typst-ts-node-compiler'), standards: ['a-2b', '1.7'] };
}

const { engine, standards } = loadEngine();

type Fault = { message: string; path: string; range: string | null };

type Setup = { compiler: NodeCompiler; fonts: Record<Face, string[]>; substituted: string[] };
const setups = new Map<string, Setup>();

function setupFor(fontFolder: string | null): Setup {
  const known = setups.get(fontFolder ?? '');
  if (known !== undefined) return known;
  const folders = [...openFontFolders(), ...(fontFolder === null ? [] : [fontFolder])];
  // Memory fonts first: the engine aborts when they come after a folder search.
  const compiler = engine.NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: openFontBlobs() }, { fontPaths: folders }] });
  const setup = { compiler, ...chooseFonts(compiler, fontFolder !== null) };
  setups.set(fontFolder ?? '', setup);
  return setup;
}

/** Typst warns about families it does not have; that tells which official faces the folder really holds. */
function chooseFonts(compiler: NodeCompiler, hasFolder: boolean): Omit<Setup, 'compiler'> {
  const missing = hasFolder ? missingFamilies(compiler, Object.values(officialFaces).flat()) : null;
  const substituted: string[] = [];
  const fallback = ['Noto Serif SC', 'Noto Sans SC', 'LXGW WenKai'];
  const choose = (face: Face): string[] => {
    const own = missing === null ? undefined : officialFaces[face].find((family) => !missing.has(family.toLowerCase()));
    if (own === undefined) substituted.push(`${officialFaces[face][0]} → ${openFaces[face]}`);
    return [...new Set([...(own === undefined ? [] : [own]), openFaces[face], ...fallback])];
  };
  const fonts = { fang: choose('fang'), hei: choose('hei'), kai: choose('kai'), title: choose('title'), song: choose('song') };
  return { fonts, substituted };
}

function missingFamilies(compiler: NodeCompiler, families: readonly string[]): Set<string> {
  const probe = compiler.compile({ mainFileContent: `#text(font: ${JSON.stringify(families).replace('[', '(').replace(']', ')')})[x]` });
  const warnings = probe.takeWarnings()?.shortDiagnostics ?? [];
  return new Set(warnings.map((warning: { message: string }) => warning.message.replace(/^unknown font family: /, '')));
}

async function work(job: TypstJob): Promise<TypstResult> {
  const { compiler, fonts, substituted } = setupFor(job.fontFolder);
  compiler.resetShadow();
  for (const file of job.files) compiler.mapShadow(join(templates, file.path), Buffer.from(file.bytes));
  const choice = bestFit(compiler, job, fonts);
  const { bytes, standard } = exportPdf(compiler, choice.document);
  compiler.resetShadow();
  compiler.evictCache(10);
  return { bytes, pages: choice.document.numOfPages, substitutedFonts: substituted, standard };
}

type Fit = { document: NodeTypstDocument; fault: 0 | 1 | 2 };

/** A 版记 on a page of its own is lawful; a short document is still drawn together to avoid it. */
const shortPages = 4;

/**
 * The signature must stand on a page that has text (GB/T 9704-2012 7.3.5.5: line pitch may be adjusted
 * for it). Tries the line counts in order and keeps the best, the first among equals.
 */
function bestFit(compiler: NodeCompiler, job: TypstJob, fonts: Record<Face, string[]>): Fit {
  let best: Fit | null = null;
  for (const lines of job.lines) {
    const document = compile(compiler, job, fonts, lines);
    const fit: Fit = { document, fault: job.lines.length === 1 ? 0 : faultOf(compiler, document) };
    if (best === null || fit.fault < best.fault) best = fit;
    if (best.fault === 0) return best;
  }
  if (best === null) throw new Error(messages.typesetFailed);
  return best;
}

/** 2: the signature, or 附件说明 before it, begins at the top of a page. 1: a short document's 版记 stands alone. */
function faultOf(compiler: NodeCompiler, document: NodeTypstDocument): 0 | 1 | 2 {
  const values = (label: string): unknown[] => compiler.query(document, { selector: `<${label}>`, field: 'value' });
  if (values('tail-top').some((top) => typeof top === 'number' && top <= typeAreaTop + 1)) return 2;
  const [[end], [imprint]] = [values('text-end'), values('imprint-page')];
  const [page, height] = Array.isArray(end) ? end : [];
  // An end mark at the top of a page was pushed there by a full page before it.
  const alone = typeof imprint === 'number' && (imprint > page || (imprint === page && height <= typeAreaTop + 1));
  return alone && document.numOfPages <= shortPages ? 1 : 0;
}

function compile(compiler: NodeCompiler, job: TypstJob, fonts: Record<Face, string[]>, lines: number): NodeTypstDocument {
  compiler.mapShadow(join(templates, 'data.json'), Buffer.from(JSON.stringify({ ...job.data, fonts, lines })));
  const outcome = compiler.compile({ mainFilePath: join(templates, `${job.template}.typ`) });
  const document = outcome.result;
  if (document === null) {
    const faults: Fault[] = outcome.takeError()?.shortDiagnostics ?? [];
    throw new Error(`${messages.typesetFailed}: ${faults.map((f) => `${f.message} (${basename(f.path)} ${f.range ?? ''})`).join('; ')}`);
  }
  return document;
}

/** The strictest archive form that takes the text: a character no font has cannot stand in PDF/A-2a. */
function exportPdf(compiler: NodeCompiler, document: NodeTypstDocument): { bytes: Uint8Array; standard: PdfStandard } {
  let fault: unknown = null;
  for (const standard of standards) {
    try {
      return { bytes: compiler.pdf(document, { pdfStandard: standard }), standard };
    } catch (error) {
      fault = error;
    }
  }
  throw new Error(`${messages.typesetFailed}: ${String(fault)}`);
}

serveJobs(work);
