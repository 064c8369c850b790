import { useState, type ReactElement } from 'react';
import type { FormProps } from './act-box.tsx';
import { dataOf, firstValues, missingIn } from './act-data.ts';
import { ActFrame } from './act-frame.tsx';
import { specOf, type Values } from './act-specs.ts';
import { useUnsaved } from '../parts/unsaved.tsx';
import { FieldControl, type FieldContext } from './fields.tsx';
import { a } from './messages-acts.ts';
import { PaperChoice } from './paper-choice.tsx';
import { draftDataOf, kindFor, onlyPaper } from './papers.ts';

/** An act whose form is its list of fields, with the letter it goes out with. */
export function PlainForm({ view, act, busy, error, today, me, reload, take }: FormProps): ReactElement {
  const [first] = useState<Values>(() => firstValues(act.act, view, today, me));
  const [values, setValues] = useState<Values>(first);
  useUnsaved(values !== first);
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  const { fields, notice } = specOf(act.act, view, values);
  const context: FieldContext = {
    agencyCode: view.agencyCode, today, me,
    similar: view.similar.filter((s) => s.sameApplicant && s.state !== 'answered' && s.state !== 'closed').map((s) => ({ value: s.id, label: `${s.registerNumber ?? s.receiptNumber} ${s.summary}` })),
  };
  const said = notice?.(values) ?? null;
  const kind = kindFor(act.act, values, view.requestType);
  const paperId = picked === undefined ? onlyPaper(view, kind) : picked;
  const needed = act.act === 'serve';
  const missing = [...(needed && paperId === null ? [a.paper] : []), ...missingIn(fields, values)];
  const data = (): Record<string, unknown> => ({ ...dataOf(act.act, fields, values), ...(kind === null ? {} : { paperId }) });
  return (
    <ActFrame act={act} busy={busy} error={error} today={today} missing={missing} onTake={(on) => take(data(), on)}>
      {said === null ? null : <p className="foi-notice">{said}</p>}
      {fields.map((field) => <FieldControl key={field.name} field={field} value={values[field.name]} context={context} onChange={(value) => setValues((old) => ({ ...old, [field.name]: value }))} />)}
      {kind === null ? null : <PaperChoice view={view} kind={kind} required={needed} value={paperId} onChange={setPicked} data={draftDataOf(act.act, values)} reload={reload} />}
    </ActFrame>
  );
}
