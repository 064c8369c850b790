// Thread of its own, so that pages are made while others are written: gives files their hash and puts them in their places.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** `root`: the folder that grows; `old`: the one before it. */
export type WriterStart = { root: string; old: string | null };
/** `before`: its hash in the folder before. */
export type Order = { act: 'put'; file: string; content: string | Uint8Array; before: string | null } | { act: 'keep' | 'remove'; file: string };
export type Answer = { hash: string; written: boolean };

const { root, old } = workerData as WriterStart;
const made = new Set<string>();
/** Put there in this run. */
const there = new Set<string>();

parentPort?.on('message', (orders: Order[]) => {
  parentPort?.postMessage(orders.map((order): Answer | Error => {
    try {
      return follow(order);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }));
});

function follow(order: Order): Answer {
  if (order.act === 'put') return put(order.file, order.content, order.before);
  if (order.act === 'keep') keep(order.file);
  else remove(order.file);
  return { hash: '', written: false };
}

function put(file: string, content: string | Uint8Array, before: string | null): Answer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  // One that is linked, or of an earlier round, must not be written through.
  remove(file);
  if (before === hash && old !== null && existsSync(join(old, file))) {
    keep(file);
    return { hash, written: false };
  }
  writeFileSync(pathOf(file), bytes);
  there.add(file);
  return { hash, written: true };
}

function keep(file: string): void {
  if (there.has(file)) return;
  there.add(file);
  const [from, to] = [join(old ?? '', file), pathOf(file)];
  try {
    linkSync(from, to);
  } catch {
    // A file system without links.
    copyFileSync(from, to);
  }
}

function remove(file: string): void {
  if (there.delete(file)) rmSync(join(root, file), { force: true });
}

function pathOf(file: string): string {
  const path = join(root, file);
  const parent = dirname(path);
  if (!made.has(parent)) mkdirSync(parent, { recursive: true });
  made.add(parent);
  return path;
}
