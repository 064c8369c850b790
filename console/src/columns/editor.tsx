import { Button, Checkbox, Input, Radio, Select } from 'antd';
import type { ReactElement } from 'react';
import type { ColumnFields, ColumnRow, ColumnsView } from '#contract-columns';
import type { UpdateDuty } from '@tongming/law';
import { Labelled } from '../foi/fields.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { PagePreview } from '../parts/page-preview.tsx';
import { Tag } from '../parts/tags.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useChanges } from '../parts/use-changes.ts';
import { chineseDate } from '../time.ts';
import { columns } from './api.ts';
import { standingTones, stateTones, useColumnWrite, type WriteProps } from './columns-page.tsx';
import { dutyOptions } from './duties.ts';
import { HandPanel } from './hand.tsx';
import { c } from './messages.ts';
import { PlacePanel, StatePanel } from './place-panel.tsx';
import { RuleBuilder } from './rule-builder.tsx';

export type EditorProps = WriteProps & { view: ColumnsView; column: ColumnRow; onAddBelow: () => void; onGone: () => void };
const draftOf = ({ name, type, purpose, keywords, agencyCode, person, duty, rule, onHome }: ColumnRow): ColumnFields => ({ name, type, purpose, keywords, agencyCode, person, duty, rule, onHome });

/** One column: what it is for, what comes into it, where it stands, and how it will look. */
export function ColumnEditor(props: EditorProps): ReactElement {
  const { view, column, onChanged, reload, onAddBelow } = props;
  const { draft, changed, dirty, edit, current, settle } = useChanges(draftOf(column));
  useUnsaved(dirty);
  const { busy, error, write } = useColumnWrite({ onChanged, reload });
  const may = view.mayManage;
  const save = (): void => {
    const sent = current();
    write(() => columns.change(column.id, column.version, changed), column.state === 'open' ? c.savedOpen : c.saved, () => settle(sent));
  };
  return (
    <div className="column-work">
      <div className="column-main">
        <header className="inline column-title">
          <h2>{column.name}</h2><Tag tone={stateTones[column.state]}>{c.states[column.state]}</Tag>
          {column.state === 'open' && column.standing !== 'exempt' ? <Tag tone={standingTones[column.standing]}>{c.standings[column.standing]}</Tag> : null}
          {column.lastOn === null ? null : <span className="quiet">{c.last(chineseDate(column.lastOn))}</span>}{column.due === null ? null : <span className="quiet">{c.dueOn(chineseDate(column.due))}</span>}
          {may && column.state !== 'closed' ? <Button size="small" onClick={onAddBelow}>{c.addBelow}</Button> : null}
        </header>
        <Facts view={view} draft={draft} may={may} edit={edit} />
        <section className="panel" aria-label={c.content}><header><h2>{c.content}</h2></header><div className="panel-body">
          <Radio.Group disabled={!may} aria-label={c.content} value={draft.rule !== null} onChange={(e) => edit({ rule: e.target.value === true ? {} : null })} options={[{ value: true, label: c.byRule }, { value: false, label: c.noRule }]} />
          {draft.rule === null ? null : <RuleBuilder view={view} rule={draft.rule} editable={may} onChange={(rule) => edit({ rule })} />}
        </div></section>
        {may ? (
          <section className="act" aria-label={c.save}>
            {error === null ? null : <ErrorPanel error={error} />}
            <div className="inline"><Button type="primary" loading={busy} disabled={!dirty} onClick={save}>{c.save}</Button>{dirty ? <span className="soon">{c.unsaved}</span> : null}</div>
          </section>
        ) : null}
        <HandPanel {...props} />
        <PlacePanel key={`${column.parentId} ${column.slug}`} {...props} dirty={dirty} />
        <StatePanel {...props} dirty={dirty} />
      </div>
      {may ? <PagePreview title={c.previewTitle} source={columns.previewUrl(view.site, column.id, { name: draft.name, type: draft.type, purpose: draft.purpose, rule: draft.rule })} /> : null}
    </div>
  );
}

type FactsProps = { view: ColumnsView; draft: ColumnFields; may: boolean; edit: (part: Partial<ColumnFields>) => void };

function Facts({ view, draft, may, edit }: FactsProps): ReactElement {
  const type = view.types.find((one) => one.name === draft.type);
  const pickType = (name: string): void => edit({ type: name, duty: view.types.find((one) => one.name === name)?.duty ?? null });
  return (
    <section className="panel" aria-label={c.facts}><header><h2>{c.facts}</h2></header><div className="panel-body">
      <div className="site-pair">
        <Labelled label={c.name} required><Input maxLength={40} disabled={!may} value={draft.name} onChange={(e) => edit({ name: e.target.value })} /></Labelled>
        <Labelled label={c.type} required hint={c.typeHint} group><Select aria-label={c.type} disabled={!may} showSearch value={draft.type} options={view.types.map(({ name }) => ({ value: name, label: name }))} onChange={pickType} /></Labelled>
        <Labelled label={c.agency} required group><Select aria-label={c.agency} disabled={!may} showSearch={{ optionFilterProp: 'label' }} value={draft.agencyCode} options={view.agencies.map(({ code, name }) => ({ value: code, label: name }))} onChange={(agencyCode: string) => edit({ agencyCode })} /></Labelled>
        <Labelled label={c.person} required><Input maxLength={40} disabled={!may} value={draft.person} onChange={(e) => edit({ person: e.target.value })} /></Labelled>
        <Labelled label={c.duty} group><Select aria-label={c.duty} disabled={!may || type?.group === 'static'} value={draft.duty ?? ''} options={dutyOptions(draft.duty)} onChange={(value: UpdateDuty | '') => edit({ duty: value === '' ? null : value })} /></Labelled>
        <Labelled label={c.keywords} required hint={c.keywordsHint} group><Select mode="tags" aria-label={c.keywords} disabled={!may} value={draft.keywords} open={false} suffixIcon={null} tokenSeparators={['，', ',', '、', ' ']} onChange={(keywords: string[]) => edit({ keywords })} /></Labelled>
      </div>
      <Labelled label={c.purpose} required hint={c.purposeHint}><Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={300} disabled={!may} value={draft.purpose} onChange={(e) => edit({ purpose: e.target.value })} /></Labelled>
      <Checkbox disabled={!may} checked={draft.onHome} onChange={(e) => edit({ onHome: e.target.checked })}>{c.onHome}</Checkbox>
    </div></section>
  );
}
