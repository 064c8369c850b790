import type { ReactElement, ReactNode } from 'react';
import { m } from '../messages.ts';

/** Labels and values; a value that is empty says so. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }): ReactElement {
  return <dl className="facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value === '' || value === null || value === undefined ? m.drafting.none : value}</dd></div>)}</dl>;
}
