import { civilDate, formatChineseDate, formatInstant, kindOf, toEpochMs, weekday, civilDateOf, type CivilDate, type Instant } from '@tongming/law';
import { zh } from './messages/zh.ts';

const counts = new Intl.NumberFormat('zh-CN');

export function formatCount(n: number): string {
  return counts.format(n);
}

/** 1024-based, one decimal from a megabyte on: 356 KB, 1.4 MB. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1000 ? `${Math.round(kilo)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

export function formatDay(day: CivilDate | null): string {
  return day === null ? '' : formatChineseDate(day);
}

/** The kind's Chinese name. What is no kind of official document (a regulation, a plan) is 其他. */
export function kindName(kind: string): string {
  return kindOf(kind)?.name ?? zh.otherKind;
}

/** Of a list of names; `constructor` and the like are in none. */
export function named(names: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}

export function categoryName(category: string): string {
  return named(zh.category, category) ?? category;
}

export function statusName(status: string): string {
  return named(zh.status, status) ?? named(zh.status, 'unknown') ?? status;
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 822, Asia/Shanghai, as RSS 2.0 asks: Wed, 17 Jun 2026 08:30:00 +0800. */
export function formatRfc822(at: Instant): string {
  const [date = '', time = ''] = formatInstant(at).split(' ');
  const day = days[weekday(civilDate(date)) - 1] ?? '';
  const month = months[Number(date.slice(5, 7)) - 1] ?? '';
  const seconds = String(Math.floor(toEpochMs(at) / 1000) % 60).padStart(2, '0');
  return `${day}, ${date.slice(8, 10)} ${month} ${date.slice(0, 4)} ${time}:${seconds} +0800`;
}

/** RFC 7231 for Last-Modified, in GMT. */
export function formatHttpDate(at: Instant): string {
  const day = civilDate(at.slice(0, 10));
  const month = months[Number(at.slice(5, 7)) - 1] ?? '';
  return `${days[weekday(day) - 1] ?? ''}, ${at.slice(8, 10)} ${month} ${at.slice(0, 4)} ${at.slice(11, 19)} GMT`;
}

export function dayOf(at: Instant): CivilDate {
  return civilDateOf(at);
}
