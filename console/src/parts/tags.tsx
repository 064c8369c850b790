import { Tag } from 'antd';
import type { ReactElement } from 'react';
import type { DocumentState, DocumentRow } from '#contract';
import { m } from '../messages.ts';

const colours: Partial<Record<DocumentState, string>> = { issued: 'green', discarded: 'default', drafting: 'default' };

export function StateTag({ state }: { state: DocumentState }): ReactElement {
  return <Tag color={colours[state] ?? 'blue'}>{m.names.states[state]}</Tag>;
}

/** 全文公开 · 主动公开, in words. */
export function disclosureText({ attribute, method }: DocumentRow['disclosure']): string {
  if (attribute === null) return m.drafting.noAttribute;
  return method === null ? m.names.attributes[attribute] : `${m.names.attributes[attribute]} · ${m.names.methods[method]}`;
}

export function UrgencyTag({ urgency }: { urgency: DocumentRow['urgency'] }): ReactElement | null {
  return urgency === null ? null : <Tag color="red">{urgency}</Tag>;
}

const statusColours: Record<string, string> = { 'in-force': 'green', amended: 'blue', 'not-yet': 'gold', repealed: 'red', expired: 'red', annulled: 'red', withdrawn: 'red' };

export function StatusTag({ status }: { status: string }): ReactElement {
  return <Tag color={statusColours[status] ?? 'default'}>{m.names.recordStatus[status] ?? status}</Tag>;
}
