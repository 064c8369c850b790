// The whole site as files: how fast it is written, written again, and shown by nginx where that is installed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from '../server/src/platform/system.ts';
import { writeSite } from '../server/src/site-export.ts';
import { memoryOf, megabytes, percentile, processorOf, say, serverProcess } from './kit.ts';
import { freePort, load, type PortalBench } from './portal.ts';

const NGINX = '/usr/sbin/nginx';

export async function measureExport(system: System, folder: string, how: PortalBench): Promise<void> {
  const out = join(folder, 'site');
  const database = await serverProcess(system);
  const once = async (name: string) => {
    const before = [processorOf(process.pid), processorOf(database)];
    const done = await writeSite(system, { site: 'main', folder: out, live: null, onProgress: () => undefined });
    const spent = [processorOf(process.pid), processorOf(database)].map((now, i) => (((now ?? Number.NaN) - (before[i] ?? 0)) * 1000) / Math.max(1, done.pages));
    say(`export ${name}: ${done.files} files, ${done.pages} pages made, ${done.written} written in ${done.seconds.toFixed(1)} s (${(done.pages / done.seconds).toFixed(0)} pages/s); processor ms a page: ${spent.map((n) => n.toFixed(2)).join(', PostgreSQL ')}; broken links ${done.broken.length}`);
  };
  await once('whole');
  await once('again, nothing changed');
  say(`memory after it: ${megabytes(memoryOf(process.pid))}`);
  if (existsSync(NGINX)) await measureNginx(system, folder, out, how);
  else say('nginx: not installed, not measured');
}

async function measureNginx(system: System, folder: string, out: string, how: PortalBench): Promise<void> {
  const port = await freePort();
  const place = join(folder, 'nginx');
  mkdirSync(place);
  writeFileSync(join(place, 'nginx.conf'), `daemon off; worker_processes 1; pid ${place}/pid; error_log ${place}/error.log; user root;
events { worker_connections 1024; }
http { include /etc/nginx/mime.types; access_log off; sendfile on; keepalive_requests 1000000; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place}/${name};`).join(' ')}
server { listen 127.0.0.1:${port}; root ${out}/current; error_page 404 /404.html; } }`);
  const nginx = spawn(NGINX, ['-c', join(place, 'nginx.conf'), '-e', join(place, 'error.log')], { stdio: 'ignore' });
  try {
    for (let i = 0; i < 100 && !(await fetch(`http://127.0.0.1:${port}/`).then((r) => r.ok, () => false)); i += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
    const documents = await system.portalDb.selectFrom('open.record').select('id').orderBy('id').limit(200).execute();
    for (const [name, paths] of [['home', ['/']], ['list', ['/records/']], ['document', documents.map(({ id }) => `/records/${id}/`)]] as const) {
      const result = await load({ port }, [...paths], how);
      say(`nginx, the export as it is, not packed: ${name} ${(result.requests / result.seconds).toFixed(0)} /s, p99 ${percentile(result.times, 0.99).toFixed(1)} ms${result.failures > 0 ? `  ${result.failures} FAILED` : ''}`);
    }
  } finally {
    nginx.kill('SIGTERM');
  }
}
