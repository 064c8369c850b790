import { Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { records } from '../api/console.ts';
import { m } from '../messages.ts';
import { useDebounced } from '../use-debounced.ts';
import { useResource } from '../use-resource.ts';

type Props = {
  label: string;
  value: string | null;
  /** Words for a document that is not in the library; when given, free words may be entered. */
  text?: string | null;
  onChange: (recordId: string | null, text: string | null) => void;
};

/** Finds a published record by title or number. */
export function RecordPicker({ label, value, text, onChange }: Props): ReactElement {
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const found = useResource(q === '' ? null : `records ${q}`, (signal) => records.list({ q, content: 'true', limit: 10 }, signal));
  const chosen = useResource(value === null ? null : `record ${value}`, (signal) => records.read(value ?? '', signal));
  const freeWords = text !== undefined;
  const options = [
    ...(freeWords && q !== '' ? [{ value: `text:${q}`, label: `“${q}”` }] : []),
    ...(found.data?.items ?? []).map((r) => ({ value: r.id, label: r.documentNumber === null ? r.title : `${r.title}（${r.documentNumber}）` })),
    ...(chosen.data === null || value === null || found.data?.items.some((r) => r.id === value) === true ? [] : [{ value, label: chosen.data.title }]),
  ];
  const current = value ?? (text === undefined || text === null || text === '' ? null : text);
  return (
    <Select className="record-picker" size="small" allowClear value={current} aria-label={label} placeholder={freeWords ? m.drafting.placeholders.relation : m.drafting.placeholders.record} style={{ width: '100%' }} loading={found.loading}
      showSearch={{ filterOption: false, onSearch: setTyped }} options={options} notFoundContent={q === '' ? null : m.list.none}
      onChange={(next: string | undefined) => {
        if (next === undefined) onChange(null, freeWords ? '' : null);
        else if (next.startsWith('text:')) onChange(null, next.slice('text:'.length));
        else onChange(next, null);
      }} />
  );
}
