import { randomOf } from './documents.ts';

export type Random = { share(): number; whole(below: number): number; pick<T>(list: readonly T[]): T; uuid(): string };

/** Draws that are the same for the same seed. */
export function randomFrom(seed: number): Random {
  const share = randomOf(seed);
  const whole = (below: number): number => Math.floor(share() * below);
  const hex = (n: number): string => Array.from({ length: n }, () => whole(16).toString(16)).join('');
  return {
    share, whole, uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    pick: (list) => {
      const found = list[whole(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
