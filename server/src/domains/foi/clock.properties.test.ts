// Whatever order of commands is accepted: the case's clock is law's, computed here from a list kept apart; the events
// replayed give the same case; the columns beside them say the same.
import fc from 'fast-check';
import { addDays, civilDate, foiReplyClock, type CivilDate, type FoiEvent } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../platform/errors.ts';
import { clockOf, fold } from './fold.ts';
import type { FoiAct } from './model.ts';
import { eventsOf, loadCase, type Case } from './store.ts';
import { act, byPost, entered, overInternet, testOffice, type TestOffice } from './testing.ts';

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

type Move = { act: FoiAct; gap: number; party: '甲' | '乙'; days: number };
const moves = fc.array(fc.record({
  act: fc.constantFrom<FoiAct>(
    'notify-correction', 'receive-correction', 'ask-third-party', 'third-party-received', 'third-party-answered', 'ask-agency', 'agency-received', 'agency-answered',
    'request-extension', 'approve-extension', 'notify-extension', 'notify-fee', 'fee-notice-received', 'record-payment', 'ask-reasons', 'record-reasons'),
  gap: fc.integer({ min: -2, max: 6 }), party: fc.constantFrom<'甲' | '乙'>('甲', '乙'), days: fc.integer({ min: 1, max: 22 }),
}), { minLength: 8, maxLength: 24 });

function dataFor(m: Move, on: CivilDate): unknown {
  const service = byPost;
  switch (m.act) {
    case 'notify-correction': return { items: ['请写明年度'], answerBy: addDays(on, 14), service: overInternet };
    case 'receive-correction': return { channel: 'in-person', facts: { submittedOn: on }, content: '2022年度分配方案' };
    case 'ask-third-party': return { party: m.party, name: `${m.party}公司`, what: '征求意见', service };
    case 'third-party-answered': return { party: m.party, consent: 'no', reasons: '商业秘密', reasonable: true };
    case 'ask-agency': return { party: m.party, name: `${m.party}局`, role: m.party === '甲' ? 'co-producer' : 'other', what: '征求意见', service };
    case 'agency-answered': return { party: m.party, consent: 'yes' };
    case 'request-extension': case 'approve-extension': return { workingDays: m.days, reason: '涉及面广' };
    case 'notify-extension': return { service };
    case 'notify-fee': return { basis: 'pages', count: 100, service };
    case 'record-payment': return { amount: 700, voucher: 'P1' };
    case 'ask-reasons': return { why: '数量明显超过合理范围', service };
    case 'record-reasons': return { given: '用于研究', reasonable: true, judgement: '理由合理' };
    default: return { party: m.party };
  }
}

/** The list kept apart: what the accepted commands mean to law, one by one. */
function note(list: FoiEvent[], m: Move, on: CivilDate): void {
  const last = (type: FoiEvent['type']): number => list.findLastIndex((e) => e.type === type);
  switch (m.act) {
    case 'notify-correction': list.push({ type: 'correction-notified', date: on, answerBy: addDays(on, 14) }); break;
    case 'receive-correction': list.push({ type: 'correction-received', date: on }); break;
    case 'ask-third-party': list.push({ type: 'third-party-sent', date: on, party: m.party }); break;
    case 'third-party-received': list.push({ type: 'third-party-received', date: on, party: m.party }); break;
    case 'third-party-answered': list.push({ type: 'third-party-answered', date: on, party: m.party }); break;
    case 'ask-agency': list.push({ type: 'agency-consulted', date: on, party: m.party, role: m.party === '甲' ? 'co-producer' : 'other' }); break;
    case 'agency-received': {
      const i = list.findLastIndex((e) => e.type === 'agency-consulted' && e.party === m.party);
      const e = list[i];
      if (e?.type === 'agency-consulted') list[i] = { ...e, receivedOn: on };
      break;
    }
    case 'agency-answered': list.push({ type: 'agency-answered', date: on, party: m.party }); break;
    case 'approve-extension': list.push({ type: 'extended', date: on, workingDays: m.days, approvedOn: on, notifiedOn: null }); break;
    case 'notify-extension': {
      const e = list[last('extended')];
      if (e?.type === 'extended') list[last('extended')] = { ...e, date: on, notifiedOn: on };
      break;
    }
    case 'notify-fee': list.push({ type: 'fee-notified', date: on }); break;
    case 'fee-notice-received': {
      const e = list[last('fee-notified')];
      if (e?.type === 'fee-notified') list[last('fee-notified')] = { ...e, receivedOn: on };
      break;
    }
    case 'record-payment': list.push({ type: 'fee-paid', date: on }); break;
    case 'ask-reasons': list.push({ type: 'reasons-asked', date: on }); break;
    case 'record-reasons': list.push({ type: 'reasons-given', date: on }); break;
    default:
  }
}

async function columns(c: Case) {
  return t.db.selectFrom('core.foiCase').select(['state', 'due', 'provisional', 'nextDue', 'nextDuty', 'waitingFor', 'receivedOn', 'version']).where('id', '=', c.id).executeTakeFirstOrThrow();
}

describe('accepted commands', () => {
  it('give law’s clock, the same on replay, the same in the columns', async () => {
    let accepted = 0;
    await fc.assert(fc.asyncProperty(moves, async (script) => {
      let on = civilDate('2023-03-15');
      const id = await entered(t, on);
      await act(t, id, 'register', on);
      const list: FoiEvent[] = [{ type: 'received', date: on }];
      for (const m of script) {
        const day = addDays(on, m.gap);
        try {
          await act(t, id, m.act, day, dataFor(m, day));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          continue;
        }
        accepted += 1;
        if (day > on) on = day;
        note(list, m, day);
        const c = await loadCase(t.db, id);
        expect(c.standing.clock).toEqual(foiReplyClock(list));
        expect(clockOf(fold(await eventsOf(t.db, id)), c.settings)).toEqual(c.standing.clock);
        expect(await columns(c)).toEqual({
          state: c.folded.state, due: c.standing.due, provisional: c.standing.provisional, nextDue: c.standing.next?.due ?? null, nextDuty: c.standing.next?.duty ?? null,
          waitingFor: c.standing.waitingFor, receivedOn: c.standing.receivedOn, version: c.version,
        });
      }
    }), { numRuns: 60 });
    expect(accepted).toBeGreaterThan(50);
  });
});
