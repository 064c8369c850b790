// 依申请公开: the entry everyone finds, and each agency's own page of how to apply to it.
import {
  correctionNoticeRules, receiptRules, replyRules, ruleOn, thirdPartyAnswerRules, today, type CivilDate, type PeriodRule,
} from '@tongming/law';
import type { CountedAgency } from '../../domains/library/open/agencies.ts';
import { html, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';
import { rectification } from '../messages/rectification.ts';
import { applyCrumbs, formPath } from './apply-fields.ts';
import { contactCard } from './guide.ts';
import { agencyDirectory, opennessFrame, type OpennessData } from './openness.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';

const words = apply.start;

export function applyStartPage(agencies: readonly CountedAgency[]): Page {
  return {
    title: apply.title, section: 'apply', column: columnOf(),
    main: html`<div class="wrap"><h1>${apply.title}</h1><p class="lead">${words.lead}</p>
<ul class="doors"><li><h2><a href="#agencies">${words.online}</a></h2><p>${words.onlineText}</p></li>
<li><h2><a href="/apply/query">${words.query}</a></h2><p>${words.queryText}</p></li>
<li><h2><a href="/apply/correction">${rectification.title}</a></h2><p>${rectification.door}</p></li>
<li><h2><a href="/search">${words.before}</a></h2><p>${words.beforeText}</p></li></ul>
<section aria-labelledby="agencies"><h2 id="agencies">${words.agencies}</h2><p>${words.agenciesLead}</p>${agencyDirectory(agencies, 3, (a) => `/apply/${a.code}`)}</section>
${periods(today())}<div class="prose"><h2>${words.paper}</h2>${paperWays()}${contents()}<p class="hint">${words.law}</p></div></div>`,
  };
}

/** 条例第四十一条, before an agency is chosen. */
export function correctionStartPage(agencies: readonly CountedAgency[]): Page {
  const r = rectification;
  return {
    title: r.title, section: 'apply', column: columnOf(), crumbs: applyCrumbs,
    main: html`<div class="wrap"><h1>${r.title}</h1><div class="prose"><p class="lead">${r.lead}</p><p>${r.after}</p></div>
<section aria-labelledby="agencies"><h2 id="agencies">${r.choose}</h2><p>${r.chooseLead}</p>${agencyDirectory(agencies, 3, (a) => formPath(a.code, 'correction-of-record'))}</section>
<section aria-labelledby="else"><h2 id="else">${r.notThis}</h2>${linkList(r.notThisLinks)}</section></div>`,
  };
}

/** How to apply to one agency: online, by letter, at the counter. */
export function agencyApplyPage(data: OpennessData): Page {
  const a = apply.agency;
  const page = opennessFrame(data, 'apply', apply.form.titleOf(data.agency.name), html`<div class="prose"><p class="lead">${words.lead}</p>
<h2>${a.online}</h2><p>${a.onlineText}</p></div><p class="acts"><a class="button primary" href="/apply/${data.agency.code}">${a.start}</a> <a class="button" href="/apply/query">${words.queryLink}</a> <a class="button" href="${formPath(data.agency.code, 'correction-of-record')}">${rectification.title}</a></p>
<div class="prose"><h2>${words.paper}</h2>${paperWays()}<h3>${a.where}</h3>${contactCard(data.agency, true)}${contents()}</div>${periods(today())}<p class="hint">${words.law}</p>`);
  return { ...page, column: columnOf() };
}

function columnOf(): Page['column'] {
  return { name: apply.title, type: apply.columnType, home: { description: apply.description, keywords: apply.keywords } };
}

function paperWays(): Html {
  return html`<dl class="ways"><div><dt>${words.letterTitle}</dt><dd>${words.letter}</dd></div><div><dt>${words.counterTitle}</dt><dd>${words.counter}</dd></div></dl>`;
}

function contents(): Html {
  return html`<h2>${words.contents}</h2><ol>${words.contentsList.map((c) => html`<li>${c}</li>`)}</ol><p>${words.help}</p>`;
}

/** The periods in force on a day, with the article each comes from. */
function periods(on: CivilDate): Html {
  const { steps } = words;
  const cite = (rule: PeriodRule) => `${rule.law}${rule.article}`;
  const [reply, correction, third] = [ruleOn(replyRules, on), ruleOn(correctionNoticeRules, on), ruleOn(thirdPartyAnswerRules, on)];
  const receipt = receiptRules.find((r) => r.channel === 'portal');
  const rows: (readonly [string, string, string] | false)[] = [
    receipt !== undefined && [steps.receipt.name, steps.receipt.time, receipt.article],
    correction !== null && [steps.correction.name, steps.correction.time(correction.workingDays), cite(correction)],
    reply !== null && [steps.reply.name, steps.reply.time(reply.workingDays), cite(reply)],
    reply !== null && [steps.extension.name, steps.extension.time(reply.extensionWorkingDays), cite(reply)],
    third !== null && [steps.third.name, steps.third.time(third.workingDays), cite(third)],
  ];
  return html`<section class="after" aria-labelledby="after"><h2 id="after">${words.after}</h2><dl class="periods">${rows.map((row) => row !== false && html`<div><dt>${row[0]}</dt><dd>${row[1]}<small>${row[2]}</small></dd></div>`)}</dl>
<ul><li>${words.fee}</li><li>${words.remedy}</li></ul></section>`;
}
