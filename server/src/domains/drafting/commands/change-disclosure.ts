import type { Verb } from '../perform.ts';
import { checkDisclosure } from '@tongming/law';
import { reason, sameDisclosure, sheetFaults } from '../checks.ts';
import { dropOpenDuties } from '../duties.ts';
import { isSigned } from '../machine.ts';
import { zh } from '../messages.ts';
import { disclosureColumns } from '../model.ts';

/** 更改公开属性, with a reason. After signature the signature falls and the document goes back for approval. */
export const changeDisclosure: Verb = {
  decide: (c, input) => {
    const next = input.data?.disclosure;
    if (next === undefined || sameDisclosure(next, c.doc.sheet.disclosure)) {
      return [reason('disclosure-unchanged', zh.check.disclosureUnchanged, 'disclosure')];
    }
    const own = checkDisclosure(next);
    if (!own.ok) return own.refusals.map((r) => reason(r.code, r.message, r.field, r.article));
    const changed = { ...c.doc, sheet: { ...c.doc.sheet, disclosure: next } };
    return sheetFaults(changed, c.attachments, c.around);
  },
  effect: async ({ ctx, case: c, input }) => {
    const next = input.data?.disclosure ?? c.doc.sheet.disclosure;
    const signed = isSigned(c.doc.state);
    if (signed) await dropOpenDuties(ctx, c.doc.id, 'disclosure');
    return {
      set: { ...disclosureColumns(next), ...(signed ? { signedBy: null, printed: null } : {}) },
      data: { from: c.doc.sheet.disclosure, to: next },
    };
  },
};
