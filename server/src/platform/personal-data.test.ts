import fc from 'fast-check';
import { addDays, civilDate } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { checkPersonalData, findPersonalData } from './personal-data.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const withCheck = (first17: string): string =>
  first17 + '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(first17[i]), 0) % 11];
const kinds = (text: string): string[] => findPersonalData(text).map((f) => f.kind);
const values = (text: string): string[] => findPersonalData(text).map((f) => text.slice(f.start, f.end));

const idCard = fc
  .tuple(fc.constantFrom('152301', '110101', '150500', '620102'), fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([region, day, serial]) =>
    withCheck(region + addDays(civilDate('1940-01-01'), day).replaceAll('-', '') + String(serial).padStart(3, '0')));
const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
const card = fc.tuple(fc.constantFrom('622202', '621700', '623052'), fc.integer({ min: 0, max: 999_999_999_999 })).map(([bin, rest]) => {
  const body = bin + String(rest).padStart(12, '0');
  const sum = [...body].toReversed().reduce((t, c, i) => t + (i % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(c)] ?? 0 : Number(c)), 0);
  return body + String((10 - (sum % 10)) % 10);
});
const widen = (text: string): string => text.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

describe('what is found', () => {
  it('every well-formed ID card, plain, full-width and spaced', () => {
    fc.assert(fc.property(idCard, (id) => {
      expect(values(`身份证号：${id}，住址`)).toEqual([id]);
      expect(kinds(widen(`张三${id}李四`))).toEqual(['id-card']);
      expect(kinds(`${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`)).toEqual(['id-card']);
    }));
  });
  it('no ID card whose check character is wrong', () => {
    fc.assert(fc.property(idCard, fc.integer({ min: 1, max: 9 }), (id, shift) => {
      const wrong = id.slice(0, 16) + String((Number(id[16]) + shift) % 10) + id.slice(17);
      expect(kinds(`号码${wrong}`)).not.toContain('id-card');
    }));
  });
  it('mobile numbers in the ways people write them', () => {
    fc.assert(fc.property(mobile, (m) => {
      const [a, b, c] = [m.slice(0, 3), m.slice(3, 7), m.slice(7)];
      for (const form of [m, `${a}-${b}-${c}`, `${a} ${b} ${c}`, `+86 ${m}`, `86${m}`, `0086-${a}-${b}-${c}`, widen(m), `1.${m}`]) {
        expect(kinds(`联系人：王某${form}。`), form).toEqual(['mobile']);
      }
      expect(kinds(`${m},${m}、${m}/${m}`)).toHaveLength(4);
    }));
  });
  it('bank cards that pass the check, in groups too, and none that fails', () => {
    fc.assert(fc.property(card, (number) => {
      expect(kinds(`账号${number}`)).toEqual(['bank-card']);
      expect(kinds(number.replace(/(\d{4})(?=\d)/g, '$1 '))).toEqual(['bank-card']);
      const wrong = number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);
      expect(kinds(`账号${wrong}`)).toEqual([]);
    }));
  });
  it.each([
    ['电话：0475-8234567', 'phone'], ['（0475）8234567', 'phone'], ['0475-8234567-8001', 'phone'], ['电话：8234567', 'phone'],
    ['010 62345678', 'phone'], ['04758234567', 'phone'], ['护照号码E12345678', 'passport'], ['EA1234567', 'passport'],
    ['护照：D1234567', 'passport'], ['Ｇ１２３４５６７８', 'passport'], ['蒙G12345', 'plate'], ['蒙G·A1234', 'plate'],
    ['蒙GD12345', 'plate'], ['蒙G12345D', 'plate'], ['蒙G1234警', 'plate'], ['身份证152301900101123', 'id-card'],
  ])('%s is a %s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });
});

describe('what is not found', () => {
  it.each([
    '通政办发〔2026〕12号', '2026年6月17日', '2026-06-17 08:30', '预算13812345678元', '总额13812345678.50', '¥13812345678',
    '统一社会信用代码：11150500011566789K', '统一社会信用代码911505007014830212', '索引号：011566789/2026-00012',
    'https://www.tongliao.gov.cn/2026/13812345678.html', '热线12345、400-810-8888', '项目代码2026-150500-48-01-123456',
    '证书第13812345678号', 'DB15/T 1234-2026', 'GB/T 9704-2012', '蒙ICP备12345678号', '京B2-20190123', '编号E20260617',
    '152301900101123', '人口2867512人', '蒙政发〔2026〕3号', '152301********1234', '120000000000000000', '',
  ])('%s', (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });
});

describe('what is told', () => {
  it('masks the value, also where it is the context of another', () => {
    fc.assert(fc.property(idCard, mobile, (id, m) => {
      const found = checkPersonalData([{ where: '正文', text: `王某（${id}，${m}）` }]);
      expect(found.map((f) => f.kind)).toEqual(['id-card', 'mobile']);
      const told = JSON.stringify(found);
      expect(told).not.toContain(id.slice(3, 16));
      expect(told).not.toContain(m.slice(3, 9));
      expect(found[0]?.where).toBe('正文');
    }));
  });
  it('any text is searched without failing and spans are in order', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const found = findPersonalData(text);
      for (const [i, f] of found.entries()) {
        expect(f.end).toBeGreaterThan(f.start);
        expect(f.masked).toHaveLength(f.end - f.start);
        expect(f.start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0);
      }
    }));
  });
  it('a long text of nothing but numbers takes time in proportion', () => {
    const taken = (text: string): number => {
      const started = performance.now();
      findPersonalData(text);
      return performance.now() - started;
    };
    for (const piece of ['13812345678 ', '1 ', '12 ', '1234 5678 ', '1', '(', 'E1 ']) {
      taken(piece.repeat(2_000));
      expect(taken(piece.repeat(80_000)), piece).toBeLessThan(40 * (taken(piece.repeat(8_000)) + 20));
    }
  });
  it('a number written digit by digit', () => {
    expect(kinds('电话 1 3 8 1 2 3 4 5 6 7 8')).toEqual(['mobile']);
  });
});
