import { civilDate, type CivilDate } from '@tongming/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelationType } from '../../console-api/contract.ts';
import { judgeRelations, type Edge, type Ending, type RelatedRecord } from './relation-rules.ts';

const day = civilDate('2024-06-01');
const record = (change: Partial<RelatedRecord> = {}): RelatedRecord => ({ title: '供热办法', madeOn: civilDate('2020-01-01'), endings: [], statedEnded: false, ...change });
const ended = (kind: Ending['kind'], from: string, by: string | null = null): Ending => ({ kind, from: civilDate(from), by });
type Setting = { type: RelationType; target?: Partial<RelatedRecord>; others?: Edge[]; kept?: { type: RelationType; to: string }[]; madeOn?: CivilDate; endings?: Ending[] };
/** What is found about `S` doing `type` to `T`. */
const judged = ({ type, target, others = [], kept = [], madeOn = day, endings = [] }: Setting): string[] => judgeRelations({
  source: { id: 'S', madeOn, endings }, added: [{ type, to: 'T' }], kept, others,
  records: new Map([['T', record(target)], ['S', record({ title: '本文件' })], ['X', record({ title: '第三份文件' })]]),
}).map((f) => `${f.severity} ${f.code}`);

describe('loops', () => {
  it('of itself, of two, and of a chain over several kinds, with the way named', () => {
    expect(judgeRelations({ source: { id: 'S', madeOn: day, endings: [] }, added: [{ type: 'amends', to: 'S' }], kept: [], others: [], records: new Map() })[0]?.code).toBe('relation-self');
    expect(judged({ type: 'replaces', others: [{ from: 'T', type: 'replaces', to: 'S' }] })).toContain('refuse relation-loop');
    expect(judged({ type: 'attached-to', others: [{ from: 'T', type: 'attached-to', to: 'X' }, { from: 'X', type: 'repeals', to: 'S' }] })).toContain('refuse relation-loop');
    const found = judgeRelations({
      source: { id: 'S', madeOn: day, endings: [] }, added: [{ type: 'amends', to: 'T' }], kept: [],
      others: [{ from: 'T', type: 'replaces', to: 'X' }, { from: 'X', type: 'amends', to: 'S' }], records: new Map([['T', record()], ['X', record({ title: '第三份文件' })]]),
    });
    expect(found[0]?.message).toContain('经《第三份文件》');
  });

  it('none where an amending decision brings the amended text with it', () => {
    expect(judged({ type: 'amends', others: [{ from: 'T', type: 'attached-to', to: 'S' }] })).toEqual([]);
  });
});

describe('contradictions', () => {
  it.each<[string, Setting, string[]]>([
    ['nothing against amending what is in force', { type: 'amends' }, []],
    ['annulled', { type: 'repeals', target: { endings: [ended('annulled', '2022-01-01')] } }, ['refuse relation-to-annulled']],
    ['amends what was repealed before', { type: 'amends', target: { endings: [ended('repealed', '2023-01-01')] } }, ['refuse relation-amends-ended']],
    ['amends what expired before', { type: 'amends', target: { endings: [ended('expired', '2023-01-01')] } }, ['refuse relation-amends-ended']],
    ['amends what is repealed only later', { type: 'amends', target: { endings: [ended('repealed', '2025-01-01')] } }, []],
    ['replaces what expired', { type: 'replaces', target: { endings: [ended('expired', '2023-01-01')] } }, ['warn relation-to-ended']],
    ['two replace it', { type: 'replaces', others: [{ from: 'X', type: 'replaces', to: 'T' }], target: { endings: [ended('repealed', '2025-01-01', 'X')] } }, ['refuse relation-ended-by-another']],
    ['one repeals, another replaces', { type: 'replaces', others: [{ from: 'X', type: 'repeals', to: 'T' }], target: { endings: [ended('repealed', '2024-06-30', 'X')] } }, ['warn relation-ended-by-another']],
    ['repealed by hand long before', { type: 'repeals', target: { endings: [ended('repealed', '2023-01-01')] } }, ['refuse relation-repealed-already']],
    ['completes an end entered by hand for the same day', { type: 'repeals', target: { endings: [ended('repealed', '2024-07-01')] } }, []],
    ['its own end, entered by hand', { type: 'repeals', target: { endings: [ended('repealed', '2024-01-01', 'S')] } }, []],
    ['repeals and amends', { type: 'amends', kept: [{ type: 'repeals', to: 'T' }] }, ['refuse relation-contradicts']],
    ['is older than what it changes', { type: 'amends', madeOn: civilDate('2019-01-01') }, ['refuse relation-older']],
    ['is annulled itself', { type: 'amends', endings: [ended('annulled', '2024-07-01')] }, ['refuse relation-source-annulled']],
    ['implements what is no more', { type: 'implements', target: { endings: [ended('repealed', '2023-01-01')] } }, ['warn relation-to-ended']],
    ['interprets what its source calls expired', { type: 'interprets', target: { statedEnded: true } }, ['warn relation-to-ended']],
    ['of what was withdrawn', { type: 'based-on', target: { endings: [ended('withdrawn', '2024-01-01')] } }, ['warn relation-to-withdrawn']],
  ])('%s', (_, setting, found) => {
    expect(judged(setting)).toEqual(found);
  });
});

const types: readonly RelationType[] = ['amends', 'repeals', 'replaces', 'interprets', 'implements', 'forwards', 'corrects', 'attached-to', 'based-on'];
/** Written down a second time, on purpose: what must never lead back. */
const acyclic: readonly (readonly RelationType[])[] = [['amends', 'repeals', 'replaces', 'corrects'], ['repeals', 'replaces', 'attached-to'], ['implements', 'based-on'], ['interprets'], ['forwards']];

/** Takes away who points nowhere, again and again: what is left is a loop. */
function hasLoop(edges: readonly Edge[]): boolean {
  let left = [...edges];
  for (;;) {
    const from = new Set(left.map((e) => e.from));
    const next = left.filter((e) => from.has(e.to));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

it('no accepted sequence of relations, added and taken away, yields a loop', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const one = fc.record({ from: fc.constantFrom(...ids), type: fc.constantFrom(...types), to: fc.constantFrom(...ids), removes: fc.nat({ max: 9 }).map((n) => n === 0) });
  let accepted = 0;
  fc.assert(fc.property(fc.array(one, { minLength: 5, maxLength: 60 }), (sequence) => {
    let edges: Edge[] = [];
    for (const { from, type, to, removes } of sequence) {
      if (removes) {
        edges = edges.slice(1);
        continue;
      }
      if (edges.some((e) => e.from === from && e.type === type && e.to === to)) continue;
      const kept = edges.filter((e) => e.from === from);
      const found = judgeRelations({
        source: { id: from, madeOn: day, endings: [] }, added: [{ type, to }], kept, others: edges.filter((e) => e.from !== from),
        records: new Map(ids.map((id) => [id, record({ madeOn: null })])),
      });
      if (found.some((f) => f.severity === 'refuse')) continue;
      accepted += 1;
      edges = [...edges, { from, type, to }];
      for (const order of acyclic) expect(hasLoop(edges.filter((e) => order.includes(e.type)))).toBe(false);
    }
  }), { numRuns: 300 });
  expect(accepted).toBeGreaterThan(1000);
});
