import { civilDate } from '@tongming/law';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { TableCell } from './model.ts';
import { extractPdfText } from './pdf-redact.ts';
import { renderReportDocx, renderReportHtml, renderReportPdf, type Report } from './report.ts';

const cell = (text: string, attrs: TableCell['attrs'] = {}): TableCell => ({
  type: 'tableCell', attrs, content: [{ type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', text }] }],
});
const wide: Report = {
  title: '某市政府信息公开工作年度报告', author: '某市<人民>政府', date: civilDate('2026-03-20'),
  body: { type: 'doc', content: [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '一、总体情况' }] },
    { type: 'paragraph', content: [{ type: 'text', text: '正文。' }] },
    { type: 'table', content: [
      { type: 'tableRow', content: [cell('三、合计', { colspan: 5 }), ...Array.from({ length: 10 }, (_, i) => cell(`列${i}`))] },
      { type: 'tableRow', content: Array.from({ length: 15 }, (_, i) => cell(String(10_000 + i))) },
    ] },
  ] },
};

describe('reports', () => {
  it('PDF: every figure of fifteen columns stands whole on an archive-grade page', async () => {
    const pdf = await renderReportPdf(wide);
    const text = (await extractPdfText(pdf.bytes)).map(String).join('\n');
    for (let i = 0; i < 15; i += 1) expect(text).toContain(String(10_000 + i));
    expect(pdf.standard).toMatch(/^a-2/);
  });

  it('HTML is escaped and DOCX the same each time; a draft bears no date', async () => {
    expect(renderReportHtml(wide)).toContain('某市&lt;人民&gt;政府');
    expect(renderReportHtml({ ...wide, date: null })).not.toContain('<time');
    const [one, two] = [await renderReportDocx(wide), await renderReportDocx(wide)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const xml = strFromU8(unzipSync(one)['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('<w:gridSpan w:val="5"/>');
    expect(xml).toContain('10014');
  });
});
