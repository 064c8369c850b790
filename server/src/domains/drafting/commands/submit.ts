import { checkDisclosure } from '@tongming/law';
import type { Verb } from '../perform.ts';
import { sheetFaults } from '../checks.ts';
import { disclosureColumns } from '../model.ts';
import type { Case } from '../store.ts';

/** 提交: the drafter proposes text and disclosure. A 转发 without one takes over that of what it forwards. */
export const submit: Verb = {
  ready: (c) => sheetFaults(inherited(c), c.attachments, c.around),
  effect: async ({ case: c }) => ({ set: disclosureColumns(inherited(c).sheet.disclosure) }),
};

function inherited(c: Case): Case['doc'] {
  const { forwarded } = c.around;
  if (c.doc.sheet.disclosure.attribute !== null || forwarded === null || forwarded === 'unknown') return c.doc;
  const disclosure = { grounds: [], ...forwarded };
  return checkDisclosure(disclosure).ok ? { ...c.doc, sheet: { ...c.doc.sheet, disclosure } } : c.doc;
}
