import type { OutboxHandler } from '../../platform/outbox.ts';
import { unpublishHandler, unpublishTopic } from '../library/index.ts';
import type { Env } from './perform.ts';
import { publishHandler, publishTopic } from './publish.ts';
import { zh } from './messages.ts';

export { act } from './commands/act.ts';
export { attachFile } from './commands/attach-file.ts';
export { changeAttachment } from './commands/change-attachment.ts';
export { createDocument } from './commands/create.ts';
export { finish } from './commands/finish.ts';
export { revise } from './commands/revise.ts';
export { saveSheet } from './commands/save.ts';
export type { Env } from './perform.ts';
export { getDocument } from './queries/get-document.ts';
export { inbox } from './queries/inbox.ts';
export { listDocuments } from './queries/list-documents.ts';
export { routes } from './routes.ts';
export { emptySheet, sheetSchema, type EventInput } from './sheet.ts';

export const stateNames = zh.states;

/** What is done after commit: publication at a set hour, and removing public copies nothing uses any more. */
export function outboxHandlers(env: Pick<Env, 'db' | 'files'>): Record<string, OutboxHandler> {
  return { [publishTopic]: publishHandler(env), [unpublishTopic]: unpublishHandler(env.db, env.files) };
}
