import type { DocumentEvent, DocumentState, Role, Sheet } from '../../console-api/contract.ts';

/**
 * The flow of a document, 拟稿 to 公开, as one table: state × event → who, under which guard, to where.
 * Nothing else in the platform sets `core.document.state`.
 */
export type Cell = {
  roles: readonly Role[];
  to: DocumentState | Fork;
  guard: GuardName;
  /** Key of the sentence that tells the person beforehand what will happen. */
  consequence: Consequence;
  /** A reason in words is part of the act (退回要写明理由). */
  opinion: boolean;
};

/** A target that depends on the document. */
export type Fork = 'after-review' | 'after-secrecy' | 'after-cosign' | 'approve-again';

export type GuardName =
  /** No condition beyond the role. */
  | 'any'
  /** Only the drafter of this very document. */
  | 'own'
  /** Four eyes: whoever drafted it may not. */
  | 'not-drafter'
  /** The drafter, while no reviewer has touched it. */
  | 'untouched'
  /** For a joint agency that has not co-signed yet; the role counts in that agency. */
  | 'joint-agency';

export type Consequence =
  | 'submit' | 'review' | 'consulted' | 'legality' | 'deliberated' | 'secrecy' | 'cosign' | 'sign' | 'check'
  | 'register' | 'print' | 'issue' | 'return' | 'withdraw' | 'discard' | 'change-before' | 'change-after';

/** What a fork looks at. */
export type Facts = {
  category: Sheet['category'];
  joint: boolean;
  /** Joint agencies that have still to co-sign once this event is done. */
  cosignsLeft: number;
  /** The new disclosure lets the public see more than the secrecy review approved. */
  widened: boolean;
};

const go = (
  roles: readonly Role[], to: Cell['to'], guard: GuardName, consequence: Consequence, opinion = false,
): Cell => ({ roles, to, guard, consequence, opinion });

const giveBack = (...roles: Role[]): Cell => go(roles, 'drafting', 'any', 'return', true);
const drop = (guard: GuardName, ...roles: Role[]): Cell => go(roles, 'discarded', guard, 'discard', true);
const change = (to: Cell['to'], ...roles: Role[]): Cell =>
  go([...roles, 'openness-clerk'], to, 'not-drafter', 'change-before', true);
/** After signature the attribute is what was signed: changing it asks for a new signature. */
const changeSigned: Cell = go(['office', 'openness-clerk'], 'approve-again', 'any', 'change-after', true);

export const machine: Readonly<Record<DocumentState, Readonly<Partial<Record<DocumentEvent, Cell>>>>> = {
  drafting: {
    submit: go(['drafter'], 'reviewing', 'own', 'submit'),
    discard: drop('own', 'drafter'),
  },
  reviewing: {
    review: go(['reviewer'], 'after-review', 'not-drafter', 'review'),
    return: giveBack('reviewer'),
    'withdraw-submission': go(['drafter'], 'drafting', 'untouched', 'withdraw'),
    'change-disclosure': change('reviewing', 'reviewer'),
  },
  consulting: {
    'record-consultation': go(['drafter'], 'legality', 'own', 'consulted'),
    return: giveBack('reviewer'),
    'change-disclosure': change('consulting', 'reviewer'),
  },
  legality: {
    'pass-legality': go(['legality-reviewer'], 'deliberation', 'not-drafter', 'legality'),
    return: giveBack('legality-reviewer'),
    'change-disclosure': change('legality', 'reviewer'),
  },
  deliberation: {
    'record-deliberation': go(['office'], 'secrecy', 'any', 'deliberated'),
    return: giveBack('office'),
    'change-disclosure': change('deliberation', 'reviewer'),
  },
  secrecy: {
    'clear-secrecy': go(['secrecy-reviewer'], 'after-secrecy', 'not-drafter', 'secrecy'),
    return: giveBack('secrecy-reviewer'),
    'change-disclosure': change('secrecy', 'secrecy-reviewer'),
  },
  cosigning: {
    cosign: go(['cosigner'], 'after-cosign', 'joint-agency', 'cosign'),
    return: go(['cosigner'], 'drafting', 'joint-agency', 'return', true),
    'change-disclosure': change('approve-again', 'reviewer'),
  },
  signing: {
    sign: go(['signer'], 'checking', 'not-drafter', 'sign'),
    return: giveBack('signer'),
    'change-disclosure': change('approve-again', 'signer'),
  },
  checking: {
    check: go(['office'], 'registering', 'any', 'check'),
    return: giveBack('office'),
    'change-disclosure': changeSigned,
  },
  registering: {
    register: go(['office'], 'printing', 'any', 'register'),
    return: giveBack('office'),
    discard: drop('any', 'office'),
    'change-disclosure': changeSigned,
  },
  printing: {
    print: go(['office', 'privacy-officer'], 'dispatching', 'any', 'print'),
    return: giveBack('office'),
    discard: drop('any', 'office'),
    'change-disclosure': changeSigned,
  },
  dispatching: {
    issue: go(['office'], 'issued', 'any', 'issue'),
    return: giveBack('office'),
    discard: drop('any', 'office'),
    'change-disclosure': changeSigned,
  },
  issued: {},
  discarded: {},
};

