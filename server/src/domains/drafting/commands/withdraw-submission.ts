import type { Verb } from '../perform.ts';

/** 撤回: by the drafter, while nobody has acted on it (policy.ts, untouched). */
export const withdrawSubmission: Verb = {};
