// Takes in applications until it is killed: what foi-intake.test.ts kills.
import { setTimeout as sleep } from 'node:timers/promises';
import { takeInFoi } from '../../server/src/domains/foi/index.ts';
import { kyselyOf, poolOf } from '../../server/src/platform/database.ts';
import { fileStore } from '../../server/src/platform/files.ts';
import type { DB } from '../../server/src/platform/schema.ts';

const [, , url = '', folder = '', secret = ''] = process.argv;
const db = kyselyOf<DB>(poolOf({ connectionString: url, role: 'tongming_app', name: 'foi intake under fire' }));
const env = { db, files: fileStore(folder), secret: Buffer.from(secret, 'hex') };
process.stdout.write('up\n');
for (;;) {
  // Connections are cut on purpose: the next round is the answer.
  await takeInFoi(env).catch(() => undefined);
  await sleep(5);
}
