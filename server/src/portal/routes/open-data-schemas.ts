// The shapes of the open interface, said once: the served description is made from them, and tests hold answers to them.
import { z } from 'zod';

const day = z.iso.date();
const moment = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const status = z.enum(['in-force', 'amended', 'expired', 'repealed', 'annulled', 'not-yet', 'unknown']);

export const recordItemSchema = z.strictObject({
  id: z.uuid(),
  externalId: z.string().nullable(),
  indexNumber: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  agency: z.string(),
  theme: z.string().nullable(),
  dateMade: day.nullable(),
  datePublished: day,
  status: status,
  url: z.url(),
});

const facet = z.array(z.strictObject({ value: z.string(), count: z.int().min(1) }));
export const recordListSchema = z.strictObject({
  total: z.int().min(0),
  items: z.array(recordItemSchema),
  facets: z.strictObject({ category: facet, status: facet, agency: facet, theme: facet, kind: facet, year: facet, region: facet }),
  next: z.string().nullable(),
  near: z.boolean(),
  suggestion: z.string().nullable(),
});

/** 政府信息公开元数据: the eight of the metadata card. */
export const metadataSchema = z.strictObject({
  indexNumber: z.string(),
  theme: z.string().nullable(),
  issuer: z.string(),
  dateMade: day.nullable(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  datePublished: day,
  keywords: z.array(z.string()),
});

const relationSchema = z.strictObject({
  direction: z.enum(['from', 'to']),
  type: z.string(), id: z.uuid().nullable(), title: z.string(), documentNumber: z.string().nullable(),
  dateMade: day.nullable(), status: status.nullable(), url: z.url().nullable(),
});

const channelSchema = z.strictObject({
  channel: z.string(), name: z.string(), date: day, url: z.string().nullable(), issue: z.string().nullable(),
  evidence: z.strictObject({ name: z.string(), size: z.int(), mime: z.string(), sha256: hash, url: z.url() }).nullable(),
});

export const recordSchema = recordItemSchema.extend({
  metadata: metadataSchema,
  agencyCode: z.string(), issuer: z.string(), kind: z.string(), category: z.string(), keywords: z.array(z.string()),
  summary: z.string().nullable(), publishedAt: moment, updatedAt: moment, effectiveOn: day.nullable(),
  expiresOn: day.nullable(), statusNote: z.string().nullable(),
  attribute: z.enum(['full', 'redacted']),
  edition: z.int().min(1), language: z.string(), text: z.string(),
  downloads: z.array(z.strictObject({
    format: z.string(), size: z.int().nullable(), sha256: hash.nullable(), url: z.url(),
  })),
  attachments: z.array(z.strictObject({ name: z.string(), size: z.int(), mime: z.string(), sha256: hash, url: z.url() })),
  channels: z.array(channelSchema),
  relations: z.array(relationSchema),
});

export const changeListSchema = z.strictObject({
  items: z.array(z.strictObject({
    seq: z.int().min(1), at: moment, kind: z.enum(['published', 'revised', 'status', 'withdrawn']), id: z.uuid(),
    record: recordItemSchema.nullable(),
    withdrawn: z.strictObject({ indexNumber: z.string(), agency: z.string(), at: moment, reason: z.string() }).nullable(),
  })),
  next: z.string(),
  more: z.boolean(),
});

export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(), message: z.string(),
    reasons: z.array(z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional(), article: z.string().nullish() })),
  }),
});

/** 410: what a withdrawn record leaves. */
export const goneSchema = errorSchema.extend({ id: z.uuid(), indexNumber: z.string(), withdrawnAt: moment });

/** One line of the bulk files. The first eight are what `tongming import` reads. */
export const bulkLineSchema = z.strictObject({
  id: z.string(), title: z.string(), issuer: z.string(), doc_no: z.string().nullable(), date: day.nullable(), theme: z.string().nullable(),
  status: z.string().nullable(), body: z.string(),
  record: z.uuid(), index_number: z.string(), agency: z.string(), agency_code: z.string(), region_code: z.string(), kind: z.string(),
  category: z.string(), keywords: z.array(z.string()), summary: z.string().nullable(), date_published: day, published_at: moment,
  validity: status, effective_on: day.nullable(), expires_on: day.nullable(), attribute: z.enum(['full', 'redacted']), edition: z.int(),
  language: z.string(), updated_at: moment, url: z.url(),
  attachments: z.array(z.strictObject({ name: z.string(), size: z.int(), mime: z.string(), sha256: hash, url: z.url() })),
});
export type BulkLine = z.infer<typeof bulkLineSchema>;

export const componentSchemas = {
  RecordItem: recordItemSchema, RecordList: recordListSchema, Metadata: metadataSchema, Record: recordSchema, ChangeList: changeListSchema,
  Error: errorSchema, Gone: goneSchema, BulkLine: bulkLineSchema,
} as const;
export type ComponentName = keyof typeof componentSchemas;
