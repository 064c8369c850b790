import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate, nationalCalendar, type Instant } from '@tongming/law';
import { fold } from './fold.ts';
import { cellOf, isEnded, machine, states, type Actor } from './machine.ts';
import { zh } from './messages.ts';
import type { CaseEvent, FoiAct, FoiRequestType, FoiState, StoredEvent } from './model.ts';
import { perform } from './perform.ts';
import { mayAct } from './policy.ts';
import { standingOf } from './standing.ts';
import type { Case } from './store.ts';
import { act, approved, byPost, codesOf, entered, found, granted, letter, onDay, persons, testOffice, type Person, type TestOffice } from './testing.ts';
import { verbs } from './verbs.ts';

const acts = Object.keys(verbs) as FoiAct[];

/** The table once more, by hand: letters are who may (C clerk, H head, D assigned staff, L legality, S secrecy, G signer, A applicant). */
const expected: Record<FoiState, Partial<Record<FoiAct, [who: string, to: FoiState]>>> = {
  arrived: {
    assign: ['CH', 'arrived'], 'hand-over': ['CHD', 'arrived'], note: ['CHD', 'arrived'], withdraw: ['CHA', 'closed'], 'confirm-receipt': ['CH', 'arrived'], redirect: ['CH', 'arrived'],
    register: ['CH', 'handling'],
  },
  handling: {
    assign: ['CH', 'handling'], 'hand-over': ['CHD', 'handling'], note: ['CHD', 'handling'], withdraw: ['CHA', 'closed'], judge: ['CHD', 'handling'], 'record-search': ['CHD', 'handling'],
    'ask-third-party': ['CHD', 'handling'], 'third-party-received': ['CHD', 'handling'], 'third-party-answered': ['CHD', 'handling'], 'tell-third-party': ['CHD', 'handling'],
    'ask-agency': ['CHD', 'handling'], 'agency-received': ['CHD', 'handling'], 'agency-answered': ['CHD', 'handling'], 'ask-unit': ['CHD', 'handling'], 'unit-answered': ['CHD', 'handling'],
    'request-extension': ['CHD', 'handling'], 'approve-extension': ['H', 'handling'], 'refuse-extension': ['H', 'handling'], 'notify-extension': ['CHD', 'handling'],
    'ask-reasons': ['CHD', 'handling'], 'record-reasons': ['CHD', 'handling'], 'set-delay': ['H', 'handling'], split: ['CH', 'handling'], join: ['CH', 'handling'],
    'notify-correction': ['CHD', 'correcting'], 'notify-fee': ['CH', 'awaiting-payment'], decide: ['CHD', 'reviewing'], close: ['H', 'closed'],
    'decide-correction': ['CHD', 'approving'], 'open-review': ['CH', 'handling'], 'review-result': ['CH', 'handling'], reopen: ['CH', 'handling'],
  },
  correcting: {
    assign: ['CH', 'correcting'], 'hand-over': ['CHD', 'correcting'], note: ['CHD', 'correcting'], withdraw: ['CHA', 'closed'], 'receive-correction': ['CHA', 'handling'], close: ['H', 'closed'],
  },
  'awaiting-payment': {
    assign: ['CH', 'awaiting-payment'], 'hand-over': ['CHD', 'awaiting-payment'], note: ['CHD', 'awaiting-payment'], withdraw: ['CHA', 'closed'],
    'fee-notice-received': ['CH', 'awaiting-payment'], 'record-payment': ['CH', 'handling'], 'narrow-request': ['CHA', 'handling'], close: ['H', 'closed'],
  },
  reviewing: {
    assign: ['CH', 'reviewing'], 'hand-over': ['CHD', 'reviewing'], note: ['CHD', 'reviewing'], withdraw: ['CHA', 'closed'], return: ['HLSG', 'handling'],
    'request-extension': ['CHD', 'reviewing'], 'approve-extension': ['H', 'reviewing'], 'refuse-extension': ['H', 'reviewing'], 'notify-extension': ['CHD', 'reviewing'],
    'third-party-received': ['CHD', 'reviewing'], 'third-party-answered': ['CHD', 'reviewing'], 'agency-received': ['CHD', 'reviewing'], 'agency-answered': ['CHD', 'reviewing'],
    'unit-answered': ['CHD', 'reviewing'], 'tell-third-party': ['CHD', 'reviewing'], join: ['CH', 'reviewing'], 'pass-legality': ['L', 'reviewing'], 'clear-secrecy': ['S', 'reviewing'],
    'open-review': ['CH', 'reviewing'], 'review-result': ['CH', 'reviewing'],
  },
  approving: {
    assign: ['CH', 'approving'], 'hand-over': ['CHD', 'approving'], note: ['CHD', 'approving'], withdraw: ['CHA', 'closed'], return: ['HLSG', 'handling'],
    'request-extension': ['CHD', 'approving'], 'approve-extension': ['H', 'approving'], 'refuse-extension': ['H', 'approving'], 'notify-extension': ['CHD', 'approving'],
    'third-party-received': ['CHD', 'approving'], 'third-party-answered': ['CHD', 'approving'], 'agency-received': ['CHD', 'approving'], 'agency-answered': ['CHD', 'approving'],
    'unit-answered': ['CHD', 'approving'], 'tell-third-party': ['CHD', 'approving'], join: ['CH', 'approving'], approve: ['GH', 'serving'],
    'open-review': ['CH', 'approving'], 'review-result': ['CH', 'approving'],
  },
  serving: {
    assign: ['CH', 'serving'], 'hand-over': ['CHD', 'serving'], note: ['CHD', 'serving'], withdraw: ['CHA', 'closed'], return: ['HLSG', 'handling'],
    'request-extension': ['CHD', 'serving'], 'approve-extension': ['H', 'serving'], 'refuse-extension': ['H', 'serving'], 'notify-extension': ['CHD', 'serving'],
    'third-party-received': ['CHD', 'serving'], 'third-party-answered': ['CHD', 'serving'], 'agency-received': ['CHD', 'serving'], 'agency-answered': ['CHD', 'serving'],
    'unit-answered': ['CHD', 'serving'], 'tell-third-party': ['CHD', 'serving'], join: ['CH', 'serving'], serve: ['CH', 'answered'],
    'open-review': ['CH', 'serving'], 'review-result': ['CH', 'serving'],
  },
  answered: {
    'open-review': ['CH', 'answered'], 'review-result': ['CH', 'answered'], evaluate: ['A', 'answered'], note: ['CHD', 'answered'], undeliverable: ['CH', 'serving'],
    'decide-publication': ['CH', 'answered'], reopen: ['CH', 'handling'],
  },
  closed: { 'open-review': ['CH', 'closed'], 'review-result': ['CH', 'closed'], evaluate: ['A', 'closed'], note: ['CHD', 'closed'], reopen: ['CH', 'handling'] },
};
/** What can be done with an application for correction of a record (第四十一条). */
const ofRecords: readonly FoiAct[] = [
  'confirm-receipt', 'register', 'redirect', 'assign', 'hand-over', 'note', 'judge', 'ask-unit', 'unit-answered', 'decide-correction', 'approve', 'return', 'serve', 'undeliverable',
  'withdraw', 'close', 'open-review', 'review-result', 'reopen', 'evaluate',
];
const letterOf: Record<Person, string> = { clerk: 'C', head: 'H', handler: 'D', legality: 'L', secrecy: 'S', signer: 'G', stranger: '', admin: '' };
const roleLetter: Partial<Record<Actor, string>> = {
  'openness-clerk': 'C', 'openness-head': 'H', drafter: 'D', 'legality-reviewer': 'L', 'secrecy-reviewer': 'S', signer: 'G', applicant: 'A',
};

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

