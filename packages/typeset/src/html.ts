import { formatChineseDate } from '@tongming/law';
import type { OfficialDocument } from './document.ts';
import { imprintOf } from './layout.ts';
import { words } from './messages.ts';
import type { Block, Body, Inline, Table, TableCell } from './model.ts';
import { cleanText } from './parse.ts';
import { type HeadedParts, headedParts } from './text.ts';

export type HtmlOptions = {
  /** Level of the document's title, so that the fragment fits the page it goes into. Default 1. */
  titleLevel?: 1 | 2 | 3;
  /** Address of a picture by its content hash. Default `images/<hash>`. */
  imageUrl?: (file: string) => string;
};

type Context = { titleLevel: number; imageUrl: (file: string) => string; prefix: string; counts: number[] };

/**
 * The document as an HTML fragment: an article with semantic classes (`od-…`), no script, no style.
 * Every word is escaped. Headings have ids that stay the same while the outline does: s-1, s-1-2; a1-s-1 in attachment 1.
 */
export function renderHtml(doc: OfficialDocument, options: HtmlOptions = {}): string {
  const titleLevel = options.titleLevel ?? 1;
  const imageUrl = options.imageUrl ?? ((file: string) => `images/${file}`);
  const context = (prefix: string): Context => ({ titleLevel, imageUrl, prefix, counts: [] });
  return [
    `<article class="od od-${doc.form}" lang="${doc.meta.language}">`,
    header(doc),
    `<h${titleLevel} class="od-title" id="title">${escape(doc.title)}</h${titleLevel}>`,
    ...(doc.addressees.length === 0 ? [] : [paragraph('od-addressees', words.addressees(doc.addressees))]),
    `<div class="od-body">${bodyHtml(doc.body, context(''))}</div>`,
    attachmentList(doc),
    signature(doc),
    ...(doc.note === null || doc.note === '' ? [] : [paragraph('od-note', words.note(doc.note))]),
    attendees(doc),
    ...doc.attachments.map((attachment, i) => attachmentHtml(doc, attachment, i, context(`a${i + 1}-`))),
    imprint(doc),
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Text and attribute values alike. */
export function escape(text: string): string {
  return cleanText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

function paragraph(name: string, text: string): string {
  return `<p class="${name}">${escape(text)}</p>`;
}

function header(doc: OfficialDocument): string {
  const rows: string[] = [];
  if (doc.copyNumber !== undefined && doc.copyNumber !== '' && !doc.meta.publicCopy) rows.push(paragraph('od-copy', doc.copyNumber));
  if (doc.urgency) rows.push(paragraph('od-urgency', doc.urgency));
  const names = doc.issuers.map((issuer) => `<span class="od-issuer">${escape(issuer.name)}</span>`).join(' ');
  const suffix = doc.markSuffix === '' ? '' : `<span class="od-suffix">${escape(doc.markSuffix)}</span>`;
  rows.push(`<p class="od-mark">${names}${suffix}</p>`);
  rows.push(paragraph('od-number', doc.form === 'order' ? (doc.orderNumber ?? '') : doc.documentNumber));
  if (doc.form === 'upward' && doc.signers.length > 0) {
    rows.push(paragraph('od-signers', `${words.signer}${doc.signers.map((signer) => signer.name).join('　')}`));
  }
  return `<header class="od-head">${rows.join('')}</header>`;
}

function attachmentList(doc: OfficialDocument): string {
  if (doc.attachmentList.length === 0) return '';
  const items = doc.attachmentList.map((name) => `<li>${escape(name)}</li>`).join('');
  const list = doc.attachmentList.length === 1 ? `<ul>${items}</ul>` : `<ol>${items}</ol>`;
  return `<div class="od-attachment-list"><p>${words.attachments}</p>${list}</div>`;
}

function signature(doc: OfficialDocument): string {
  if (doc.form === 'minutes') return '';
  const signed =
    doc.form === 'order' && doc.signers.length > 0
      ? doc.signers.map((signer) => paragraph('od-signatory', `${signer.agency}　${signer.name}`))
      : doc.signatories.map((name) => paragraph('od-signatory', name));
  const date = `<p class="od-date"><time datetime="${escape(doc.dateMade)}">${escape(formatChineseDate(doc.dateMade))}</time></p>`;
  return `<div class="od-signature">${signed.join('')}${date}</div>`;
}

function attendees(doc: OfficialDocument): string {
  if (doc.form !== 'minutes' || doc.attendees === undefined) return '';
  const { present, absent, observers } = doc.attendees;
  const row = (label: string, names: string[]): string =>
    names.length === 0 ? '' : `<p><b>${label}</b>${escape(names.join(words.listComma))}</p>`;
  return `<div class="od-attendees">${row(words.present, present)}${row(words.absent, absent)}${row(words.observers, observers)}</div>`;
}

function attachmentHtml(doc: OfficialDocument, attachment: { title: string; body: Body }, index: number, context: Context): string {
  const level = Math.min(context.titleLevel + 1, 6);
  const id = `attachment-${index + 1}`;
  return [
    `<section class="od-attachment" aria-labelledby="${id}">`,
    paragraph('od-attachment-label', words.attachment(doc.attachments.length === 1 ? null : index + 1)),
    `<h${level} class="od-attachment-title" id="${id}">${escape(attachment.title)}</h${level}>`,
    bodyHtml(attachment.body, { ...context, titleLevel: level }),
    '</section>',
  ].join('');
}

function imprint(doc: OfficialDocument): string {
  const { copyTo, printedBy, printedOn } = imprintOf(doc);
  if (copyTo === null && printedBy === null) return '';
  const copy = copyTo === null ? '' : paragraph('od-copy-to', words.copyTo + copyTo);
  const printed = printedBy === null ? '' : `<p class="od-printed"><span>${escape(printedBy)}</span> <span>${escape(printedOn)}</span></p>`;
  return `<footer class="od-imprint">${copy}${printed}</footer>`;
}

export function bodyHtml(body: Body, context: Context): string {
  return body.content.map((block) => blockHtml(block, context)).join('\n');
}

function blockHtml(block: Block, context: Context): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const headed = headedParts(block);
      if (headed !== null) return headingHtml(headed, context);
      const align = block.type === 'paragraph' ? block.attrs?.textAlign : null;
      return `<p${align ? ` class="od-${align}"` : ''}>${inlineHtml(block.content ?? [])}</p>`;
    }
    case 'image': {
      const width = block.attrs.width === undefined ? '' : ` width="${Math.round(block.attrs.width)}"`;
      return `<figure class="od-figure"><img src="${escape(context.imageUrl(block.attrs.file))}" alt="${escape(block.attrs.alt ?? '')}"${width}></figure>`;
    }
    case 'table':
      return tableHtml(block, context);
  }
}

