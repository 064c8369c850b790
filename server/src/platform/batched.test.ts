import { expect, it } from 'vitest';
import { batched } from './batched.ts';

it('asks once for what is asked for together, and anew afterwards', async () => {
  const asked: string[][] = [];
  const find = batched((keys) => {
    asked.push([...keys]);
    return Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()])));
  });
  expect(await Promise.all([find('a'), find('b'), find('none'), find('a')])).toEqual(['A', 'B', undefined, 'A']);
  expect(await find('a')).toBe('A');
  expect(asked).toEqual([['a', 'b', 'none'], ['a']]);
});

it('leaves a batch as it is while it is being asked for', async () => {
  const going: ((values: ReadonlyMap<string, string>) => void)[] = [];
  const find = batched<string>(() => new Promise((resolve) => { going.push(resolve); }));
  const first = find('a');
  await new Promise((resolve) => { setImmediate(resolve); });
  const second = find('a');
  await expect.poll(() => going.length).toBe(2);
  going[1]?.(new Map([['a', 'new']]));
  going[0]?.(new Map([['a', 'old']]));
  expect(await Promise.all([first, second])).toEqual(['old', 'new']);
});

it('tells everybody who asked of a failure, and goes on', async () => {
  let broken = true;
  const find = batched((keys) => (broken ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((key) => [key, 1])))));
  expect((await Promise.allSettled([find('a'), find('b')])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await find('a')).toBe(1);
});

it('asks for no more than a statement should hold', async () => {
  const sizes: number[] = [];
  const find = batched((keys) => {
    sizes.push(keys.length);
    return Promise.resolve(new Map<string, number>());
  });
  await Promise.all(Array.from({ length: 100 }, (_, i) => find(String(i))));
  expect(sizes).toEqual([64, 36]);
});
