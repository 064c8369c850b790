import { createContext, use } from 'react';
import type { AgencyView, Attachment, DocumentView, Reason, Sheet } from '#contract';
import type { Reference } from '../api/reference.ts';
import type { CellName } from '../documents/fields.ts';

/** What the cells of an open sheet share. */
export type SheetPaper = {
  view: DocumentView;
  sheet: Sheet;
  change: (patch: Partial<Sheet>) => void;
  /** What is wrong with a cell, once it has been worked on or the next step was tried. */
  reasons: (cell: CellName) => Reason[];
  reference: Reference;
  agencies: readonly AgencyView[];
  attachments: readonly Attachment[];
  setAttachments: (attachments: Attachment[]) => void;
};

export const SheetContext = createContext<SheetPaper | null>(null);

export function usePaper(): SheetPaper {
  const value = use(SheetContext);
  if (value === null) throw new Error('usePaper outside a sheet');
  return value;
}
