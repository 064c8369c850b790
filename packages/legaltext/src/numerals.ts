const digits = '零一二三四五六七八九';
const units = ['', '十', '百', '千'];
const largest = 99_999_999;

/** 26 → 二十六, 10 → 十, 102 → 一百零二. Whole numbers from 0 to 99,999,999. */
export function writeNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > largest) throw new RangeError(`no numeral for ${n}`);
  if (n === 0) return '零';
  const high = Math.floor(n / 10_000);
  const low = n % 10_000;
  const joined = high === 0 ? fourDigits(low)
    : `${fourDigits(high)}万${low === 0 ? '' : `${low < 1000 ? '零' : ''}${fourDigits(low)}`}`;
  return joined.startsWith('一十') ? joined.slice(1) : joined;
}

function fourDigits(n: number): string {
  const figures = [...String(n)].map(Number);
  let out = '';
  let gap = false;
  figures.forEach((figure, i) => {
    if (figure === 0) {
      gap = true;
      return;
    }
    out += `${gap ? '零' : ''}${digits[figure] ?? ''}${units[figures.length - 1 - i] ?? ''}`;
    gap = false;
  });
  return out;
}

const values = new Map([...digits].map((digit, i) => [digit, i]));
const unitValues = new Map([['十', 10], ['百', 100], ['千', 1000]]);
const longest = 16;

/** 二十六, 26, ２６, 一百〇二 and 二〇二三 alike; null when it is no number. */
export function readNumeral(text: string): number | null {
  if (text === '' || text.length > longest) return null;
  const plain = text.replaceAll(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replaceAll(/[〇○]/g, '零');
  if (/^\d{1,8}$/.test(plain)) return Number(plain);
  if (/^[零一二三四五六七八九]{2,8}$/.test(plain)) return Number([...plain].map((c) => values.get(c)).join(''));
  const value = sum(plain);
  if (value === null || value > largest) return null;
  // Written back it must be the same: 二百三 and 十十 are no article numbers.
  const strict = writeNumeral(value);
  return plain === strict || plain === `一${strict}` || plain.replaceAll(/([百零])十/g, '$1一十') === strict ? value : null;
}

function sum(text: string): number | null {
  let total = 0;
  let section = 0;
  let figure: number | null = null;
  for (const c of text) {
    const digit = values.get(c);
    const unit = unitValues.get(c);
    if (digit !== undefined) figure = digit;
    else if (unit !== undefined) {
      section += (figure === null || figure === 0 ? 1 : figure) * unit;
      figure = null;
    } else if (c === '万') {
      total += (section + (figure ?? 0)) * 10_000;
      section = 0;
      figure = null;
    } else return null;
  }
  return total + section + (figure ?? 0);
}
