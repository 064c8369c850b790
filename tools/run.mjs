// node tools/run.mjs FILE.ts …: runs a TypeScript file under the Node 24 that npm installed.
import { spawn } from 'node:child_process';
import { runtime } from '../server/bin/runtime.mjs';

const child = spawn(runtime() ?? process.execPath, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
