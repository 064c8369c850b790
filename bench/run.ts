// npm run bench -- alerts | publish | import | search | foi | harder-queries | offline | guess | mongolian | portal
import { benchAlerts } from './alerts.ts';
import { benchFoi } from './foi.ts';
import { benchGuess } from './guess.ts';
import { writeHarderQueries } from './harder-queries.ts';
import { benchImport } from './import.ts';
import { benchMongolian } from './mongolian.ts';
import { benchOffline } from './offline.ts';
import { benchPortal } from './portal.ts';
import { benchPublish } from './publish.ts';
import { benchSearch } from './search.ts';

const benches: Record<string, (args: string[]) => Promise<void>> = {
  alerts: benchAlerts, publish: benchPublish, import: benchImport, search: benchSearch, foi: benchFoi, 'harder-queries': writeHarderQueries, offline: benchOffline, guess: benchGuess, mongolian: benchMongolian, portal: benchPortal,
};
const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench) await bench(args);
else {
  process.stderr.write(`npm run bench -- ${Object.keys(benches).join(' | ')}\n`);
  process.exitCode = 2;
}
