// npm run test:faults [-- --rounds 50 --seed 1]
import { parseArgs } from 'node:util';
import { faultsOf, runRounds } from './rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, port: { type: 'string', default: '18471' } } });
const report = await runRounds({ rounds: Number(values.rounds), seed: Number(values.seed), port: Number(values.port), say: console.log });
console.log(JSON.stringify(report, null, 2));
console.log(`${report.rounds} rounds, ${report.issued} issued and ${report.imported} imported documents acknowledged, ${faultsOf(report)} faults`);
process.exitCode = faultsOf(report) === 0 ? 0 : 1;
