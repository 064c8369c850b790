// Which Node runs TypeScript here: null = this one, else the path of the one that npm installed.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const MINIMUM_MAJOR = 24;

export function runtime() {
  if (Number(process.versions.node.split('.')[0]) >= MINIMUM_MAJOR) return null;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`);
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return '';
  }
}
