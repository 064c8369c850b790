// A piece as its readers will see it, before anybody publishes it: who reviews judges the page and not its parts.
import { civilDateOf, now } from '@tongming/law';
import { z } from 'zod';
import { defineRoute, type RouteDef } from '../../console-api/kit.ts';
import type { Db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { OpenRecord, OpenRelation } from '../library/index.ts';
import { composed, filesOf, recordKind } from './compose.ts';
import { zh } from './messages.ts';
import type { StoredContent } from './model.ts';
import type { OpenContent } from './open/content.ts';
import { isContentStaff } from './policy.ts';
import { findRow } from './queries/list-content.ts';
import { getContent } from './store.ts';

type Draft = { record: OpenRecord; content: OpenContent };
/** The page of the portal; `files`: where the console finds what the piece names, ending in a slash. */
export type PreviewPiece = (draft: Draft, host: string, files: string) => Promise<Response>;

export function contentPreviewRoutes(preview: PreviewPiece): RouteDef[] {
  return [defineRoute({
    method: 'GET', path: '/content/:id/preview', policy: isContentStaff, query: z.object({ host: z.string().max(300).default(''), version: z.string().max(20).default('') }),
    handler: async ({ principal, params, query, ctx }) => {
      const piece = await getContent(ctx.db, params.id);
      if (await findRow(ctx.db, principal, piece.id) === null) notFound(zh.none);
      return preview(await draftOf(ctx.db, piece), query.host, `/api/console/content/${piece.id}/files/`);
    },
  })];
}

/** As publishing it now would make it; what is given only then, the index number, is not there yet. */
export async function draftOf(db: Db, piece: StoredContent): Promise<Draft> {
  const { kind, written } = piece;
  const agency = await db.selectFrom('core.agency').select(['name', 'regionCode']).where('code', '=', piece.agencyCode).executeTakeFirstOrThrow();
  const live = piece.recordId === null ? undefined : await db.selectFrom('open.record').select(['indexNumber', 'edition', 'datePublished', 'publishedAt']).where('id', '=', piece.recordId).executeTakeFirst();
  const at = now();
  const attachments = filesOf(written.facts).map(({ position, name, file: { hash, size, mime } }) => ({ position, name, fileHash: hash, size, mime }));
  return {
    content: { kind, facts: written.facts, text: written.text, source: written.source, author: written.author, originality: written.originality, sourceUrl: written.sourceUrl },
    record: {
      id: piece.recordId ?? piece.id, externalId: null, indexNumber: live?.indexNumber ?? '', title: written.title === '' ? zh.untitled : written.title, documentNumber: null,
      agencyCode: piece.agencyCode, agencyName: agency.name, issuer: written.source, kind: recordKind, category: kind, theme: written.theme,
      dateMade: live?.datePublished ?? civilDateOf(at), datePublished: live?.datePublished ?? civilDateOf(at), publishedAt: live?.publishedAt ?? at, status: 'unknown', summary: written.summary,
      regionCode: agency.regionCode, keywords: written.keywords, articleItems: [], statusNote: null, effectiveOn: null, expiresOn: null, attribute: 'full', edition: (live?.edition ?? 0) + 1,
      language: 'zh-CN', official: null, body: composed(written), bodyText: '', updatedAt: at, attachments, renditions: [], relations: await targetOf(db, written.interprets), channels: [],
    },
  };
}

async function targetOf(db: Db, id: string | null): Promise<OpenRelation[]> {
  const target = id === null ? undefined : await db.selectFrom('open.record').select(['id', 'title', 'documentNumber', 'dateMade', 'status']).where('id', '=', id).executeTakeFirst();
  return target === undefined ? [] : [{ direction: 'from', type: 'interprets', ...target }];
}
