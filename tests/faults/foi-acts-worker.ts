// Enters applications and handles them to the end until it is killed: what foi-acts.test.ts kills. Each line it writes
// stands for something acknowledged: a case, an act, a letter's number.
import { setTimeout as sleep } from 'node:timers/promises';
import { today, type CivilDate } from '@tongming/law';
import type { FoiAct } from '../../server/src/console-api/contract-foi.ts';
import { approvePaper, draftPaper, enterApplication, entrySchema, getCase, loadCase, perform, type Env } from '../../server/src/domains/foi/index.ts';
import { byPost, city, entry, granted, searchEntry, type Person } from '../../server/src/domains/foi/testing.ts';
import type { Principal } from '../../server/src/domains/identity/index.ts';
import { kyselyOf, poolOf } from '../../server/src/platform/database.ts';
import { fileStore } from '../../server/src/platform/files.ts';
import { setLogSink } from '../../server/src/platform/log.ts';
import type { DB } from '../../server/src/platform/schema.ts';

const LANES = 3;
const [, , url = '', folder = '', secret = '', given = '{}'] = process.argv;
const people = JSON.parse(given) as Record<Person, Principal>;
const db = kyselyOf<DB>(poolOf({ connectionString: url, role: 'tongming_app', name: 'foi acts under fire' }));
const env: Env = { db, files: fileStore(folder), secret: Buffer.from(secret, 'hex') };
setLogSink(() => undefined);

function acknowledge(...words: (string | number)[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}

async function act(id: string, name: FoiAct, data: unknown = {}, by: Person = 'clerk'): Promise<void> {
  const { version } = await loadCase(db, id);
  await perform(env, people[by], id, name, { version, data });
  acknowledge('act', id, name);
}

async function letter(id: string): Promise<string> {
  const view = await getCase(db, people.clerk, id);
  const paperId = await draftPaper(env, people.clerk, view, 'reply', {});
  const { number } = await approvePaper(env, people.clerk, view, paperId, 1);
  acknowledge('letter', id, number ?? '');
  return paperId;
}

async function handle(day: CivilDate): Promise<void> {
  const { id, receiptNumber } = await enterApplication(env, people.clerk, entrySchema.parse({ ...entry({ submittedOn: day }), agencyCode: city }));
  acknowledge('case', id, receiptNumber);
  await act(id, 'register');
  await act(id, 'judge', { step: 'complete', finding: 'complete' });
  await act(id, 'judge', { step: 'competent', finding: 'ours' });
  await act(id, 'record-search', { entries: [searchEntry(day)] });
  await act(id, 'judge', { step: 'held', finding: 'held' });
  await act(id, 'decide', granted);
  await act(id, 'clear-secrecy', { conclusion: '不涉密' }, 'secrecy');
  await act(id, 'approve', {}, 'signer');
  await act(id, 'serve', { service: byPost, paperId: await letter(id) });
}

acknowledge('up');
await Promise.all(Array.from({ length: LANES }, async () => {
  for (;;) {
    // Connections are cut on purpose: the next application is the answer.
    await handle(today()).catch(() => sleep(20));
  }
}));
