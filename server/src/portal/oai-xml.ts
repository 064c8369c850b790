// OAI-PMH 2.0: the answers as XML.
import { fromEpochMs, now, toEpochMs, type Instant } from '@tongming/law';
import type { WholeRecord } from '../domains/library/open/bulk.ts';
import type { LatestChange } from '../domains/library/open/changes.ts';
import { categoryName, kindName, statusName } from './format.ts';
import { html, type Html } from './html.ts';
import { setsOf, type OaiFault, type Prefix } from './oai-arguments.ts';
import { xmlDocument } from './xml.ts';

export const ownNamespace = 'urn:tongming:zwgk:1';
const schemas: Readonly<Record<Prefix, { namespace: string; schema: (origin: string) => string }>> = {
  oai_dc: { namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/', schema: () => 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd' },
  zwgk: { namespace: ownNamespace, schema: (origin) => `${origin}/oai/zwgk.xsd` },
};

/** Moments of the protocol have whole seconds. */
export function stamp(at: Instant): string {
  return `${fromEpochMs(Math.floor(toEpochMs(at) / 1000) * 1000).slice(0, 19)}Z`;
}

/** `asked`: the arguments to repeat; none of them where they were wrong (3.2 of the protocol). */
export function envelope(base: string, asked: Readonly<Record<string, string>>, content: Html): string {
  return xmlDocument(html`<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>${stamp(now())}</responseDate>
<request${Object.entries(asked).map(([name, value]) => html` ${name}="${value}"`)}>${base}</request>
${content}</OAI-PMH>
`);
}

export function faultElements(faults: readonly OaiFault[]): Html {
  return html`${faults.map(({ code, message }) => html`<error code="${code}">${message}</error>
`)}`;
}

export function identify(facts: { name: string; base: string; email: string; earliest: Instant }): Html {
  return html`<Identify>
<repositoryName>${facts.name}</repositoryName>
<baseURL>${facts.base}</baseURL>
<protocolVersion>2.0</protocolVersion>
<adminEmail>${facts.email}</adminEmail>
<earliestDatestamp>${stamp(facts.earliest)}</earliestDatestamp>
<deletedRecord>persistent</deletedRecord>
<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>
<compression>gzip</compression>
</Identify>
`;
}

export function formats(origin: string): Html {
  return html`<ListMetadataFormats>
${Object.entries(schemas).map(([prefix, { namespace, schema }]) => html`<metadataFormat><metadataPrefix>${prefix}</metadataPrefix><schema>${schema(origin)}</schema><metadataNamespace>${namespace}</metadataNamespace></metadataFormat>
`)}</ListMetadataFormats>
`;
}

export function sets(list: readonly { spec: string; name: string }[]): Html {
  return html`<ListSets>
${list.map(({ spec, name }) => html`<set><setSpec>${spec}</setSpec><setName>${name}</setName></set>
`)}</ListSets>
`;
}

export function header(change: LatestChange, identifier: string): Html {
  return html`<header${change.withdrawn && html` status="deleted"`}><identifier>${identifier}</identifier><datestamp>${stamp(change.at)}</datestamp>${
    setsOf(change).map((spec) => html`<setSpec>${spec}</setSpec>`)}</header>
`;
}

/** Without its content it was withdrawn, if only a moment ago. */
export function record(change: LatestChange, identifier: string, whole: WholeRecord | undefined, prefix: Prefix, origin: string): Html {
  return html`<record>${header({ ...change, withdrawn: whole === undefined }, identifier)}${whole !== undefined && html`<metadata>
${prefix === 'oai_dc' ? dublinCore(whole, origin) : ownFormat(whole, origin)}</metadata>
`}</record>
`;
}

export function resumption(token: string, cursor: number): Html {
  return html`<resumptionToken cursor="${cursor}">${token}</resumptionToken>
`;
}

function element(name: string, value: string | null, more: Html | false = false): Html {
  return html`${value !== null && value !== '' && html`<${name}${more}>${value}</${name}>
`}`;
}

function dublinCore(r: WholeRecord, origin: string): Html {
  const { namespace, schema } = schemas.oai_dc;
  return html`<oai_dc:dc xmlns:oai_dc="${namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/" xsi:schemaLocation="${namespace} ${schema(origin)}">
${element('dc:title', r.title)}${element('dc:creator', r.issuer || r.agencyName)}${[r.theme, ...r.keywords].map((s) => element('dc:subject', s))}${
    element('dc:description', r.summary)}${element('dc:publisher', r.agencyName)}${element('dc:date', r.dateMade ?? r.datePublished)}${
    [kindName(r.kind), categoryName(r.category)].map((t) => element('dc:type', t))}${element('dc:format', 'text/html')}${
    [`${origin}/records/${r.id}`, r.indexNumber, r.documentNumber].map((i) => element('dc:identifier', i))}${element('dc:language', r.language)}</oai_dc:dc>
`;
}

function ownFormat(r: WholeRecord, origin: string): Html {
  const { namespace, schema } = schemas.zwgk;
  return html`<zwgk xmlns="${namespace}" xsi:schemaLocation="${namespace} ${schema(origin)}">
${element('indexNumber', r.indexNumber)}${element('theme', r.theme)}${element('issuer', r.issuer || r.agencyName)}${element('dateMade', r.dateMade)}${
    element('title', r.title)}${element('documentNumber', r.documentNumber)}${element('datePublished', r.datePublished)}${
    r.keywords.map((k) => element('keyword', k))}<status code="${r.status}">${statusName(r.status)}</status>
${element('effectiveOn', r.effectiveOn)}${element('expiresOn', r.expiresOn)}${element('kind', kindName(r.kind), html` code="${r.kind}"`)}${
    element('category', categoryName(r.category), html` code="${r.category}"`)}${element('agency', r.agencyName, html` code="${r.agencyCode}"`)}${
    element('summary', r.summary)}<url>${origin}/records/${r.id}</url>
</zwgk>
`;
}

/** The schema of our own format: the eight metadata first, in their order. */
export function ownSchema(): string {
  const one = (name: string, type: string, least = 1) => html`<xs:element name="${name}" type="${type}"${least === 0 && html` minOccurs="0"`}/>
`;
  return xmlDocument(html`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:z="${ownNamespace}" targetNamespace="${ownNamespace}" elementFormDefault="qualified">
<xs:complexType name="coded"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="code" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:element name="zwgk"><xs:complexType><xs:sequence>
${one('indexNumber', 'xs:string')}${one('theme', 'xs:string', 0)}${one('issuer', 'xs:string')}${one('dateMade', 'xs:date', 0)}${one('title', 'xs:string')}${
    one('documentNumber', 'xs:string', 0)}${one('datePublished', 'xs:date')}<xs:element name="keyword" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
${one('status', 'z:coded')}${one('effectiveOn', 'xs:date', 0)}${one('expiresOn', 'xs:date', 0)}${one('kind', 'z:coded')}${one('category', 'z:coded')}${
    one('agency', 'z:coded')}${one('summary', 'xs:string', 0)}${one('url', 'xs:anyURI')}</xs:sequence></xs:complexType></xs:element>
</xs:schema>
`);
}
