import { civilDateOf, disclosureGrounds, formatChineseDate, kindOf, now } from '@tongming/law';
import { bodyToText, renderDraftingSheetPdf, renderHtml, renderPdf, TypesetInputError, type DraftingSheet, type OfficialDocument } from '@tongming/typeset';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { FileStore } from '../../../platform/files.ts';
import { checkPersonalData, type PersonalDataFinding } from '../../../platform/personal-data.ts';
import { readFile } from '../../../platform/files.ts';
import type { Principal } from '../../identity/index.ts';
import { openContentOf } from '../../library/index.ts';
import { textOfBytes } from '../attachment-text.ts';
import { zh } from '../messages.ts';
import { previewNumber } from '../numbering.ts';
import { editionOf, internalDocument, publicDocument } from '../official.ts';
import type { Case } from '../store.ts';
import { readableCase } from './get-document.ts';

export type Copy = 'internal' | 'public';
type Where = { db: Db; files: FileStore; fontFolder: string | null };

/** The document as it would be printed now; what is not yet given (number, date) is shown as foreseen. */
export async function previewPdf(where: Where, principal: Principal, id: string, copy: Copy): Promise<Uint8Array> {
  const doc = await previewed(where, principal, id, copy);
  return typesetting(async () => (await renderPdf(doc, where.fontFolder ? { fontFolder: where.fontFolder } : {})).bytes);
}

export async function previewHtml(where: Where, principal: Principal, id: string, copy: Copy): Promise<string> {
  const doc = await previewed(where, principal, id, copy);
  return typesetting(async () => renderHtml(doc));
}

async function previewed(where: Where, principal: Principal, id: string, copy: Copy): Promise<OfficialDocument> {
  const c = await readableCase(where.db, principal, id);
  const today = civilDateOf(now());
  const given = {
    documentNumber: c.doc.documentNumber ?? await previewNumber(where.db, c.doc, today) ?? '',
    dateMade: c.doc.dateMade ?? today, printedOn: c.doc.printed?.printedOn ?? null,
  };
  if (copy === 'internal') return internalDocument(where.files, c, given);
  const { attribute } = c.doc.sheet.disclosure;
  if (attribute === 'withheld' || attribute === null) return refuse('no-public-copy', zh.refusal.noPublicCopy);
  return publicDocument(where.files, openContentOf(editionOf(c, given), attribute));
}

/** 发文稿纸 with its boxes and the trail of approvals. */
export async function sheetPdf(where: Where, principal: Principal, id: string): Promise<Uint8Array> {
  const c = await readableCase(where.db, principal, id);
  const drafter = await where.db.selectFrom('core.person').select(['name', 'phone']).where('id', '=', c.doc.draftedBy).executeTakeFirst();
  return typesetting(() => renderDraftingSheetPdf(draftingSheet(c, drafter?.name ?? '', c.doc.sheet.contact ?? drafter?.phone ?? '')));
}

function draftingSheet(c: Case, drafter: string, telephone: string): DraftingSheet {
  const { sheet } = c.doc;
  const { attribute, method, grounds } = sheet.disclosure;
  return {
    agency: c.agency.name, title: sheet.title, kind: kindOf(sheet.kind).name, documentNumber: c.doc.documentNumber,
    urgency: sheet.urgency, drafter, unit: c.agency.shortName, telephone, attribute,
    method: method === 'on-request' ? 'onRequest' : method,
    reasons: grounds.map((g) => {
      const known = disclosureGrounds.find((ground) => ground.code === g.code);
      return zh.ground(known?.article ?? '', known?.name ?? g.code, g.reason);
    }),
    addressees: sheet.addressees, copyTo: sheet.copyTo, attachments: c.attachments.map((a) => a.name),
    trail: c.trail.map((e) => ({
      step: zh.events[e.event], name: e.personName, opinion: e.opinion ?? '', date: formatChineseDate(civilDateOf(e.at)),
    })),
    printRun: null, dateMade: c.doc.dateMade,
  };
}

/** A fault of the content is the person's to mend, not ours. */
async function typesetting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypesetInputError) refuse('cannot-typeset', [{ code: error.code, message: error.message }]);
    throw error;
  }
}

/** The check that printing makes, at any time before: text of the sheet and of the attachments that are to be public. */
export async function personalDataIn(where: Pick<Where, 'db' | 'files'>, principal: Principal, id: string): Promise<PersonalDataFinding[]> {
  const c = await readableCase(where.db, principal, id);
  const texts = [{ where: zh.where.body, text: bodyToText(c.doc.sheet.body) }];
  for (const a of c.attachments) {
    if (a.attribute === 'withheld') continue;
    texts.push({ where: zh.where.attachment(a.name), text: (await textOfBytes(await readFile(where.files, a.fileHash), a.mime)).text });
  }
  return checkPersonalData(texts);
}