/** A numbered line that runs on into text is a paragraph: a heading of three hundred characters helps no one. */
function headingHtml({ level, lead, rest }: HeadedParts, context: Context): string {
  context.counts.length = Math.min(context.counts.length, level);
  while (context.counts.length < level) context.counts.push(0);
  context.counts[level - 1] = (context.counts[level - 1] ?? 0) + 1;
  const id = `${context.prefix}s-${context.counts.join('-')}`;
  if (rest.length > 0) {
    return `<p class="od-run-in od-level-${level}" id="${id}"><b class="od-lead">${inlineHtml(lead)}</b>${inlineHtml(rest)}</p>`;
  }
  const tag = `h${Math.min(context.titleLevel + level, 6)}`;
  return `<${tag} class="od-level-${level}" id="${id}">${inlineHtml(lead)}</${tag}>`;
}

function tableHtml(table: Table, context: Context): string {
  const rows = table.content.map((row) => `<tr>${row.content.map((cell) => cellHtml(cell, context)).join('')}</tr>`);
  return `<div class="od-table" tabindex="0"><table>${rows.join('')}</table></div>`;
}

function cellHtml(cell: TableCell, context: Context): string {
  const tag = cell.type === 'tableHeader' ? 'th' : 'td';
  const spans = [
    (cell.attrs?.colspan ?? 1) > 1 ? ` colspan="${cell.attrs?.colspan}"` : '',
    (cell.attrs?.rowspan ?? 1) > 1 ? ` rowspan="${cell.attrs?.rowspan}"` : '',
  ].join('');
  return `<${tag}${spans}>${cell.content.map((block) => blockHtml(block, context)).join('')}</${tag}>`;
}

function inlineHtml(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'hardBreak') return '<br>';
      const has = (type: string): boolean => inline.marks?.some((mark) => mark.type === type) ?? false;
      let html = escape(inline.text);
      if (has('underline')) html = `<u>${html}</u>`;
      if (has('italic')) html = `<em>${html}</em>`;
      if (has('bold')) html = `<strong>${html}</strong>`;
      return html;
    })
    .join('');
}
