// Expected refusals. Anything else that is thrown is a fault: logged whole, shown blank.
export type Reason = { code: string; message: string; field?: string; article?: string | null };

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503;

/** A refusal with every reason at once, in words the person can act on. `code` is stable: docs/errors.md lists all. */
export class Refused extends Error {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly reasons: Reason[];
  constructor(code: string, status: RefusalStatus, reasons: Reason[]) {
    super(`${code}: ${reasons.map((r) => r.message).join('；')}`);
    this.name = 'Refused';
    this.code = code;
    this.status = status;
    this.reasons = reasons;
  }
}

export function refuse(code: string, reasons: Reason[] | string, status: RefusalStatus = 422): never {
  throw new Refused(code, status, typeof reasons === 'string' ? [{ code, message: reasons }] : reasons);
}

export function notFound(message: string): never {
  return refuse('not-found', message, 404);
}

/** The edit was made against an older version. */
export function conflict(message: string): never {
  return refuse('edit-conflict', message, 409);
}
