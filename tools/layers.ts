// The layer rule of ARCHITECTURE.md: who may import whom. Prints every breach and exits 1 when there is one.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Breach = { file: string; target: string; rule: string };

const FACES = ['portal', 'console-api', 'worker', 'cli', 'demo'];

/** The room a file of the tree belongs to: `packages/law`, `platform`, `domains/drafting`, `portal` … */
export function roomOf(path: string): string {
  const parts = path.split('/');
  if (parts[0] === 'packages') return parts.slice(0, 2).join('/');
  if (parts[0] !== 'server' || parts[1] !== 'src') return parts[0] ?? '';
  if (parts[2] === 'domains') return parts.slice(2, 4).join('/');
  return parts.length === 3 ? 'main' : (parts[2] ?? '');
}

/** Why `from` may not import `target`, or null. Both are paths from the top of the tree. */
export function breachOf(from: string, target: string): string | null {
  const [a, b] = [roomOf(from), roomOf(target)];
  if (a === b || a === 'main' || ['tests', 'bench', 'tools'].includes(a)) return null;
  if (/\.test\.ts$|(^|\/)testing\.ts$|^vitest\.config\.ts$/.test(from)) return null;
  if (['packages/law', 'packages/legaltext', 'packages/mongolian'].includes(a)) return `${a} imports nothing of ours`;
  if (a === 'packages/typeset') return ['packages/law', 'packages/mongolian'].includes(b) ? null : 'typeset imports law and mongolian only';
  if (a === 'console') return /console-api\/contract(-[a-z]+)?\.ts$/.test(target) ? null : 'the console takes types of the contract only';
  if (b.startsWith('packages/')) return null;
  if (a === 'platform') return 'the platform imports packages only';
  if (a.startsWith('domains/')) return fromDomain(from, target, b);
  if (a === 'portal') return fromPortal(target, b);
  return FACES.includes(a) ? fromFace(target, a, b) : `${a} is no known room`;
}

function fromDomain(from: string, target: string, b: string): string | null {
  if (b === 'platform') return null;
  // Open queries read schema `open` alone, and so do those they use.
  if (/\/open\//.test(from) && /\/open\//.test(target)) return null;
  if (b.startsWith('domains/')) return target.endsWith(`${b}/index.ts`) ? null : 'domains meet only through index.ts';
  if (/console-api\/(kit|contract(-[a-z]+)?)\.ts$/.test(target)) return null;
  return 'a domain imports packages, the platform and other domains\' index.ts';
}

function fromPortal(target: string, b: string): string | null {
  if (b === 'platform') return null;
  if (/domains\/[^/]+\/(open\/|inbox\.ts$)/.test(target)) return null;
  return 'the portal imports open queries and inbox commands only';
}

function fromFace(target: string, a: string, b: string): string | null {
  if (b === 'platform' || /console-api\/contract(-[a-z]+)?\.ts$/.test(target) || (a === 'cli' && (b === 'main' || b === 'demo'))) return null;
  if (b.startsWith('domains/')) return /\/(index|routes)\.ts$|\/(open|importing|verifying)\//.test(target) ? null : `faces reach a domain through index.ts or routes.ts`;
  return `${a} may not import ${b}`;
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"](\.{1,2}\/[^'"]+)['"]|import\(\s*['"](\.{1,2}\/[^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"](\.{1,2}\/[^'"]+)['"]/g;

export function importsOf(source: string): string[] {
  return [...source.matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', '.git', 'data'].includes(entry.name) ? [] : filesBelow(path);
    return /\.(ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}

export function breaches(top: string): Breach[] {
  return ['packages', 'server', 'console', 'bench', 'tests'].flatMap((folder) => filesBelow(join(top, folder))).flatMap((file) => {
    const from = relative(top, file);
    return importsOf(readFileSync(file, 'utf8')).flatMap((specifier): Breach[] => {
      const target = relative(top, resolve(dirname(file), specifier));
      const rule = breachOf(from, target);
      return rule ? [{ file: from, target, rule }] : [];
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = breaches(fileURLToPath(new URL('..', import.meta.url)));
  for (const breach of found) console.error(`${breach.file} → ${breach.target}: ${breach.rule}`);
  console.log(found.length === 0 ? 'layers: clean' : `layers: ${found.length} breaches`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
