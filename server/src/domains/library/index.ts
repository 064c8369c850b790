export { cleanupRoutes } from './cleanup/routes.ts';
export { listItems as cleanupItems } from './cleanup/items.ts';
export { decideCleanup } from './cleanup/decide.ts';
export { startCleanup } from './cleanup/start.ts';
export { applyDueStatus } from './commands/apply-due-status.ts';
export { endRecord, withdrawPublic } from './commands/end-record.ts';
export { dropDraftEdition, holdDraftEdition } from './commands/hold-draft-edition.ts';
export { publishRecords, validityTag, type Published } from './commands/publish-records.ts';
export {
  isPublic, type EditionAttachment, type EditionContent, type OfficialFrame, type OpenAttachmentFile, type OpenContent,
  type Publication, type PublicFiles, type RelationDraft,
} from './model.ts';
export { sweepPublicFiles, unpublishHandler, unpublishTopic } from './public-files.ts';
export { openContentOf, stem, stringsOf, textLeaves } from './public.ts';
export { contentCategories, documentsOf, isContent, type ContentKind } from './open/content-categories.ts';
export type { OpenRecord, OpenRelation } from './open/get-record.ts';
export { filterNames, planFilters, type RecordFilter } from './open/filter.ts';
export { recordsByIds, type RecordItem } from './open/list-records.ts';
export { recordUrl } from './queries/list-records.ts';
export { liveEditions, type LiveEdition } from './queries/live-edition.ts';
export { factsRoutes } from './facts/routes.ts';
export { agenciesInReach } from './reach.ts';
export type { RelationFinding } from './relation-rules.ts';
export { relationFindings } from './relations.ts';
export { channelRoutes } from './channels/routes.ts';
export { refreshNumberSeries } from './inventory/refresh.ts';
export { inventoryRoutes } from './inventory/routes.ts';
export { routes } from './routes.ts';
export { followCitations } from './structure/citations.ts';
export { structureRoutes } from './structure/routes.ts';
export { synonymRoutes } from './synonyms/routes.ts';
export { validityDuties } from './validity/list.ts';
export { defaultExpiry, defaultExpiryWarning } from './validity/periods.ts';
export { remindOfValidity, validityMailHandlers } from './validity/remind.ts';
export { validityRoutes } from './validity/routes.ts';
export { articleIn } from './importing/sources/html.ts';
export { importHandlers } from './importing/review/work.ts';
export { importRoutes } from './importing/review/routes.ts';
