import { elsewhereOpen, recent } from './data-recent.ts';
import { settled } from './data-settled.ts';
import type { DemoApplication } from './model.ts';

/** Applications for disclosure in the demonstration city, all invented. */
export const applications: readonly DemoApplication[] = [...settled, ...recent, ...elsewhereOpen];
