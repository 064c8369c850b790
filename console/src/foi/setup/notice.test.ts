import { calendarOf, civilDate, nationalCalendar, type CalendarYear, type DaysOff } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { faultsOfYear, readNotice } from './notice.ts';

const of2026 = `国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日`;
const of2023 = `国务院办公厅关于2023年部分节假日安排的通知 国办发明电〔2022〕16号
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。`;
const of2025 = `2025年部分节假日安排
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`;

/** Working or not, day by day; the holiday's names may be joined otherwise. */
const marksOf = (year: Pick<CalendarYear, 'off' | 'work'>): [string, boolean][] =>
  [...calendarOf([{ year: 1, notices: [], ...year }]).marks].map(([date, mark]): [string, boolean] => [date, mark.working]).toSorted();
const national = (year: number): CalendarYear => {
  const found = nationalCalendar.years.find((y) => y.year === year);
  if (found === undefined) throw new Error(`no notice for ${year}`);
  return found;
};

describe('the text of a holiday notice', () => {
  it.each([[2026, of2026], [2023, of2023], [2025, of2025]])('of %i gives the days law has', (year, text) => {
    const read = readNotice(text, 1999);
    expect(read.faults).toEqual([]);
    expect(read.year).toBe(year);
    expect(marksOf(read)).toEqual(marksOf(national(year)));
    expect(faultsOfYear(read)).toEqual([]);
  });

  it('keeps its number', () => {
    expect(readNotice(of2026, 2026).number).toBe('国办发明电〔2025〕7号');
    expect(readNotice(of2026.replace('〔2025〕', '[2025]'), 2026).number).toBe('国办发明电〔2025〕7号');
    expect(readNotice(of2025, 2025).number).toBeNull();
  });

  it('tells a weekday, a number of days and a date that cannot be', () => {
    expect(readNotice(of2026.replace('5月9日（周六）', '5月9日（周日）'), 2026).faults).toEqual(['2026-05-09：通知写“周日”，这一天是周六']);
    expect(readNotice(of2026.replace('共9天', '共8天'), 2026).faults).toEqual(['春节：通知写共 8 天，读出 9 天']);
    expect(readNotice(of2026.replace('5月1日（周五）至5日', '5月1日（周五）至55日'), 2026).faults.join()).toContain('不是有效日期');
    expect(readNotice('放假通知', 2027).faults).toEqual(['没有读出放假安排，请确认粘贴的是通知正文']);
  });

  it('takes December of New Year for the year before, and the year of the form where none is written', () => {
    expect(readNotice('一、元旦：12月30日至1月1日放假，共3天。', 2024).off).toEqual([{ name: '元旦', from: '2023-12-30', to: '2024-01-01' }]);
  });
});

describe('a year that is typed', () => {
  const { off, work } = national(2026);
  const days = (day: string): DaysOff => ({ name: '春节', from: civilDate(day), to: civilDate(day) });
  it('is refused for a day named twice, a make-up day in the week, a reversed range, a nameless line', () => {
    expect(faultsOfYear({ off: [...off, days('2026-02-15')], work })).toEqual(['2026-02-15 出现两次']);
    expect(faultsOfYear({ off, work: [...work, { name: '国庆节', date: civilDate('2026-10-12') }] })).toEqual(['2026-10-12 不是周末，不能作为调休上班日']);
    expect(faultsOfYear({ off: [{ ...days('2026-02-15'), to: civilDate('2026-02-14') }], work: [] })).toEqual(['春节：起止日期颠倒']);
    expect(faultsOfYear({ off: [{ ...days('2026-02-15'), name: ' ' }], work: [] })).toEqual(['有一行没有填写节日名称']);
    expect(faultsOfYear({ off: [], work: [] })).toEqual(['至少填写一个放假日']);
  });
});
