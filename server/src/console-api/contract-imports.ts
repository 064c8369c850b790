// Imports of the library in the console: what came in to be looked at, and the jobs that ran.
import type { Instant } from '@tongming/law';

export type ImportVerdict = 'new' | 'changed' | 'unchanged' | 'duplicate' | 'similar' | 'fault';
export type ImportReviewState = 'mapping' | 'reading' | 'ready' | 'importing' | 'done' | 'dropped';
export type ImportDecision = 'take' | 'leave';

/** GET /imports/reviews */
export type ImportReviewRow = {
  id: string; agencyCode: string; agencyName: string; fileName: string; state: ImportReviewState; person: string; createdAt: Instant; jobId: string | null;
};

/** Column of the table → field of a document; see `fields`. */
export type ImportMapping = {
  sheet?: string; headerRow?: number; columns: Record<string, string>; dates: string[]; fixed: Record<string, string>; values: Record<string, Record<string, string>>;
};

/** GET /imports/reviews/:id. `fault`: why the file could not be read, or the import not be done. */
export type ImportReviewView = ImportReviewRow & {
  fault: string | null;
  suggestion: { headers: string[]; samples: string[][]; mapping: ImportMapping; unread: string[] };
  mapping: ImportMapping | null;
  fields: { code: string; name: string }[];
  /** Public records of the library that were compared. */
  compared: number;
  /** `open`: not decided yet. */
  verdicts: { verdict: ImportVerdict; total: number; take: number; leave: number; open: number }[];
  doubts: { code: string; name: string; total: number; open: number }[];
  job: ImportJobRow | null;
};

/** GET /imports/reviews/:id/items?show=open|doubtful|<verdict>&code=<doubt>. `id`: the line. */
export type ImportItemRow = {
  id: number; place: string | null; verdict: ImportVerdict; title: string; detail: string; doubts: string[];
  decision: ImportDecision | null; corrected: boolean;
  fields: Record<(typeof importFields)[number], string> | null;
  excerpt: string; recordId: string | null;
};
/** What a person may correct of an item. */
export const importFields = ['title', 'doc_no', 'issuer', 'date', 'theme', 'status'] as const;

/** POST /imports/reviews/:id/decisions: the lines named, or all of a verdict or doubt that are not decided yet. */
export type ImportDecisionRequest = { decision: ImportDecision; lines?: number[]; verdict?: ImportVerdict; code?: string };

/** GET /imports/jobs; those of the command line too. */
export type ImportJobRow = {
  id: string; agencyCode: string; agencyName: string; fileName: string; startedAt: Instant; finishedAt: Instant | null;
  undoStartedAt: Instant | null; undoneAt: Instant | null; undoable: boolean;
  lines: number; imported: number; revised: number; unchanged: number; faults: number;
};

/** GET /imports/jobs/:id. `faultList` is cut at 200, `faults` counts them all. */
export type ImportJobView = ImportJobRow & {
  faultList: { line: number; reason: string }[];
  undo: { removed: number; restored: number; left: number };
  left: { recordId: string; indexNumber: string; title: string; reason: string }[];
};
