import { App, Button, Checkbox, Input, Modal, Select, Skeleton, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { Channel, ChannelSettings, MissingChannels } from '#contract-channels';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { chineseDate } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useAction, useResource } from '../use-resource.ts';
import { channels } from './api.ts';
import { text } from './messages.ts';
import './inventory.css';

const words = text.missing;
const portal = 'portal';
const columns: NonNullable<TableProps<MissingChannels>['columns']> = [
  { title: words.document, key: 'title', width: 340, render: (_, row) => <Link className="row-title" to={`/records?open=${row.id}`}>{row.title}</Link> },
  { title: words.number, dataIndex: 'documentNumber', width: 150 }, { title: words.agency, dataIndex: 'agencyName', width: 150 },
  { title: words.published, key: 'published', width: 125, render: (_, row) => chineseDate(row.datePublished) },
  { title: words.lacking, key: 'missing', width: 120, render: (_, row) => <span className="soon">{row.missing.join('、')}</span> },
  { title: words.used, key: 'used', width: 120, render: (_, row) => row.used.join('、') },
];

/** Normative documents that are still to be published elsewhere. */
export function MissingChannelsPage(): ReactElement {
  const filters = useFilters();
  const { agency, channel } = filters.values;
  const pages = usePages(`missing channels ${filters.query}`, (cursor, signal) => channels.missing({ agency, channel, cursor, limit: 50 }, signal));
  const agencies = useResource('agencies', admin.agencies);
  const settings = useResource('channel settings', channels.settings);
  const [editing, setEditing] = useState(false);
  const required = (settings.data?.channels ?? []).filter((c) => c.code !== portal && settings.data?.required.includes(c.code));
  return (
    <>
      <ListPage title={words.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.title} empty={words.empty}
        action={<span className="inline"><Button onClick={() => setEditing(true)}>{words.settings}</Button><Button href={channels.missingFile('xlsx', { agency, channel })}>{words.file}</Button><Button href={channels.missingFile('csv', { agency, channel })}>{words.fileCsv}</Button></span>}
        filterBar={<>
          <Select allowClear placeholder={words.agency} aria-label={words.agency} style={{ width: 220 }} showSearch={{ optionFilterProp: 'label' }} value={agency} onChange={(value?: string) => filters.set({ agency: value })} options={(agencies.data ?? []).map((a) => ({ value: a.code, label: a.name }))} />
          <Select allowClear placeholder={words.lacking} aria-label={words.lacking} style={{ width: 150 }} value={channel} onChange={(value?: string) => filters.set({ channel: value })} options={required.map((c) => ({ value: c.code, label: c.name }))} />
          <span className="quiet">{words.lead}</span>
        </>} />
      <Modal open={editing} title={words.settings} footer={null} destroyOnHidden onCancel={() => setEditing(false)}>
        {settings.data === null ? <Skeleton active /> : <SettingsForm stored={settings.data} onSaved={(next) => { settings.set(next); setEditing(false); pages.reload(); }} />}
      </Modal>
    </>
  );
}

function SettingsForm({ stored, onSaved }: { stored: ChannelSettings; onSaved: (next: ChannelSettings) => void }): ReactElement {
  const [draft, setDraft] = useState(stored);
  const [fresh, setFresh] = useState<Channel>({ code: '', name: '' });
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const require = (code: string, on: boolean): void => setDraft((old) => ({ ...old, required: on ? [...old.required, code] : old.required.filter((c) => c !== code) }));
  const drop = (code: string): void => setDraft((old) => ({ channels: old.channels.filter((c) => c.code !== code), required: old.required.filter((c) => c !== code) }));
  const add = (): void => {
    setDraft((old) => ({ ...old, channels: [...old.channels, fresh] }));
    setFresh({ code: '', name: '' });
  };
  const save = (): Promise<unknown> => run(async () => {
    onSaved(await channels.saveSettings(draft));
    void message.success(words.saved);
  });
  return (
    <div className="channel-form">
      <p className="quiet">{words.hint}</p><h3>{words.required}</h3>
      <ul className="plain">{draft.channels.map(({ code, name }) => (
        <li key={code} className="inline"><Checkbox checked={draft.required.includes(code)} disabled={code === portal} onChange={(e) => require(code, e.target.checked)}>{name}</Checkbox>{code === portal ? null : <button type="button" className="link" onClick={() => drop(code)}>{m.action.remove}</button>}</li>
      ))}</ul>
      <p className="inline"><Input style={{ width: 150 }} aria-label={words.name} placeholder={words.name} value={fresh.name} onChange={(e) => setFresh((old) => ({ ...old, name: e.target.value }))} /><Input style={{ width: 190 }} aria-label={words.code} placeholder={words.code} value={fresh.code} onChange={(e) => setFresh((old) => ({ ...old, code: e.target.value }))} /><Button disabled={fresh.code === '' || fresh.name === ''} onClick={add}>{words.addChannel}</Button></p>
      {error === null ? null : <ErrorPanel error={error} />}
      <p><Button type="primary" loading={busy} onClick={() => void save()}>{m.action.save}</Button></p>
    </div>
  );
}
