import { admin } from './messages/admin.ts';
import { common } from './messages/common.ts';
import { drafting } from './messages/drafting.ts';
import { journal } from './messages/journal.ts';
import { library } from './messages/library.ts';
import { names } from './messages/names.ts';
import { review } from './messages/review.ts';

/** Every word of the console that a person reads. */
export const m = { ...common, names, drafting, review, library, admin, journal } as const;
