import type { ReactElement, ReactNode } from 'react';
import type { DocumentState, DocumentRow } from '#contract';
import { m } from '../messages.ts';

export type Tone = 'plain' | 'blue' | 'green' | 'amber' | 'red';

/** A word about a row. The word says it; the colour only helps the eye. */
export const Tag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactElement => <span className={`tag ${tone}`}>{children}</span>;

const stateTones: Partial<Record<DocumentState, Tone>> = { issued: 'green', discarded: 'plain', drafting: 'plain' };

export function StateTag({ state }: { state: DocumentState }): ReactElement {
  return <Tag tone={stateTones[state] ?? 'blue'}>{m.names.states[state]}</Tag>;
}

/** 全文公开 · 主动公开, in words. */
export function disclosureText({ attribute, method }: DocumentRow['disclosure']): string {
  if (attribute === null) return m.drafting.noAttribute;
  return method === null ? m.names.attributes[attribute] : `${m.names.attributes[attribute]} · ${m.names.methods[method]}`;
}

export function UrgencyTag({ urgency }: { urgency: DocumentRow['urgency'] }): ReactElement | null {
  return urgency === null ? null : <Tag tone="red">{urgency}</Tag>;
}

const statusTones: Record<string, Tone> = { 'in-force': 'green', amended: 'blue', 'not-yet': 'amber', repealed: 'red', expired: 'red', annulled: 'red', withdrawn: 'red' };

export function StatusTag({ status }: { status: string }): ReactElement {
  return <Tag tone={statusTones[status] ?? 'plain'}>{m.names.recordStatus[status] ?? status}</Tag>;
}