/** A case in memory, in a state, decided by `decider`. */
function caseIn(state: FoiState, assignee: string | null, decider: string | null, type: FoiRequestType = 'information'): Case {
  const settings = { clock: {}, receipt: {}, calendar: nationalCalendar, onlineReconsideration: null };
  const folded = { ...fold([], type), state, assignee, decidedBy: decider, channel: 'portal' as const, facts: { submittedOn: civilDate('2023-03-15') } };
  return {
    id: '', receiptNumber: '', version: 1, agency: { code: '150500', name: '', shortName: '' }, applicant: { kind: 'naturalPerson', name: '', representative: null, contact: null, phone: null, email: null, address: null, postcode: null },
    request: { content: '', documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null }, applicantKey: Buffer.alloc(0), identityKey: null, anonymisedAt: null, submittedAt: '' as Instant, suggestOpen: false,
    readerKey: null, senderKey: null, events: [], folded, standing: standingOf({ ...folded, state: 'arrived' }, settings), settings,
  };
}

describe('the table', () => {
  it('is the one written down here: every state, every act, who and where to', () => {
    const seen = Object.fromEntries(states.map((state) => [state, Object.fromEntries(acts.flatMap((name) => {
      const cell = cellOf(state, name);
      if (!cell) return [];
      const to = cell.to === 'after-decision' || cell.to === 'after-review' ? 'reviewing' : cell.to;
      return [[name, [cell.roles.map((r) => roleLetter[r] ?? '?').sort().join(''), to]]];
    }))]));
    const wanted = Object.fromEntries(states.map((state) => [state, Object.fromEntries(Object.entries(expected[state]).map(([k, [who, to]]) => [k, [[...who].sort().join(''), to]]))]));
    expect(seen).toEqual(wanted);
    expect(states).toHaveLength(9);
    expect(acts).toHaveLength(47);
  });

  it(`lets each person do what his letters say and nothing else: ${states.length} states × ${acts.length} acts × ${persons.length} people, assigned or not, for both kinds of application`, () => {
    let cells = 0;
    for (const type of ['information', 'correction-of-record'] as const) for (const state of states) for (const name of acts) for (const person of persons) for (const assigned of [false, true]) {
      const principal = t.people[person];
      const leave = mayAct(principal, caseIn(state, assigned ? principal.person.id : null, null, type), name);
      const letter = letterOf[person];
      const fits = type === 'information' ? name !== 'decide-correction' : ofRecords.includes(name);
      const may = fits && letter !== '' && (expected[state][name]?.[0] ?? '').includes(letter) && (letter !== 'D' || assigned);
      expect({ type, state, name, person, assigned, ok: leave.ok }).toEqual({ type, state, name, person, assigned, ok: may });
      cells += 1;
    }
    expect(cells).toBe(9 * 47 * 8 * 2 * 2);
  });

  it('keeps four eyes: who proposed neither reviews nor approves', () => {
    const id = t.people.head.person.id;
    expect(mayAct(t.people.head, caseIn('approving', null, id), 'approve')).toMatchObject({ ok: false, status: 403, refusals: [{ code: 'four-eyes' }] });
    expect(mayAct(t.people.legality, caseIn('reviewing', null, t.people.legality.person.id), 'pass-legality')).toMatchObject({ ok: false, status: 403 });
    expect(mayAct(t.people.head, caseIn('approving', null, null), 'approve').ok).toBe(true);
  });

  it('every state that is not the end can be left, and each act has words and a consequence', () => {
    for (const state of states) {
      const leaves = Object.values(machine[state]).some((cell) => cell.to !== state);
      expect(leaves || isEnded(state)).toBe(true);
    }
    for (const name of acts) expect([zh.acts[name], zh.consequences[name]].every((w) => w.length > 0)).toBe(true);
  });

  it('a store written past the table is noticed', () => {
    const at = '2023-03-15T01:00:00.000Z' as Instant;
    const by = { actorId: null, actorName: '', actorRole: '' };
    const first: StoredEvent = { seq: 1, type: 'submit', on: civilDate('2023-03-15'), at, data: { channel: 'portal', facts: {}, evidence: null }, ...by };
    const approve: CaseEvent = { seq: 2, type: 'approve', on: civilDate('2023-03-15'), at, data: { opinion: null } };
    expect(() => fold([first, { ...approve, ...by }])).toThrow(/no step approve in arrived/);
  });
});

