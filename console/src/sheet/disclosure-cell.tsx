import { Alert, Button, Input, Popover, Select } from 'antd';
import { useId, type ReactElement } from 'react';
import type { Ground, Sheet } from '#contract';
import type { DisclosureAttribute, DisclosureMethod, GroundCode } from '@tongming/law';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { redactionsOf, type Redaction } from '../text/body.ts';
import { Cell } from './cell.tsx';
import { usePaper } from './context.tsx';

const text = m.drafting.attribute;
type Disclosure = Sheet['disclosure'];
const attributes: DisclosureAttribute[] = ['full', 'redacted', 'withheld'];
const methods: DisclosureMethod[] = ['proactive', 'on-request'];

/** 公开属性 and 公开方式: two tick groups, as printed on the paper, with the grounds where something is kept back. */
export function DisclosureCell(): ReactElement {
  const { sheet, change, reference } = usePaper();
  const redactions = redactionsOf(sheet.body);
  const marks = redactions.length;
  // The grounds of the marked passages are the document's grounds; only their reasons are left to write.
  const set = (next: Disclosure): void => change({ disclosure: next.attribute === 'redacted' && next.grounds.length === 0 ? { ...next, grounds: groundsOf(redactions, reference.grounds) } : next });
  return (
    <Cell name="disclosure" label={text.label} hint={text.must}>
      <DisclosureForm value={sheet.disclosure} grounds={reference.grounds} onChange={set} />
      {marks > 0 && sheet.disclosure.attribute === 'full'
        ? <Alert type="warning" showIcon title={text.marksButFull(marks)} action={<Button size="small" onClick={() => set(withAttribute(sheet.disclosure, 'redacted'))}>{text.fix}</Button>} />
        : null}
      {marks === 0 && sheet.disclosure.attribute === 'redacted' ? <p className="hint">{text.noMarks}</p> : null}
    </Cell>
  );
}

function groundsOf(redactions: readonly Redaction[], known: Reference['grounds']): Ground[] {
  return known.filter((g) => redactions.some((r) => r.ground === g.code)).map((g) => ({ code: g.code, reason: '' }));
}

/** What follows from an attribute: 全文公开 carries no grounds, 不予公开 no method; 以公开为常态, so 主动公开 is proposed. */
export function withAttribute(old: Disclosure, attribute: DisclosureAttribute): Disclosure {
  if (attribute === 'full') return { attribute, method: old.method ?? 'proactive', grounds: [] };
  return { attribute, method: attribute === 'withheld' ? null : (old.method ?? 'proactive'), grounds: old.grounds };
}

type FormProps = { value: Disclosure; grounds: Reference['grounds']; onChange: (value: Disclosure) => void };

export function DisclosureForm({ value, grounds, onChange }: FormProps): ReactElement {
  const keepsBack = value.attribute === 'redacted' || value.attribute === 'withheld';
  return (
    <>
      <Ticks label={text.label} value={value.attribute} options={attributes.map((a) => ({ value: a, name: m.names.attributes[a], hint: text[a] }))} onChange={(a) => onChange(withAttribute(value, a))} />
      {value.attribute === 'withheld' ? null : (
        <Ticks label={text.method} value={value.method} shown options={methods.map((method) => ({ value: method, name: m.names.methods[method], hint: method === 'proactive' ? text.proactive : text.onRequest }))} onChange={(method) => onChange({ ...value, method })} />
      )}
      {keepsBack ? <Grounds value={value.grounds} grounds={grounds} onChange={(next) => onChange({ ...value, grounds: next })} /> : null}
    </>
  );
}

type TicksProps<T extends string> = { label: string; value: T | null; options: { value: T; name: string; hint: string }[]; onChange: (value: T) => void; shown?: boolean };

/** A row of tick boxes of which one is ticked: native radio buttons, so the arrow keys work. */
function Ticks<T extends string>({ label, value, options, onChange, shown = false }: TicksProps<T>): ReactElement {
  const name = useId();
  return (
    <div className="ticks" role="radiogroup" aria-label={label}>
      {shown ? <span className="sub-label">{label}</span> : null}
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>{option.name}<small>{option.hint}</small></span>
        </label>
      ))}
    </div>
  );
}

type GroundsProps = { value: readonly Ground[]; grounds: Reference['grounds']; onChange: (value: Ground[]) => void };

/** Grounds of 条例第十四条至第十六条, each with its text one click away and a reason of its own. */
export function Grounds({ value, grounds, onChange }: GroundsProps): ReactElement {
  const open = grounds.filter((g) => !value.some((v) => v.code === g.code));
  const set = (index: number, change: Partial<Ground>): void => onChange(value.map((g, i) => (i === index ? { ...g, ...change } : g)));
  return (
    <div className="grounds">
      <span className="sub-label">{text.grounds}</span>
      {value.map((ground, index) => {
        const info = grounds.find((g) => g.code === ground.code);
        return (
          <div key={ground.code} className="ground">
            <div className="inline">
              <strong>{info?.name ?? ground.code}</strong>
              {info === undefined ? null : <Popover trigger="click" title={info.article} content={<p className="law-text">{info.text}</p>}><Button type="link" size="small">{info.article}</Button></Popover>}
              <span className="grow" />
              <Button type="text" size="small" onClick={() => onChange(value.filter((_, i) => i !== index))}>{m.action.remove}</Button>
            </div>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} value={ground.reason} maxLength={500} aria-label={`${info?.name ?? ground.code}：${text.reason}`} placeholder={text.placeholder} onChange={(e) => set(index, { reason: e.target.value })} />
          </div>
        );
      })}
      <Select<GroundCode> value={null} virtual={false} placeholder={value.length === 0 ? text.pickGround : text.addGround} aria-label={text.addGround} style={{ width: 300 }} popupMatchSelectWidth={460} listHeight={420}
        onChange={(code) => onChange([...value, { code, reason: '' }])}
        options={open.map((g) => ({ value: g.code, label: g.name, article: g.article }))}
        optionRender={({ data }) => <div className="kind-option"><strong>{data.label}</strong><span>{data.article}</span></div>} />
    </div>
  );
}
