import { App, Button, Cascader, Checkbox, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FactsRequest, RecordCategory, RecordFacts, RecordView } from '#contract';
import { reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { chineseDate, dateTime, fromPicker, toPicker } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { keeping } from './api.ts';
import { k } from './messages.ts';

const text = k.facts;
const separator = '\\';
const categoryNames: Readonly<Record<string, string>> = m.names.categories;
const isCategory = (code: string): code is RecordCategory => code in categoryNames;

/** Category, theme, 主题词 and days of a record; its agency's office puts them right here. */
export function RecordFactsPart({ record, facts, onChanged }: { record: RecordView; facts: RecordFacts; onChanged: (record: RecordView) => void }): ReactElement {
  const [editing, setEditing] = useState(false);
  if (editing) return <FactsForm record={record} facts={facts} onDone={(next) => { setEditing(false); onChanged(next); }} onCancel={() => setEditing(false)} />;
  const { keywordsConfirmed } = facts;
  return (
    <>
      <h3>{text.title}</h3>
      <Facts facts={[
        [text.category, categoryNames[facts.category] ?? facts.category], [text.theme, facts.theme],
        [text.keywords, facts.keywords.length === 0 ? null : <span key="keywords">{facts.keywords.join('　')}<br /><small className="quiet">{keywordsConfirmed === null ? text.unconfirmed : text.confirmed(keywordsConfirmed.by, dateTime(keywordsConfirmed.at))}</small></span>],
        [text.effectiveOn, facts.effectiveOn === null ? null : chineseDate(facts.effectiveOn)], [text.expiresOn, facts.expiresOn === null ? null : chineseDate(facts.expiresOn)],
      ]} />
      {facts.editable ? <Button onClick={() => setEditing(true)}>{text.edit}</Button> : null}
    </>
  );
}

type FormProps = { record: RecordView; facts: RecordFacts; onDone: (record: RecordView) => void; onCancel: () => void };

function FactsForm({ record, facts, onDone, onCancel }: FormProps): ReactElement {
  const { category, theme, keywords, effectiveOn, expiresOn, version } = facts;
  const [value, setValue] = useState<FactsRequest>({
    version, category: isCategory(category) ? category : 'other', theme, keywords, confirmKeywords: facts.keywordsConfirmed !== null, effectiveOn, expiresOn, ground: '',
  });
  const themes = useResource('reference', reference).data?.themes ?? [];
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const set = (change: Partial<FactsRequest>): void => setValue((old) => ({ ...old, ...change }));
  const submit = (): Promise<unknown> => run(async () => {
    const next = await keeping.changeFacts(record.id, value);
    void message.success(text.saved);
    onDone(next);
  });
  return (
    <form className="end-form" onSubmit={(e) => { e.preventDefault(); void submit(); }}>
      <h3>{text.edit}</h3>
      <label className="field"><span>{text.category}</span><Select aria-label={text.category} value={value.category} onChange={(next: RecordCategory) => set({ category: next })} options={Object.entries(categoryNames).map(([code, label]) => ({ value: code, label }))} /></label>
      <label className="field"><span>{text.theme}</span><Cascader aria-label={text.theme} changeOnSelect allowClear value={pathOf(value.theme)} displayRender={(labels) => labels.join(separator)}
        showSearch={{ filter: (input, path) => path.some((p) => String(p.label).includes(input)) }}
        options={themes.map((t) => ({ value: t.code, label: t.name, children: t.children.map((c) => ({ value: c.code, label: c.name })) }))} onChange={(path) => set({ theme: path?.at(-1) ?? null })} /></label>
      <label className="field"><span>{text.keywords}</span><Select mode="tags" open={false} suffixIcon={null} aria-label={text.keywords} placeholder={text.keywordHint} tokenSeparators={['，', ',', '、', ' ', '；']} value={value.keywords} onChange={(next: string[]) => set({ keywords: next, confirmKeywords: next.length > 0 })} /></label>
      <Checkbox disabled={value.keywords.length === 0} checked={value.confirmKeywords} onChange={(e) => set({ confirmKeywords: e.target.checked })}>{text.confirm}</Checkbox>
      <label className="field"><span>{text.effectiveOn}</span><DayPicker aria-label={text.effectiveOn} value={toPicker(value.effectiveOn)} onChange={(day) => set({ effectiveOn: fromPicker(day) })} /></label>
      <label className="field"><span>{text.expiresOn}</span><DayPicker aria-label={text.expiresOn} placeholder={text.open} value={toPicker(value.expiresOn)} onChange={(day) => set({ expiresOn: fromPicker(day) })} /></label>
      <label className="field"><span>{text.ground}</span><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} value={value.ground} placeholder={text.groundHint} onChange={(e) => set({ ground: e.target.value })} /></label>
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline"><Button type="primary" htmlType="submit" loading={busy}>{m.action.save}</Button><Button type="text" onClick={onCancel}>{m.action.cancel}</Button></p>
    </form>
  );
}

/** 综合政务\\政务公开 → both levels as the picker knows them. */
function pathOf(theme: string | null): string[] {
  if (theme === null) return [];
  const [first = theme] = theme.split(separator);
  return first === theme ? [theme] : [first, theme];
}
