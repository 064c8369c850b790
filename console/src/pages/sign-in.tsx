import { Button, Form, Input } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Me, Persona, Role } from '#contract';
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
      <section className="sign-in-form">
        {demo ? <h2>{m.signIn.loginInstead}</h2> : null}
        <SignInForm onDone={onDone} focus={!demo} />
        {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      </section>
    </main>
  );
}

type FormProps = { onDone: (me: Me) => void; login?: string; samePerson?: Me; focus?: boolean };
type Values = { login: string; password: string; code?: string };

/** Password, then the second factor where the server asks for it. In the demonstration the same person comes back with one click. */
export function SignInForm({ onDone, login, samePerson, focus = true }: FormProps): ReactElement {
  const [form] = Form.useForm<Values>();
  const [needsCode, setNeedsCode] = useState(false);
  const { busy, error, run } = useAction();
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
          <Form.Item name="code" label={m.signIn.code} extra={m.signIn.codeHint} rules={required(m.signIn.code)}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
          </Form.Item>
        </div>
      ) : null}
      {error === null ? null : <p role="alert" className="field-error">{messageOf(error)}</p>}
      <Button type="primary" htmlType="submit" block loading={busy}>{needsCode ? m.signIn.next : m.signIn.submit}</Button>
    </Form>
  );
}

/** In the order of the work; a person stands where the first of the roles belongs. */
const duties: { name: string; roles: Role[] }[] = [
  { name: m.signIn.duties.draft, roles: ['drafter'] },
  { name: m.signIn.duties.review, roles: ['reviewer', 'secrecy-reviewer', 'legality-reviewer', 'cosigner', 'privacy-officer'] },
  { name: m.signIn.duties.sign, roles: ['signer'] },
  { name: m.signIn.duties.office, roles: ['office', 'openness-clerk'] },
  { name: m.signIn.duties.admin, roles: ['system-admin', 'security-admin', 'audit-admin'] },
];

function Personas({ personas, onDone }: { personas: Persona[]; onDone: (me: Me) => void }): ReactElement {
  const { busy, error, run } = useAction();
  const dutyOf = (p: Persona): string => duties.find((d) => p.roles.some((role) => d.roles.includes(role)))?.name ?? m.signIn.duties.admin;
  const groups = Map.groupBy(personas, dutyOf);
  return (
    <section aria-labelledby="personas">
      <h2 id="personas">{m.signIn.demoTitle}</h2>
      <p className="quiet">{m.signIn.demoHint}</p>
      {duties.map(({ name }) => (
        <div key={name} className="persona-group" hidden={!groups.has(name)}>
          <h3>{name}</h3>
          <ul className="personas">
            {(groups.get(name) ?? []).map((p) => (
              <li key={p.personId}>
                <button type="button" disabled={busy} aria-label={m.signIn.as(`${p.name}（${p.duty}）`)}
                  onClick={() => void run(async () => onDone(await session.signInAs(p.personId)))}>
                  <strong>{p.duty}</strong>
                  <span>{p.name}</span>
                  <small>{p.agencyName}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {error === null ? null : <ErrorPanel error={error} />}
    </section>
  );
}
