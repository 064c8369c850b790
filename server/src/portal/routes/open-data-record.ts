// Public records as the open interface gives them.
import type { z } from 'zod';
import type { WholeRecord } from '../../domains/library/open/bulk.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { statusWord } from '../../domains/library/open/words.ts';
import { downloadsOf } from '../formats.ts';
import type { BulkLine, recordItemSchema, recordSchema } from './open-data-schemas.ts';

export type ApiRecord = z.infer<typeof recordItemSchema>;

export function apiRecord(item: RecordItem, origin: string): ApiRecord {
  return {
    id: item.id, externalId: item.externalId, indexNumber: item.indexNumber, title: item.title, documentNumber: item.documentNumber,
    agency: item.agencyName, theme: item.theme, dateMade: item.dateMade, datePublished: item.datePublished, status: item.status,
    url: `${origin}/records/${item.id}`,
  };
}

function attachmentsOf(url: string, list: readonly { position: number; name: string; size: number; mime: string; fileHash: string }[]) {
  return list.map((a) => ({ name: a.name, size: a.size, mime: a.mime, sha256: a.fileHash, url: `${url}/attachments/${a.position}` }));
}

export function wholeRecord(r: OpenRecord, origin: string): z.infer<typeof recordSchema> {
  const url = `${origin}/records/${r.id}`;
  const hashes = new Map<string, string>(r.renditions.map((made) => [made.format, made.fileHash]));
  return {
    ...apiRecord(r, origin),
    metadata: {
      indexNumber: r.indexNumber, theme: r.theme, issuer: r.issuer || r.agencyName, dateMade: r.dateMade, title: r.title,
      documentNumber: r.documentNumber, datePublished: r.datePublished, keywords: r.keywords,
    },
    agencyCode: r.agencyCode, issuer: r.issuer, kind: r.kind, category: r.category, keywords: r.keywords, summary: r.summary,
    publishedAt: r.publishedAt, updatedAt: r.updatedAt, effectiveOn: r.effectiveOn, expiresOn: r.expiresOn, statusNote: r.statusNote,
    attribute: r.attribute, edition: r.edition, language: r.language, text: r.bodyText,
    downloads: downloadsOf(r).map(({ format, size }) => ({ format, size, sha256: hashes.get(format) ?? null, url: `${url}/file.${format}` })),
    attachments: attachmentsOf(url, r.attachments),
    channels: r.channels.map(({ channel, name, usedOn, url: elsewhere, issue, id, file }) => ({
      channel, name, date: usedOn, url: elsewhere, issue,
      evidence: file && { name: file.name, size: file.size, mime: file.mime, sha256: file.hash, url: `${url}/evidence/${id}` },
    })),
    relations: r.relations.map(({ id, direction, type, title, documentNumber, dateMade, status }) => ({
      direction, type, id, title, documentNumber, dateMade, status, url: id === null ? null : `${origin}/records/${id}`,
    })),
  };
}

/** A line that `tongming import` takes again: `id` is the number the record had where it came from. */
export function bulkLine(r: WholeRecord, origin: string): BulkLine {
  const url = `${origin}/records/${r.id}`;
  return {
    id: r.externalId ?? r.id, title: r.title, issuer: r.issuer, doc_no: r.documentNumber, date: r.dateMade, theme: r.theme?.replaceAll('\\', '/') ?? null,
    status: statusWord(r.status), body: r.bodyText, record: r.id, index_number: r.indexNumber, agency: r.agencyName, agency_code: r.agencyCode,
    region_code: r.regionCode, kind: r.kind, category: r.category, keywords: r.keywords, summary: r.summary, date_published: r.datePublished,
    published_at: r.publishedAt, validity: r.status, effective_on: r.effectiveOn, expires_on: r.expiresOn, attribute: r.attribute,
    edition: r.edition, language: r.language, updated_at: r.updatedAt, url, attachments: attachmentsOf(url, r.attachments),
  };
}
