import type { Reason, Refusal } from '#contract';
import { m } from '../messages.ts';

/**
 * What went wrong with a call, in words an official can act on. `status` 0: the server could not be reached.
 * `code` is the server's stable code, or 'network' / 'unreadable'.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly reasons: Reason[];
  constructor(status: number, code: string, message: string, reasons: Reason[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.reasons = reasons;
  }
}

function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false;
  const { error } = value;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

/** Reads an answer's body with a status of 400 and above. A body of another shape (a proxy's page) still gives a usable error. */
export function errorFrom(status: number, body: unknown): ApiError {
  if (isRefusal(body)) return new ApiError(status, body.error.code, body.error.message, body.error.reasons ?? []);
  return new ApiError(status, 'unreadable', m.errors.status(status));
}

export function networkError(): ApiError {
  return new ApiError(0, 'network', m.errors.network);
}

/** Whether trying the same call again later may help. */
export function isTemporary(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504);
}

export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : m.errors.unknown;
}

/** All reasons, or the message alone where the server gave none. */
export function reasonsOf(error: unknown): Reason[] {
  if (!(error instanceof ApiError)) return [{ code: 'unknown', message: m.errors.unknown }];
  return error.reasons.length > 0 ? error.reasons : [{ code: error.code, message: error.message }];
}
