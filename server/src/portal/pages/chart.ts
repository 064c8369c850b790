// The chart of a data table, drawn on the server: no script and no style attribute. The table always stands beside it.
import { cellText, type DataCell, type DataColumn, type FactsOf } from '../../domains/content/open/facts.ts';
import { html, nothing, type Html } from '../html.ts';
import { contentZh as words } from '../messages/content.ts';

const [width, height] = [640, 360];
const frame = { left: 96, right: 16, top: 16, bottom: 56 };
const plot = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };
const ticks = 4;
/** Labels beyond this would run into one another. */
const mostLabels = 12;
/** Units of a Chinese character as it is drawn on a phone. */
const sign = 24;

type Series = { column: DataColumn; numbers: (number | null)[] };

/** Null when there is nothing to draw. */
export function dataChart(facts: FactsOf<'data-table'>, title: string): Html {
  const { chart, columns, rows } = facts;
  if (chart === null) return nothing;
  const series = chart.values.flatMap((i): Series[] => {
    const column = columns[i];
    return column === undefined ? [] : [{ column, numbers: rows.map((row) => numberOf(row[i])) }];
  });
  const all = series.flatMap((one) => one.numbers).filter((n) => n !== null);
  if (all.length === 0) return nothing;
  const labelType = columns[chart.label]?.type ?? 'text';
  const labels = rows.map((row) => cellText(row[chart.label], labelType));
  const scale = scaleOf(Math.min(0, ...all), Math.max(0, ...all));
  const summary = words.chartSummary(series.map(({ column }) => nameOf(column)).join('、'), rows.length);
  return html`<figure class="data-chart"><figcaption>${words.chart(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${summary}">
<g aria-hidden="true">${axis(scale, series[0]?.column.type ?? 'number')}${chart.type === 'bar' ? bars(series, scale) : lines(series, scale)}${names(labels)}</g></svg>
${series.length > 1 && html`<ul class="chart-key">${series.map(({ column }, i) => html`<li><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect class="chart-${i}" width="16" height="16"/></svg> ${nameOf(column)}</li>`)}</ul>`}</figure>`;
}

export const nameOf = ({ name, unit }: DataColumn): string => (unit === '' ? name : `${name}（${unit}）`);
const numberOf = (cell: DataCell | undefined): number | null => (typeof cell === 'number' ? cell : null);

type Scale = { low: number; high: number; step: number; y: (value: number) => number };

/** Round steps, zero always within: a bar that does not begin at zero lies. */
export function scaleOf(low: number, high: number): Scale {
  const span = high - low || 1;
  const rough = span / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
  const [bottom, top] = [Math.floor(low / step) * step, Math.ceil(high / step) * step || step];
  return { low: bottom, high: top, step, y: (value) => round(frame.top + plot.height * (1 - (value - bottom) / (top - bottom))) };
}

const round = (n: number): number => Math.round(n * 10) / 10;
const hundredth = (n: number): number => Math.round(n * 100) / 100;

function axis({ low, high, step, y }: Scale, type: DataColumn['type']): Html {
  const count = Math.round((high - low) / step);
  return html`${Array.from({ length: count + 1 }, (_, i) => {
    const value = Number((low + i * step).toPrecision(12));
    return html`<line class="chart-grid" x1="${frame.left}" x2="${width - frame.right}" y1="${y(value)}" y2="${y(value)}"/><text class="chart-text" x="${frame.left - 8}" y="${y(value) + 5}" text-anchor="end">${cellText(value, type)}</text>`;
  })}`;
}

function bars(series: readonly Series[], scale: Scale): Html {
  const room = plot.width / Math.max(1, series[0]?.numbers.length ?? 1);
  const each = Math.min(56, (room * 0.8) / series.length);
  // Of many bars none may vanish: thin ones stand without a gap, the thinnest overlap.
  const thick = hundredth(Math.max(0.2, each > 2 ? each - 1 : each));
  return html`${series.map(({ numbers }, s) => numbers.map((n, i) => {
    if (n === null) return nothing;
    const x = frame.left + room * i + (room - each * series.length) / 2 + each * s;
    const [top, bottom] = [scale.y(Math.max(n, 0)), scale.y(Math.min(n, 0))];
    return html`<rect class="chart-${s}" x="${hundredth(x)}" y="${top}" width="${thick}" height="${Math.max(1, round(bottom - top))}"/>`;
  }))}`;
}

/** A value that is not known breaks the line instead of drawing a zero. */
function lines(series: readonly Series[], scale: Scale): Html {
  const room = plot.width / Math.max(1, series[0]?.numbers.length ?? 1);
  const x = (i: number): number => round(frame.left + room * (i + 0.5));
  return html`${series.map(({ numbers }, s) => {
    const path = numbers.map((n, i) => (n === null ? '' : `${(numbers[i - 1] ?? null) === null ? 'M' : 'L'}${x(i)} ${scale.y(n)}`)).join(' ');
    return html`<path class="chart-line chart-line-${s}" d="${path}"/>${numbers.map((n, i) => n !== null && html`<circle class="chart-${s}" cx="${x(i)}" cy="${scale.y(n)}" r="4"/>`)}`;
  })}`;
}

function names(labels: readonly string[]): Html {
  const room = plot.width / Math.max(1, labels.length);
  const every = Math.ceil(labels.length / mostLabels);
  return html`${labels.map((label, i) => i % every === 0 && html`<text class="chart-text" x="${round(frame.left + room * (i + 0.5))}" y="${height - frame.bottom + 24}" text-anchor="middle">${short(label, Math.max(2, Math.floor((room * every) / sign)))}</text>`)}`;
}

function short(label: string, longest: number): string {
  const signs = Array.from(label);
  // Figures and Latin letters are half as wide.
  const width = /^[\x20-\x7e]*$/.test(label) ? signs.length / 2 : signs.length;
  return width <= longest ? label : `${signs.slice(0, longest - 1).join('')}…`;
}
