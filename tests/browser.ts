// A real Chromium: the system's where there is one, else the one npm ships (with the libraries it brings along).
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** A page on a busy machine; what takes longer is broken. */
export const PATIENCE_MS = 60_000;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export async function launchBrowser(): Promise<Browser> {
  const system = process.env['TONGMING_TEST_CHROMIUM'] ?? SYSTEM.find((path) => existsSync(path));
  if (system && system !== 'npm') return chromium.launch({ executablePath: system, args: FLAGS });
  const folder = await unpacked();
  const env = { ...process.env, LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':') };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: [...FLAGS, '--headless=shell'], env });
}

/**
 * The folder of the unpacked browser. The package itself unpacks for its owner only, to one place for the whole machine, and takes what
 * it finds there: another user's, or half of one. Here each user and version has a folder, and it is there only when it is whole.
 */
async function unpacked(): Promise<string> {
  const home = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `tongming-chromium-${version}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const making = await mkdtemp(`${folder}-`);
  const program = `import chromium, { inflate } from '@sparticuz/chromium'; await chromium.executablePath(); await inflate('bin/al2023.tar.br');`;
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: home, env: { ...process.env, TMPDIR: making } });
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
