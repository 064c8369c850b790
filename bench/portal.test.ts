// The measuring itself in a short form: every page is answered by all that are measured, and the figures are told.
import { expect, it, vi } from 'vitest';
import { benchPortal } from './portal.ts';

it('measures kept and fresh pages in both scripts, the bare server beside them, and the export', async () => {
  const lines: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    await benchPortal(['--records', '40', '--seconds', '0.2', '--connections', '4', '--mongolian', '20', '--rival', 'off', '--cold', 'off']);
  } finally {
    out.mockRestore();
  }
  const text = lines.join('');
  expect(text).not.toContain('FAILED');
  for (const page of ['home', 'list', 'document', 'search']) expect(text.match(new RegExp(`^${page} +\\d`, 'gm')), page).toHaveLength(4);
  expect(text).toMatch(/export whole: \d+ files, \d+ pages made/);
  expect(text).toMatch(/again, nothing changed: \d+ files, 0 pages made, 0 written/);
});
