// An application as its applicant follows it. Everything here came out of a sealed view, by number and code.
import { formatInstant, today, type CivilDate } from '@tongming/law';
import type { ApplicantLetter, ApplicantView } from '../../domains/foi/inbox.ts';
import type { SilenceRemedy } from '../../domains/foi/open/silence.ts';
import { formatDay, formatSize } from '../format.ts';
import { html, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';
import { rectification } from '../messages/rectification.ts';
import { deliveries, facts, faultSummary, isOneOf, mediums, spacedNumber, trouble, type Fault } from './apply-fields.ts';
import { applyFrame } from './apply-form.ts';
import { acts, keyFields, type Keys, type Typed } from './case-acts.ts';
import { derivation } from './days.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';

const words = apply.case;

/** @param problem what was wrong with the last try; null at the first */
export function queryPage(number: string, problem: string | null, status: 'fault' | 'busy' = 'fault'): Page {
  const q = apply.query;
  const fault = problem !== null && status === 'fault';
  const described = (id: string) => html` aria-describedby="${id}-hint"${fault && html` aria-invalid="true"`}`;
  return {
    ...applyFrame(q.title, problem !== null),
    main: html`<div class="wrap narrow"><h1>${q.title}</h1>${fault && html`<div class="faults" role="alert"><p class="fault"><a href="#number">${problem}</a></p></div>`}${status === 'busy' && trouble(q.title, problem ?? '')}
<p class="lead">${q.lead}</p>
<form class="form" method="post" action="/apply/case" novalidate>
<div class="field"><label for="number">${q.number}</label><p class="hint" id="number-hint">${q.numberHint}</p><input id="number" name="number" type="text" inputmode="numeric" autocomplete="off" maxlength="40" value="${number}"${described('number')}></div>
<div class="field"><label for="code">${q.code}</label><p class="hint" id="code-hint">${q.codeHint}</p><input id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40"${described('code')}></div>
<p class="acts"><button class="button primary" type="submit">${q.submit}</button></p></form>
<p class="hint">${q.lost}</p>${linkList([{ href: '/agencies/', label: q.directory }])}</div>`,
  };
}

export type CaseNotice = keyof typeof words.notices;
export type CaseData = {
  view: ApplicantView;
  keys: Keys;
  /** What the law gives against silence; null where there is none or nothing definite can be said. */
  silence: SilenceRemedy | null;
  notice: CaseNotice | null;
  faults: readonly Fault[];
  /** What was typed into a form that came back. */
  typed: Typed;
};

export function casePage(data: CaseData): Page {
  const { view, keys, notice, faults } = data;
  return {
    ...applyFrame(words.title),
    main: html`<div class="wrap narrow case"><h1>${words.title}</h1>${notice !== null && html`<p class="done" role="status">${words.notices[notice]}</p>`}${faultSummary(faults)}
<div class="stage"><p class="stage-now"><span class="unseen">${words.now}${apply.colon}</span>${view.stageText}</p>${view.waitingText !== null && html`<p>${words.waiting}${apply.colon}${view.waitingText}</p>`}${deadline(view)}${lateSince(view) !== null && html`<p class="warning">${words.late}${data.silence !== null && toWhom(data.silence)}</p>`}
<form method="post" action="/apply/case">${keyFields(keys)}<button class="button" type="submit">${words.refresh}</button></form></div>
${view.due !== null && derivation(view.due.derivation)}
${acts(data, ['correct'])}${feeNotice(view)}${acts(data, ['narrow'])}
<section aria-labelledby="letters"><h2 id="letters">${words.letters}</h2>${view.outcome !== null && html`${facts([[words.outcome, view.outcome.name]])}<p class="hint">${words.remedy}</p>`}${letters(view.letters, keys)}</section>
${rounds(view)}
<section aria-labelledby="timeline"><h2 id="timeline">${words.timeline}</h2><ol class="timeline">${view.timeline.map((step) => html`<li><time datetime="${step.on}">${formatDay(step.on)}</time><span>${step.text}</span></li>`)}</ol></section>
<section aria-labelledby="request"><h2 id="request">${words.request}</h2>${request(view)}</section>
${acts(data, ['evaluate', 'withdraw'])}
<p class="hint">${words.updated(formatInstant(view.updatedAt))}。${words.leave}</p>${linkList([{ href: `/openness/${view.agencyCode}/guide`, label: words.office }])}</div>`,
  };
}

/** The day the reply was due by, once that has passed. While the applicant is to correct or to pay, no reply is due. */
export function lateSince({ stage, due, delayedTo }: ApplicantView): CivilDate | null {
  const last = stage === 'handling' ? (delayedTo ?? due?.due ?? null) : null;
  return last !== null && today() > last ? last : null;
}

function toWhom({ authorities, lastDay, provisional, articles }: SilenceRemedy): string {
  const last = words.lateTo(authorities.join(words.lateOr), formatDay(lastDay), articles.join(apply.check.separator));
  return provisional ? `${last}${words.provisional}` : last;
}

function deadline(view: ApplicantView): Html {
  const ended = view.stage === 'answered' || view.stage === 'closed';
  return facts([
    [words.number, html`<span class="whole">${spacedNumber(view.number)}</span>`], [words.registerNumber, view.registerNumber], [words.agency, view.agencyName],
    [words.received, view.receivedOn === null ? words.notYet : `${formatDay(view.receivedOn)}${view.receiptArticle === null ? '' : `（${view.receiptArticle}）`}`],
    [words.due, view.due !== null && html`<strong>${formatDay(view.due.due)}<wbr>${words.dueBy}</strong>${view.due.provisional && !ended && html`<br>${words.provisional}`}`],
    [words.delay, view.delayedTo !== null && (view.delayArticle === null ? words.delayed(formatDay(view.delayedTo)) : words.delayArticle(words.delayed(formatDay(view.delayedTo)), view.delayArticle))],
  ]);
}

/** What went before a decision of reconsideration or a judgment had the case handled again. */
function rounds({ rounds: all }: ApplicantView): Html | null {
  const r = words.rounds;
  return all.length === 0 ? null : html`<section aria-labelledby="rounds"><h2 id="rounds">${r.title}</h2><p>${r.text}</p>${facts(all.map((round, i) => [
    r.round(i + 1), html`${round.outcomeName !== null && html`<strong>${round.outcomeName}</strong><br>`}${round.endedOn === null ? r.open(formatDay(round.receivedOn)) : r.line(formatDay(round.receivedOn), formatDay(round.endedOn))}`,
  ] as const))}</section>`;
}

function feeNotice({ fee }: ApplicantView): Html | null {
  const f = words.fee;
  return fee && html`<section aria-labelledby="fee"><h2 id="fee">${f.title}</h2>${facts([
    [f.amount, f.yuan(String(fee.amount))], [f.notified, formatDay(fee.notifiedOn)], [f.payBy, fee.payBy === null ? f.noDay : formatDay(fee.payBy)],
    [f.paid, fee.paidOn !== null && formatDay(fee.paidOn)],
  ])}${fee.paidOn === null && html`<p>${f.text}</p>`}</section>`;
}

function letters(all: readonly ApplicantLetter[], keys: Keys): Html {
  if (all.length === 0) return html`<p>${words.noLetters}</p>`;
  return html`<p class="hint">${words.lettersText}</p><ul class="letters">${all.map((letter) => html`<li><p>${letter.title}</p><p class="row-facts">${letter.number !== null && html`<span>${letter.number}</span>`}<time datetime="${letter.on}">${formatDay(letter.on)}</time></p>
<div class="acts">${letter.files.map((file, i) => html`<form method="post" action="/apply/case/letter">${keyFields(keys)}<input type="hidden" name="letter" value="${letter.id}"><input type="hidden" name="file" value="${i}"><button class="button" type="submit">${words.download(file.name)} <small>${formatSize(file.size)}</small></button></form>`)}</div></li>`)}</ul>`;
}

function request({ request: r, applicantName, submittedAt }: ApplicantView): Html {
  const [f, delivery, medium] = [apply.form, isOneOf(deliveries, r.delivery), isOneOf(mediums, r.medium)];
  const { labels } = rectification;
  return facts([
    [words.applicant, applicantName], [words.submitted, formatInstant(submittedAt)], [f.labels.content, r.correction === null && html`<span class="typed">${r.content}</span>`],
    ...(r.correction === null ? [] : (['record', 'recorded', 'correct', 'evidence'] as const).map((key) => [labels[key], html`<span class="typed">${r.correction?.[key]}</span>`] as const)),
    [f.labels.documentNumber, r.documentNumber], [f.labels.delivery, delivery && f.deliveries[delivery]], [f.labels.medium, r.correction === null && medium && f.mediums[medium]],
    [f.labels.helpNeeded, r.helpNeeded],
  ]);
}
