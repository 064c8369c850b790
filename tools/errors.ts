// docs/errors.md: every refusal code with its words, read from the sources. `--check` only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(top, 'docs', 'errors.md');
const AREAS: [folder: string, name: string][] = [
  ['packages/law/src', 'law: rules of documents and disclosure'], ['server/src/domains/drafting', 'drafting'], ['server/src/domains/library', 'library'],
  ['server/src/domains/foi', 'disclosure on application'], ['server/src/domains/identity', 'identity'], ['server/src/domains/feedback', 'feedback'], ['server/src/domains/alerts', 'alerts by mail'], ['server/src/domains/sites', 'sites'], ['server/src/domains/columns', 'columns of sites'], ['server/src/domains/content', 'content, topics, hotlines'], ['server/src/console-api', 'console API'],
  ['server/src/portal', 'portal and public API'], ['server/src/platform', 'platform: files, backup, requests'], ['server/src/demo', 'demonstration'],
];
const CALL = /\b(?:refuse|reason|ruled|new Refused|apiError|fault|refusal)\(\s*'([a-z][a-z0-9-]+)',\s*([A-Za-z][\w]*(?:\.\w+)+)?/g;
/** A reason written out: { code: '…', message: words.of.it }. */
const LITERAL = /\bcode: '([a-z][a-z0-9-]+)', (?:field: '[^']*', )?message: ([A-Za-z]\w*(?:\.\w+)+)/g;
const IMPORT = /import \{([^}]+)\} from '(\.[^']+)'/g;

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** The words behind an expression such as zh.print.overrideRole; a function is called with … for each parameter. */
async function wordsOf(file: string, source: string, expression: string): Promise<string> {
  const [alias = '', ...rest] = expression.split('.');
  const meaning = new RegExp(`const ${alias} = (\\w+(?:\\.\\w+)*);?\\n`).exec(source)?.[1] ?? alias;
  const [root = '', ...steps] = [...meaning.split('.'), ...rest];
  for (const [, names = '', from = ''] of source.matchAll(IMPORT)) {
    const binding = names.split(',').map((n) => n.trim().replace(/^type /, '').split(' as ')).find((n) => (n[1] ?? n[0]) === root);
    if (!binding) continue;
    const module = await import(pathToFileURL(resolve(dirname(file), from)).href) as Record<string, unknown>;
    const value = steps.reduce<unknown>((v, step) => (typeof v === 'object' && v !== null ? (v as Record<string, unknown>)[step] : undefined), module[binding[0] ?? '']);
    return typeof value === 'string' ? value : typeof value === 'function' ? called(value as (...args: unknown[]) => unknown) : '';
  }
  return '';
}

function called(words: (...args: unknown[]) => unknown): string {
  try {
    const text = words(...Array.from({ length: Math.max(words.length, 1) }, () => '…'));
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}

export async function errorsPage(): Promise<string> {
  const parts = ['# Refusal codes', '',
    'Every expected refusal carries a stable code and words an official or a reader can act on. Answers have the form',
    '`{ error: { code, message, reasons: [{ code, message, field?, article? }] } }`. Made by `npm run docs:errors`.', ''];
  for (const [folder, name] of AREAS) {
    const rows = new Map<string, string>();
    for (const file of sources(join(top, folder)).sort()) {
      const source = readFileSync(file, 'utf8');
      for (const [, code = '', expression] of [...source.matchAll(CALL), ...source.matchAll(LITERAL)]) {
        const words = expression ? await wordsOf(file, source, expression) : '';
        if (!rows.get(code)) rows.set(code, words);
      }
    }
    if (rows.size === 0) continue;
    parts.push(`## ${name}`, '', '| code | words |', '|---|---|');
    for (const [code, words] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) parts.push(`| \`${code}\` | ${words.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`);
    parts.push('');
  }
  return parts.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = await errorsPage();
  if (!process.argv.includes('--check')) writeFileSync(TARGET, page);
  else if (readFileSync(TARGET, 'utf8') !== page) {
    console.error(`${relative(top, TARGET)} is out of date: npm run docs:errors`);
    process.exitCode = 1;
  }
}
