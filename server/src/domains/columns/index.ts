// What other domains and the faces may use of the columns. The portal takes `open/` alone.
export { listColumns } from './open/columns.ts';
export { createColumn } from './commands/create-column.ts';
export { moveColumn } from './commands/move-column.ts';
export { closeColumn, openColumn } from './commands/open-column.ts';
export { placeRecord } from './commands/place-record.ts';
export { columnRoutes, type PreviewColumn } from './routes.ts';
export { newColumnInput, type NewColumn } from './model.ts';
export type { OpenColumn } from './open/columns.ts';
export { feedRule, readRule, ruleIn, takes, type FeedRule, type RuleFacts } from './open/rule.ts';
export { countOfFeed, recordsOfFeed, recordsOfRule, type Feed, type FeedPage, type FeedRequest, type FeedScope } from './open/records-of-rule.ts';
