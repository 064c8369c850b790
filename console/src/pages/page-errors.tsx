import { App, Button, Input, Segmented, Skeleton, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { PageErrorRow } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { Tag } from '../parts/tags.tsx';
import { dateTime, shortTime } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useAction } from '../use-resource.ts';

const text = m.library.pageErrors;
const columns: NonNullable<TableProps<PageErrorRow>['columns']> = [
  { title: text.message, dataIndex: 'message', width: 440, render: (words: string) => <span className="row-title">{words}</span> },
  { title: text.page, dataIndex: 'url', width: 260, ellipsis: true },
  { title: text.received, key: 'received', width: 130, render: (_, row) => shortTime(row.receivedAt) },
  { title: text.state, key: 'state', width: 100, render: (_, row) => <Tag tone={row.state === 'open' ? 'amber' : 'green'}>{row.state === 'open' ? text.open : text.answered}</Tag> },
];

/** What readers reported about the public pages. */
export function PageErrors(): ReactElement {
  const filters = useFilters();
  const state = filters.values['state'] ?? '';
  const pages = usePages(`page errors ${state}`, (cursor, signal) => admin.pageErrors({ state, cursor }, signal));
  const opened = pages.items?.find((row) => row.id === filters.open) ?? null;
  return (
    <ListPage title={text.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.message} empty={text.empty} drawerTitle={text.title}
      filterBar={<Segmented value={state} aria-label={text.state} onChange={(value) => filters.set({ state: value })} options={[{ value: '', label: text.any }, { value: 'open', label: text.open }, { value: 'answered', label: text.answered }]} />}
      drawer={filters.open === null ? null : opened === null ? <Skeleton active /> : <Answer key={opened.id} row={opened} onChanged={pages.replace} />} />
  );
}

function Answer({ row, onChanged }: { row: PageErrorRow; onChanged: (row: PageErrorRow) => void }): ReactElement {
  const [answer, setAnswer] = useState(row.answer ?? '');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const send = (): Promise<unknown> => run(async () => {
    onChanged(await admin.answerPageError(row.id, answer.trim()));
    void message.success(text.sent);
  });
  return (
    <>
      <Facts facts={[[text.message, row.message], [text.page, <PageLink key="url" url={row.url} />], [text.contact, row.contact ?? text.noContact], [text.received, dateTime(row.receivedAt)]]} />
      {row.state === 'answered' ? <><h3>{text.answer}</h3><p>{row.answer}</p></> : (
        <>
          <label className="field"><span>{text.answer}</span><Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} value={answer} onChange={(e) => setAnswer(e.target.value)} /></label>
          {error === null ? null : <ErrorPanel error={error} />}
          <Button type="primary" loading={busy} disabled={answer.trim() === ''} onClick={() => void send()}>{text.write}</Button>
        </>
      )}
    </>
  );
}

/** What a stranger sent as an address is a link only when it is one of the web. */
function PageLink({ url }: { url: string }): ReactElement {
  return /^(?:https?:\/\/|\/)/.test(url) ? <a href={url} target="_blank" rel="noopener noreferrer">{url}</a> : <span>{url}</span>;
}
