import type { Reason } from '#contract';

/** The cells of the sheet that a refusal can point to. */
export type CellName =
  | 'kind' | 'urgency' | 'number' | 'title' | 'addressees' | 'copyTo' | 'disclosure' | 'body' | 'attachments' | 'note' | 'contact' | 'sealed'
  | 'theme' | 'keywords' | 'summary' | 'articleItems' | 'joint' | 'signers' | 'category' | 'dates' | 'expires' | 'relations' | 'publishAt' | 'attendees' | 'publicTitle';

const cellOf: Record<string, CellName> = {
  kind: 'kind', direction: 'kind', form: 'kind', matters: 'body', urgency: 'urgency', secrecy: 'urgency', numberCode: 'number', documentNumber: 'number',
  title: 'title', publicTitle: 'publicTitle', addressees: 'addressees', copyTo: 'copyTo', body: 'body', bodyText: 'body', disclosure: 'disclosure',
  attribute: 'disclosure', method: 'disclosure', grounds: 'disclosure', publicInterestOverride: 'disclosure', redaction: 'body', attachments: 'attachments',
  note: 'note', contact: 'contact', sealed: 'sealed', theme: 'theme', keywords: 'keywords', keywordsConfirmed: 'keywords', summary: 'summary',
  articleItems: 'articleItems', jointAgencies: 'joint', signers: 'signers', category: 'category', effectiveOn: 'dates', expiresOn: 'expires',
  relations: 'relations', forwardsRecord: 'relations', publishAt: 'publishAt', attendees: 'attendees',
};

/** Which cell a reason's field belongs to: the whole name, else its first part (`disclosure.grounds.0`), else its last. */
export function cellOfField(field: string | undefined): CellName | null {
  if (field === undefined) return null;
  const parts = field.split(/[.[\]]/).filter((part) => part !== '');
  return cellOf[field] ?? cellOf[parts[0] ?? ''] ?? cellOf[parts.at(-1) ?? ''] ?? null;
}

export function reasonsFor(reasons: readonly Reason[], cell: CellName): Reason[] {
  return reasons.filter((reason) => cellOfField(reason.field) === cell);
}

export const cellId = (cell: CellName): string => `cell-${cell}`;

/** Brings a cell into view and puts the cursor in it. */
export function goToCell(cell: CellName): void {
  const element = document.getElementById(cellId(cell));
  element?.scrollIntoView({ behavior: 'smooth', block: 'center' });
  element?.querySelector<HTMLElement>('[contenteditable="true"], input, textarea, button, [tabindex="0"]')?.focus({ preventScroll: true });
}
