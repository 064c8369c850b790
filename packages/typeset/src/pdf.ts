import type { OfficialDocument } from './document.ts';
import { cleanImage } from './image.ts';
import { imagePath, layoutOfficial, sealPath } from './layout.ts';
import { messages } from './messages.ts';
import { TypesetInputError } from './model.ts';
import { isolated } from './process.ts';
import { imageFilesOf } from './text.ts';
import type { PdfStandard, TypstJob, TypstResult } from './typst-job.ts';

/** Renders in a child process; a document that takes longer than this is stopped. */
export const renderPdfSeconds = 60;

export const typst = isolated<TypstJob, TypstResult>(new URL('./typst-process.ts', import.meta.url), renderPdfSeconds);

export type PdfRendering = {
  bytes: Uint8Array;
  pages: number;
  /** Official faces that an open one stands in for, as `FangSong_GB2312 → Noto Serif SC`; empty when none. */
  substitutedFonts: string[];
  /** `a-2a` is PDF/A-2a, tagged; `a-2b` when a character or the platform does not allow it; `1.7` when no font has a character. */
  standard: PdfStandard;
};

/**
 * The document as PDF/A by GB/T 9704-2012. `fontFolder` holds licensed 仿宋_GB2312, 楷体_GB2312,
 * 方正小标宋, 黑体; without it open faces stand in, and the result says which.
 * @throws TypesetInputError for pictures that are missing or unreadable and tables that overlap.
 */
export async function renderPdf(doc: OfficialDocument, opts: { fontFolder?: string } = {}): Promise<PdfRendering> {
  const data = layoutOfficial(doc);
  const result = await typst({
    template: 'official',
    data,
    files: [...(await bodyImages(doc)), ...(await sealImages(doc))],
    fontFolder: opts.fontFolder ?? null,
    lines: doc.form === 'minutes' ? [22] : [22, 23, 21, 24, 20, 25],
  });
  return { bytes: result.bytes, pages: result.pages, substitutedFonts: result.substitutedFonts, standard: result.standard };
}

async function bodyImages(doc: OfficialDocument): Promise<TypstJob['files']> {
  const bodies = [doc.body, ...doc.attachments.map((attachment) => attachment.body)];
  const names = [...new Set(bodies.flatMap(imageFilesOf))];
  return Promise.all(
    names.map(async (file) => {
      const bytes = doc.images?.[file];
      if (bytes === undefined) throw new TypesetInputError('image.missing', messages.badImage(file));
      return { path: imagePath(file), bytes: await cleanImage(file, bytes) };
    }),
  );
}

async function sealImages(doc: OfficialDocument): Promise<TypstJob['files']> {
  const seals = doc.sealImages ?? [];
  return Promise.all(seals.map(async (bytes, i) => ({ path: sealPath(i), bytes: await cleanImage(messages.sealName(i + 1), bytes) })));
}
