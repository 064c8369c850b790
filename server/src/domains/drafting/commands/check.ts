import type { GatedVerb } from '../perform.ts';
import { numberingFaults } from '../checks.ts';

/** 复核: the last look before a number is given. From here on nothing moves without a lawful disclosure. */
export const check: GatedVerb = {
  gated: true,
  ready: (c) => numberingFaults(c.doc.sheet, c.around, c.previous?.documentNumber ?? null),
  effect: async () => ({}),
};
