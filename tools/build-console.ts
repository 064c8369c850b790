import { buildConsole } from '../server/src/console-build.ts';

console.log((await buildConsole()) ? 'built' : 'up to date');
