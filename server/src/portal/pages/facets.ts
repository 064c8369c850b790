// Narrowing a list of records: the chosen values as chips, and every facet with exact counts. The address is the whole state.
import { civilDate } from '@tongming/law';
import type { FacetCount } from '../../domains/library/open/counts.ts';
import { facetNames, filterNames, type FacetName, type RecordFilter } from '../../domains/library/open/filter.ts';
import type { OpenAgency } from '../../domains/library/open/agencies.ts';
import { noTheme } from '../../platform/search-facets.ts';
import { categoryName, formatCount, formatDay, kindName, statusName } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { zh } from '../messages/zh.ts';

export type ValueNames = { agencyNames: ReadonlyMap<string, string>; regionNames: ReadonlyMap<string, string>; itemNames: ReadonlyMap<string, string> };

export type FacetView = {
  filter: RecordFilter;
  facets: Readonly<Record<FacetName, readonly FacetCount[]>>;
  names: ValueNames;
  /** The list under another filter; a cursor belongs to one filter and is dropped. */
  href(filter: RecordFilter): string;
};

/** Values shown at once; the rest of a facet is folded below them. */
const facetShown = 8;

export function namesOf(agencies: readonly OpenAgency[], itemNames: ReadonlyMap<string, string>): ValueNames {
  return {
    agencyNames: new Map(agencies.map((a) => [a.code, a.name])), regionNames: new Map(agencies.map((a) => [a.regionCode, a.regionName])), itemNames,
  };
}

export function valueLabel(name: (typeof filterNames)[number], value: string, names: ValueNames): string {
  switch (name) {
    case 'category': return categoryName(value);
    case 'status': return statusName(value);
    case 'agency': return names.agencyNames.get(value) ?? value;
    case 'region': return names.regionNames.get(value) ?? value;
    case 'kind': return kindName(value);
    case 'year': return zh.records.yearOf(value);
    case 'item': return names.itemNames.get(value) ?? value;
    case 'theme': return value === noTheme ? zh.records.noTheme : value;
    case 'from':
    case 'to': return formatDay(civilDate(value));
  }
}

function without(filter: RecordFilter, name: keyof RecordFilter): RecordFilter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

export function chips({ filter, names, href }: Pick<FacetView, 'filter' | 'names' | 'href'>): Html {
  const chosen = filterNames.filter((name) => filter[name] !== undefined);
  if (chosen.length === 0) return nothing;
  return html`<ul class="chips" aria-label="${zh.records.chosen}">${chosen.map((name) => {
    const label = valueLabel(name, filter[name] ?? '', names);
    return html`<li><a class="chip" href="${href(without(filter, name))}"><span class="unseen">${zh.records.remove}</span><span class="chip-label">${zh.records.facet[name]}${zh.colon}${label}</span><span aria-hidden="true" class="cross">×</span></a></li>`;
  })}${chosen.length > 1 && html`<li><a class="chip-clear" href="${href({})}">${zh.records.clear}</a></li>`}</ul>`;
}

export function facetBox(view: FacetView): Html {
  return html`<a class="skip" href="#results">${zh.records.toResults}</a><details class="facets"><summary>${zh.records.facets}</summary><div class="facet-groups">${facetNames.map((name) => html`${facet(name, view)}${name === 'year' && dayForm(view)}`)}</div></details>`;
}

/** From one day to another, without script; what else is chosen goes along. */
function dayForm({ filter, href }: FacetView): Html {
  const { from, to } = filter;
  const [action = '', query] = href(without(without(filter, 'from'), 'to')).split('?');
  const wrong = from !== undefined && to !== undefined && from > to;
  const field = (name: 'from' | 'to', value: string | undefined) => html`<div><label for="day-${name}">${zh.records.days[name]}</label><input id="day-${name}" name="${name}" type="date" value="${value ?? ''}"${wrong && html` aria-invalid="true" aria-describedby="days-wrong"`}></div>`;
  return html`<form class="facet days" method="get" action="${action}" aria-labelledby="facet-days"><h2 id="facet-days">${zh.records.days.title}</h2>${
    [...new URLSearchParams(query)].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${wrong && html`<p class="fault" id="days-wrong">${zh.records.days.wrong}</p>`}<div class="day-fields">${field('from', from)}${field('to', to)}</div>
<p><button class="button">${zh.records.days.apply}</button></p></form>`;
}

function facet(name: FacetName, view: FacetView): Html {
  const counts = view.facets[name];
  // A site of one region has nothing to choose there.
  if (counts.length === 0 || (name === 'region' && counts.length === 1 && view.filter.region === undefined)) return nothing;
  const entry = ({ value, count }: FacetCount) => {
    const on = view.filter[name] === value;
    const href = view.href(on ? without(view.filter, name) : { ...view.filter, [name]: value });
    // Programs that follow every link would go through all combinations.
    const deep = Object.keys(view.filter).some((other) => other !== name);
    return html`<li><a href="${href}"${deep && html` rel="nofollow"`}${on && html` aria-current="true"`}><span>${valueLabel(name, value, view.names)}</span> <span class="n">${formatCount(count)}</span></a></li>`;
  };
  const rest = counts.slice(facetShown);
  const open = rest.some((c) => c.value === view.filter[name]);
  return html`<section class="facet" aria-labelledby="facet-${name}"><h2 id="facet-${name}">${zh.records.facet[name]}</h2><ul>${counts.slice(0, facetShown).map(entry)}</ul>${
    rest.length > 0 && html`<details${open && html` open`}><summary>${zh.records.moreOptions(rest.length)}</summary><ul>${rest.map(entry)}</ul></details>`}</section>`;
}
