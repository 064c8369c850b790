// From an edition to what the public sees of it. Pure; the only place where the one becomes the other.
import { bodyToText, redactBody } from '@tongming/typeset';
import type { EditionContent, OfficialFrame, OpenContent } from './model.ts';

/**
 * 全文公开 as it is; 删减后公开 with the public title and the redacted body, and without any field that was set for
 * the original only. Never called for what is withheld.
 */
export function openContentOf(content: EditionContent, attribute: 'full' | 'redacted'): OpenContent {
  const redacted = attribute === 'redacted';
  const body = content.body === null ? null : redacted ? redactBody(content.body) : content.body;
  const title = redacted ? (content.publicTitle ?? content.title) : content.title;
  return {
    title, issuer: content.issuer, kind: content.kind, category: content.category, language: content.language,
    documentNumber: content.documentNumber, number: content.number, dateMade: content.dateMade,
    effectiveOn: content.effectiveOn, expiresOn: content.expiresOn, theme: content.theme, keywords: content.keywords,
    summary: content.summary, articleItems: content.articleItems, attribute,
    official: content.official === null ? null : publicFrame(content, content.official, title),
    body,
    bodyText: body === null ? content.bodyText : bodyToText(body),
    relationTexts: content.relations.flatMap((r) => r.text ?? []),
  };
}

/** The frame of the public copy: no copy number, the public title, and only the attachments that are public. */
function publicFrame(content: EditionContent, official: OfficialFrame, title: string): OfficialFrame {
  const { copyNumber: _internal, ...frame } = official;
  const names = content.attachments.filter((a) => a.attribute !== 'withheld').map((a) => stem(a.publicName ?? a.name));
  return { ...frame, title, attachmentList: names, meta: { ...frame.meta, publicCopy: true } };
}

/** 附件说明 gives the name of the paper, not of the file. */
export function stem(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
}

/** Every string of an open content with where it stands, for the search for what must not be there. */
export function stringsOf(content: OpenContent): { where: keyof OpenContent; text: string }[] {
  return (Object.keys(content) as (keyof OpenContent)[])
    .flatMap((where) => textLeaves(content[where]).map((text) => ({ where, text })));
}

/** Every string in a value, however deep. */
export function textLeaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textLeaves);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textLeaves) : [];
}
