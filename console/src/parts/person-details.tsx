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
import { PersonForm } from './person-form.tsx';

const text = m.admin.people;
type Props = { person: PersonView; onChanged: (person: PersonView) => void };

/** A person: the system administrator keeps the account, the security administrator the rights (三员分立). */
export function PersonDetails({ person, onChanged }: Props): ReactElement {
  const { me, has } = useSession();
  const { message } = App.useApp();
  const { busy, error, run } = useAction();
  const [password, setPassword] = useState<string | null>(null);
  const change = (work: () => Promise<PersonView>, note: string): void => void run(async () => {
    onChanged(await work());
    void message.success(note);
  });
  const [editing, setEditing] = useState(false);
  const mayKeep = has('system-admin');
  // Nobody grants, unlocks or resets for oneself.
  const mayGrant = has('security-admin') && person.id !== me.person.id;
  const reset = (): Promise<unknown> => run(async () => {
    const made = await admin.resetPassword(person.id);
    setPassword(made.password);
    onChanged(made.person);
  });
  const saved = (next: PersonView): void => {
    setEditing(false);
    onChanged(next);
    void message.success(text.saved);
  };
  const setActive = (active: boolean): void =>
    change(() => admin.changePerson(person.id, { version: person.version, name: person.name, phone: person.phone, email: person.email, active }), text.saved);
  if (editing) return <PersonForm person={person} onSaved={saved} onCancel={() => setEditing(false)} />;
  return (
    <>
      <Facts facts={[
        [text.login, person.login], [text.state, person.active ? text.active : text.inactive], [text.phone, person.phone], [text.email, person.email], [text.factor, person.secondFactor ? text.factorOn : text.factorOff],
        ...(person.lockedUntil === null ? [] : [[text.lock, text.locked(dateTime(person.lockedUntil))] as const]),
      ]} />
      {error === null ? null : <ErrorPanel error={error} />}
      {password === null ? null : <PasswordOnce password={password} />}
      {mayGrant || mayKeep ? (
        <p className="inline">
          {person.lockedUntil === null || !mayGrant ? null : <Button loading={busy} onClick={() => change(() => admin.unlock(person.id), text.unlocked)}>{text.unlock}</Button>}
          {mayGrant ? <Popconfirm title={text.reset} description={text.resetConfirm} onConfirm={() => void reset()}><Button disabled={busy}>{text.reset}</Button></Popconfirm> : null}
          {mayKeep ? <Button disabled={busy} onClick={() => setEditing(true)}>{text.edit}</Button> : null}
          {!mayKeep ? null : person.active
            ? <Popconfirm title={text.deactivate} description={text.deactivateConfirm} onConfirm={() => setActive(false)}><Button danger disabled={busy}>{text.deactivate}</Button></Popconfirm>
            : <Button disabled={busy} onClick={() => setActive(true)}>{text.activate}</Button>}
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
        <Select aria-label={text.grantRole} placeholder={text.grantRole} value={role} onChange={setRole} style={{ width: 220 }} listHeight={440} options={roleOptions} />
        <Button type="primary" loading={busy} disabled={agency === null || role === null} onClick={() => agency !== null && role !== null && onGrant(agency, role)}>{text.grant}</Button>
      </div>
    </>
  );
}
