import type { Sheet } from '#contract';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { bodyLines } from '../text/body.ts';
import { changedFields, type Field } from './merge.ts';

/** A field of a sheet as lines a person can compare. */
export function fieldLines(sheet: Sheet, field: Field, reference: Reference | null): string[] {
  const value = sheet[field];
  switch (field) {
    case 'body': return bodyLines(sheet.body);
    case 'kind': return [reference?.kinds.find((k) => k.code === sheet.kind)?.name ?? sheet.kind];
    case 'direction': return [m.names.directions[sheet.direction]];
    case 'form': return [m.names.forms[sheet.form]];
    case 'category': return [m.names.categories[sheet.category]];
    case 'disclosure': return disclosureLines(sheet.disclosure, reference);
    case 'signers': return sheet.signers.map((s) => `${s.agency} ${s.name}`);
    case 'relations': return sheet.relations.map((r) => `${m.names.relations[r.type]}：${r.text ?? r.recordId ?? ''}`);
    case 'attendees': return sheet.attendees === null ? [] : (['present', 'absent', 'observers'] as const).map((k) => `${m.drafting.attendees[k]}：${sheet.attendees?.[k].join('、') ?? ''}`);
    default:
      if (typeof value === 'boolean') return [value ? m.drafting.yes : m.drafting.no];
      if (Array.isArray(value)) return value.map(String);
      return value === null || value === undefined || value === '' ? [] : [String(value)];
  }
}

function disclosureLines({ attribute, method, grounds }: Sheet['disclosure'], reference: Reference | null): string[] {
  return [
    attribute === null ? m.drafting.noAttribute : m.names.attributes[attribute],
    ...(method === null ? [] : [m.names.methods[method]]),
    ...grounds.map((g) => `${reference?.grounds.find((known) => known.code === g.code)?.name ?? g.code}：${g.reason}`),
  ];
}

const order = Object.keys(m.names.fields) as Field[];

/** Fields that differ, in the order of the sheet. */
export function differences(before: Sheet, after: Sheet): Field[] {
  return changedFields(before, after).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
}
