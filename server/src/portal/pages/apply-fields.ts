// Fields of the application and how a field looks: label, hint, fault, control.
import type { ApplicationInput } from '../../domains/foi/inbox.ts';
import { html, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';
import { zh } from '../messages/zh.ts';

type Kind = ApplicationInput['applicant']['kind'];
export const kinds = ['naturalPerson', 'enterprise', 'research', 'publicWelfare', 'legalService', 'otherOrg'] as const satisfies readonly Kind[];
export const deliveries = ['online', 'email', 'post', 'pick-up', 'inspect'] as const satisfies readonly ApplicationInput['request']['delivery'][];
export const mediums = ['electronic', 'paper', 'disc', 'copy-by-hand'] as const satisfies readonly ApplicationInput['request']['medium'][];
export const idTypes = ['resident-id', 'hk-mo-tw-residence', 'hk-mo-permit', 'tw-permit', 'passport', 'foreigner-id', 'uscc', 'other'] as const;

/** What is asked for: information, or that a record about oneself be corrected (条例第四十一条). */
export type ApplyType = NonNullable<ApplicationInput['request']['type']>;

const correctionFields = ['record', 'recorded', 'correct', 'evidence'] as const;
/** In the order of the page. */
export const applyFields = [
  ...correctionFields, 'content', 'documentNumber', 'kind', 'name', 'representative', 'contact', 'idType', 'idNumber',
  'phone', 'email', 'address', 'postcode', 'delivery', 'medium', 'helpNeeded',
] as const;
export type ApplyField = (typeof applyFields)[number];
/** As typed. */
export type ApplyForm = Record<ApplyField, string> & { type: ApplyType };

/** The form by its type: a correction asks for no copy, so it asks for no carrier either. */
export function fieldsOf(type: ApplyType): ApplyField[] {
  const correcting = type === 'correction-of-record';
  return applyFields.filter((field) => {
    if (correctionFields.some((one) => one === field)) return correcting;
    return !correcting || (field !== 'content' && field !== 'documentNumber' && field !== 'medium');
  });
}

/** Where a form of this type is filled in and sent. */
export function formPath(agencyCode: string, type: ApplyType): string {
  return `/apply/${agencyCode}${type === 'correction-of-record' ? '/correction' : ''}`;
}
export type ApplyFault = { field: ApplyField | 'proofFiles' | 'files' | 'send'; message: string };

export const emptyForm: ApplyForm = {
  type: 'information', record: '', recorded: '', correct: '', evidence: '', content: '', documentNumber: '', kind: 'naturalPerson', name: '', representative: '', contact: '', idType: '', idNumber: '',
  phone: '', email: '', address: '', postcode: '', delivery: 'online', medium: 'electronic', helpNeeded: '',
};

export function isOneOf<T extends string>(all: readonly T[], text: string): T | null {
  return all.find((one) => one === text) ?? null;
}

export type Fault = { field: string; message: string };
export type FieldLook = { id: string; label: string; hint?: string | undefined; optional?: boolean | undefined; faults: readonly Fault[] };

function faultOf(look: FieldLook): string | undefined {
  return look.faults.find((f) => f.field === look.id)?.message;
}

/** What a screen reader says after the label, and whether it is at fault. */
function described(look: FieldLook): Html {
  const fault = faultOf(look) !== undefined;
  const ids = [look.hint !== undefined && `${look.id}-hint`, fault && `${look.id}-fault`].filter((id) => id !== false);
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${fault && html` aria-invalid="true"`}`;
}

function notes(look: FieldLook): Html {
  const fault = faultOf(look);
  return html`${look.hint !== undefined && html`<p class="hint" id="${look.id}-hint">${look.hint}</p>`}${fault !== undefined && html`<p class="fault" id="${look.id}-fault">${fault}</p>`}`;
}

function labelText(look: FieldLook): Html {
  return html`${look.label}${look.optional === true && html`<span class="optional">${apply.form.optional}</span>`}`;
}

function field(look: FieldLook, control: Html): Html {
  return html`<div class="field"><label for="${look.id}">${labelText(look)}</label>${notes(look)}${control}</div>`;
}

export type InputAttributes = { type?: string; autocomplete?: string; inputmode?: string; max: number; draft?: boolean; short?: boolean };

export function input(look: FieldLook, value: string, a: InputAttributes): Html {
  return field(look, html`<input id="${look.id}" name="${look.id}" type="${a.type ?? 'text'}" value="${value}" maxlength="${a.max}" autocomplete="${a.autocomplete ?? 'off'}"${
    a.inputmode !== undefined && html` inputmode="${a.inputmode}"`}${a.short === true && html` class="short"`}${a.draft === false && html` data-draft-off`}${described(look)}>`);
}

export function area(look: FieldLook, value: string, rows: number): Html {
  // The parser drops a line break that comes first: one more keeps the applicant's own.
  return field(look, html`<textarea id="${look.id}" name="${look.id}" rows="${rows}"${described(look)}>${'\n'}${value}</textarea>`);
}

export type Choice = { value: string; label: string };

export function choicesOf<T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>): Choice[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** The first button carries the group's id, so that the summary of faults leads to it. */
export function radios(look: FieldLook, value: string, choices: readonly Choice[]): Html {
  return html`<fieldset class="field"${described(look)}><legend>${labelText(look)}</legend>${notes(look)}<div class="choices">${choices.map((c, i) => {
    const id = i === 0 ? look.id : `${look.id}-${c.value}`;
    return html`<div class="choice"><input type="radio" id="${id}" name="${look.id}" value="${c.value}"${c.value === value && html` checked`}><label for="${id}">${c.label}</label></div>`;
  })}</div></fieldset>`;
}

export function select(look: FieldLook, value: string, choices: readonly Choice[]): Html {
  return field(look, html`<select id="${look.id}" name="${look.id}" data-draft-off${described(look)}><option value="">${apply.form.choose}</option>${choices.map((c) =>
    html`<option value="${c.value}"${c.value === value && html` selected`}>${c.label}</option>`)}</select>`);
}

export function fileField(look: FieldLook, extensions: readonly string[]): Html {
  return field(look, html`<input id="${look.id}" name="${look.id}" type="file" multiple accept="${extensions.map((e) => `.${e}`).join(',')}"${described(look)}>`);
}

/** Every fault at once, each leading to its field. It takes the focus, as a page that says "not yet" should. */
export function faultSummary(faults: readonly Fault[]): Html | null {
  return faults.length === 0 ? null : html`<div class="faults" role="alert" tabindex="-1" autofocus aria-labelledby="faults"><h2 id="faults">${apply.form.faultsTitle(faults.length)}</h2><ul>${faults.map((f) =>
    html`<li><a href="#${f.field}">${f.message}</a></li>`)}</ul></div>`;
}

/** What went wrong on our side or for the moment, above a form that has kept everything. */
export function trouble(title: string, text: string): Html {
  return html`<div class="faults" role="alert"><h2>${title}</h2><p>${text}</p></div>`;
}

/** Only programs see it. */
export const trap: Html = html`<div class="trap" aria-hidden="true"><label for="website">${apply.form.trap}</label><input id="website" name="website" type="text" value="" tabindex="-1" autocomplete="off"></div>`;

export function facts(rows: readonly (readonly [string, Html | string | null | false])[]): Html {
  return html`<dl class="facts">${rows.map(([label, value]) => value !== null && value !== false && value !== '' && html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** In groups, for reading out: 20260617-0482-9135-7. */
export function spacedNumber(number: string): string {
  return number.replace(/^(\d{8})(\d{4})(\d{4})(\d)$/, '$1-$2-$3-$4');
}

export const applyCrumbs = [{ label: zh.site.apply, href: '/apply/' }];
