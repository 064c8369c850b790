// Positions are read back from the PDF with PDFium and held against GB/T 9704-2012, to half a millimetre.
import { civilDate } from '@tongming/law';
import { describe, expect, test } from 'vitest';
import { renderPdf } from './pdf.ts';
import { heightOf, lineWith, readPages, type ReadPage, sample } from './test-kit.ts';
import { bodyFromText } from './text.ts';

// Rendering runs in child processes; on a busy machine their start alone can take seconds.

const top = 37;
const left = 28;
const right = 184;
const bottom = 262;
/** A line (行): the height of a character and the gap to the next; 22 of them fill 225 mm. */
const character = (16 / 72) * 25.4;
const line = (225 - character) / 21;

const near = (actual: number, expected: number, tolerance = 0.5) =>
  expect(Math.abs(actual - expected), `${actual.toFixed(2)} mm, wanted ${expected.toFixed(2)} mm`).toBeLessThanOrEqual(tolerance);

const render = async (...args: Parameters<typeof sample>) => readPages((await renderPdf(sample(...args))).bytes);
const pageNumberOf = (page: ReadPage | undefined) => page?.lines.find((l) => /^—\d+—$/.test(l.text));

describe('ordinary form', () => {
  test('one page: mark, number, red line, title, addressees, 版记, page number', async () => {
    const [page, ...more] = await render();
    expect(more).toEqual([]);
    near(page?.width ?? 0, 210);
    near(page?.height ?? 0, 297);
    const mark = lineWith(page, '通辽市人民政府办公室文件');
    near(mark.top, top + 35);
    near((mark.left + mark.right) / 2, (left + right) / 2);
    const number = lineWith(page, '通政办发〔2026〕12号');
    near(number.top, mark.bottom + 2 * line);
    near((number.left + number.right) / 2, (left + right) / 2);
    const redLine = page?.rules.toSorted((a, b) => heightOf(a) - heightOf(b))[0];
    near(heightOf(redLine), number.bottom + 4);
    near((redLine?.right ?? 0) - (redLine?.left ?? 0), 156, 1.3);
    const title = lineWith(page, '关于做好文件');
    expect(title.size).toBeCloseTo(22, 1);
    near(title.top, heightOf(redLine) + 2 * line);
    const addressees = lineWith(page, '各旗县市区人民政府');
    near(addressees.left, left);
    near(lineWith(page, '为做好').left, left + (2 * 156) / 28);
    const date = lineWith(page, '2026年3月5日');
    const signatory = page?.lines.find((l) => l.text === '通辽市人民政府办公室');
    near(date.left, (signatory?.left ?? 0) + (2 * 156) / 28, 0.7);
    near(lineWith(page, '（此件公开发布）').top, date.top + line, 0.7);
  });

  test('版记 ends on the lower edge of the type area, rules 0.35 and 0.25 mm', async () => {
    const [page] = await render();
    const rules = (page?.rules ?? []).toSorted((a, b) => heightOf(a) - heightOf(b)).slice(1);
    expect(rules).toHaveLength(3);
    near(heightOf(rules[2]), bottom, 0.2);
    for (const rule of rules) {
      near((rule.left + rule.right) / 2, (left + right) / 2, 0.2);
      near(rule.right - rule.left, 156, 1);
    }
    // PDFium's bounds add the rule's own width once more.
    const width = (i: number) => ((rules[i]?.bottom ?? 0) - (rules[i]?.top ?? 0)) / 2;
    expect([width(0), width(1), width(2)].map((w) => Math.round(w * 100))).toEqual([35, 25, 35]);
    near(lineWith(page, '抄送：').left, left + (14 / 72) * 25.4);
    near(lineWith(page, '2026年3月6日印发').right, right - (14 / 72) * 25.4);
  });

  test('a full page has 22 lines of 28 characters that fill the type area', async () => {
    const pages = await render({ body: bodyFromText('国'.repeat(28 * 22 * 3)), attachmentList: [] });
    expect(pages.length).toBeGreaterThanOrEqual(3);
    const full = pages[1]?.lines.filter((l) => l.text.startsWith('国')) ?? [];
    expect(full).toHaveLength(22);
    expect(full.map((l) => l.text.length)).toEqual(Array.from({ length: 22 }, () => 28));
    near(full[0]?.top ?? 0, top);
    near(full[21]?.bottom ?? 0, bottom);
    near(full[5]?.left ?? 0, left);
    near(full[5]?.right ?? 0, right);
  });

  test('page numbers: 7 mm below the type area, odd right, even left, one character in', async () => {
    const pages = await render({ body: bodyFromText('国'.repeat(28 * 22 * 3)) });
    const in4 = (14 / 72) * 25.4;
    pages.forEach((page, i) => {
      const number = pageNumberOf(page);
      expect(number?.text).toBe(`—${i + 1}—`);
      expect(number?.size).toBeCloseTo(14, 1);
      if (i % 2 === 0) near(number?.right ?? 0, right - in4);
      else near(number?.left ?? 0, left + in4);
      // The digits rise 2.2 mm above the dashes; the dashes stand at 7 mm.
      near(number?.top ?? 0, bottom + 7 - 2.2);
    });
  });

  test('份号 and 紧急程度 stand flush left from the first line', async () => {
    const [page] = await render({ copyNumber: '000012', urgency: '特急' });
    const number = lineWith(page, '000012');
    near(number.left, left);
    near(number.top, top, 1);
    near(lineWith(page, '特急').top, top + line);
    near(lineWith(page, '通辽市人民政府办公室文件').top, top + 35);
  });

  test('attachments start a page: label on the first line, title on the third', async () => {
    const pages = await render({ attachmentList: ['甲', '乙'], attachments: [{ title: '责任分工表', body: bodyFromText('内容') }, { title: '联系人名单', body: bodyFromText('内容') }] });
    expect(pages).toHaveLength(3);
    near(lineWith(pages[1], '附件1').top, top);
    near(lineWith(pages[2], '联系人名单').top, top + 2 * line);
    expect(pages[2]?.rules).toHaveLength(3);
    near(lineWith(pages[0], '2.乙').left, lineWith(pages[0], '1.甲').left + (3 * 156) / 28, 0.8);
  });

  test('a signature that would stand alone on a page draws the text together or apart', async () => {
    for (let count = 330; count < 420; count += 28) {
      const pages = await render({ body: bodyFromText('国'.repeat(count)) });
      const signed = pages.find((page) => page.lines.some((l) => l.text.includes('2026年3月5日')));
      expect(signed?.lines.some((l) => l.text.startsWith('国')), `${count} characters`).toBe(true);
    }
  });
});

