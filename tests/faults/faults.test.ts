import { expect, it } from 'vitest';
import { runRounds } from './rounds.ts';

it('loses nothing acknowledged, publishes nothing by half, leaves no number gap when killed (short form)', async () => {
  const report = await runRounds({ rounds: 2, seed: 7, port: 18472, say: () => undefined });
  expect(report).toMatchObject({ lost: [], halfPublished: [], numberFaults: [], verifyFaults: [], serverKills: 1, postgresKills: 1 });
  expect(report.issued).toBeGreaterThan(0);
});
