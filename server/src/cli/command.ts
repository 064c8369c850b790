// What every command line verb is made of.
import { ConfigFault, loadConfig, type Config } from '../platform/config.ts';
import { Refused } from '../platform/errors.ts';
import { openSystem, type System } from '../platform/system.ts';

export type CliIo = {
  env: Record<string, string | undefined>;
  out(line: string): void;
  err(line: string): void;
  /** A bar on a terminal, a line every few seconds elsewhere. `total` null: unknown. */
  progress(label: string, done: number, total: number | null): void;
  /** Ends a bar: the next line starts fresh. */
  endProgress(): void;
};

export type CliCommand = {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What --help prints. */
  help: string;
  /** Returns the exit code. */
  run(args: string[], io: CliIo): Promise<number>;
};

/** A wrong call: said with the help text, exit code 2. */
export class UsageFault extends Error {}

/** Opens the system (joining a running server's database or starting it), runs, closes. */
export async function withSystem<T>(
  io: CliIo, work: (system: System) => Promise<T>, options: { migrate?: boolean; config?: Config } = {},
): Promise<T> {
  const config = options.config ?? loadConfig(io.env);
  const system = await openSystem(config, { migrate: options.migrate ?? true });
  try {
    return await work(system);
  } finally {
    await system.close();
  }
}

/** Runs a command and turns what it throws into words and an exit code: 1 failed, 2 wrong call or configuration. */
export async function runCli(command: CliCommand, args: string[], io: CliIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(command.help);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    io.endProgress();
    if (error instanceof UsageFault) {
      io.err(`${error.message}\n\n${command.help}`);
      return 2;
    }
    if (error instanceof ConfigFault) {
      io.err(error.message);
      return 2;
    }
    if (error instanceof Refused) {
      for (const reason of error.reasons) io.err(`${reason.message}${reason.article ? `（${reason.article}）` : ''}`);
      return 1;
    }
    io.err(describe(error));
    return 1;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}\n  原因：${describe(error.cause)}` : error.message;
}

const BAR_WIDTH = 28;
const LINE_EVERY_MS = 2000;

/** Terminal input and output for a command. */
export function terminalIo(env: Record<string, string | undefined> = process.env): CliIo {
  const tty = process.stderr.isTTY === true;
  let last = -Infinity;
  let open = false;
  return {
    env,
    out: (line) => { process.stdout.write(`${line}\n`); },
    err: (line) => { process.stderr.write(`${line}\n`); },
    progress(label, done, total) {
      const at = performance.now();
      const complete = total !== null && done >= total;
      if (!complete && at - last < (tty ? 80 : LINE_EVERY_MS)) return;
      last = at;
      const count = total === null ? `${done}` : `${done}/${total}`;
      if (!tty) {
        process.stderr.write(`${label} ${count}\n`);
        return;
      }
      const filled = total ? Math.round((BAR_WIDTH * Math.min(done, total)) / total) : 0;
      const bar = total === null ? '' : `[${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}] `;
      process.stderr.write(`\r\u001b[2K${label} ${bar}${count}`);
      open = true;
    },
    endProgress() {
      if (open) process.stderr.write('\n');
      open = false;
    },
  };
}