test('joint issue: names spread to one width, the suffix beside, number of the lead agency', async () => {
  const [page] = await render({ issuers: [{ name: '通辽市司法局' }, { name: '通辽市民族事务委员会' }], signatories: ['通辽市司法局', '通辽市民族事务委员会'] });
  const [first, second] = [lineWith(page, '通辽市司法局'), lineWith(page, '通辽市民族事务委员会')];
  near(first.top, top + 35);
  near(first.left, second.left, 0.8);
  const suffix = lineWith(page, '文件');
  near((suffix.top + suffix.bottom) / 2, (first.top + second.bottom) / 2, 12);
  near(lineWith(page, '通政办发〔2026〕12号').top, second.bottom + 2 * line);
});

test('letter: mark 30 mm from the edge, double lines 170 mm wide, number at the right, no first page number', async () => {
  const pages = await render({ form: 'letter', markSuffix: '', documentNumber: '通政办函〔2026〕3号', body: bodyFromText('国'.repeat(900)) });
  const page = pages[0];
  const mark = lineWith(page, '通辽市人民政府办公室');
  near(mark.top, 30);
  const rules = (page?.rules ?? []).toSorted((a, b) => heightOf(a) - heightOf(b));
  expect(rules).toHaveLength(4);
  near(((rules[0]?.top ?? 0) + (rules[1]?.bottom ?? 0)) / 2, mark.bottom + 4 + 0.55);
  near(((rules[2]?.top ?? 0) + (rules[3]?.bottom ?? 0)) / 2, 297 - 20, 0.7);
  for (const rule of rules) {
    near((rule.left + rule.right) / 2, 105, 0.3);
    near(rule.right - rule.left, 170, 1.7);
  }
  const thickness = rules.map((rule) => rule.bottom - rule.top);
  expect((thickness[0] ?? 0) > (thickness[1] ?? 0) && (thickness[3] ?? 0) > (thickness[2] ?? 0)).toBe(true);
  near(lineWith(page, '通政办函〔2026〕3号').right, right);
  near(lineWith(page, '通政办函〔2026〕3号').top, heightOf(rules[1]) + (character * 7) / 8);
  expect(pageNumberOf(page)).toBeUndefined();
  expect(pageNumberOf(pages[1])?.text).toBe('—2—');
  expect(pages.at(-1)?.lines.some((l) => l.text.includes('印发'))).toBe(false);
});

