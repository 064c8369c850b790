import { Button, Segmented, Select, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ValidityBucket, ValidityRow } from '#contract-validity';
import { admin } from '../api/console.ts';
import { validity } from '../library/api.ts';
import { m } from '../messages.ts';
import { ListPage } from '../parts/list-page.tsx';
import { Tag } from '../parts/tags.tsx';
import { chineseDate } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';
import { Decide } from './decide.tsx';
import { v } from './messages.ts';
import { ValiditySettings } from './settings.tsx';

const buckets: readonly ValidityBucket[] = ['due3', 'due6', 'none', 'expired'];
const bucketOf = (value: string | undefined): ValidityBucket => buckets.find((b) => b === value) ?? 'due3';
const categoryNames: Readonly<Record<string, string>> = m.names.categories;

const columns: NonNullable<TableProps<ValidityRow>['columns']> = [
  { title: v.document, key: 'title', width: 420, render: (_, row) => <span className="row-title">{row.title}</span> },
  { title: v.expiresOn, key: 'expires', width: 170, render: (_, row) => (row.expiresOn === null ? <span className="quiet">{v.none}</span> : chineseDate(row.expiresOn)) },
  { title: v.state, key: 'state', width: 120, render: (_, row) => (row.decision === null ? <span className="quiet">{v.undecided}</span> : <Tag tone={row.decision.kind === 'keep-on' ? 'green' : 'amber'}>{v.kinds[row.decision.kind]}</Tag>) },
  { title: v.number, dataIndex: 'documentNumber', width: 170, render: (n: string | null) => n ?? '' },
  { title: v.category, key: 'category', width: 140, render: (_, row) => categoryNames[row.category] ?? row.category },
  { title: v.agency, dataIndex: 'agencyName', width: 200 },
];

/** What runs out soon, has no last day, or has just run out; with what can be done about it. */
export function Validity(): ReactElement {
  const filters = useFilters();
  const bucket = bucketOf(filters.values['bucket']);
  const agency = filters.values['agency'];
  const [counts, setCounts] = useState<Partial<Record<ValidityBucket, number>>>({});
  const [settings, setSettings] = useState(false);
  const pages = usePages(`validity ${filters.query}`, async (cursor, signal) => {
    const page = await validity.list({ bucket, agency, cursor, limit: 50 }, signal);
    setCounts(page.counts);
    return page;
  });
  const agencies = useResource('agencies', admin.agencies);
  const opened = pages.items?.find((row) => row.id === filters.open);
  return (
    <>
      <ListPage title={v.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.title} drawerTitle={opened?.title ?? v.title}
        action={<Button onClick={() => setSettings(!settings)} aria-expanded={settings}>{v.settings.open}</Button>}
        filterBar={<>
          <Segmented<ValidityBucket> aria-label={v.title} value={bucket} onChange={(next) => filters.set({ bucket: next, open: null })} options={buckets.map((value) => ({ value, label: counts[value] === undefined ? v.buckets[value] : `${v.buckets[value]} ${counts[value]}` }))} />
          <Select allowClear placeholder={v.agency} aria-label={v.agency} style={{ width: 220 }} showSearch={{ optionFilterProp: 'label' }} value={agency} onChange={(value?: string) => filters.set({ agency: value })} options={(agencies.data ?? []).map((a) => ({ value: a.code, label: a.name }))} />
          <span className="quiet">{v.lead}</span>
        </>}
        drawer={opened === undefined ? null : <Decide key={opened.id} row={opened} bucket={bucket} onDone={pages.reload} />} />
      {settings ? <ValiditySettings /> : null}
    </>
  );
}
