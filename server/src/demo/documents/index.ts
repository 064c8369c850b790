import type { DemoDocument } from '../model.ts';
import { annualReports } from './annual-reports.ts';
import { cityPolicy } from './city-policy.ts';
import { cityRules } from './city-rules.ts';
import { counties } from './counties.ts';
import { departments } from './departments.ts';
import { openness } from './openness.ts';

export { drafts } from './drafts.ts';

/** Everything the demonstration city has issued, in no particular order. */
export const documents: DemoDocument[] = [
  ...cityRules, ...openness, ...cityPolicy, ...annualReports, ...departments, ...counties,
];
