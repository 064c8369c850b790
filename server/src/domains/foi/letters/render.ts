// A letter in 信函 form (GB/T 9704-2012), or a form as a table: PDF, DOCX and plain text of one source.
import { bodyFromText, renderDocx, renderPdf, renderText, type Block, type Body, type OfficialDocument, type TableRow } from '@tongming/typeset';
import type { LetterContent } from './model.ts';
import { zh } from './zh.ts';

export type RenderOptions = {
  /** Picture of the seal; without it the letter leaves room for the stamp. */
  seal?: Uint8Array | null;
  fontFolder?: string | null;
};
export type RenderedLetter = { pdf: Uint8Array; docx: Uint8Array; text: string; substitutedFonts: string[] };

/** @throws TypesetInputError for a seal that is no picture */
export async function renderLetter(content: LetterContent, options: RenderOptions = {}): Promise<RenderedLetter> {
  const doc = letterDocument(content, options.seal ?? null);
  const { bytes, substitutedFonts } = await renderPdf(doc, options.fontFolder ? { fontFolder: options.fontFolder } : {});
  return { pdf: bytes, docx: await renderDocx(doc), text: renderText(doc), substitutedFonts };
}

export function letterDocument(content: LetterContent, seal: Uint8Array | null): OfficialDocument {
  return {
    form: 'letter', urgency: null, issuers: [{ name: content.agencyName }], markSuffix: '', documentNumber: content.number ?? zh.unnumbered, signers: [],
    title: content.title, addressees: content.addressee === '' ? [] : [content.addressee], body: bodyOf(content), attachmentList: content.attachments,
    signatories: [content.agencyName], dateMade: content.date, sealed: seal !== null, ...(seal === null ? {} : { sealImages: [seal] }), note: null,
    attachments: [], copyTo: [], printedBy: '', printedOn: null, meta: { language: 'zh-CN', author: content.agencyName, publicCopy: false },
  };
}

function bodyOf(content: LetterContent): Body {
  const parts = content.parts.filter((p) => p.text.trim() !== '');
  if (content.layout === 'letter') return bodyFromText(parts.map((p) => p.text).join('\n'));
  const rows = parts.map((p): TableRow => ({ type: 'tableRow', content: [cell(p.name, true), cell(p.text, false)] }));
  return { type: 'doc', content: [{ type: 'table', content: rows }] };
}

function cell(text: string, head: boolean): TableRow['content'][number] {
  const paragraphs = text.split('\n').map((line): Block => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] }));
  return { type: head ? 'tableHeader' : 'tableCell', content: paragraphs };
}
