import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'server/src/**/*.test.ts', 'console/src/**/*.test.ts', 'tests/channels/**/*.test.ts', 'tests/journeys/**/*.test.ts', 'tests/faults/**/*.test.ts', 'tests/hostile/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['tests/cluster.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 45_000 } },
    maxWorkers: 2,
    pool: 'forks',
  },
});
