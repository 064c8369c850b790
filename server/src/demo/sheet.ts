import { civilDate, kindOf } from '@tongming/law';
import type { Sheet } from '../console-api/contract.ts';
import { agencies } from './agencies.ts';
import { documents } from './documents/index.ts';
import type { DemoDocument, DemoDraft } from './model.ts';
import { bodyOf } from './text.ts';

/** The drafting sheet of a demonstration document. `recordOf` gives the record a ref became; null where there is none yet. */
export function sheetOf(doc: DemoDocument | DemoDraft, recordOf: (ref: string) => string | null): Sheet {
  const kind = kindOf(doc.kind);
  const undecided = 'undecided' in doc && doc.undecided === true;
  const attribute = doc.attribute ?? 'full';
  return {
    kind: doc.kind,
    direction: directionOf(doc),
    form: kind.defaultForm,
    category: doc.category ?? 'policy',
    urgency: doc.urgency ?? null,
    title: doc.title,
    publicTitle: doc.publicTitle ?? null,
    addressees: doc.addressees ?? [],
    copyTo: doc.copyTo ?? [],
    body: bodyOf(doc.text),
    note: doc.note ?? null,
    contact: doc.contact ?? null,
    sealed: kind.sealed,
    jointAgencies: doc.joint ?? [],
    signers: doc.signers ?? [],
    attendees: doc.attendees ?? null,
    theme: doc.theme,
    keywords: doc.keywords,
    keywordsConfirmed: !undecided,
    summary: doc.summary,
    articleItems: doc.items ?? [],
    forwardsRecord: doc.forwards === undefined ? null : recordOf(doc.forwards),
    relations: (doc.relations ?? []).map((relation) => {
      const recordId = relation.ref === undefined ? null : recordOf(relation.ref);
      return { type: relation.type, recordId, text: recordId === null ? (relation.text ?? titleOf(relation.ref)) : null };
    }),
    numberCode: doc.numberCode ?? agencies.find((agency) => agency.code === doc.agency)?.numberCodes[0]?.code ?? null,
    effectiveOn: doc.effective === undefined ? null : civilDate(doc.effective),
    expiresOn: doc.expires === undefined ? null : civilDate(doc.expires),
    publishAt: null,
    disclosure: undecided
      ? { attribute: null, method: null, grounds: [] }
      : { attribute, method: doc.method === undefined && attribute !== 'withheld' ? 'proactive' : (doc.method ?? null), grounds: doc.grounds ?? [] },
  };
}

/** What is addressed to nobody is for everyone, where the kind allows it. */
function directionOf(doc: DemoDocument | DemoDraft): Sheet['direction'] {
  const { directions } = kindOf(doc.kind);
  return (doc.addressees ?? []).length === 0 && directions.includes('public') ? 'public' : (directions[0] ?? 'down');
}

function titleOf(ref: string | undefined): string | null {
  return documents.find((doc) => doc.ref === ref)?.title ?? null;
}
