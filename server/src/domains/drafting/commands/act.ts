import type { DocumentEvent } from '../../../console-api/contract.ts';
import type { Principal } from '../../identity/index.ts';
import { perform, type Env } from '../perform.ts';
import type { EventInput } from '../sheet.ts';
import { verbs } from '../verbs.ts';

/** Takes one step with a document: the only way its state changes. See machine.ts for the steps and their data. */
export function act(env: Env, principal: Principal, id: string, event: DocumentEvent, input: EventInput): Promise<void> {
  return perform(env, verbs, principal, id, event, input);
}
