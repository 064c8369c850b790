import { Button, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import type { RecordCategory, RelationDraft, RelationType, Sheet } from '#contract';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { RecordPicker } from '../parts/record-picker.tsx';
import { fromPicker, instantFromPicker, instantToPicker, toPicker } from '../time.ts';
import { Cell } from './cell.tsx';
import { usePaper } from './context.tsx';
import { NamesInput } from './names-input.tsx';

const text = m.drafting;
const categories = (Object.entries(m.names.categories) as [RecordCategory, string][]).filter((one): one is [Sheet['category'], string] => one[0] !== 'law');

/** What most documents do not need; folded until one of it is filled in. */
export function ExtraCells(): ReactElement {
  const { sheet, change } = usePaper();
  return (
    <>
      <Cell name="dates" label={m.names.fields.effectiveOn} wide={false}>
        <DayPicker variant="borderless" aria-label={m.names.fields.effectiveOn} value={toPicker(sheet.effectiveOn)} onChange={(day) => change({ effectiveOn: fromPicker(day) })} />
      </Cell>
      <Cell name="expires" label={m.names.fields.expiresOn} wide={false}>
        <DayPicker variant="borderless" aria-label={m.names.fields.expiresOn} value={toPicker(sheet.expiresOn)} onChange={(day) => change({ expiresOn: fromPicker(day) })} />
      </Cell>
      <Cell name="publishAt" label={m.names.fields.publishAt} hint={sheet.publishAt === null ? undefined : text.publishAt.hint}>
        <DayPicker variant="borderless" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" placeholder={text.publishAt.now} aria-label={m.names.fields.publishAt} value={instantToPicker(sheet.publishAt)} onChange={(moment) => change({ publishAt: instantFromPicker(moment) })} />
      </Cell>
      <Cell name="publicTitle" label={m.names.fields.publicTitle}>
        <Input variant="borderless" value={sheet.publicTitle ?? ''} maxLength={500} aria-label={m.names.fields.publicTitle} placeholder={text.placeholders.publicTitle} onChange={(e) => change({ publicTitle: e.target.value || null })} />
      </Cell>
      <JointCell />
      <Cell name="relations" label={m.names.fields.relations}>
        <Relations value={sheet.relations} onChange={(relations) => change({ relations })} />
        <div className="relation">
          <span className="sub-label">{m.names.fields.forwardsRecord}</span>
          <RecordPicker label={m.names.fields.forwardsRecord} value={sheet.forwardsRecord} onChange={(forwardsRecord) => change({ forwardsRecord })} />
        </div>
      </Cell>
    </>
  );
}

/** A rule or a normative document goes three more steps; said here, where it is decided. */
export function CategoryCell(): ReactElement {
  const { sheet, change } = usePaper();
  const longer = sheet.category === 'normative' || sheet.category === 'rule';
  return (
    <Cell name="category" label={text.normative.label} wide={false} hint={longer ? text.normative.on : undefined}>
      <Select variant="borderless" aria-label={text.normative.label} value={sheet.category} onChange={(category) => change({ category })} style={{ width: '100%' }} options={categories.map(([value, label]) => ({ value, label }))} />
    </Cell>
  );
}

function JointCell(): ReactElement {
  const { view, sheet, change, agencies } = usePaper();
  return (
    <Cell name="joint" label={m.names.fields.jointAgencies}>
      <Select mode="multiple" variant="borderless" aria-label={m.names.fields.jointAgencies} placeholder={text.placeholders.joint} style={{ width: '100%' }} value={sheet.jointAgencies} showSearch={{ optionFilterProp: 'label' }}
        onChange={(jointAgencies: string[]) => change({ jointAgencies })} options={agencies.filter((a) => a.code !== view.agencyCode && a.active).map((a) => ({ value: a.code, label: a.name }))} />
    </Cell>
  );
}

/** 签发人 of an upward document: one for each issuing agency. */
export function SignersCell(): ReactElement | null {
  const { view, sheet, change, agencies } = usePaper();
  if (sheet.form !== 'upward' && sheet.form !== 'order') return null;
  const issuers = [view.agencyName, ...sheet.jointAgencies.map((code) => agencies.find((a) => a.code === code)?.name ?? code)];
  const nameOf = (agency: string): string => sheet.signers.find((s) => s.agency === agency)?.name ?? '';
  return (
    <Cell name="signers" label={m.names.fields.signers}>
      {issuers.map((agency) => (
        <div key={agency} className="inline">
          <span className="sub-label">{agency}</span>
          <Input variant="borderless" value={nameOf(agency)} maxLength={50} aria-label={`${agency}${m.names.fields.signers}`} placeholder={text.placeholders.signers}
            onChange={(e) => change({ signers: issuers.map((a) => ({ agency: a, name: a === agency ? e.target.value : nameOf(a) })).filter((s) => s.name !== '') })} />
        </div>
      ))}
    </Cell>
  );
}

/** 出席、请假、列席 of minutes. */
export function AttendeesCell(): ReactElement | null {
  const { sheet, change } = usePaper();
  if (sheet.form !== 'minutes') return null;
  const value = sheet.attendees ?? { present: [], absent: [], observers: [] };
  return (
    <Cell name="attendees" label={m.names.fields.attendees}>
      {(['present', 'absent', 'observers'] as const).map((key) => (
        <div key={key} className="relation">
          <span className="sub-label">{text.attendees[key]}</span>
          <NamesInput label={text.attendees[key]} value={value[key]} onChange={(names) => change({ attendees: { ...value, [key]: names } })} />
        </div>
      ))}
    </Cell>
  );
}

const relationTypes = Object.entries(m.names.relations) as [RelationType, string][];

function Relations({ value, onChange }: { value: readonly RelationDraft[]; onChange: (value: RelationDraft[]) => void }): ReactElement {
  const set = (index: number, change: Partial<RelationDraft>): void => onChange(value.map((r, i) => (i === index ? { ...r, ...change } : r)));
  return (
    <>
      {value.map((relation, index) => (
        <div key={index} className="relation">
          <Select size="small" value={relation.type} aria-label={text.relations.type} style={{ width: 92 }} onChange={(type) => set(index, { type })} options={relationTypes.map(([code, label]) => ({ value: code, label }))} />
          <RecordPicker label={text.relations.target} value={relation.recordId} text={relation.text} onChange={(recordId, words) => set(index, { recordId, text: recordId === null ? words : null })} />
          <Button type="text" size="small" onClick={() => onChange(value.filter((_, i) => i !== index))}>{text.relations.remove}</Button>
        </div>
      ))}
      <Button type="dashed" size="small" onClick={() => onChange([...value, { type: 'based-on', recordId: null, text: '' }])}>{text.relations.add}</Button>
    </>
  );
}
