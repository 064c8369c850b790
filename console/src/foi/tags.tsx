import type { ReactElement } from 'react';
import type { FoiRow, FoiState } from '#contract-foi';
import { outcomes } from '@tongming/law';
import { Tag, type Tone } from '../parts/tags.tsx';
import { n } from './names.ts';

const stateTones: Record<FoiState, Tone> = {
  arrived: 'amber', handling: 'blue', correcting: 'plain', 'awaiting-payment': 'plain', reviewing: 'blue', approving: 'blue', serving: 'blue', answered: 'green', closed: 'plain',
};
export const StateTag = ({ row }: { row: Pick<FoiRow, 'state' | 'stateName'> }): ReactElement => <Tag tone={stateTones[row.state]}>{row.stateName}</Tag>;

export function OutcomeTag({ row }: { row: Pick<FoiRow, 'outcome' | 'outcomeName'> }): ReactElement {
  const tone: Tone = row.outcome === 'granted' ? 'green' : row.outcome === 'partial' ? 'amber' : 'plain';
  return <Tag tone={tone}>{row.outcome === null ? row.outcomeName : outcomeName(row.outcome)}</Tag>;
}

/** 不予公开：属于国家秘密. */
export function outcomeName(code: string): string {
  const found = outcomes.find((o) => o.code === code);
  if (found === undefined) return code;
  const group = n.outcomeGroups[found.group];
  return found.code === found.group ? group : `${group}：${found.label.replace(/^[（(]?[一二三四五六\d]+[）).]/, '')}`;
}
