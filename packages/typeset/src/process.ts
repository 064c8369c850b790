import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { messages } from './messages.ts';
import { TypesetInputError } from './model.ts';

/** What a child answers: its result, or the fault of the input, or that it failed. */
export type Reply<Result> =
  | { ok: true; result: Result }
  | { ok: false; code: string; message: string; input: boolean };

/** A renderer failed, hung or died: not the fault of the input as far as is known. */
export class TypesetFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'TypesetFailure';
    this.code = code;
  }
}

type Waiting<Job, Result> = { job: Job; resolve: (result: Result) => void; reject: (error: Error) => void };

type Lane = { child: ChildProcess | null; busy: boolean };

/**
 * Runs jobs in child processes kept warm between them, each child one job at a time. Renderers are native
 * code fed with strangers' files: in a child, a hang or crash costs one job and not the server, and rendering
 * never blocks the server's own thread. The children hold no handle that keeps this process alive.
 */
export function isolated<Job, Result>(module: URL, limitSeconds: number, children = 1): (job: Job) => Promise<Result> {
  const queue: Waiting<Job, Result>[] = [];
  const lanes: Lane[] = Array.from({ length: children }, () => ({ child: null, busy: false }));

  function next(): void {
    // A warm child first; another is started only when there is work for it.
    const idle = lanes.filter((lane) => !lane.busy).toSorted((a, b) => Number(b.child !== null) - Number(a.child !== null))[0];
    const waiting = idle === undefined ? undefined : queue.shift();
    if (idle === undefined || waiting === undefined) return;
    idle.busy = true;
    runIn(idle, module, limitSeconds, waiting, () => {
      idle.busy = false;
      next();
    });
  }

  return (job) =>
    new Promise((resolve, reject) => {
      queue.push({ job, resolve, reject });
      next();
    });
}

function start(module: URL): ChildProcess {
  return fork(fileURLToPath(module), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // A renderer has no business with the server's secrets.
    env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], TMPDIR: process.env['TMPDIR'] },
  });
}

function runIn<Job, Result>(lane: Lane, module: URL, limitSeconds: number, waiting: Waiting<Job, Result>, done: () => void): void {
  const child = (lane.child ??= start(module));
  child.ref();
  child.channel?.ref();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    lose(new TypesetFailure('typeset.timeout', messages.timedOut(limitSeconds)));
  }, limitSeconds * 1000);
  const onReply = (reply: Reply<Result>): void => {
    settle();
    answer(reply, waiting);
    done();
  };
  const onGone = (): void => lose(new TypesetFailure('typeset.stopped', messages.rendererStopped));
  function lose(error: TypesetFailure): void {
    if (lane.child !== child) return;
    lane.child = null;
    settle();
    waiting.reject(error);
    done();
  }
  function settle(): void {
    clearTimeout(timer);
    child.off('message', onReply).off('exit', onGone).off('error', onGone);
    // An idle child may die too; that must neither throw nor be used again.
    child.once('error', () => forget()).once('exit', () => forget());
    child.unref();
    child.channel?.unref();
  }
  function forget(): void {
    if (lane.child === child && !lane.busy) lane.child = null;
  }
  child.removeAllListeners('exit').removeAllListeners('error');
  child.on('message', onReply).on('exit', onGone).on('error', onGone);
  child.send({ job: waiting.job }, (error) => {
    if (error !== null) onGone();
  });
}

function answer<Job, Result>(reply: Reply<Result>, waiting: Waiting<Job, Result>): void {
  if (reply.ok) waiting.resolve(reply.result);
  else if (reply.input) waiting.reject(new TypesetInputError(reply.code, reply.message));
  else waiting.reject(new TypesetFailure(reply.code, reply.message));
}

/** The child's side: answers each job, and ends when its parent goes. */
export function serveJobs<Job, Result>(work: (job: Job) => Promise<Result>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: { job: Job }) => {
    work(message.job).then(
      (result) => send({ ok: true, result }),
      (error: unknown) => {
        const input = error instanceof TypesetInputError;
        const code = input ? error.code : 'typeset.failed';
        send({ ok: false, code, message: error instanceof Error ? error.message : String(error), input });
      },
    );
  });
}

function send(reply: Reply<unknown>): void {
  process.send?.(reply);
}
