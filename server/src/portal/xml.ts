import { html, unsafeHtml, type Html } from './html.ts';

const declaration = unsafeHtml('<?xml version="1.0" encoding="UTF-8"?>\n');

/** A whole document. XML 1.0 knows no control characters: one in a title would make all of it unreadable. */
export function xmlDocument(root: Html): string {
  return html`${declaration}${root}`.markup.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/gu, '');
}
