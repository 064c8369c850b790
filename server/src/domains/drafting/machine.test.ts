import { describe, expect, it } from 'vitest';
import type { DocumentEvent, DocumentState, Role } from '../../console-api/contract.ts';
import { awaited, cellOf, events, machine, nextStep, states, targetOf, type Facts } from './machine.ts';

const roles: readonly Role[] = [
  'drafter', 'reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'signer', 'office', 'openness-clerk',
  'privacy-officer', 'system-admin', 'security-admin', 'audit-admin',
];

/** Every allowed step, written out on its own: state · event · roles · target for an ordinary, single-agency notice. */
const allowed = `
drafting     submit              drafter                              reviewing
drafting     discard             drafter                              discarded
reviewing    review              reviewer                             secrecy
reviewing    return              reviewer                             drafting
reviewing    withdraw-submission drafter                              drafting
reviewing    change-disclosure   reviewer,openness-clerk              reviewing
consulting   record-consultation drafter                              legality
consulting   return              reviewer                             drafting
consulting   change-disclosure   reviewer,openness-clerk              consulting
legality     pass-legality       legality-reviewer                    deliberation
legality     return              legality-reviewer                    drafting
legality     change-disclosure   reviewer,openness-clerk              legality
deliberation record-deliberation office                               secrecy
deliberation return              office                               drafting
deliberation change-disclosure   reviewer,openness-clerk              deliberation
secrecy      clear-secrecy       secrecy-reviewer                     signing
secrecy      return              secrecy-reviewer                     drafting
secrecy      change-disclosure   secrecy-reviewer,openness-clerk      secrecy
cosigning    cosign              cosigner                             signing
cosigning    return              cosigner                             drafting
cosigning    change-disclosure   reviewer,openness-clerk              signing
signing      sign                signer                               checking
signing      return              signer                               drafting
signing      change-disclosure   signer,openness-clerk                signing
checking     check               office                               registering
checking     return              office                               drafting
checking     change-disclosure   office,openness-clerk                signing
registering  register            office                               printing
registering  return              office                               drafting
registering  discard             office                               discarded
registering  change-disclosure   office,openness-clerk                signing
printing     print               office,privacy-officer               dispatching
printing     return              office                               drafting
printing     discard             office                               discarded
printing     change-disclosure   office,openness-clerk                signing
dispatching  issue               office                               issued
dispatching  return              office                               drafting
dispatching  discard             office                               discarded
dispatching  change-disclosure   office,openness-clerk                signing
`;

type Row = { roles: readonly string[]; to: string };
const expected = new Map<string, Row>(
  allowed.trim().split('\n').map((line) => {
    const [state = '', event = '', who = '', to = ''] = line.trim().split(/\s+/);
    return [`${state} ${event}`, { roles: who.split(','), to }];
  }),
);

const plain: Facts = { category: 'policy', joint: false, cosignsLeft: 0, widened: false };
const to = (state: DocumentState, event: DocumentEvent, facts: Partial<Facts>): string | undefined => {
  const cell = cellOf(state, event);
  return cell && targetOf(cell, { ...plain, ...facts });
};

describe('the machine, cell by cell', () => {
  it('has 14 states × 16 events × 12 roles = 2688 cells', () => {
    expect([states.length, events.length, roles.length]).toEqual([14, 16, 12]);
    expect(Object.keys(machine).sort()).toEqual([...states].sort());
  });

  it.each(states.flatMap((state) => events.map((event) => [state, event] as const)))('%s × %s', (state, event) => {
    const want = expected.get(`${state} ${event}`);
    const cell = cellOf(state, event);
    for (const role of roles) {
      expect(cell?.roles.includes(role) ?? false, `${role}`).toBe(want?.roles.includes(role) ?? false);
    }
    expect(cell && targetOf(cell, plain)).toBe(want?.to);
  });
});

describe('forks', () => {
  it('sends normative documents and rules through consultation, legality review and deliberation', () => {
    expect(to('reviewing', 'review', { category: 'normative' })).toBe('consulting');
    expect(to('reviewing', 'review', { category: 'rule' })).toBe('consulting');
    for (const category of ['policy', 'system', 'annual-report', 'other'] as const) {
      expect(to('reviewing', 'review', { category })).toBe('secrecy');
    }
  });

  it('lets no path of a normative document reach the signer without the three steps', () => {
    const facts: Facts = { ...plain, category: 'normative' };
    const seen = new Set<string>();
    const walk = (state: DocumentState, passed: readonly DocumentEvent[]): void => {
      const key = `${state}:${passed.filter((e) => legal.includes(e)).sort().join()}`;
      if (seen.has(key)) return;
      seen.add(key);
      if (state === 'signing') for (const step of legal) expect(passed).toContain(step);
      for (const event of events) {
        const cell = cellOf(state, event);
        if (!cell) continue;
        const next = targetOf(cell, facts);
        walk(next, next === 'drafting' ? [] : [...passed, event]);
      }
    };
    const legal: DocumentEvent[] = ['record-consultation', 'pass-legality', 'record-deliberation', 'clear-secrecy'];
    walk('drafting', []);
  });

  it('waits for every joint agency', () => {
    expect(to('secrecy', 'clear-secrecy', { joint: true })).toBe('cosigning');
    expect(to('cosigning', 'cosign', { joint: true, cosignsLeft: 1 })).toBe('cosigning');
    expect(to('cosigning', 'cosign', { joint: true, cosignsLeft: 0 })).toBe('signing');
  });

  it('asks all who approved again when the attribute changes, and the secrecy review when more is to be shown', () => {
    for (const state of ['signing', 'checking', 'registering', 'printing', 'dispatching'] as const) {
      expect(to(state, 'change-disclosure', {})).toBe('signing');
      expect(to(state, 'change-disclosure', { joint: true })).toBe('cosigning');
      expect(to(state, 'change-disclosure', { widened: true })).toBe('secrecy');
    }
  });
});

describe('every state', () => {
  it('gives back from reviewing to dispatching, always to the drafter and with a reason', () => {
    for (const state of states.filter((s) => !['drafting', 'issued', 'discarded'].includes(s))) {
      expect(cellOf(state, 'return')).toMatchObject({ to: 'drafting', opinion: true });
    }
  });

  it('reaches issued, and ends are ends', () => {
    for (const state of states) {
      const reached = new Set<DocumentState>([state]);
      for (const s of reached) {
        for (const event of events) {
          const cell = cellOf(s, event);
          if (cell) reached.add(targetOf(cell, plain));
        }
      }
      expect(reached.has('issued')).toBe(state !== 'discarded');
    }
    expect(nextStep('issued')).toBeUndefined();
  });

  it('is awaited by someone until it ends', () => {
    const waited = new Set(roles.flatMap(awaited));
    expect([...waited].sort()).toEqual(states.filter((s) => s !== 'issued' && s !== 'discarded').sort());
    for (const admin of ['system-admin', 'security-admin', 'audit-admin'] as const) expect(awaited(admin)).toEqual([]);
  });
});
