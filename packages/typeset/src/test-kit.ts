import { civilDate } from '@tongming/law';
import type { OfficialDocument } from './document.ts';
import { linesOf } from './pdf-terms.ts';
import { type Box, objectKinds, withPdf } from './pdfium.ts';
import { bodyFromText } from './text.ts';

/** A document of the city office, to be varied by tests. */
export function sample(changes: Partial<OfficialDocument> = {}): OfficialDocument {
  return {
    form: 'ordinary',
    urgency: null,
    issuers: [{ name: '通辽市人民政府办公室' }],
    markSuffix: '文件',
    documentNumber: '通政办发〔2026〕12号',
    signers: [],
    title: '关于做好文件公开属性认定工作的通知',
    addressees: ['各旗县市区人民政府', '市政府各部门'],
    body: bodyFromText('为做好文件公开属性认定工作，请随公文一同审批。'),
    attachmentList: [],
    signatories: ['通辽市人民政府办公室'],
    dateMade: civilDate('2026-03-05'),
    sealed: false,
    note: '此件公开发布',
    attachments: [],
    copyTo: ['市委办公室', '市人大常委会办公室'],
    printedBy: '通辽市人民政府办公室',
    printedOn: civilDate('2026-03-06'),
    meta: { language: 'zh-CN', author: '通辽市人民政府办公室', publicCopy: false },
    ...changes,
  };
}

/** A line of text as it stands on the page, in millimetres from the top left: ink above and below, full character width at the sides. */
export type Line = { text: string; left: number; top: number; right: number; bottom: number; size: number };
export type ReadPage = { width: number; height: number; lines: Line[]; rules: Box[] };

/** Reads the positions of all lines and drawn rules back from a PDF. */
export async function readPages(bytes: Uint8Array): Promise<ReadPage[]> {
  return withPdf(bytes, (file) =>
    Array.from({ length: file.pages }, (_, p) =>
      file.page(p, (page) => {
        const glyphs = page.glyphs();
        const wide = page.glyphs(true);
        const lines = linesOf(wide, wide.map((_, i) => i)).map((members): Line => {
          const inked = members.filter((i) => glyphs[i]?.text.trim() !== '');
          const boxes = inked.map((i) => glyphs[i]?.box ?? null).filter((box) => box !== null);
          const cells = inked.map((i) => wide[i]?.box ?? null).filter((box) => box !== null);
          return {
            text: inked.map((i) => glyphs[i]?.text).join(''),
            left: mm(Math.min(...cells.map((b) => b.left))),
            top: mm(Math.min(...boxes.map((b) => b.top))),
            right: mm(Math.max(...cells.map((b) => b.right))),
            bottom: mm(Math.max(...boxes.map((b) => b.bottom))),
            size: Math.max(...inked.map((i) => glyphs[i]?.size ?? 0)),
          };
        });
        const rules = page.objects(objectKinds.path).map((b) => ({ left: mm(b.left), top: mm(b.top), right: mm(b.right), bottom: mm(b.bottom) }));
        return { width: mm(page.width), height: mm(page.height), lines, rules };
      }),
    ),
  );
}

function mm(points: number): number {
  return (points / 72) * 25.4;
}

export function lineWith(page: ReadPage | undefined, text: string): Line {
  const line = page?.lines.find((l) => l.text.includes(text));
  if (line === undefined) throw new Error(`no line with ${text}: ${page?.lines.map((l) => l.text).join(' | ')}`);
  return line;
}

/** Height of the middle of a rule. */
export function heightOf(rule: Box | undefined): number {
  if (rule === undefined) throw new Error('no such rule');
  return (rule.top + rule.bottom) / 2;
}
