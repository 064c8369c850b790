// The files of a folder, all the way down, in an order that stays the same; nothing outside of it, whatever links say.
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderWords as words } from './folder-words.ts';

/** `path` is relative to the folder, parted by slashes. */
export type FolderFile = { path: string; fault: string | null };

const deepest = 40;

export async function filesIn(root: string): Promise<FolderFile[]> {
  const found: FolderFile[] = [];
  const walk = async (under: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, under), { withFileTypes: true }).catch((error: NodeJS.ErrnoException): Dirent[] => {
      found.push({ path: under, fault: words.unreadable(error.code ?? '') });
      return [];
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1);
      else if (entry.isDirectory()) found.push({ path, fault: words.tooDeep });
      // A link may lead anywhere on this machine.
      else if (entry.isSymbolicLink()) found.push({ path, fault: words.link });
      else if (entry.isFile()) found.push({ path, fault: entry.name.includes('\ufffd') ? words.badName : null });
    }
  };
  await walk('', 0);
  return found;
}

/** Where a link of the page at `from` leads within the folder; null for what is elsewhere. */
export function linkedFile(from: string, href: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return null;
  let bare: string;
  try {
    bare = decodeURIComponent(href.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  const base = bare.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of bare.split('/')) {
    if (part === '..' && base.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') base.push(part);
  }
  return base.join('/');
}
