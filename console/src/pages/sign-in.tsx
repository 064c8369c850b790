import { Button, Form, Input } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { FollowedApplication, Me, Persona, Role } from '#contract';
import { session } from '../api/console.ts';
import { ApiError, messageOf } from '../api/errors.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction, useResource } from '../use-resource.ts';

/** The page for whom nobody is signed in. */
export function SignIn({ onDone }: { onDone: (me: Me) => void }): ReactElement {
  const { data, error, reload } = useResource('personas', session.personas);
  const demo = data?.demo === true && data.personas.length > 0;
  return (
    <main className={demo ? 'sign-in demo' : 'sign-in'}>
      <header>
        <h1>{m.app.name}<small>{m.app.product}</small></h1>
        <p>{m.signIn.lead}</p>
      </header>
      {demo ? <Personas personas={data.personas} onDone={onDone} /> : null}
      {demo && data.applications !== undefined && data.applications.length > 0 ? <Followed applications={data.applications} /> : null}
      {demo
        ? <details><summary>{m.signIn.loginInstead}</summary><section className="sign-in-form"><SignInForm onDone={onDone} focus={false} /></section></details>
        : <section className="sign-in-form"><SignInForm onDone={onDone} /></section>}
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
    </main>
  );
}

type FormProps = { onDone: (me: Me) => void; login?: string; samePerson?: Me; focus?: boolean };
type Values = { login: string; password: string; code?: string };

/** Password, then the second factor where the server asks for it. In the demonstration the same person comes back with one click. */
export function SignInForm({ onDone, login, samePerson, focus = true }: FormProps): ReactElement {
  const [form] = Form.useForm<Values>();
  const [needsCode, setNeedsCode] = useState(false);
  const { busy, error, run, clear } = useAction();
  const codeBox = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (needsCode) codeBox.current?.querySelector('input')?.focus();
  }, [needsCode]);

  const submit = (values: Values): Promise<unknown> => run(async () => {
    try {
      onDone(await session.signIn(values.login.trim(), values.password, values.code));
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'second-factor' && !needsCode) return setNeedsCode(true);
      throw failure;
    }
  });
  if (samePerson?.demo === true) {
    return <Button type="primary" block loading={busy} onClick={() => void run(async () => onDone(await session.signInAs(samePerson.person.id)))}>{m.signIn.as(samePerson.person.name)}</Button>;
  }
  const required = (what: string) => [{ required: true, message: m.signIn.required(what) }];
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ login }} onFinish={(v) => void submit(v)} disabled={busy}>
      <Form.Item name="login" label={m.signIn.login} rules={required(m.signIn.login)} hidden={needsCode}>
        <Input autoComplete="username" autoFocus={focus && login === undefined} />
      </Form.Item>
      <Form.Item name="password" label={m.signIn.password} rules={required(m.signIn.password)} hidden={needsCode}>
        <Input.Password autoComplete="current-password" autoFocus={login !== undefined} />
      </Form.Item>
      {needsCode ? (
        <div ref={codeBox}>
          <p className="quiet">{m.signIn.signingInAs(form.getFieldValue('login') as string)}</p>
          <Form.Item name="code" label={m.signIn.code} extra={m.signIn.codeHint} rules={required(m.signIn.code)}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
          </Form.Item>
        </div>
      ) : null}
      {error === null ? null : <p role="alert" className="field-error">{messageOf(error)}</p>}
      <Button type="primary" htmlType="submit" block loading={busy}>{needsCode ? m.signIn.next : m.signIn.submit}</Button>
      {needsCode && login === undefined ? <Button type="link" block onClick={() => { clear(); form.resetFields(); setNeedsCode(false); }}>{m.signIn.anotherPerson}</Button> : null}
    </Form>
  );
}

/** In the order of the work; a person stands where the first of the roles belongs. */
const duties: { name: string; roles: Role[] }[] = [
  { name: m.signIn.duties.draft, roles: ['drafter'] },
  { name: m.signIn.duties.review, roles: ['reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'privacy-officer'] },
  { name: m.signIn.duties.sign, roles: ['signer'] },
  { name: m.signIn.duties.office, roles: ['office', 'openness-clerk', 'openness-head'] },
  { name: m.signIn.duties.admin, roles: ['system-admin', 'security-admin', 'audit-admin'] },
];

/** The people of the leading agency, by duty; those of the others folded, by agency. */
function Personas({ personas, onDone }: { personas: Persona[]; onDone: (me: Me) => void }): ReactElement {
  const { busy, error, run } = useAction();
  const lead = personas[0]?.agencyName;
  const dutyOf = (p: Persona): string => duties.find((d) => p.roles.some((role) => d.roles.includes(role)))?.name ?? m.signIn.duties.admin;
  const byDuty = Map.groupBy(personas.filter((p) => p.agencyName === lead), dutyOf);
  const byAgency = Map.groupBy(personas.filter((p) => p.agencyName !== lead), (p) => p.agencyName);
  const enter = (id: string): void => void run(async () => onDone(await session.signInAs(id)));
  const group = (name: string, people: Persona[]): ReactElement => (
    <div key={name} className="persona-group">
      <h3>{name}</h3>
      <ul className="personas">{people.map((p) => <li key={p.personId}><PersonaCard persona={p} disabled={busy} onEnter={enter} /></li>)}</ul>
    </div>
  );
  return (
    <section aria-labelledby="personas">
      <h2 id="personas">{m.signIn.demoTitle}</h2>
      <p className="quiet">{m.signIn.demoHint}</p>
      {error === null ? null : <ErrorPanel error={error} />}
      {duties.flatMap(({ name }) => (byDuty.has(name) ? [group(name, byDuty.get(name) ?? [])] : []))}
      {byAgency.size === 0 ? null : <details><summary>{m.signIn.others(byAgency.size)}</summary>{[...byAgency].map(([agency, people]) => group(agency, people))}</details>}
    </section>
  );
}

/** What an applicant would hold in his hand. */
function Followed({ applications }: { applications: readonly FollowedApplication[] }): ReactElement {
  return (
    <section aria-labelledby="followed">
      <h2 id="followed">{m.signIn.applications}</h2>
      <p className="quiet">{m.signIn.applicationsHint}<a href="/apply/query">{m.signIn.applicationsOpen}</a></p>
      <ul className="followed">{applications.map((one) => (
        <li key={one.number}><strong>{one.what}</strong><span>{m.signIn.receiptNumber} <code>{one.number}</code></span><span>{m.signIn.queryCode} <code>{one.code}</code></span></li>
      ))}</ul>
    </section>
  );
}

function PersonaCard({ persona, disabled, onEnter }: { persona: Persona; disabled: boolean; onEnter: (id: string) => void }): ReactElement {
  return (
    <button type="button" disabled={disabled} onClick={() => onEnter(persona.personId)}>
      <strong>{persona.name}</strong>
      <span>{persona.duty}</span>
    </button>
  );
}
