import { setImmediate as others } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { queue, turns } from './turns.ts';

it('long work gives way, but more seldom the longer it takes', async () => {
  let ms = 0;
  const turn = turns(() => ms);
  const lengths: number[] = [];
  for (let from = 0; lengths.length < 7; ms += 1) {
    if (!turn.over()) continue;
    lengths.push(ms - from);
    await turn.give();
    from = ms;
  }
  expect(lengths).toEqual([2, 4, 8, 16, 32, 32, 32]);
});

it('what goes on with a question is begun before what begins one, one piece at a time', async () => {
  const begun: string[] = [];
  const take = queue<string>((work) => { begun.push(work); });
  for (const work of ['a', 'b', 'c']) take(work, true);
  await others();
  expect(begun).toEqual(['a']);
  take('a goes on', false);
  take('a ends', false);
  for (let i = 0; i < 5; i += 1) await others();
  expect(begun).toEqual(['a', 'a goes on', 'a ends', 'b', 'c']);
  take('later', true);
  for (let i = 0; i < 2; i += 1) await others();
  expect(begun.at(-1)).toBe('later');
});
