// Whole files of records, written while they are read: no page waits, and a slow reader slows the reading.
import type { WholeRecord } from '../../domains/library/open/bulk.ts';
import { csvRow } from '../../platform/csv.ts';
import { bulkLine } from './open-data-record.ts';
import type { BulkLine } from './open-data-schemas.ts';

export type BulkFormat = 'jsonl' | 'csv';
export const bulkTypes: Readonly<Record<BulkFormat, string>> = { jsonl: 'application/jsonl; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' };

const columns = [
  'id', 'title', 'issuer', 'doc_no', 'date', 'theme', 'status', 'body', 'record', 'index_number', 'agency', 'agency_code', 'region_code', 'kind',
  'category', 'keywords', 'summary', 'date_published', 'published_at', 'validity', 'effective_on', 'expires_on', 'attribute', 'edition', 'language',
  'updated_at', 'url', 'attachments',
] as const satisfies readonly (keyof BulkLine)[];

function csvValue(line: BulkLine, column: (typeof columns)[number]): string {
  if (column === 'attachments') return line.attachments.map((a) => a.url).join('\n');
  const value = line[column];
  if (value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

const render: Readonly<Record<BulkFormat, { head: string; line: (line: BulkLine) => string }>> = {
  jsonl: { head: '', line: (line) => `${JSON.stringify(line)}\n` },
  // Excel takes a file without the mark for the local code page.
  csv: { head: `\ufeff${csvRow(columns)}`, line: (line) => csvRow(columns.map((column) => csvValue(line, column))) },
};

/** The file as a stream. A failure midway breaks it off, so that nobody takes half of it for the whole. */
export function bulkStream(format: BulkFormat, pages: AsyncGenerator<WholeRecord[]>, origin: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const { head, line } = render[format];
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!begun && head !== '') {
        begun = true;
        controller.enqueue(encoder.encode(head));
        return;
      }
      const { done, value } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map((record) => line(bulkLine(record, origin))).join('')));
    },
    async cancel() {
      await pages.return(undefined);
    },
  }, { highWaterMark: 0 });
}
