import { Select } from 'antd';
import type { ReactElement } from 'react';
import type { ColumnRule, ColumnsView } from '#contract-columns';
import { reference } from '../api/reference.ts';
import { Labelled } from '../foi/fields.tsx';
import { m } from '../messages.ts';
import { chineseDate } from '../time.ts';
import { useDebounced } from '../use-debounced.ts';
import { useResource } from '../use-resource.ts';
import { columns } from './api.ts';
import { c } from './messages.ts';

type Props = { view: Pick<ColumnsView, 'site' | 'agencies'>; rule: ColumnRule; editable: boolean; onChange: (rule: ColumnRule) => void };
type Key = keyof typeof c.fields;
type Option = { value: string; label: string };
const keys = Object.keys(c.fields) as Key[];

/** Conditions by choosing, and at once how many fit and which are the newest. */
export function RuleBuilder({ view, rule, editable, onChange }: Props): ReactElement {
  const law = useResource('reference', reference);
  const options: Record<Exclude<Key, 'words'>, Option[]> = {
    categories: Object.entries({ ...m.names.categories, ...c.contentCategories }).map(([value, label]) => ({ value, label })),
    kinds: (law.data?.kinds ?? []).map(({ code, name }) => ({ value: code, label: name })),
    themes: (law.data?.themes ?? []).map(({ code, name }) => ({ value: code, label: name })),
    agencies: view.agencies.map(({ code, name }) => ({ value: code, label: name })),
  };
  const set = (key: Key, values: string[]): void => {
    const { [key]: _old, ...rest } = rule;
    onChange(values.length === 0 ? rest : { ...rest, [key]: values });
  };
  return (
    <div className="column-rule">
      <p className="hint">{c.ruleHint}</p>
      <div className="site-pair">
        {keys.map((key) => (
          <Labelled key={key} label={c.fields[key]} group {...(key === 'words' ? { hint: c.wordsHint } : {})}>
            {key === 'words' ? <Select mode="tags" aria-label={c.fields.words} disabled={!editable} value={rule.words ?? []} open={false} suffixIcon={null} placeholder={c.any} tokenSeparators={['，', ',', '、']} onChange={(values: string[]) => set('words', values)} />
              : <Select mode="multiple" aria-label={c.fields[key]} disabled={!editable} value={rule[key] ?? []} placeholder={c.any} options={options[key]} showSearch={{ optionFilterProp: 'label' }} onChange={(values: string[]) => set(key, values)} />}
          </Labelled>
        ))}
      </div>
      <Live site={view.site} rule={rule} />
    </div>
  );
}

function Live({ site, rule }: { site: string; rule: ColumnRule }): ReactElement | null {
  const key = useDebounced(JSON.stringify(rule), 300);
  const { data } = useResource(`rule ${site} ${key}`, (signal) => columns.tryRule(site, JSON.parse(key) as ColumnRule, signal));
  if (data === null) return null;
  return (
    <div className="column-live" role="status">
      <strong className={data.total === 0 ? 'late' : ''}>{data.total === 0 ? c.foundNone : c.found(data.total)}</strong>
      {data.first.length === 0 ? null : <ul aria-label={c.hits}>{data.first.map((hit) => <li key={hit.id}><span>{hit.title}</span><small className="quiet">{hit.agencyName}　{chineseDate(hit.datePublished)}</small></li>)}</ul>}
    </div>
  );
}
