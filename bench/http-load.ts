// Process of its own: so many connections, each asking again as soon as it has its answer. Tells its parent what came of it.
import { connect, type Socket } from 'node:net';

export type LoadTask = { port: number; host: string; paths: string[]; connections: number; ms: number; encoding: string };
/** `warmed`: requests before the clock ran. */
export type LoadResult = { warmed: number; requests: number; failures: number; bytes: number; seconds: number; times: number[] };

const headEnd = Buffer.from('\r\n\r\n');
let asked = 0;

/** Readers have addresses of their own, as behind a proxy: limits count by address. */
function requestFor(task: LoadTask): string {
  asked += 1;
  const n = asked % 60_000;
  return `GET ${task.paths[asked % task.paths.length] ?? '/'} HTTP/1.1\r\nHost: ${task.host}\r\nAccept-Encoding: ${task.encoding}\r\nX-Forwarded-For: 10.9.${Math.floor(n / 250)}.${1 + (n % 250)}\r\n\r\n`;
}

/** One answer at the head of what has come: its length in bytes, and whether it is a good one; null while more must come. */
function answerIn(data: Buffer): { length: number; good: boolean } | null {
  const end = data.indexOf(headEnd);
  if (end < 0) return null;
  const head = data.toString('latin1', 0, end);
  const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const good = head.startsWith('HTTP/1.1 200');
  if (declared !== undefined) {
    const length = end + 4 + Number(declared);
    return data.length < length ? null : { length, good };
  }
  const last = data.indexOf('\r\n0\r\n\r\n', end + 2, 'latin1');
  return last < 0 ? null : { length: last + 7, good };
}

function reader(task: LoadTask, result: LoadResult, until: number): Promise<void> {
  return new Promise((resolve) => {
    let socket: Socket;
    let pending: Buffer[] = [];
    let size = 0;
    let wanted = 0;
    let sent = 0;
    const ask = () => {
      if (performance.now() >= until) {
        socket.destroy();
        resolve();
        return;
      }
      sent = performance.now();
      socket.write(requestFor(task), 'latin1');
    };
    const open = () => {
      [pending, size, wanted] = [[], 0, 0];
      socket = connect({ port: task.port, host: '127.0.0.1', noDelay: true }, ask);
      socket.on('data', (part) => {
        pending.push(part);
        size += part.length;
        if (size < wanted) return;
        const data = pending.length === 1 ? part : Buffer.concat(pending);
        const answer = answerIn(data);
        if (answer === null) {
          [pending, wanted] = [[data], Number(/\r\ncontent-length: *(\d+)/i.exec(data.toString('latin1', 0, 2000))?.[1] ?? 0)];
          return;
        }
        [pending, size, wanted] = [[], 0, 0];
        result.requests += 1;
        result.bytes += answer.length;
        if (!answer.good) result.failures += 1;
        result.times.push(performance.now() - sent);
        ask();
      });
      socket.on('error', () => {
        result.failures += 1;
        if (performance.now() < until) setTimeout(open, 10);
        else resolve();
      });
      socket.on('end', () => {
        if (performance.now() < until) open();
        else resolve();
      });
    };
    open();
  });
}

process.on('message', (task: LoadTask) => {
  void (async () => {
    const result: LoadResult = { warmed: 0, requests: 0, failures: 0, bytes: 0, seconds: 0, times: [] };
    const started = performance.now();
    await Promise.all(Array.from({ length: task.connections }, () => reader(task, result, started + task.ms)));
    result.seconds = (performance.now() - started) / 1000;
    process.send?.(result);
  })();
});
process.once('disconnect', () => process.exit());
