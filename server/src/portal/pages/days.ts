// How a period was counted, told in runs of days: a phone shows a month of days in a dozen lines, and none is left out.
import { weekday, type CivilDate, type ClockDay } from '@tongming/law';
import { html, nothing, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';

const words = apply.case.days;

/** Days on end that count, or do not count, for the same reason. `reasons` as the law package gives them, one a day. */
export type DayRun = { kind: ClockDay['kind']; from: CivilDate; to: CivilDate; days: number; reasons: string[]; article: string | null };

/** Working days differ by their number alone, weekends by the day; everything else said with a day keeps it apart. */
function sameness(day: ClockDay): string {
  const what = day.kind === 'rest' && day.article === null ? '' : day.reason.replace(numbered, '');
  return [day.kind, day.article ?? '', what].join('|');
}

const numbered = /^第(\d+)个工作日/;

export function dayRuns(days: readonly ClockDay[]): DayRun[] {
  const runs: (DayRun & { same: string })[] = [];
  for (const day of days) {
    const same = sameness(day);
    const last = runs.at(-1);
    if (last?.same === same && day.date > last.to) {
      last.to = day.date;
      last.days += 1;
      last.reasons.push(day.reason);
    } else runs.push({ same, kind: day.kind, from: day.date, to: day.date, days: 1, reasons: [day.reason], article: day.article });
  }
  return runs.map(({ same: _same, ...run }) => run);
}

function reasonOf({ reasons, kind, article }: DayRun): string {
  const [first = '', last = first] = [reasons[0], reasons.at(-1)];
  const [from, to] = [numbered.exec(first)?.[1], numbered.exec(last)?.[1]];
  if (from !== undefined && to !== undefined && from !== to) return words.workingDays(from, to);
  return kind === 'rest' && article === null ? [...new Set(reasons)].join(words.and) : first;
}

/** Folded, since few read it and those who do need all of it. */
export function derivation(days: readonly ClockDay[]): Html {
  const count = (kind: ClockDay['kind']): number => days.filter((d) => d.kind === kind).length;
  const sums = (['counted', 'rest', 'excluded', 'delayed', 'superseded'] as const).flatMap((kind) => (count(kind) > 0 ? [words.sums[kind](count(kind))] : []));
  const told = new Set<string>();
  return html`<details class="how"><summary>${words.how}</summary><p>${words.lead}</p><p class="how-sum">${sums.join(words.comma)}</p><ol class="runs">${dayRuns(days).map((run, i, all) => {
    // The law is named where it first applies; after that the same word means the same article.
    const law = `${run.kind} ${run.article ?? ''}`;
    const news = run.article !== null && !told.has(law);
    told.add(law);
    return html`<li class="day-${run.kind}" data-days="${run.days}"><p class="run-days">${span(run, all[i - 1]?.to)}${run.days > 1 && html` <span class="n">${words.days(run.days)}</span>`}</p><p class="run-why"><b>${words.kinds[run.kind]}</b> <span>${reasonOf(run)}${news && html`<small>${run.article}</small>`}</span></p></li>`;
  })}</ol></details>`;
}

function span(run: DayRun, before: CivilDate | undefined): Html {
  const from = day(run.from, before);
  return run.days === 1 ? html`${from}${words.weekday(words.weekdays[weekday(run.from) - 1] ?? '')}` : html`${from}${words.to}${day(run.to, run.from)}`;
}

/** The year is said at first and when it changes. */
function day(date: CivilDate, before: CivilDate | undefined): Html {
  const [year = '', month = '', number = ''] = date.split('-');
  return html`<time datetime="${date}">${before?.slice(0, 4) === year ? nothing : words.year(year)}${words.monthDay(Number(month), Number(number))}</time>`;
}
