import type { DocumentEvent, DocumentState } from '../../../console-api/contract.ts';
import type { Principal } from '../../identity/index.ts';
import type { Env } from '../perform.ts';
import { nextStep } from '../machine.ts';
import { loadCase } from '../store.ts';
import type { EventInput } from '../sheet.ts';
import { act } from './act.ts';

const steps: ReadonlySet<DocumentEvent> = new Set(['check', 'register', 'print', 'issue']);

/**
 * 复核, 登记编号, 印制 and 核发 in one move of the office. Each is a command of its own, so that a number is not held
 * while files are made; it stops at the first refusal and stays where it got to.
 */
export async function finish(env: Env, principal: Principal, id: string, input: EventInput): Promise<void> {
  let version = input.version;
  for (;;) {
    const { doc } = await loadCase(env.db, id);
    const event = nextStep(doc.state);
    if (version !== input.version && !isStep(doc.state)) return;
    await act(env, principal, id, event !== undefined && steps.has(event) ? event : 'check', { ...input, version });
    version = (await loadCase(env.db, id)).doc.version;
  }
}

function isStep(state: DocumentState): boolean {
  const event = nextStep(state);
  return event !== undefined && steps.has(event);
}
