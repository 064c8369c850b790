import { Alert, Button, Select, type TableProps } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import type { JournalRow } from '#contract';
import { admin } from '../api/console.ts';
import { Pieces } from '../documents/side-by-side.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { changesBetween } from '../text/changes.ts';
import { diffWords } from '@tongming/legaltext';
import { dateTimeSeconds } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useAction, useResource } from '../use-resource.ts';

const text = m.journal;
const roles: Record<string, string> = { ...m.names.roles, self: text.self, system: text.system };
const roleName = (role: string): string => roles[role] ?? role;
const namer = (steps: Readonly<Record<string, string>>) => (action: string): string => text.actions[action] ?? steps[action] ?? action;
const subjectName = (type: string): string => text.subjects[type] ?? type;
const columnsOf = (actionName: (action: string) => string): NonNullable<TableProps<JournalRow>['columns']> => [
  { title: text.at, key: 'at', width: 170, render: (_, row) => dateTimeSeconds(row.at) },
  { title: text.actor, key: 'actor', width: 200, render: (_, row) => <>{row.actorName}<small className="quiet">　{roleName(row.actorRole)}</small></> },
  { title: text.action, key: 'action', width: 160, render: (_, row) => actionName(row.action) },
  { title: text.subject, key: 'subject', width: 320, render: (_, row) => <>{subjectName(row.subjectType)}<small className="quiet">　{row.subjectId}</small></> },
  { title: text.reason, key: 'reason', width: 200, render: (_, row) => row.reason ?? '' },
  { title: text.block, key: 'block', width: 90, render: (_, row) => row.block ?? text.unsealed },
];

const noSteps: Readonly<Record<string, string>> = {};

/** Who did what; verification recomputes every sealed block. */
export function Journal(): ReactElement {
  const filters = useFilters();
  const steps = useResource('journal actions', admin.journalActions).data ?? noSteps;
  const actionName = useMemo(() => namer(steps), [steps]);
  const columns = useMemo(() => columnsOf(actionName), [actionName]);
  const { subject, actor, action } = filters.values;
  const pages = usePages(`journal ${filters.query}`, (cursor, signal) => admin.journal({ subject, actor, action, cursor }, signal));
  const row = pages.items?.find((item) => String(item.id) === filters.open) ?? null;
  return (
    <ListPage title={text.title} action={<Verify />} filters={filters} pages={pages} columns={columns} shortColumns={3} rowLabel={(item) => `${item.actorName} ${actionName(item.action)}`} drawerTitle={row === null ? text.title : actionName(row.action)}
      filterBar={<>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={text.filterAction} aria-label={text.filterAction} style={{ width: 180 }} value={action} onChange={(value?: string) => filters.set({ action: value })} options={Object.entries({ ...text.actions, ...steps }).map(([value, label]) => ({ value, label }))} />
        <SearchBox width={180} value={actor ?? ''} placeholder={text.filterActor} onChange={(value) => filters.set({ actor: value })} />
        <SearchBox width={320} value={subject ?? ''} placeholder={text.filterSubject} onChange={(value) => filters.set({ subject: value })} />
      </>}
      drawer={row === null ? null : <Details row={row} actionName={actionName} />} />
  );
}

function Verify(): ReactElement {
  const [result, setResult] = useState<Awaited<ReturnType<typeof admin.verifyJournal>> | null>(null);
  const { busy, error, run } = useAction();
  return (
    <div className="verify">
      {error === null ? null : <ErrorPanel error={error} />}
      {result === null ? null : (
        <Alert type={result.ok ? 'success' : 'error'} showIcon title={result.ok ? text.ok(result.rows, result.blocks) : text.bad(result.faults.length)}
          description={result.ok ? undefined : <ul className="plain">{result.faults.map((fault, i) => <li key={i}>{fault.message}</li>)}</ul>} />
      )}
      <Button loading={busy} onClick={() => void run(async () => setResult(await admin.verifyJournal()))}>{text.verify}</Button>
    </div>
  );
}

function Details({ row, actionName }: { row: JournalRow; actionName: (action: string) => string }): ReactElement {
  const changes = changesBetween(row.before, row.after);
  return (
    <>
      <Facts facts={[
        [text.at, dateTimeSeconds(row.at)], [text.actor, row.actorName], [text.role, roleName(row.actorRole)], [text.agency, row.agencyCode], [text.action, `${actionName(row.action)}（${row.action}）`], [text.subject, `${subjectName(row.subjectType)} ${row.subjectId}`],
        [text.reason, row.reason], [text.block, row.block === null ? text.unsealed : String(row.block)],
      ]} />
      {changes.length === 0 ? <p className="quiet">{text.nothing}</p> : (
        <table className="side-by-side">
          <thead><tr><th scope="col">{text.field}</th><th scope="col">{text.before}</th><th scope="col">{text.after}</th></tr></thead>
          <tbody>
            {changes.map((change) => {
              const pieces = diffWords(change.before ?? '', change.after ?? '');
              return <tr key={change.path}><th scope="row">{change.path}</th><td><Pieces pieces={pieces.filter((p) => p.kind !== 'new')} /></td><td><Pieces pieces={pieces.filter((p) => p.kind !== 'old')} /></td></tr>;
            })}
          </tbody>
        </table>
      )}
    </>
  );
}
