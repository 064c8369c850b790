import { describe, expect, test } from 'vitest';
import type { Available, DocumentEvent, DocumentView, TrailEntry } from '#contract';
import { cellOfField, reasonsFor } from './fields.ts';
import { finishResults, isOfficeStep, lastSeen, stepsOf } from './steps.ts';

const step = (event: DocumentEvent): Available => ({ event, label: '', consequence: '', needsOpinion: false, refusals: [] });
const entry = (event: DocumentEvent, personName = '王', version = 1): TrailEntry => ({ event, personName, version }) as TrailEntry;
const view = (available: Available[], trail: TrailEntry[]): DocumentView => ({ available, trail }) as DocumentView;

describe('steps', () => {
  test('one step forward, giving back and the rest', () => {
    const { forward, giveBack, others } = stepsOf([step('return'), step('sign'), step('change-disclosure')]);
    expect([forward?.event, giveBack?.event, others.map((o) => o.event)]).toEqual(['sign', 'return', ['change-disclosure']]);
    expect(isOfficeStep(forward)).toBe(false);
    expect(isOfficeStep(step('print'))).toBe(true);
    expect(stepsOf([]).forward).toBe(null);
  });

  test('the office sees what was done and where it stopped', () => {
    const before = view([step('register')], [entry('check')]);
    expect(finishResults(before, view([], [entry('check'), entry('register')]))).toEqual([
      { event: 'register', done: true }, { event: 'print', done: false }, { event: 'issue', done: false },
    ]);
  });

  test('the version of my last act', () => {
    expect(lastSeen([entry('submit', '李', 3), entry('return', '王', 4), entry('submit', '李', 7)], '王')).toBe(4);
    expect(lastSeen([], '王')).toBe(null);
  });
});

describe('cells', () => {
  test('a field finds its cell by whole name, first part or last part', () => {
    expect(['bodyText', 'disclosure.grounds.0.reason', 'sheet.title', 'grounds[0]', undefined, 'unheard'].map(cellOfField))
      .toEqual(['body', 'disclosure', 'title', 'disclosure', null, null]);
    expect(reasonsFor([{ code: 'a', message: '', field: 'method' }, { code: 'b', message: '' }], 'disclosure')).toHaveLength(1);
  });
});
