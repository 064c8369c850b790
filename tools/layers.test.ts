import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { breaches, breachOf, importsOf } from './layers.ts';

describe('layer rule', () => {
  it.each([
    ['server/src/portal/app.ts', 'server/src/domains/drafting/index.ts'],
    ['server/src/portal/app.ts', 'server/src/console-api/kit.ts'],
    ['server/src/platform/journal.ts', 'server/src/domains/identity/index.ts'],
    ['server/src/domains/library/record.ts', 'server/src/domains/drafting/machine.ts'],
    ['server/src/domains/library/record.ts', 'server/src/portal/html.ts'],
    ['packages/law/src/civil.ts', 'packages/typeset/src/index.ts'],
    ['console/src/app.tsx', 'server/src/domains/identity/policy.ts'],
  ])('%s may not import %s', (from, target) => expect(breachOf(from, target)).not.toBeNull());

  it.each([
    ['server/src/portal/app.ts', 'server/src/domains/library/open/list.ts'],
    ['server/src/domains/drafting/index.ts', 'server/src/domains/library/index.ts'],
    ['server/src/domains/drafting/routes.ts', 'server/src/console-api/kit.ts'],
    ['console/src/api/client.ts', 'server/src/console-api/contract.ts'],
    ['server/src/main.ts', 'server/src/portal/app.ts'],
  ])('%s may import %s', (from, target) => expect(breachOf(from, target)).toBeNull());

  it('reads every form of import', () => {
    expect(importsOf(`import a from './a.ts';\nimport './b.ts';\nexport {\n c } from '../c.ts';\nconst d = await import('./d.ts');\nimport type { X } from './e.ts';`))
      .toEqual(['./a.ts', './b.ts', '../c.ts', './d.ts', './e.ts']);
  });

  it('holds in this tree', () => expect(breaches(fileURLToPath(new URL('..', import.meta.url)))).toEqual([]));
});
