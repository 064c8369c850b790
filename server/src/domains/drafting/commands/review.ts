import type { Verb } from '../perform.ts';
import { sheetFaults } from '../checks.ts';

/** 审核: the reviewer may have edited the sheet, so it is checked again. */
export const review: Verb = { ready: (c) => sheetFaults(c.doc, c.attachments, c.around) };
