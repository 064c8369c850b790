import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import yauzl from 'yauzl';
import { packedText } from './conversion/packed-text.ts';
import { writeXlsx, xlsxStream, type XlsxSheet } from './xlsx.ts';

async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
  }
  return parts;
}

function tags(xml: string): string[] {
  const found: string[] = [];
  const parser = new Parser({ onopentag: (name) => void found.push(name) }, { xmlMode: true });
  parser.end(xml);
  return found;
}

const sheet: XlsxSheet = {
  name: '文件清单',
  columns: [{ header: '标题', width: 60 }, { header: '件数', type: 'number' }, { header: '成文日期', type: 'date' }],
  rows: [['关于〈甲 & 乙〉的通知', 12, '2026-03-01'], ['=1+2', null, '1899-01-01'], ['@SUM(A1)', 3, '不详']],
};

describe('a table written for a spreadsheet', () => {
  it('is read back by the reader of attachments', async () => {
    const { text, complete } = await packedText(await writeXlsx([sheet]), 10_000);
    expect(complete).toBe(true);
    // 2026-03-01 is day 46,082 of a spreadsheet.
    expect(text).toContain('标题\t件数\t成文日期\t\n关于〈甲 & 乙〉的通知\t12\t46082\t\n=1+2\t1899-01-01\t\n@SUM(A1)\t3\t不详\t\n');
  });

  it('has no formula, whatever the cells say', async () => {
    const dangerous = fc.constantFrom('=', '+', '-', '@', '\t=', '＝', '{=').chain((sign) => fc.string().map((rest) => sign + rest));
    await fc.assert(fc.asyncProperty(fc.array(dangerous, { minLength: 1, maxLength: 20 }), async (cells) => {
      const xml = (await partsOf(await writeXlsx([{ name: 'a', columns: [{ header: 'a' }], rows: cells.map((c) => [c]) }]))).get('xl/worksheets/sheet1.xml') ?? '';
      expect(tags(xml)).not.toContain('f');
      expect(tags(xml).filter((t) => t === 'c')).toHaveLength(cells.length + 1);
    }), { numRuns: 40 });
  });

  it('keeps any text as it is, and stays well-formed', async () => {
    const bad = 'a\u0000b\uD800_x000D_ <b>&amp;"';
    const bytes = await writeXlsx([{ name: 'a', columns: [{ header: 'h' }], rows: [[bad], ['长'.repeat(40_000)]] }]);
    const xml = (await partsOf(bytes)).get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain('ab\uFFFD_x005F_x000D_ &lt;b&gt;&amp;amp;&quot;');
    const { text } = await packedText(bytes, 100_000);
    expect(text.split('\n')).toContain(`${'长'.repeat(32_766)}…\t`);
  });

  it('names its sheets lawfully and differently', async () => {
    const name = '按机关/年度[全部]'.padEnd(40, '长');
    const book = (await partsOf(await writeXlsx([name, name, ''].map((n) => ({ name: n, columns: [], rows: [] }))))).get('xl/workbook.xml') ?? '';
    const names = [...book.matchAll(/sheet name="([^"]*)"/g)].map((m) => m[1] ?? '');
    expect(new Set(names).size).toBe(3);
    for (const one of names) expect(one).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });

  it('takes rows as they come, and breaks off when they fail', async () => {
    async function* many(fail: boolean): AsyncGenerator<[string, number]> {
      for (let i = 0; i < 30_000; i += 1) {
        if (fail && i === 20_000) throw new Error('the reading failed');
        yield [`第${i}件`, i];
      }
    }
    const columns = [{ header: '标题' }, { header: '序号', type: 'number' as const }];
    const { text } = await packedText(await writeXlsx([{ name: '多', columns, rows: many(false) }]), 10_000_000);
    expect(text).toContain('第29999件\t29999\t');
    await expect(writeXlsx([{ name: '坏', columns, rows: many(true) }])).rejects.toThrow('the reading failed');
  });

  it('stops reading when the reader leaves', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<[string]> {
      try {
        for (let i = 0; ; i += 1) yield [`${i}`.repeat(50)];
      } finally {
        ended = true;
      }
    }
    const stream = xlsxStream([{ name: 'a', columns: [{ header: 'a' }], rows: endless() }]);
    let read = 0;
    for await (const chunk of stream) if ((read += (chunk as Buffer).length) > 10_000) break;
    await expect.poll(() => ended).toBe(true);
  });
});
