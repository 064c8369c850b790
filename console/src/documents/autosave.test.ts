import { describe, expect, test } from 'vitest';
import type { DocumentView, Sheet } from '#contract';
import { ApiError } from '../api/errors.ts';
import { autosave, type Autosave, type Ports, type SaveState } from './autosave.ts';

const sheet = { title: '甲', note: null, contact: null } as Sheet;
const view = (version: number, change: Partial<Sheet> = {}): DocumentView => ({ id: '1', version, sheet: { ...sheet, ...change } }) as DocumentView;

type Bench = { save: Autosave; states: SaveState[]; puts: { version: number; sheet: Sheet }[]; fire: () => void; stash: { last: unknown } };

function bench(put: Ports['put'], read: Ports['read'] = () => Promise.resolve(view(1))): Bench {
  const states: SaveState[] = [];
  const puts: Bench['puts'] = [];
  const stash = { last: null as unknown };
  let timer: (() => void) | null = null;
  const save = autosave(view(1), {
    put: (version, sent) => {
      puts.push({ version, sheet: sent });
      return put(version, sent);
    },
    read, keep: (s) => (stash.last = s), drop: () => (stash.last = null), collect: () => undefined, clock: () => '10:32',
    later: (work) => {
      timer = work;
      return () => (timer = null);
    },
    onState: (state) => states.push(state), onSheet: () => undefined, onView: () => undefined, onMerged: () => undefined,
  });
  return { save, states, puts, fire: () => timer?.(), stash };
}

describe('autosave', () => {
  test('saves once after several changes and says when', async () => {
    const b = bench((version, sent) => Promise.resolve(view(version + 1, sent)));
    b.save.change({ title: '乙' });
    b.save.change({ title: '丙' });
    expect(b.stash.last).not.toBe(null);
    expect(await b.save.flush()).toBe(true);
    expect(b.puts).toHaveLength(1);
    expect(b.states.at(-1)).toEqual({ kind: 'saved', at: '10:32' });
    expect(b.stash.last).toBe(null);
    expect(b.save.version()).toBe(2);
  });

  test('what the server trims is no reason to save again', async () => {
    const b = bench((version) => Promise.resolve(view(version + 1, { title: '乙' })));
    b.save.change({ title: '乙 ' });
    await b.save.flush();
    await b.save.flush();
    expect(b.puts).toHaveLength(1);
  });

  test('changes made during a save go into the next', async () => {
    const b: Bench = bench((version, sent) => {
      if (version === 1) b.save.change({ note: '附注' });
      return Promise.resolve(view(version + 1, sent));
    });
    b.save.change({ title: '乙' });
    expect(await b.save.flush()).toBe(true);
    expect(b.puts.map((p) => [p.version, p.sheet.note])).toEqual([[1, null], [2, '附注']]);
  });

  test('a lost network keeps everything and tries again', async () => {
    let down = true;
    const b = bench((version, sent) => (down ? Promise.reject(new ApiError(0, 'network', '')) : Promise.resolve(view(version + 1, sent))));
    b.save.change({ title: '乙' });
    expect(await b.save.flush()).toBe(false);
    expect(b.states.at(-1)?.kind).toBe('retrying');
    expect(b.stash.last).not.toBe(null);
    down = false;
    b.fire();
    expect(await b.save.flush()).toBe(true);
  });

  const conflict = new ApiError(409, 'edit-conflict', '');
  test('edits of different fields are merged without asking', async () => {
    const b = bench((version, sent) => (version === 1 ? Promise.reject(conflict) : Promise.resolve(view(version + 1, sent))), () => Promise.resolve(view(5, { note: '他改的' })));
    b.save.change({ title: '乙' });
    expect(await b.save.flush()).toBe(true);
    expect(b.puts.at(-1)).toMatchObject({ version: 5, sheet: { title: '乙', note: '他改的' } });
  });

  test('edits of the same field wait for a choice, then are saved against the newer version', async () => {
    const b = bench((version, sent) => (version === 1 ? Promise.reject(conflict) : Promise.resolve(view(version + 1, sent))), () => Promise.resolve(view(5, { title: '丙' })));
    b.save.change({ title: '乙' });
    expect(await b.save.flush()).toBe(false);
    expect(b.states.at(-1)).toMatchObject({ kind: 'conflict', merge: { clashes: ['title'] } });
    expect(await b.save.flush()).toBe(false);
    expect(await b.save.resolve({ ...sheet, title: '乙' })).toBe(true);
    expect(b.puts.at(-1)).toMatchObject({ version: 5, sheet: { title: '乙' } });
  });

  test('choosing the other side throughout ends the conflict without a save', async () => {
    const b = bench(() => Promise.reject(conflict), () => Promise.resolve(view(5, { title: '丙' })));
    b.save.change({ title: '乙' });
    await b.save.flush();
    expect(await b.save.resolve({ ...sheet, title: '丙' })).toBe(true);
    expect(b.puts).toHaveLength(1);
    expect(b.states.at(-1)?.kind).toBe('saved');
    expect(b.stash.last).toBe(null);
  });

  test('a refusal is shown and not repeated by itself; a classified text is not even stashed', async () => {
    const b = bench(() => Promise.reject(new ApiError(422, 'classified', '涉密')));
    b.save.change({ title: '乙' });
    expect(await b.save.flush()).toBe(false);
    expect(b.states.at(-1)?.kind).toBe('refused');
    expect(b.stash.last).toBe(null);
    b.save.change({ title: '乙丙' });
    expect(b.stash.last).toBe(null);
  });
});

test('a change beside the sheet is taken in without touching what is typed', async () => {
  const b = bench((version, sent) => Promise.resolve(view(version + 1, sent)), () => Promise.resolve(view(4)));
  b.save.change({ title: '乙' });
  expect(await b.save.refresh()).toBe(true);
  expect(b.save.version()).toBe(4);
  expect(await b.save.flush()).toBe(true);
  expect(b.puts.at(-1)).toMatchObject({ version: 4, sheet: { title: '乙' } });
});
