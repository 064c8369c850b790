import type { Verb } from '../perform.ts';

/** 会签: once by each joint agency; the last one moves the document on (machine.ts, after-cosign). */
export const cosign: Verb = {};
