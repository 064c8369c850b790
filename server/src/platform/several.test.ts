import fc from 'fast-check';
import { expect, it } from 'vitest';
import { several } from './several.ts';

const turn = (n: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, n); });

it('gives every result in its place, and never works on more at once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (waits, atOnce) => {
    let [going, most] = [0, 0];
    const results = await several(waits, atOnce, async (wait) => {
      going += 1;
      most = Math.max(most, going);
      await turn(wait);
      going -= 1;
      return wait * 2;
    });
    expect(results).toEqual(waits.map((wait) => wait * 2));
    expect(most).toBe(Math.min(atOnce, waits.length));
  }), { numRuns: 30 });
});

it('begins nothing more after a fault', async () => {
  const begun: number[] = [];
  await expect(several([1, 2, 3, 4, 5, 6], 2, async (n) => {
    begun.push(n);
    await turn(1);
    if (n === 1) throw new Error('no');
  })).rejects.toThrow('no');
  await turn(10);
  expect(begun.length).toBeLessThan(6);
});
