// The child process that opens strangers' files: one job, one answer, then it ends.
import { Refused, type Reason, type RefusalStatus } from '../errors.ts';
import { inspectArchiveBytes } from '../archive.ts';
import { docxBody, docxWhole, type DocxBody } from './docx-body.ts';
import type { HtmlBody } from './html-body.ts';
import { packedText, type PackedText } from './packed-text.ts';

export type Job = { do: 'body' | 'text' | 'whole'; bytes: Uint8Array; limit: number };
export type Answer =
  | { did: 'body'; body: DocxBody; text: PackedText }
  | { did: 'text'; text: PackedText }
  | { did: 'whole'; body: HtmlBody['body']; text: PackedText }
  | { did: 'refused'; code: string; status: RefusalStatus; reasons: Reason[] }
  | { did: 'failed' };

async function work(job: Job): Promise<Answer> {
  try {
    await inspectArchiveBytes(job.bytes);
    const text = await packedText(job.bytes, job.limit);
    if (job.do === 'whole') return { did: 'whole', text, body: (await docxWhole(job.bytes)).body };
    return job.do === 'text' ? { did: 'text', text } : { did: 'body', text, body: await docxBody(job.bytes) };
  } catch (error) {
    if (error instanceof Refused) return { did: 'refused', code: error.code, status: error.status, reasons: error.reasons };
    return { did: 'failed' };
  }
}

process.once('message', (job: Job) => {
  void work(job).then((answer) => process.send?.(answer, () => process.exit(0)));
});
process.once('disconnect', () => process.exit(0));
