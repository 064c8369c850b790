import type { FormInstance } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import type { Reason } from '#contract';
import { ApiError } from '../api/errors.ts';
import { ErrorPanel } from './error-panel.tsx';

/** A refusal's reasons, each at its field, the first of them brought into view; a panel for what has no field here. */
export function FormErrors({ form, error }: { form: FormInstance; error: unknown }): ReactElement | null {
  const [rest, setRest] = useState<unknown>(null);
  useEffect(() => {
    if (!(error instanceof ApiError)) {
      setRest(error);
      return undefined;
    }
    const path = (reason: Reason): string[] => (reason.field ?? '').split('.');
    const isHere = (reason: Reason): boolean => form.getFieldInstance(path(reason)) !== undefined;
    const here = Map.groupBy(error.reasons.filter(isHere), (reason) => path(reason).join('.'));
    form.setFields([...here].map(([field, reasons]) => ({ name: field.split('.'), errors: reasons.map((reason) => reason.message) })));
    const first = [...here.keys()][0];
    if (first !== undefined) form.scrollToField(first.split('.'), { block: 'center', focus: true });
    const elsewhere = error.reasons.filter((reason) => !isHere(reason));
    setRest(here.size === 0 ? error : elsewhere.length === 0 ? null : new ApiError(error.status, error.code, elsewhere.map((r) => r.message).join('；'), elsewhere));
    // A field without rules of its own would keep the fault for ever.
    return () => form.setFields([...here.keys()].map((field) => ({ name: field.split('.'), errors: [] })));
  }, [form, error]);
  return rest === null ? null : <ErrorPanel error={rest} />;
}