test('order: mark 20 mm under the top of the type area, number centred two lines below, signer above the date', async () => {
  const [page] = await render({
    form: 'order', issuers: [{ name: '通辽市人民政府令' }], markSuffix: '', orderNumber: '第3号', addressees: [], signatories: [],
    signers: [{ agency: '市长', name: '张三丰' }],
  });
  const mark = lineWith(page, '通辽市人民政府令');
  near(mark.top, top + 20);
  const number = lineWith(page, '第3号');
  near(number.top, mark.bottom + 2 * line);
  near((number.left + number.right) / 2, (left + right) / 2);
  near(lineWith(page, '为做好').top, number.bottom + 2 * line, 0.8);
  near(lineWith(page, '2026年3月5日').right, right - (4 * 156) / 28, 0.8);
  near(lineWith(page, '市长').right, right - (4 * 156) / 28, 0.8);
});

test('minutes: mark at 35 mm, attendees hang under their first name, no signature', async () => {
  const [page] = await render({
    form: 'minutes', issuers: [{ name: '通辽市人民政府常务会议纪要' }], markSuffix: '', documentNumber: '第5期', addressees: [],
    attendees: { present: ['王某某', '李某某', '张某某', '赵某某', '钱某某', '孙某某', '周某某', '吴某某'], absent: [], observers: ['郑某某'] },
  });
  near(lineWith(page, '会议纪要').top, top + 35);
  const present = lineWith(page, '出席：');
  near(present.left, left + (2 * 156) / 28, 0.7);
  near(lineWith(page, '吴某某').left, left + (5 * 156) / 28, 0.7);
  expect(page?.lines.some((l) => l.text.startsWith('请假'))).toBe(false);
  expect(page?.lines.filter((l) => l.text.includes('2026年3月5日'))).toHaveLength(1);
});

test('upward: number left, signers right, two a row and aligned, number level with the last row', async () => {
  const signers = [{ agency: '甲', name: '张某三' }, { agency: '乙', name: '李某四' }, { agency: '丙', name: '王某五' }];
  const [page] = await render({ form: 'upward', signers, title: '关于建立联合执法机制的请示' });
  const rows = page?.lines ?? [];
  const first = rows.find((l) => l.text.includes('签发人：')) ?? lineWith(page, '签发人');
  expect(first.text).toContain('张某三李某四');
  const last = lineWith(page, '王某五');
  expect(last.text).toBe('通政办发〔2026〕12号王某五');
  near(last.left, left + 156 / 28, 0.6);
  near(first.right, right - 156 / 28, 0.8);
  near(last.top, first.top + line, 0.5);
  const redLine = page?.rules.toSorted((a, b) => heightOf(a) - heightOf(b))[0];
  near(heightOf(redLine), last.bottom + 4, 0.8);
});

test('the seal covers name and date, within one line of the text', async () => {
  const seal = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
  const [page] = await render({ sealed: true, sealImages: [seal], dateMade: civilDate('2026-03-05') });
  const date = lineWith(page, '2026年3月5日');
  near(date.right, right - (4 * 156) / 28, 0.8);
  const name = page?.lines.find((l) => l.text === '通辽市人民政府办公室');
  near(((name?.left ?? 0) + (name?.right ?? 0)) / 2, (date.left + date.right) / 2, 0.6);
});
