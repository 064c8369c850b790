import { Button, Skeleton, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { PersonView } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { ListPage } from '../parts/list-page.tsx';
import { NewPerson } from '../parts/new-person.tsx';
import { PersonDetails } from '../parts/person-details.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Tag } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { dateTime } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';

const text = m.admin.people;
const columns: NonNullable<TableProps<PersonView>['columns']> = [
  { title: text.name, key: 'name', width: 170, render: (_, row) => <span className="row-title">{row.name}{row.active ? null : <Tag>{text.inactive}</Tag>}{row.lockedUntil === null ? null : <Tag tone="red">{text.locked(dateTime(row.lockedUntil))}</Tag>}</span> },
  { title: text.login, dataIndex: 'login', width: 140 },
  { title: text.roles, key: 'roles', width: 460, render: (_, row) => (row.roles.length === 0 ? <span className="quiet">{text.noRoles}</span> : [...Map.groupBy(row.roles, (r) => r.agencyName)].map(([agency, roles]) => `${agency}：${roles.map((r) => m.names.roles[r.role]).join('、')}`).join('；')) },
  { title: text.factor, key: 'factor', width: 110, render: (_, row) => (row.secondFactor ? text.factorOn : text.factorOff) },
  { title: text.phone, key: 'phone', width: 140, render: (_, row) => row.phone ?? '' },
];

export function People(): ReactElement {
  const { has } = useSession();
  const filters = useFilters();
  const q = filters.values['q'] ?? '';
  const pages = usePages(`people ${q}`, (cursor, signal) => admin.people({ q, cursor }, signal));
  const [adding, setAdding] = useState(false);
  const person = pages.items?.find((row) => row.id === filters.open) ?? null;
  return (
    <>
      <ListPage title={text.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.name} drawerTitle={person?.name ?? text.title}
        action={has('system-admin') ? <Button type="primary" onClick={() => setAdding(true)}>{text.add}</Button> : null}
        filterBar={<SearchBox value={q} placeholder={text.search} onChange={(value) => filters.set({ q: value })} />}
        drawer={filters.open === null ? null : person === null ? <Skeleton active /> : <PersonDetails key={person.id} person={person} onChanged={pages.replace} />} />
      {adding ? <NewPerson onClose={(created) => { setAdding(false); if (created) pages.reload(); }} /> : null}
    </>
  );
}
