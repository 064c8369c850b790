import { Button, Input, Select, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ImportMapping, ImportReviewView } from '#contract-imports';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction } from '../use-resource.ts';
import { imports } from './api.ts';
import { i } from './messages.ts';

const NONE = '';
const filled = (fixed: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(fixed).filter(([, value]) => value.trim() !== ''));

/** Which column is which field: what the headers say by themselves, for a person to put right. */
export function MappingForm({ review, onDone }: { review: ImportReviewView; onDone: (next: ImportReviewView) => void }): ReactElement {
  const { headers, samples, mapping } = review.suggestion;
  const [value, setValue] = useState<ImportMapping>(review.mapping ?? mapping);
  const { busy, error, run } = useAction();
  const setColumn = (header: string, field: string): void => setValue((old) => {
    const { [header]: _former, ...columns } = old.columns;
    return { ...old, columns: field === NONE ? columns : { ...columns, [header]: field } };
  });
  const setFixed = (field: string, text: string): void => setValue((old) => ({ ...old, fixed: { ...old.fixed, [field]: text } }));
  const check = (): void => void run(async () => onDone(await imports.map(review.id, { ...value, fixed: filled(value.fixed) })));
  const options = [{ value: NONE, label: i.mapping.none }, ...review.fields.map(({ code, name }) => ({ value: code, label: name }))];
  const has = (field: string): boolean => Object.values(value.columns).includes(field);
  return (
    <section className="panel" aria-labelledby="mapping">
      <header><h2 id="mapping">{i.mapping.title}</h2><span className="quiet">{i.mapping.lead}</span></header>
      <div className="imports-body">
        <Table rowKey="at" size="small" pagination={false} scroll={{ x: 'max-content' }} dataSource={headers.flatMap((header, at) => (header === '' ? [] : [{ at, header }]))} columns={[
          { title: i.mapping.header, dataIndex: 'header' },
          { title: i.mapping.field, key: 'field', width: 180, render: (_, { header }) => <Select aria-label={i.mapping.fieldOf(header)} style={{ width: 160 }} value={value.columns[header] ?? NONE} options={options} onChange={(field) => setColumn(header, field)} /> },
          { title: i.mapping.sample, key: 'sample', render: (_, { at }) => <ul className="plain imports-sample">{samples.map((row, n) => <li key={n}>{row[at]}</li>)}</ul> },
        ]} />
        <div className="imports-fixed">
          {has('issuer') ? null : <label>{i.mapping.issuer}<Input maxLength={200} value={value.fixed['issuer'] ?? ''} onChange={(e) => setFixed('issuer', e.target.value)} /></label>}
          {has('theme') ? null : <label>{i.mapping.theme}<Input maxLength={200} value={value.fixed['theme'] ?? ''} onChange={(e) => setFixed('theme', e.target.value)} /></label>}
        </div>
        {error === null ? null : <ErrorPanel error={error} />}
        <div><Button type="primary" loading={busy} onClick={check}>{i.mapping.check}</Button></div>
      </div>
    </section>
  );
}
