// What other domains and the faces may use of content, topics, hotlines and syndication. The portal takes `open/` alone.
export { actOnContent, type ContentEnv } from './commands/act-on-content.ts';
export { addContentFile } from './commands/add-file.ts';
export { createContent, saveContent } from './commands/save-content.ts';
export { addHotline } from './hotlines/keep-hotline.ts';
export type { Written as ContentWritten } from './model.ts';
export { contentPreviewRoutes, type PreviewPiece } from './preview.ts';
export { mediaShares } from './queries/media-share.ts';
export { routes as contentRoutes } from './routes.ts';
export { decideOffer, offerRecord } from './syndication/offer.ts';
export { changeTopic, createTopic } from './topics/keep-topic.ts';
