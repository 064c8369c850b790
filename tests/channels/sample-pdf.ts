import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A one-page PDF with a text layer, one line a text. */
export async function pdfWithText(lines: string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([595, 842]);
  for (const [i, line] of lines.entries()) page.drawText(line, { x: 72, y: 760 - i * 24, size: 12, font });
  return pdf.save();
}
