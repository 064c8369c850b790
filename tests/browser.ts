// A real Chromium: the system's where there is one, else the one npm ships (with the libraries it brings along).
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packaged, { inflate } from '@sparticuz/chromium';
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
  const executablePath = await packaged.executablePath();
  await inflate(join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin', 'al2023.tar.br'));
  const libraries = join(tmpdir(), 'al2023', 'lib');
  const env = { ...process.env, LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':') };
  return chromium.launch({ executablePath, args: [...FLAGS, '--headless=shell'], env });
}
