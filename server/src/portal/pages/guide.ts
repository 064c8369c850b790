// 政府信息公开指南 (条例第十二条): the texts the agency has confirmed, with its facts as they are today.
import type { OpenGuide } from '../../domains/openness-guide/open/guide.ts';
import type { OpenAgency, OpennessFacts } from '../../domains/library/open/agencies.ts';
import { formatDay } from '../format.ts';
import { html, type Html } from '../html.ts';
import { zh } from '../messages/zh.ts';

const g = zh.openness.guide;

/** @param confirmed null before the first confirmation: then the guide says what is known of every agency */
export function guidePart(agency: OpenAgency, confirmed: OpenGuide | null): Html {
  const { openness } = agency;
  const units = openness.departments ?? [];
  return html`<div class="prose"><p>${g.lead(agency.name)}${confirmed === null ? g.updated : g.confirmed(formatDay(confirmed.confirmedOn))}</p>
<h2>${g.classes}</h2>${confirmed === null ? html`<p>${g.classesText}</p>` : written(confirmed.texts.classification)}
<h2>${g.order}</h2>${confirmed === null ? html`<p>${g.orderText}</p>` : written(confirmed.texts.arrangement)}<p><a href="/openness/${agency.code}/directory">${g.directory}</a></p>
<h2>${g.ways}</h2>${confirmed === null ? html`<ol>${g.waysList.map((w) => html`<li>${w}</li>`)}</ol>` : written(confirmed.texts.access)}<p><a href="/openness/${agency.code}/apply">${g.apply}</a></p>
<h2>${g.office}</h2>${confirmed !== null && isNewer(agency, confirmed) && html`<p class="hint">${g.newer}</p>`}${contactCard(agency, true)}
<h2>${g.remedy}</h2><p>${g.remedyText}</p>
${(openness.duties !== undefined || units.length > 0) && html`<h2>${g.agency}</h2>
${openness.duties !== undefined && html`<h3>${g.duties}</h3><p>${openness.duties}</p>`}
${units.length > 0 && html`<h3>${g.departments}</h3><p>${units.join(zh.separator)}</p>`}`}</div>`;
}

function written(text: string): Html {
  return html`${text.split(/\n+/).map((line) => html`<p>${line}</p>`)}`;
}

const needed = ['office', 'address', 'hours', 'phone', 'fax', 'email'] as const;
const besides = ['postcode', 'leader', 'contact'] as const;

/** An old telephone number helps nobody: today's facts are shown, and that the office has not confirmed them yet is said. */
function isNewer({ openness }: OpenAgency, confirmed: OpenGuide): boolean {
  return needed.some((key) => (openness[key]?.trim() ?? '') !== (confirmed.facts[key] ?? ''));
}

/** Name, address, hours, telephone, fax and internet contact of the openness office; `all` shows what is missing too. */
export function contactCard(agency: OpenAgency, all = false): Html {
  const facts: OpennessFacts = agency.openness;
  const rows = [...needed.map((key) => [key, facts[key] ?? (all ? g.unset : undefined)] as const), ...besides.map((key) => [key, facts[key]] as const)];
  return html`<dl class="facts">${rows.map(([key, value]) => value !== undefined && html`<div><dt>${g.facts[key]}</dt><dd>${
    key === 'phone' && facts.phone !== undefined && /^[\d\s()+-]+$/.test(value) ? html`<a href="tel:${value.replace(/[^\d+]/g, '')}">${value}</a>` : value}</dd></div>`)}</dl>`;
}
