// The life of a topic as one table. Archived topics are kept as they stood, with a stamp, and never deleted. Pure.
import type { Reason } from '../../../platform/errors.ts';
import { zh } from '../messages.ts';
import type { StoredTopic, TopicState } from './model.ts';

/** What was closed may be opened again; what is archived stays. */
export const moves: Readonly<Record<TopicState, readonly TopicState[]>> = { preparing: ['open'], open: ['closed'], closed: ['open', 'archived'], archived: [] };

export type TopicSituation = { siteOpen: boolean; shown: number };

export function topicFaults(from: TopicState, to: Pick<StoredTopic, 'state' | 'name' | 'lead'>, { siteOpen, shown }: TopicSituation): Reason[] {
  const fault = (code: string, message: string, field: string, hit: boolean): Reason[] => (hit ? [{ code, message, field }] : []);
  if (from === 'archived') return [{ code: 'topic-archived', message: zh.topic.archived }];
  const moved = from !== to.state;
  return [
    ...fault('wrong-move', zh.topic.move(zh.topic.states[from], zh.topic.states[to.state]), 'state', moved && !moves[from].includes(to.state)),
    ...fault('name-missing', zh.topic.name, 'name', to.name === ''),
    ...(to.state === 'preparing' ? [] : [
      ...fault('lead-missing', zh.topic.lead, 'lead', to.lead === ''), ...fault('site-not-open', zh.topic.siteNotOpen, 'state', moved && to.state === 'open' && !siteOpen),
      ...fault('topic-empty', zh.topic.empty, 'items', to.state === 'open' && shown === 0),
    ]),
  ];
}
