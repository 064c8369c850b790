// One JSON line an event. Values under a listed key are never written.
import { now } from '@tongming/law';

type Fields = Record<string, unknown>;
const SECRET_KEYS = /pass(word)?|secret|token|cookie|authorization|totp|idnumber|identity|^address$|e-?mail|body|content/i;
const MAX_DEPTH = 6;

let sink: (line: string) => void = (line) => process.stderr.write(`${line}\n`);
/** Where lines go (standard error by default); tests read them. */
export function setLogSink(next: (line: string) => void): void {
  sink = next;
}

export function scrub(value: unknown, depth = 0): unknown {
  if (value instanceof Error) {
    return { name: value.name, message: value.message, stack: value.stack, ...(value.cause ? { cause: scrub(value.cause, depth + 1) } : {}) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, 50).map((v) => scrub(v, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, v]) =>
    [key, SECRET_KEYS.test(key) ? '[scrubbed]' : scrub(v, depth + 1)]));
}

function write(level: string, event: string, fields: Fields): void {
  sink(JSON.stringify({ at: now(), level, event, ...(scrub(fields) as Fields) }));
}

export const log = {
  info: (event: string, fields: Fields = {}) => write('info', event, fields),
  warn: (event: string, fields: Fields = {}) => write('warn', event, fields),
  error: (event: string, fields: Fields = {}) => write('error', event, fields),
};
