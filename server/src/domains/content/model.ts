// A piece of content (信息): what is typed for its kind, and what all kinds share. The library keeps it as a record once published.
import type { Instant } from '@tongming/law';
import type { Body } from '@tongming/typeset';
import type { ContentKind } from '../library/index.ts';
import type { ContentFacts } from './open/facts.ts';

export type ContentState = 'draft' | 'review' | 'published' | 'withdrawn';
export type Originality = 'own' | 'reprinted';

/** What is written once, whatever the kind. `text` is what stands beside the facts of the kind. */
export type Written = {
  title: string;
  summary: string | null;
  keywords: string[];
  theme: string | null;
  /** 来源. */
  source: string;
  author: string | null;
  originality: Originality;
  /** Of what is reprinted: where it stands. */
  sourceUrl: string | null;
  text: Body;
  facts: ContentFacts;
  /** The public record it interprets or belongs to. */
  interprets: string | null;
};

export type StoredContent = {
  id: string; kind: ContentKind; agencyCode: string; state: ContentState; written: Written; recordId: string | null; writers: string[];
  returnedReason: string | null; createdAt: Instant; updatedAt: Instant; version: number;
};
