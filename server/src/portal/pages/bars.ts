// A bar chart drawn on the server: no script, and the same numbers stand in a table beside it.
import { formatCount } from '../format.ts';
import { html, type Html } from '../html.ts';

export type Bar = { label: string; count: number };

const width = 400;
const rowHeight = 30;
const labelWidth = 140;
const numberWidth = 64;
/** Chinese characters of 14 units that the place of a label holds. */
const labelCharacters = 9;

/** One horizontal bar a value. `summary` is what a person hears who does not see it. */
export function barChart(bars: readonly Bar[], summary: string): Html {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const room = width - labelWidth - numberWidth;
  return html`<svg class="bars" viewBox="0 0 ${width} ${bars.length * rowHeight}" role="img" aria-label="${summary}">${bars.map(({ label, count }, i) => {
    const top = i * rowHeight;
    // Whatever there is at all is seen.
    const length = count === 0 ? 0 : Math.max(2, Math.round((count / most) * room));
    return html`<g aria-hidden="true"><text class="bar-label" x="${labelWidth - 8}" y="${top + 20}" text-anchor="end">${shortened(label)}</text><rect class="bar" x="${labelWidth}" y="${top + 6}" width="${length}" height="18" rx="2"/><text class="bar-number" x="${labelWidth + length + 6}" y="${top + 20}">${formatCount(count)}</text></g>`;
  })}</svg>`;
}

function shortened(label: string): string {
  const signs = Array.from(label);
  return signs.length <= labelCharacters ? label : `${signs.slice(0, labelCharacters - 1).join('')}…`;
}
