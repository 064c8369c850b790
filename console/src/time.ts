import type { CivilDate, Instant } from '@tongming/law';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

/** Asia/Shanghai, whatever the machine's own zone is; summer time lies before anything shown here. */
const shanghaiHours = 8;
const local = (at?: Instant): dayjs.Dayjs => dayjs.utc(at).utcOffset(shanghaiHours);

export const todayHere = (): CivilDate => local().format('YYYY-MM-DD') as CivilDate;
export const clockTime = (at?: Instant): string => local(at).format('HH:mm');
export const dateTime = (at: Instant): string => local(at).format('YYYY-MM-DD HH:mm');
export const dateTimeSeconds = (at: Instant): string => local(at).format('YYYY-MM-DD HH:mm:ss');

/** Today by the clock, this year by the day, else the whole date. */
export function shortTime(at: Instant): string {
  const moment = local(at);
  const today = local();
  if (moment.format('YYYY-MM-DD') === today.format('YYYY-MM-DD')) return moment.format('HH:mm');
  return moment.year() === today.year() ? moment.format('M月D日 HH:mm') : moment.format('YYYY-MM-DD');
}

/** 2026年6月17日, without padding zeros. */
export function chineseDate(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** For Ant Design's date picker. */
export const toPicker = (date: CivilDate | null): dayjs.Dayjs | null => (date === null ? null : dayjs(date));
export const fromPicker = (value: dayjs.Dayjs | null): CivilDate | null =>
  value === null ? null : (value.format('YYYY-MM-DD') as CivilDate);

/** A picker's wall-clock time is taken as the time in Asia/Shanghai. */
export const instantToPicker = (at: Instant | null): dayjs.Dayjs | null =>
  at === null ? null : dayjs(local(at).format('YYYY-MM-DDTHH:mm:ss'));
export const instantFromPicker = (value: dayjs.Dayjs | null): Instant | null =>
  value === null ? null : (dayjs.utc(value.format('YYYY-MM-DDTHH:mm:ss')).subtract(shanghaiHours, 'hour').toISOString() as Instant);
