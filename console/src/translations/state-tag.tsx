import type { ReactElement } from 'react';
import type { TranslationState } from '#contract-translations';
import { Tag, type Tone } from '../parts/tags.tsx';
import { t } from './messages.ts';

const tones: Record<TranslationState, Tone> = { asked: 'plain', taken: 'blue', submitted: 'amber', published: 'green', stale: 'red' };
export const StateTag = ({ state }: { state: TranslationState }): ReactElement => <Tag tone={tones[state]}>{t.states[state]}</Tag>;
