// Child process: PDFium and the unpacking of strangers' files.
import { findHere } from './find.ts';
import { redactHere, textHere } from './pdf-remake.ts';
import type { PdfAnswer, PdfJob } from './pdf-job.ts';
import { serveJobs } from './process.ts';

serveJobs<PdfJob, PdfAnswer>(async (job) => {
  switch (job.do) {
    case 'text':
      return { did: 'text', pages: await textHere(job.bytes) };
    case 'redact':
      return { did: 'redact', result: await redactHere(job.bytes, job.request) };
    case 'find':
      return { did: 'find', findings: await findHere(job.bytes, job.kind, job.words) };
  }
});
