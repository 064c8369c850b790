#!/usr/bin/env node
// Plain JavaScript that any Node ≥ 20 runs: hands over to the Node 24 that npm installed with the project.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runtime } from './runtime.mjs';

const entry = fileURLToPath(new URL('../src/cli/index.ts', import.meta.url));
const node = runtime();
if (node === null) {
  await import(entry);
} else if (!existsSync(node)) {
  console.error('需要 Node.js 24：本平台的 npm 包没有带来它，请安装 Node.js 24 或更新版本后重试。');
  process.exit(2);
} else {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
