import fc from 'fast-check';
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

  test('what was typed after the question was put stands, whatever is chosen', async () => {
    const b = bench((version, sent) => (version === 1 ? Promise.reject(conflict) : Promise.resolve(view(version + 1, sent))), () => Promise.resolve(view(5, { title: '丙' })));
    b.save.change({ title: '乙' });
    await b.save.flush();
    b.save.change({ note: '附注' });
    expect(await b.save.resolve({ ...sheet, title: '丙' })).toBe(true);
    expect(b.puts.at(-1)).toMatchObject({ version: 5, sheet: { title: '丙', note: '附注' } });
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

// Every word is a letter of its own, and each writer only adds: at the end the server must have all of them.
type Field = 'title' | 'note';
type Request = { perform: (() => void) | null; answer: (() => void) | null };
type Desk = {
  type: (field: Field) => void; handOver: () => void; other: (field: Field) => void; refresh: () => void;
  /** The server works on the oldest request not worked on yet, or on the newest. */
  perform: (newest: boolean) => void;
  answer: (newest: boolean) => void;
  fire: () => void; choose: () => void;
  settle: () => Promise<void>; words: () => string[]; stored: () => string;
};

/** Lets everything go on that waits for nothing outside. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

/** One sheet at a desk, its text editor, which hands over late, and a server whose answers take their time. */
function desk(): Desk {
  const server = { version: 1, title: '', note: '' };
  const requests: Request[] = [];
  const words: string[] = [];
  let letter = 0x4e00;
  let typed: string | null = null;
  let timer: (() => void) | null = null;
  let state: SaveState = { kind: 'saved', at: null };
  const seen = (): DocumentView => view(server.version, { title: server.title, note: server.note });
  const ask = (work: () => DocumentView): Promise<DocumentView> => new Promise((resolve, reject) => {
    const request: Request = { answer: null, perform: () => {
      request.perform = null;
      try {
        const result = work();
        request.answer = () => resolve(result);
      } catch (error) {
        request.answer = () => reject(error as Error);
      }
    } };
    requests.push(request);
  });
  const collect = (): void => {
    const text = typed;
    typed = null;
    if (text !== null) save.change({ note: text });
  };
  const save: Autosave = autosave(seen(), {
    put: (version, sent) => ask(() => {
      if (version !== server.version) throw new ApiError(409, 'edit-conflict', '');
      Object.assign(server, { version: version + 1, title: sent.title, note: sent.note ?? '' });
      return seen();
    }),
    read: () => ask(seen), keep: () => undefined, drop: () => undefined, collect, clock: () => '',
    later: (work) => {
      timer = work;
      return () => (timer = null);
    },
    onState: (next) => (state = next),
    onSheet: (_sheet, fromOutside) => {
      if (fromOutside) typed = null;
    },
    onView: () => undefined, onMerged: () => undefined,
  });
  const word = (): string => {
    words.push(String.fromCodePoint(letter++));
    return words.at(-1) ?? '';
  };
  const pick = (part: 'perform' | 'answer', newest: boolean): void => {
    const open = requests.filter((request) => request[part] !== null);
    const request = newest ? open.at(-1) : open[0];
    const work = request?.[part];
    if (request !== undefined) request[part] = null;
    work?.();
  };
  const both = (mine: string | null, theirs: string | null): string => [...new Set([...(mine ?? ''), ...(theirs ?? '')])].join('');
  const choose = (): void => {
    if (state.kind !== 'conflict') return;
    const { merge: { merged, clashes }, theirs } = state;
    state = { kind: 'dirty' };
    void save.resolve(clashes.reduce<Sheet>((sheet, field) => ({ ...sheet, [field]: both(merged[field as Field], theirs.sheet[field as Field]) }), merged));
  };
  return {
    type: (field) => {
      // The question stands before the sheet.
      if (state.kind === 'conflict') return;
      if (field === 'note') typed = (typed ?? save.sheet().note ?? '') + word();
      else save.change({ title: save.sheet().title + word() });
    },
    other: (field) => {
      server[field] += word();
      server.version += 1;
    },
    handOver: collect, refresh: () => void save.refresh(), fire: () => timer?.(), choose,
    perform: (newest) => pick('perform', newest), answer: (newest) => pick('answer', newest),
    settle: async () => {
      for (let round = 0; round < 12; round++) {
        choose();
        void save.flush();
        for (let at = 0; at < 4; at++) {
          await rest();
          pick('perform', false);
          pick('answer', false);
        }
      }
    },
    words: () => words, stored: () => server.title + server.note,
  };
}

test('whatever the order of typing, saving, reading and of other people: no word is lost', async () => {
  const field = fc.constantFrom<Field>('title', 'note');
  const step = fc.oneof(
    fc.record({ do: fc.constantFrom('type', 'other'), field }),
    fc.record({ do: fc.constantFrom('perform', 'answer'), newest: fc.boolean() }),
    fc.record({ do: fc.constantFrom('handOver', 'refresh', 'fire', 'choose') }),
  ) as fc.Arbitrary<{ do: 'type' | 'other'; field: Field } | { do: 'perform' | 'answer'; newest: boolean } | { do: 'handOver' | 'refresh' | 'fire' | 'choose' }>;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
    const at = desk();
    for (const one of steps) {
      if ('field' in one) at[one.do](one.field);
      else if ('newest' in one) at[one.do](one.newest);
      else at[one.do]();
      await rest();
    }
    await at.settle();
    expect([...at.stored()].toSorted()).toEqual(at.words().toSorted());
  }), { numRuns: 300 });
}, 60_000);
