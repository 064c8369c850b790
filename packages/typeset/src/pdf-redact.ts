import { messages } from './messages.ts';
import type { PdfAnswer, PdfJob } from './pdf-job.ts';
import { isolated, TypesetFailure } from './process.ts';

/**
 * What to take out of a PDF. Terms are found in every spelling the file gives them (white space, width
 * and case ignored). Rectangles: page from 1; points (1/72 inch) from the top left of the page as shown.
 */
export type RedactionRequest = {
  terms: { text: string; ground: string }[];
  rects?: { page: number; x: number; y: number; w: number; h: number; ground: string }[];
};

/** `boxes` counts the black boxes burned in; `missedTerms` were found on no page. */
export type RedactionResult = { bytes: Uint8Array; pages: number; boxes: number; missedTerms: string[] };

/** Limits for strangers' files. */
export const pdfLimits = { seconds: 180, pages: 1000, children: 2 } as const;

const pdf = isolated<PdfJob, PdfAnswer>(new URL('./pdf-process.ts', import.meta.url), pdfLimits.seconds, pdfLimits.children);

/**
 * A new PDF in which what was asked for never was: each page becomes a picture with black boxes burned
 * into it, under an invisible text layer of the characters that are still to be seen. Metadata,
 * attachments, annotations, forms, scripts and hidden text of the original are not carried over.
 * @throws TypesetInputError for broken or locked files, pages without text layer when terms are asked
 * for, rectangles off the page, and pages whose Chinese fonts are not in the file (they could not be drawn).
 */
export async function redactPdf(input: Uint8Array, request: RedactionRequest): Promise<RedactionResult> {
  const answer = await pdf({ do: 'redact', bytes: input, request });
  if (answer.did !== 'redact') throw unexpected();
  return answer.result;
}

/** The text layer, page by page. @throws TypesetInputError for broken and password-protected files. */
export async function extractPdfText(input: Uint8Array): Promise<string[]> {
  const answer = await pdf({ do: 'text', bytes: input });
  if (answer.did !== 'text') throw unexpected();
  return answer.pages;
}

/** Searches in the child that reads strangers' files; see check.ts. */
export async function findIsolated(job: Extract<PdfJob, { do: 'find' }>): Promise<Extract<PdfAnswer, { did: 'find' }>['findings']> {
  const answer = await pdf(job);
  if (answer.did !== 'find') throw unexpected();
  return answer.findings;
}

function unexpected(): TypesetFailure {
  return new TypesetFailure('typeset.stopped', messages.rendererStopped);
}
