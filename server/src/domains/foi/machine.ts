// The handling of an application as one table: state × act → who, under which guard, to where, by which duty.
// Nothing else in the platform sets `core.foi_case.state`; fold.ts walks this table.
import type { FoiAct, FoiEventType, FoiRequestType, FoiState } from '../../console-api/contract-foi.ts';
import type { Role } from '../../console-api/contract.ts';
import { zh } from './messages.ts';

/** `applicant`: through the portal, proved by the query code. */
export type Actor = Role | 'applicant';
export type GuardName =
  /** No condition beyond the role. */
  | 'any'
  /** The office always; another member of staff when the case is assigned to him. */
  | 'assigned'
  /** Four eyes: whoever proposed the decision may not. */
  | 'not-decider';
export type Fork = 'after-decision' | 'after-review';
/** The article the act serves or is bound by. */
export type Cell = { roles: readonly Actor[]; to: FoiState | Fork; guard: GuardName; article: string | null };
/** What forks look at. */
export type Facts = { reviewsLeft: number };

const clerk: readonly Actor[] = ['openness-clerk', 'openness-head'];
const handler: readonly Actor[] = [...clerk, 'drafter'];
const head: readonly Actor[] = ['openness-head'];
const applicant: readonly Actor[] = [...clerk, 'applicant'];

type Row = Partial<Record<FoiAct, Cell>>;
function cell(act: FoiAct, roles: readonly Actor[], to: Cell['to'], guard: GuardName = 'any'): Row {
  return { [act]: { roles, to, guard, article: zh.articles[act] ?? null } };
}
/** Acts that leave the case where it is. */
function stay(state: FoiState, roles: readonly Actor[], guard: GuardName, ...acts: FoiAct[]): Row {
  return Object.assign({}, ...acts.map((act) => cell(act, roles, state, guard)));
}

const desk = (state: FoiState): Row => ({ ...stay(state, clerk, 'any', 'assign'), ...stay(state, handler, 'assigned', 'hand-over', 'note') });
/** The period can be extended until it ends, whatever desk the case lies on. */
const extension = (state: FoiState): Row => ({
  ...stay(state, handler, 'assigned', 'request-extension'), ...stay(state, head, 'any', 'approve-extension', 'refuse-extension'),
  ...stay(state, handler, 'assigned', 'notify-extension'),
});
/** Opinions come when they come. */
const opinions = (state: FoiState): Row => stay(
  state, handler, 'assigned', 'third-party-received', 'third-party-answered', 'agency-received', 'agency-answered', 'unit-answered');
const withdrawn = cell('withdraw', applicant, 'closed');
const givenBack = cell('return', ['legality-reviewer', 'secrecy-reviewer', 'signer', ...head], 'handling');
/** Silence can be challenged as well as an answer. */
const challenge = (state: FoiState): Row => stay(state, clerk, 'any', 'open-review', 'review-result');
const reopened = cell('reopen', clerk, 'handling');
const afterEnd = (state: FoiState): Row => ({
  ...challenge(state), ...reopened, ...stay(state, ['applicant'], 'any', 'evaluate'), ...stay(state, handler, 'assigned', 'note'),
});

