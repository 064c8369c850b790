// Pages are functions from data to Html. Whatever is put into the template is escaped, except other Html.
declare const safe: unique symbol;
/** Markup that may be sent as it is. Only `html` and `unsafeHtml` make it. */
export type Html = { readonly markup: string; readonly [safe]: true };
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const special = /[&<>"']/g;

export function escapeHtml(text: string): string {
  return text.replace(special, (c) => entities[c] ?? c);
}

/** Markup from elsewhere, trusted as it is: the caller says why. */
export function unsafeHtml(markup: string): Html {
  return { markup } as Html;
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('markup' in value) return value.markup;
  return value.map(render).join('');
}

/** Attribute values must stand in double quotes. Empty values (null, undefined, false) print nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = strings[0] ?? '';
  for (let i = 0; i < values.length; i += 1) markup += render(values[i]) + (strings[i + 1] ?? '');
  return unsafeHtml(markup);
}

export const nothing: Html = unsafeHtml('');
