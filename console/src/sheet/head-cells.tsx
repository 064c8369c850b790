import { Checkbox, Input, Segmented, Select } from 'antd';
import type { ReactElement } from 'react';
import type { Sheet } from '#contract';
import type { DocumentForm, DocumentKind } from '@tongming/law';
import { m } from '../messages.ts';
import { Cell } from './cell.tsx';
import { usePaper } from './context.tsx';
import { NamesInput } from './names-input.tsx';

const text = m.drafting;
type Urgency = NonNullable<Sheet['urgency']>;
const urgencies: { value: Urgency | ''; label: string }[] = [{ value: '', label: text.urgency.none }, { value: '加急', label: text.urgency.urgent }, { value: '特急', label: text.urgency.veryUrgent }];

/** 文种 with its use, direction and own rules; what follows from the kind is filled in. */
export function KindCell(): ReactElement {
  const { sheet, change, reference } = usePaper();
  const kind = reference.kinds.find((k) => k.code === sheet.kind);
  const pick = (code: DocumentKind): void => {
    const next = reference.kinds.find((k) => k.code === code);
    if (next === undefined) return;
    const direction = next.directions.includes(sheet.direction) ? sheet.direction : (next.directions[0] ?? sheet.direction);
    const usual = next.forms[0] ?? 'ordinary';
    const attendees = usual === 'minutes' ? (sheet.attendees ?? { present: [], absent: [], observers: [] }) : null;
    change({ kind: code, direction, form: direction === 'up' && usual === 'ordinary' ? 'upward' : usual, sealed: next.sealed, attendees });
  };
  const forms: DocumentForm[] = sheet.direction === 'up' ? ['upward', 'ordinary'] : [...new Set<DocumentForm>([kind?.forms[0] ?? 'ordinary', 'ordinary', 'letter'])];
  return (
    <Cell name="kind" label={m.names.fields.kind} hint={kind === undefined ? undefined : <>{kind.use}{kind.rules.map((rule) => <strong key={rule} className="rule">{rule}</strong>)}<span className="law">{kind.article}</span></>}>
      <div className="inline">
        <Select value={sheet.kind} onChange={pick} virtual={false} showSearch={{ optionFilterProp: 'label' }} aria-label={text.kind.pick} style={{ width: 132 }} popupMatchSelectWidth={460} listHeight={420}
          options={reference.kinds.map((k) => ({ value: k.code, label: k.name, use: k.use, directions: k.directions }))}
          optionRender={({ data }) => (
            <div className="kind-option"><strong>{data.label}</strong><em>{data.directions.map((d) => m.names.directions[d]).join('、')}</em><span>{data.use}</span></div>
          )} />
        {(kind?.directions.length ?? 0) > 1
          ? <Segmented size="small" aria-label={text.kind.direction} value={sheet.direction} onChange={(direction) => change({ direction, form: direction === 'up' ? 'upward' : (kind?.forms[0] ?? 'ordinary') })}
              options={(kind?.directions ?? []).map((d) => ({ value: d, label: m.names.directions[d] }))} />
          : <span className="quiet">{m.names.directions[sheet.direction]}</span>}
        {sheet.form === 'order' || sheet.form === 'minutes'
          ? <span className="quiet">{m.names.forms[sheet.form]}</span>
          : <Select size="small" variant="borderless" aria-label={text.kind.form} value={sheet.form} onChange={(form) => change({ form })} style={{ width: 96 }}
              options={forms.map((f) => ({ value: f, label: m.names.forms[f] }))} />}
      </div>
    </Cell>
  );
}

export function UrgencyCell(): ReactElement {
  const { sheet, change } = usePaper();
  return (
    <Cell name="urgency" label={m.names.fields.urgency} wide={false}>
      <Segmented<Urgency | ''> size="small" aria-label={m.names.fields.urgency} value={sheet.urgency ?? ''} onChange={(value) => change({ urgency: value === '' ? null : value })} options={urgencies} />
    </Cell>
  );
}

export function NumberCell(): ReactElement {
  const { view, sheet, change, agencies } = usePaper();
  const codes = agencies.find((a) => a.code === view.agencyCode)?.numberCodes ?? [];
  const preview = view.documentNumber ?? view.numberPreview;
  return (
    <Cell name="number" label={text.number} wide={false} hint={view.documentNumber === null && preview !== null ? text.numberHint : undefined}>
      <div className="inline">
        {codes.length > 1 || sheet.numberCode === null
          ? <Select value={sheet.numberCode} onChange={(numberCode: string) => change({ numberCode })} placeholder={text.placeholders.numberCode} aria-label={m.names.fields.numberCode} style={{ minWidth: 116 }} popupMatchSelectWidth={false}
              options={codes.map((c) => ({ value: c.code, label: c.purpose === '' ? c.code : `${c.code}（${c.purpose}）` }))} />
          : null}
        <span className="number">{preview ?? text.numberNone}</span>
      </div>
    </Cell>
  );
}

export function TitleCell(): ReactElement {
  const { sheet, change } = usePaper();
  return (
    <Cell name="title" label={m.names.fields.title}>
      <Input.TextArea className="title-input" variant="borderless" autoSize={{ minRows: 1, maxRows: 4 }} value={sheet.title} maxLength={500} aria-label={m.names.fields.title} placeholder={text.placeholders.title}
        onChange={(e) => change({ title: e.target.value.replaceAll('\n', '') })} autoFocus={sheet.title === ''} />
    </Cell>
  );
}

export function AddresseesCell(): ReactElement {
  const { sheet, change, agencies } = usePaper();
  return (
    <Cell name="addressees" label={m.names.fields.addressees}>
      <NamesInput label={m.names.fields.addressees} value={sheet.addressees} placeholder={text.placeholders.addressees} suggestions={agencies.map((a) => a.name)} onChange={(addressees) => change({ addressees })} />
    </Cell>
  );
}

export function CopyToCell(): ReactElement {
  const { sheet, change, agencies } = usePaper();
  return (
    <Cell name="copyTo" label={m.names.fields.copyTo}>
      <NamesInput label={m.names.fields.copyTo} value={sheet.copyTo} placeholder={text.placeholders.copyTo} suggestions={agencies.map((a) => a.name)} onChange={(copyTo) => change({ copyTo })} />
    </Cell>
  );
}

export function NoteCells(): ReactElement {
  const { sheet, change } = usePaper();
  return (
    <>
      <Cell name="note" label={m.names.fields.note} wide={false}>
        <Input variant="borderless" value={sheet.note ?? ''} maxLength={500} aria-label={m.names.fields.note} placeholder={text.placeholders.note} onChange={(e) => change({ note: e.target.value || null })} />
      </Cell>
      <Cell name="contact" label={m.names.fields.contact} wide={false}>
        <Input variant="borderless" value={sheet.contact ?? ''} maxLength={200} aria-label={m.names.fields.contact} placeholder={text.placeholders.contact} onChange={(e) => change({ contact: e.target.value || null })} />
      </Cell>
      <Cell name="sealed" label={m.names.fields.sealed} wide={false}>
        <Checkbox checked={sheet.sealed} onChange={(e) => change({ sealed: e.target.checked })}>{text.sealed.yes}</Checkbox>
      </Cell>
    </>
  );
}
