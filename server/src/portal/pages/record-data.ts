// schema.org Legislation (ELI) of a record, for search engines.
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { html, unsafeHtml, type Html } from '../html.ts';
import { kindName } from '../format.ts';

const force: Readonly<Record<string, string>> = {
  'in-force': 'InForce', amended: 'InForce', expired: 'NotInForce', repealed: 'NotInForce', annulled: 'NotInForce', 'not-yet': 'NotInForce',
};
/** What this record does to another, as the vocabulary has it. */
const properties: Readonly<Record<string, string>> = {
  amends: 'legislationAmends', repeals: 'legislationRepeals', replaces: 'legislationRepeals', corrects: 'legislationCorrects', implements: 'legislationEnsuresImplementationOf',
  'based-on': 'isBasedOn', interprets: 'about',
};

export function recordData(r: OpenRecord, origin: string): Html {
  const url = `${origin}/records/${r.id}`;
  const legalForce = force[r.status];
  const related = new Map<string, object[]>();
  for (const other of r.relations) {
    const property = other.direction === 'from' ? properties[other.type] : undefined;
    if (property === undefined) continue;
    const target = { '@type': 'Legislation', name: other.title, ...(other.id === null ? {} : { '@id': `${origin}/records/${other.id}` }) };
    related.set(property, [...(related.get(property) ?? []), target]);
  }
  return jsonScript({
    '@context': 'https://schema.org', '@type': 'Legislation', '@id': url, url, name: r.title, inLanguage: r.language, legislationType: kindName(r.kind),
    legislationIdentifier: r.documentNumber ?? r.indexNumber, legislationPassedBy: { '@type': 'GovernmentOrganization', name: r.issuer || r.agencyName },
    publisher: { '@type': 'GovernmentOrganization', name: r.agencyName }, datePublished: r.datePublished, dateModified: r.updatedAt, isAccessibleForFree: true,
    ...(r.dateMade === null ? {} : { legislationDate: r.dateMade }), ...(r.effectiveOn === null ? {} : { legislationDateOfApplicability: r.effectiveOn }),
    ...(legalForce === undefined ? {} : { legislationLegalForce: `https://schema.org/${legalForce}` }), ...(r.summary === null ? {} : { abstract: r.summary }),
    ...(r.keywords.length === 0 ? {} : { keywords: r.keywords.join(',') }), ...Object.fromEntries(related),
  });
}

/** Within a script element nothing is escaped: a title with `</script>` or `<!--` must not end it or begin another. */
export function jsonScript(value: unknown): Html {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return html`<script type="application/ld+json">${unsafeHtml(text)}</script>`;
}
