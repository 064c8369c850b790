// OpenAPI 3.1 of the open interface, made once from the schemas that the answers are made and tested by.
import { z } from 'zod';
import { filterNames } from '../../domains/library/open/filter.ts';
import { limits } from '../../platform/limits.ts';
import { openData } from '../messages/open-data.ts';
import { componentSchemas, type ComponentName } from './open-data-schemas.ts';

type Json = { [key: string]: unknown };
const words = openData.api;
const base = '#/components/schemas/';

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Says what a field means wherever a field of that name stands. */
function described(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(described);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    if (key !== 'properties' || !isObject(inner)) return [key, described(inner)];
    return [key, Object.fromEntries(Object.entries(inner).map(([name, schema]) => {
      const text = openData.fields[name];
      return [name, { ...(isObject(schema) ? described(schema) as Json : {}), ...(text === undefined ? {} : { description: text }) }];
    }))];
  }));
}

function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(componentSchemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { target: 'draft-2020-12', uri: (id) => `${base}${id}` });
  return Object.fromEntries(Object.entries(made.schemas).map(([id, schema]) => {
    const { $schema: _version, $id: _place, ...rest } = schema;
    return [id, described(rest)];
  }));
}

function parameter(name: keyof typeof openData.filters, schema: Json, place = 'query'): Json {
  return { name, in: place, description: openData.filters[name], schema, ...(place === 'path' ? { required: true } : {}) };
}

const text = { type: 'string', maxLength: 100 };
const filters = [parameter('q', { type: 'string', maxLength: 400 }), ...filterNames.map((name) => parameter(name, text))];
const rateHeaders = {
  'RateLimit-Limit': { description: words.rateLimit, schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: words.rateRemaining, schema: { type: 'integer' } },
  'RateLimit-Reset': { description: words.rateReset, schema: { type: 'integer' } },
};
const etag = { ETag: { description: words.etag, schema: { type: 'string' } } };

function reference(name: ComponentName): Json {
  return { $ref: `${base}${name}` };
}

function failures(more: Json = {}): Json {
  const failed = (description: string) => ({ description, headers: rateHeaders, content: { 'application/json': { schema: reference('Error') } } });
  return { 304: { description: words.unchanged }, '4XX': failed(words.fault), 429: failed(words.tooMany), '5XX': failed(words.fault), ...more };
}

function jsonAnswer(name: ComponentName, more: Json = {}): Json {
  return { 200: { description: words.ok, headers: { ...rateHeaders, ...etag }, content: { 'application/json': { schema: reference(name) } } }, ...failures(more) };
}

function bulk(type: string, summary: string, schema: Json): Json {
  const headers = { ...rateHeaders, ...etag, 'Changes-Since': { description: words.changesSince, schema: { type: 'string' } } };
  return { get: { summary, parameters: filters, responses: { 200: { description: words.ok, headers, content: { [type]: { schema } } }, ...failures() } } };
}

/** The document but for where it is served. */
const document = {
  openapi: '3.1.0',
  paths: {
    '/records': { get: {
      operationId: 'listRecords', summary: words.list, responses: jsonAnswer('RecordList'),
      parameters: [
        ...filters, parameter('sort', { enum: ['relevance', 'date'] }),
        parameter('limit', { type: 'integer', minimum: 1, maximum: limits.pageRows, default: limits.pageRowsDefault }), parameter('cursor', { type: 'string' }),
      ],
    } },
    '/records/{id}': { get: {
      operationId: 'getRecord', summary: words.record, parameters: [parameter('id', { type: 'string', format: 'uuid' }, 'path')],
      responses: jsonAnswer('Record', { 410: { description: words.gone, content: { 'application/json': { schema: reference('Gone') } } } }),
    } },
    '/changes': { get: {
      operationId: 'listChanges', summary: words.changes, responses: jsonAnswer('ChangeList'),
      parameters: [parameter('since', { type: 'string' }), parameter('limit', { type: 'integer', minimum: 1, maximum: limits.pageRows, default: limits.pageRows })],
    } },
    '/records.jsonl': bulk('application/jsonl', words.jsonl, reference('BulkLine')),
    '/records.csv': bulk('text/csv', words.csv, { type: 'string' }),
    '/openapi.json': { get: { summary: words.self, responses: { 200: { description: words.ok, content: { 'application/json': {} } } } } },
  },
  components: { schemas: components() },
};

export function openApiDocument(origin: string, site: string, version: string): Json {
  const { openapi, ...rest } = document;
  return { openapi, info: { title: words.title(site), version, description: openData.lead }, servers: [{ url: `${origin}/api/v1` }], ...rest };
}