export const machine: Readonly<Record<FoiState, Readonly<Row>>> = {
  arrived: {
    ...desk('arrived'), ...withdrawn, ...stay('arrived', clerk, 'any', 'confirm-receipt', 'redirect'), ...cell('register', clerk, 'handling'),
  },
  handling: {
    ...desk('handling'), ...extension('handling'), ...opinions('handling'), ...challenge('handling'), ...withdrawn, ...reopened,
    ...stay('handling', handler, 'assigned', 'judge', 'record-search', 'ask-third-party', 'tell-third-party', 'ask-agency', 'ask-unit', 'ask-reasons', 'record-reasons'),
    ...stay('handling', clerk, 'any', 'split', 'join'), ...stay('handling', head, 'any', 'set-delay'),
    ...cell('notify-correction', handler, 'correcting', 'assigned'), ...cell('notify-fee', clerk, 'awaiting-payment'),
    ...cell('decide', handler, 'after-decision', 'assigned'), ...cell('decide-correction', handler, 'approving', 'assigned'), ...cell('close', head, 'closed'),
  },
  correcting: { ...desk('correcting'), ...withdrawn, ...cell('receive-correction', applicant, 'handling'), ...cell('close', head, 'closed') },
  'awaiting-payment': {
    ...desk('awaiting-payment'), ...withdrawn, ...stay('awaiting-payment', clerk, 'any', 'fee-notice-received'),
    ...cell('record-payment', clerk, 'handling'), ...cell('narrow-request', applicant, 'handling'), ...cell('close', head, 'closed'),
  },
  reviewing: {
    ...desk('reviewing'), ...extension('reviewing'), ...opinions('reviewing'), ...challenge('reviewing'), ...withdrawn, ...givenBack,
    ...stay('reviewing', handler, 'assigned', 'tell-third-party'), ...stay('reviewing', clerk, 'any', 'join'),
    ...cell('pass-legality', ['legality-reviewer'], 'after-review', 'not-decider'), ...cell('clear-secrecy', ['secrecy-reviewer'], 'after-review', 'not-decider'),
  },
  approving: {
    ...desk('approving'), ...extension('approving'), ...opinions('approving'), ...challenge('approving'), ...withdrawn, ...givenBack,
    ...stay('approving', handler, 'assigned', 'tell-third-party'), ...stay('approving', clerk, 'any', 'join'),
    ...cell('approve', ['signer', ...head], 'serving', 'not-decider'),
  },
  serving: {
    ...desk('serving'), ...extension('serving'), ...opinions('serving'), ...challenge('serving'), ...withdrawn, ...givenBack, ...stay('serving', handler, 'assigned', 'tell-third-party'),
    ...stay('serving', clerk, 'any', 'join'), ...cell('serve', clerk, 'answered'),
  },
  answered: { ...afterEnd('answered'), ...cell('undeliverable', clerk, 'serving'), ...stay('answered', clerk, 'any', 'decide-publication') },
  closed: afterEnd('closed'),
};

export const states = Object.keys(machine) as FoiState[];

const forks: Readonly<Record<Fork, (facts: Facts) => FoiState>> = {
  'after-decision': (f) => (f.reviewsLeft > 0 ? 'reviewing' : 'approving'),
  'after-review': (f) => (f.reviewsLeft > 0 ? 'reviewing' : 'approving'),
};

/** The cell for a state and an act; undefined where the table knows no such step. */
export function cellOf(state: FoiState, act: FoiAct): Cell | undefined {
  return machine[state][act];
}

export function targetOf(cell: Cell, facts: Facts): FoiState {
  return isFork(cell.to) ? forks[cell.to](facts) : cell.to;
}

function isFork(to: Cell['to']): to is Fork {
  return to in forks;
}

/** Events that begin a case. */
export type Beginning = 'submit' | 'enter' | 'split-off';
export function isBeginning(type: FoiEventType): type is Beginning {
  return type === 'submit' || type === 'enter' || type === 'split-off';
}

/** Acts of 条例第四十一条: a record is judged, corrected, handed on or left; nothing of the reply period touches it. */
const correctionActs: ReadonlySet<FoiAct> = new Set([
  'confirm-receipt', 'register', 'redirect', 'assign', 'hand-over', 'note', 'judge', 'ask-unit', 'unit-answered', 'decide-correction', 'approve', 'return', 'serve',
  'undeliverable', 'withdraw', 'close', 'open-review', 'review-result', 'reopen', 'evaluate',
]);

/** Whether an act belongs to what was applied for. */
export function fitsType(act: FoiAct, type: FoiRequestType): boolean {
  return type === 'correction-of-record' ? correctionActs.has(act) : act !== 'decide-correction';
}

export function isEnded(state: FoiState): boolean {
  return state === 'answered' || state === 'closed';
}