describe('through the commands', () => {
  it('refuses what the table does not know, in order: not seen 404, changed 409, not allowed 403, not now 422', async () => {
    const id = await entered(t, '2023-03-15');
    await expect(act(t, id, 'register', '2023-03-15', {}, 'stranger')).rejects.toMatchObject({ status: 404 });
    await expect(act(t, id, 'register', '2023-03-15', {}, 'admin')).rejects.toMatchObject({ status: 404 });
    await expect(act(t, id, 'register', '2023-03-15', {}, 'handler')).rejects.toMatchObject({ status: 404 });
    await expect(act(t, id, 'register', '2023-03-15', {}, 'signer')).rejects.toMatchObject({ status: 403, code: 'not-yours' });
    await expect(act(t, id, 'approve', '2023-03-15')).rejects.toMatchObject({ status: 422, code: 'not-now' });
    const before = await t.db.selectFrom('core.foiEvent').select('seq').where('caseId', '=', id).execute();
    expect(before).toHaveLength(1);
  });

  it('goes from arrival to the answer and back from the post', async () => {
    const id = await entered(t, '2023-03-15');
    await found(t, id, '2023-03-16');
    await approved(t, id, '2023-03-20', granted);
    const paperId = await letter(t, id);
    expect((await act(t, id, 'serve', '2023-03-21', { service: byPost, paperId })).folded).toMatchObject({ state: 'answered', answeredOn: '2023-03-21' });
    expect((await act(t, id, 'undeliverable', '2023-03-28', { reason: '查无此人' })).folded).toMatchObject({ state: 'serving', ended: null });
    const again = await act(t, id, 'serve', '2023-03-29', { service: { via: 'counter', tracking: null, to: '张三', evidence: null }, paperId });
    // In time by the first posting, which stays on record.
    expect(again.folded).toMatchObject({ state: 'answered', answeredOn: '2023-03-21', ended: { on: '2023-03-21' } });
  });

  it('one drafter’s edit on an old version is a conflict', async () => {
    const id = await entered(t, '2023-03-15');
    await act(t, id, 'register', '2023-03-15');
    const stale = { version: 1, on: civilDate('2023-03-16'), data: { text: '备注' } };
    await expect(perform(onDay(t, '2023-03-16'), t.people.clerk, id, 'note', stale)).rejects.toMatchObject({ status: 409 });
    expect(await codesOf(act(t, id, 'note', '2023-03-16', { text: '备注' }))).toEqual(['done']);
  });
});

it('an application for another office goes there before it is registered, with its receipt date and without its handler', async () => {
  const id = await entered(t, '2023-03-15');
  await act(t, id, 'assign', '2023-03-15', { personId: t.people.handler.person.id });
  expect(await codesOf(act(t, id, 'redirect', '2023-03-16', { agencyCode: '150500', reason: '不属于本机关' }))).toEqual(['agency-same']);
  const c = await act(t, id, 'redirect', '2023-03-16', { agencyCode: '150500-ZFB', reason: '属于办公室' });
  expect(c).toMatchObject({ agency: { code: '150500-ZFB' }, folded: { assignee: null, state: 'arrived' }, standing: { receivedOn: '2023-03-15' } });
  await expect(act(t, id, 'register', '2023-03-16')).rejects.toMatchObject({ status: 404 });
  expect((await act(t, id, 'register', '2023-03-16', {}, 'stranger')).folded.state).toBe('handling');
});
