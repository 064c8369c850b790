// What a column must be before the public sees it, and what its facts may say. Pure, every reason at once.
import { type ColumnType } from '@tongming/law';
import type { Reason } from '../../platform/errors.ts';
import type { ColumnState } from '../../platform/schema.ts';
import { zh } from './messages.ts';
import type { StoredColumn } from './model.ts';

const guidance = '国办发〔2017〕47号';
const reason = (code: string, message: string, field: string, article: string | null = null): Reason => ({ code, message, field, article });

export type Around = { types: readonly ColumnType[]; agencies: ReadonlySet<string> };

/** `agencies`: those that publish on the site. */
export function factsFaults({ type, agencyCode, duty }: Pick<StoredColumn, 'type' | 'agencyCode' | 'duty'>, { types, agencies }: Around): Reason[] {
  const known = types.find((one) => one.name === type);
  return [
    ...(known === undefined ? [reason('column-type', zh.noType(type), 'type')] : []),
    ...(agencies.has(agencyCode) ? [] : [reason('column-agency', zh.agencyOutside, 'agencyCode')]),
    ...(known?.group === 'static' && duty !== null ? [reason('column-static-duty', zh.staticDuty, 'duty')] : []),
    ...(known !== undefined && known.group !== 'static' && duty === null ? [reason('column-duty', zh.dutyMissing, 'duty')] : []),
  ];
}

export type Standing = Pick<StoredColumn, 'state' | 'purpose' | 'keywords' | 'person'>;
/** `content`: records of its own; `filled`: whether a sub-column open or opening with it has any; `directory`: nothing of its own is meant to be there. */
export type Content = { content: number; filled: boolean; directory: boolean };

const next: Readonly<Record<ColumnState, readonly ColumnState[]>> = { preparing: ['open'], open: ['closed'], closed: ['open'] };

function moveFaults(from: ColumnState, to: ColumnState): Reason[] {
  return next[from].includes(to) ? [] : [reason('column-move', zh.move(zh.state[from], zh.state[to]), 'state')];
}

/** An empty column is held back (空白栏目 count against the site), and one without its labels. */
export function openFaults(column: Standing, parent: { name: string; state: ColumnState } | null, { content, filled, directory }: Content): Reason[] {
  const wrong = moveFaults(column.state, 'open');
  if (wrong.length > 0) return wrong;
  return [
    ...(parent !== null && parent.state !== 'open' ? [reason('column-parent-not-open', zh.parentNotOpen(parent.name), 'parentId')] : []),
    ...(column.purpose === '' ? [reason('column-purpose', zh.purposeMissing, 'purpose', guidance)] : []),
    ...(column.keywords.length === 0 ? [reason('column-keywords', zh.keywordsMissing, 'keywords', guidance)] : []),
    ...(column.person === '' ? [reason('column-person', zh.personMissing, 'person')] : []),
    ...(directory && !filled ? [reason('column-empty', zh.emptyDirectory, 'rule')] : []),
    ...(!directory && content === 0 ? [reason('column-empty', zh.empty, 'rule')] : []),
  ];
}

export function closeFaults(state: ColumnState, openChildren: readonly string[]): Reason[] {
  const wrong = moveFaults(state, 'closed');
  return wrong.length > 0 || openChildren.length === 0 ? wrong : [reason('column-children-open', zh.childrenOpen(openChildren.join('、')), 'state')];
}
