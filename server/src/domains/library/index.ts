export { applyDueStatus } from './commands/apply-due-status.ts';
export { endRecord } from './commands/end-record.ts';
export { dropDraftEdition, holdDraftEdition } from './commands/hold-draft-edition.ts';
export { publishRecords, type Published } from './commands/publish-records.ts';
export {
  isPublic, type EditionAttachment, type EditionContent, type OfficialFrame, type OpenAttachmentFile, type OpenContent,
  type Publication, type PublicFiles, type RelationDraft,
} from './model.ts';
export { sweepPublicFiles, unpublishHandler, unpublishTopic } from './public-files.ts';
export { openContentOf, stem, stringsOf, textLeaves } from './public.ts';
export { recordUrl } from './queries/list-records.ts';
export { liveEditions, type LiveEdition } from './queries/live-edition.ts';
export { routes } from './routes.ts';
export { followCitations } from './structure/citations.ts';
export { structureRoutes } from './structure/routes.ts';
export { synonymRoutes } from './synonyms/routes.ts';