/** Kinds of document that must pass 征求意见, 合法性审核 and 集体讨论 (国办发〔2018〕37号; 规章制定程序条例). */
export function needsLegality(category: Sheet['category']): boolean {
  // 裁量权基准 and 监管规则 bind the public as well: another name is no way around the review.
  return category === 'normative' || category === 'rule' || category === 'discretion' || category === 'standard';
}

const forks: Readonly<Record<Fork, (facts: Facts) => DocumentState>> = {
  'after-review': (f) => (needsLegality(f.category) ? 'consulting' : 'secrecy'),
  'after-secrecy': (f) => (f.joint ? 'cosigning' : 'signing'),
  'after-cosign': (f) => (f.cosignsLeft > 0 ? 'cosigning' : 'signing'),
  // 条例第十七条: what the public is to see more of has first to pass the secrecy review.
  'approve-again': (f) => (f.widened ? 'secrecy' : f.joint ? 'cosigning' : 'signing'),
};

/** The cell for a state and an event; undefined where the flow knows no such step. */
export function cellOf(state: DocumentState, event: DocumentEvent): Cell | undefined {
  return machine[state][event];
}

export function targetOf(cell: Cell, facts: Facts): DocumentState {
  return isFork(cell.to) ? forks[cell.to](facts) : cell.to;
}

function isFork(to: Cell['to']): to is Fork {
  return to in forks;
}

/** States after signature: the text stands still, only a return opens it again. */
export function isSigned(state: DocumentState): boolean {
  return state === 'checking' || state === 'registering' || state === 'printing' || state === 'dispatching' || state === 'issued';
}

export const states: readonly DocumentState[] = [
  'drafting', 'reviewing', 'consulting', 'legality', 'deliberation', 'secrecy', 'cosigning', 'signing', 'checking',
  'registering', 'printing', 'dispatching', 'issued', 'discarded',
];
export const events: readonly DocumentEvent[] = [
  'submit', 'review', 'record-consultation', 'pass-legality', 'record-deliberation', 'clear-secrecy', 'cosign', 'sign',
  'check', 'register', 'print', 'issue', 'return', 'withdraw-submission', 'discard', 'change-disclosure',
];

/** Steps that bring a document forward; the rest give back, withdraw, discard or change. */
export const forward: readonly DocumentEvent[] = events.slice(0, events.indexOf('return'));

/** The step a state waits for: undefined once issued or discarded. */
export function nextStep(state: DocumentState): DocumentEvent | undefined {
  return forward.find((event) => machine[state][event] !== undefined);
}

/** States that wait for a role: what an inbox looks for. */
export function awaited(role: Role): DocumentState[] {
  return states.filter((state) => forward.some((event) => machine[state][event]?.roles.includes(role)));
}
