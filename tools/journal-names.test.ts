// The journal is read by auditors: every action the code can write has a name in words.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stepNames } from '../server/src/console-api/journal-routes.ts';
import { annualReportMessages } from '../server/src/domains/annual-report/index.ts';
import { eventData } from '../server/src/domains/foi/index.ts';

const root = new URL('../', import.meta.url).pathname;
const sources = globSync('server/src/{domains,platform,console-api,cli,demo}/**/*.ts', { cwd: root })
  .filter((file) => !/test|testing|messages|zh|contract|schema/.test(file)).map((file) => readFileSync(`${root}${file}`, 'utf8'));
const found = (pattern: RegExp): string[] => [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? '')))];

/** What follows the beginning of an action that is put together. A beginning that is not here has to be added with its ends. */
const ends: Record<string, readonly string[]> = {
  'foi.': Object.keys(eventData), 'foi.mail-': ['sent', 'failed'], 'annual-report.': Object.keys(annualReportMessages.acts), 'report-comment.': ['publish', 'reject'], 'content.': ['submit', 'return', 'publish', 'revise', 'withdraw', 'discard'], 'translation.': ['take', 'submit', 'return', 'publish'],
  'setting.': ['foi', 'calendar', 'foi-archive'], 'record.': ['repealed', 'expired', 'annulled', 'withdrawn'], 'document.': [],
};

it('names every action of the journal', async () => {
  // By its address: the console's types are checked with the console.
  const { journal }: { journal: { actions: Record<string, string> } } = await import(`${root}console/src/messages/journal.ts`);
  const built = found(/action: `([a-z-]+\.[a-z-]*)\$\{/g);
  expect(built.sort()).toEqual(Object.keys(ends).sort());
  const said = found(/\b(?:action: |action = |entry\(|published\(ctx, )(.*?)(?:, subjectType|;|\)\)|$)/gm).join('\n');
  const literal = [...said.matchAll(/(?<!=== )'([a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)?)'/g)].map((m) => m[1] ?? '');
  const actions = [...literal, ...built.flatMap((start) => (ends[start] ?? []).map((end) => `${start}${end}`))];
  expect(actions).toEqual(expect.arrayContaining(['foi.archive', 'foi.anonymise', 'openness-guide.confirm', 'report-comment.publish', 'create-agency', 'grant-role', 'document.detach', 'record.publish', 'foi.decide-publication']));
  const names: Readonly<Record<string, string>> = { ...stepNames, ...journal.actions };
  expect(actions.filter((action) => names[action] === undefined)).toEqual([]);
  for (const name of Object.values(names)) expect(name).toMatch(/\p{Script=Han}/u);
});
