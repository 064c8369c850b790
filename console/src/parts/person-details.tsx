import { Alert, App, Button, Popconfirm, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { PersonView, Role } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { useSession } from '../session.tsx';
import { dateTime } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { ErrorPanel } from './error-panel.tsx';
import { Facts } from './facts.tsx';
import { PasswordOnce } from './password-once.tsx';

const text = m.admin.people;
type Props = { person: PersonView; onChanged: (person: PersonView) => void };

/** A person: the system administrator keeps the account, the security administrator the rights (三员分立). */
export function PersonDetails({ person, onChanged }: Props): ReactElement {
  const { has } = useSession();
  const { message } = App.useApp();
  const { busy, error, run } = useAction();
  const [password, setPassword] = useState<string | null>(null);
  const change = (work: () => Promise<PersonView>, note: string): void => void run(async () => {
    onChanged(await work());
    void message.success(note);
  });
  const mayGrant = has('security-admin');
  return (
    <>
      <Facts facts={[
        [text.login, person.login], [text.phone, person.phone], [text.email, person.email], [text.factor, person.secondFactor ? text.factorOn : text.factorOff],
        ...(person.lockedUntil === null ? [] : [[text.inactive, text.locked(dateTime(person.lockedUntil))] as const]),
      ]} />
      {error === null ? null : <ErrorPanel error={error} />}
      {password === null ? null : <PasswordOnce password={password} />}
      {mayGrant || has('system-admin') ? (
        <p className="inline">
          {person.lockedUntil === null || !mayGrant ? null : <Button loading={busy} onClick={() => change(() => admin.unlock(person.id), text.unlocked)}>{text.unlock}</Button>}
          {mayGrant ? <Popconfirm title={text.reset} description={text.resetConfirm} onConfirm={() => void run(async () => setPassword((await admin.resetPassword(person.id)).password))}><Button disabled={busy}>{text.reset}</Button></Popconfirm> : null}
          {has('system-admin') ? <Button disabled={busy} onClick={() => change(() => admin.changePerson(person.id, { version: person.version, name: person.name, phone: person.phone, email: person.email, active: !person.active }), text.saved)}>{person.active ? text.deactivate : text.activate}</Button> : null}
        </p>
      ) : null}
      <h3>{text.roles}</h3>
      {person.roles.length === 0 ? <p className="quiet">{text.noRoles}</p> : (
        <ul className="role-list">
          {person.roles.map((held) => (
            <li key={`${held.agencyCode}${held.role}`}>
              <span>{m.names.roles[held.role]}<small className="quiet">　{held.agencyName}</small></span>
              {mayGrant ? <Popconfirm title={text.revokeConfirm(m.names.roles[held.role])} onConfirm={() => change(() => admin.setRole(person.id, held.agencyCode, held.role, false), text.saved)}><Button type="text" size="small" danger disabled={busy}>{text.revoke}</Button></Popconfirm> : null}
            </li>
          ))}
        </ul>
      )}
      {mayGrant ? <Grant busy={busy} onGrant={(agency, role) => change(() => admin.setRole(person.id, agency, role, true), text.saved)} /> : null}
    </>
  );
}

const roleOptions = (Object.entries(m.names.roles) as [Role, string][]).map(([value, label]) => ({ value, label }));

function Grant({ busy, onGrant }: { busy: boolean; onGrant: (agency: string, role: Role) => void }): ReactElement {
  const agencies = useResource('agencies', admin.agencies);
  const [agency, setAgency] = useState<string | null>(null);
  const [role, setRole] = useState<Role | null>(null);
  return (
    <>
      <h3>{text.grant}</h3>
      <Alert type="info" title={text.separated} />
      <div className="inline grant">
        <Select aria-label={text.grantAgency} placeholder={text.grantAgency} value={agency} onChange={setAgency} style={{ width: 220 }} showSearch={{ optionFilterProp: 'label' }} options={(agencies.data ?? []).map((a) => ({ value: a.code, label: a.name }))} />
        <Select aria-label={text.grantRole} placeholder={text.grantRole} value={role} onChange={setRole} style={{ width: 160 }} options={roleOptions} />
        <Button type="primary" loading={busy} disabled={agency === null || role === null} onClick={() => agency !== null && role !== null && onGrant(agency, role)}>{text.grant}</Button>
      </div>
    </>
  );
}
