// What the applicant may do with a case: correct, narrow, withdraw, evaluate. Number and code travel in the form itself.
import { foiLimits, type ApplicantView } from '../../domains/foi/inbox.ts';
import { acceptedExtensions } from '../../platform/sniff.ts';
import { formatDay } from '../format.ts';
import { html, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';
import { area, fileField, input, radios, spacedNumber, type Fault } from './apply-fields.ts';
import { applyFrame } from './apply-form.ts';
import type { Page } from './page.ts';

const words = apply.case;
const MiB = 1024 * 1024;

export type Keys = { number: string; code: string };
export type Typed = { content?: string; excuse?: string; reason?: string; score?: string; words?: string };
export type Act = ApplicantView['can'][number];
type ActData = { view: ApplicantView; keys: Keys; faults: readonly Fault[]; typed: Typed };

export const scores = ['5', '4', '3', '2', '1'] as const;

export function keyFields(keys: Keys): Html {
  return html`<input type="hidden" name="number" value="${keys.number}"><input type="hidden" name="code" value="${keys.code}">`;
}

/** The forms of what the case waits for, in the order given. */
export function acts(data: ActData, which: readonly Act[]): Html {
  const forms: Record<Act, (d: ActData) => Html | null> = { correct, narrow, withdraw, evaluate };
  return html`${which.map((act) => (data.view.can.includes(act) ? forms[act](data) : act === 'evaluate' ? given(data.view) : null))}`;
}

function correct({ view, keys, faults, typed }: ActData): Html | null {
  const c = words.correct;
  return view.correction && html`<section class="part" aria-labelledby="correct"><h2 id="correct">${c.title}</h2><p>${c.lead(formatDay(view.correction.answerBy))}</p>
<h3>${c.items}</h3><ol>${view.correction.items.map((item) => html`<li>${item}</li>`)}</ol>
<form class="form" method="post" action="/apply/case/correct" enctype="multipart/form-data" novalidate>${keyFields(keys)}
${area({ id: 'content', label: c.content, hint: c.contentHint, faults }, typed.content ?? '', 6)}
${input({ id: 'excuse', label: c.excuse, hint: c.excuseHint, optional: true, faults }, typed.excuse ?? '', { max: foiLimits.words })}
${fileField({ id: 'files', label: c.files, hint: apply.check.filesHint(foiLimits.attachments, foiLimits.attachmentBytes / MiB), optional: true, faults }, acceptedExtensions)}
<p class="acts"><button class="button primary" type="submit">${c.submit}</button></p></form></section>`;
}

/** Instead of paying: less is asked for, and the fee notice falls. */
function narrow({ keys, faults, typed }: ActData): Html {
  const n = words.narrow;
  return html`<section class="part" aria-labelledby="narrow"><h2 id="narrow">${n.title}</h2><p>${n.lead}</p>
<form class="form" method="post" action="/apply/case/narrow" novalidate>${keyFields(keys)}
${area({ id: 'content', label: n.content, hint: n.contentHint, faults }, typed.content ?? '', 5)}
<p class="acts"><button class="button primary" type="submit">${n.submit}</button></p></form></section>`;
}

function withdraw({ keys, typed }: ActData): Html {
  const w = words.withdraw;
  return html`<section aria-labelledby="withdraw"><h2 id="withdraw">${w.title}</h2><p>${w.lead}</p>
<form class="form" method="post" action="/apply/case/withdraw">${keyFields(keys)}${input({ id: 'reason', label: w.reason, optional: true, faults: [] }, typed.reason ?? '', { max: foiLimits.words })}
<p class="acts"><button class="button" type="submit">${w.start}</button></p></form></section>`;
}

function evaluate({ keys, faults, typed }: ActData): Html {
  const e = words.evaluate;
  return html`<section class="part" aria-labelledby="evaluate"><h2 id="evaluate">${e.title}</h2><p>${e.lead}</p>
<form class="form" method="post" action="/apply/case/evaluate" novalidate>${keyFields(keys)}
${radios({ id: 'score', label: e.score, faults }, typed.score ?? '', scores.map((value) => ({ value, label: e.scores[value] })))}
${area({ id: 'words', label: e.words, optional: true, faults }, typed.words ?? '', 3)}
<p class="acts"><button class="button primary" type="submit">${e.submit}</button></p></form></section>`;
}

function given({ evaluation }: ApplicantView): Html | null {
  const score = scores.find((s) => s === String(evaluation?.score));
  return score === undefined ? null : html`<p>${words.evaluate.given(words.evaluate.scores[score])}</p>`;
}

/** Withdrawing ends the case: asked once more, with what it means. */
export function withdrawPage(view: ApplicantView, keys: Keys, reason: string): Page {
  const w = words.withdraw;
  return {
    ...applyFrame(w.confirmTitle),
    main: html`<div class="wrap narrow"><h1>${w.confirmTitle}</h1><p class="warning">${w.confirmText}</p><p class="typed">${spacedNumber(view.number)}　${view.request.content}</p>
<div class="acts"><form method="post" action="/apply/case/withdraw">${keyFields(keys)}<input type="hidden" name="reason" value="${reason}"><button class="button primary" type="submit" name="confirm" value="yes">${w.confirm}</button></form>
<form method="post" action="/apply/case">${keyFields(keys)}<button class="button" type="submit">${w.keep}</button></form></div></div>`,
  };
}
