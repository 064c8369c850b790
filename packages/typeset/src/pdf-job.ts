import type { FileKind, Finding } from './check.ts';
import type { RedactionRequest, RedactionResult } from './pdf-redact.ts';

/** What the PDF child is asked. */
export type PdfJob =
  | { do: 'text'; bytes: Uint8Array }
  | { do: 'redact'; bytes: Uint8Array; request: RedactionRequest }
  | { do: 'find'; bytes: Uint8Array; kind: FileKind; words: string[] };

export type PdfAnswer =
  | { did: 'text'; pages: string[] }
  | { did: 'redact'; result: RedactionResult }
  | { did: 'find'; findings: Finding[] };
