// What is left of an event, an applicant and a request when their words have to go: dates, choices and numbers, so that
// the fold of a case stays what it was.
import { isCivilDate } from '@tongming/law';
import { z } from 'zod';
import type { Applicant, FoiRequest } from '../../../console-api/contract-foi.ts';
import { eventData, type StoredEvent } from '../model.ts';
import { archiveZh } from './zh.ts';

const { text, name } = archiveZh.anonymous;

export function forgottenApplicant(a: Applicant): Applicant {
  return { kind: a.kind, name, representative: null, contact: null, phone: null, email: null, address: null, postcode: null };
}

export function forgottenRequest(r: FoiRequest): FoiRequest {
  return { type: r.type ?? 'information', correction: null, content: text, documentNumber: null, delivery: r.delivery, medium: r.medium, helpNeeded: null };
}

/** Parties and units are paired by these: each keeps a name of its own, and nobody's. */
const pairing: ReadonlySet<string> = new Set(['party', 'unit']);
/** Codes that no schema lists. */
const codes: ReadonlySet<string> = new Set(['variant', 'agencyCode']);
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Data of all events of one case without its words. @throws ZodError if what is left were no event */
export function forgottenEvents(events: readonly StoredEvent[]): { seq: number; data: unknown }[] {
  const names = new Map<string, string>();
  const alias = (who: string): string => {
    const known = names.get(who) ?? archiveZh.anonymous.party(names.size + 1);
    names.set(who, known);
    return known;
  };
  return events.map((e) => ({ seq: e.seq, data: eventData[e.type].parse(without(eventData[e.type], e.data, null, alias)) }));
}

/** The schema tells a choice from a word. */
function without(schema: z.core.$ZodType, value: unknown, key: string | null, alias: (who: string) => string): unknown {
  if (value === null || value === undefined) return value;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'nullable': case 'optional': case 'default':
      return without(def.innerType, value, key, alias);
    case 'pipe':
      return without(def.in, value, key, alias);
    case 'object':
      return Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (def.shape[k] ? [[k, without(def.shape[k], v, k, alias)]] : [])));
    case 'array':
      return Array.isArray(value) ? value.map((item) => without(def.element, item, key, alias)) : value;
    case 'union': {
      const fitting = def.options.find((option) => z.safeParse(option, value).success);
      return fitting ? without(fitting, value, key, alias) : null;
    }
    case 'string':
      return typeof value === 'string' ? wordless(value, key, alias) : value;
    default:
      return value;
  }
}

function wordless(value: string, key: string | null, alias: (who: string) => string): string {
  if (isCivilDate(value) || uuid.test(value) || value === '') return value;
  if (key !== null && codes.has(key)) return value;
  return key !== null && pairing.has(key) ? alias(value) : text;
}
