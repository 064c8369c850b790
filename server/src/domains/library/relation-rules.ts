// Which typed relations may stand beside each other. Pure: publishing, the drafting sheet and the library's keepers ask the same.
import { addDays, type CivilDate } from '@tongming/law';
import type { Reason, RelationType } from '../../console-api/contract.ts';
import { zh } from './messages.ts';

export type Edge = { from: string; type: RelationType; to: string };
export type Ending = { kind: 'repealed' | 'expired' | 'annulled' | 'withdrawn'; from: CivilDate; by: string | null };
export type RelatedRecord = {
  title: string;
  /** Of its first edition: what amends it is never older. */
  madeOn: CivilDate | null;
  endings: readonly Ending[];
  /** Ended, says the source of an imported record, without a day. */
  statedEnded: boolean;
};
export type RelationSituation = {
  /** The record that takes the relations on; `id` null when it is only being made. */
  source: { id: string | null; madeOn: CivilDate; endings: readonly Ending[] };
  added: readonly { type: RelationType; to: string }[];
  /** What it keeps of its former relations. */
  kept: readonly { type: RelationType; to: string }[];
  /** Relations of other records, as far as they can be reached from what is added, and those that end what is added. */
  others: readonly Edge[];
  records: ReadonlyMap<string, RelatedRecord>;
};
export type RelationFinding = Reason & { severity: 'refuse' | 'warn' };

/**
 * Relations that may not lead back to where they came from, together: a document is not older than what it changes, nor part
 * of what it repeals. An amending decision may bring the amended text as its attachment: 修改 and 附于 are not taken together.
 */
const orders: readonly (readonly RelationType[])[] = [
  ['amends', 'repeals', 'replaces', 'corrects'], ['attached-to', 'repeals', 'replaces'], ['implements', 'based-on'], ['interprets'], ['forwards'],
];
const NEW = '';
const ending: ReadonlySet<string> = new Set(['repeals', 'replaces']);
const changing: ReadonlySet<string> = new Set(['amends', 'repeals', 'replaces']);

/** Everything that speaks against relations about to be added; whatever stood before is not judged again. */
export function judgeRelations(s: RelationSituation): RelationFinding[] {
  const self = s.source.id ?? NEW;
  return s.added.flatMap((edge) => {
    if (edge.to === self) return [refusal('relation-self', zh.relation.self)];
    const target = s.records.get(edge.to);
    if (!target) return [refusal('relation-unknown', zh.relation.unknown)];
    return [...loopOf(s, self, edge, target), ...ofSource(s, edge), ...ofTarget(s, self, edge, target)];
  });
}

function loopOf(s: RelationSituation, self: string, edge: Omit<Edge, 'from'>, target: RelatedRecord): RelationFinding[] {
  const own = [...s.kept, ...s.added].map((one) => ({ from: self, ...one }));
  for (const order of orders.filter((types) => types.includes(edge.type))) {
    const path = pathBetween(edge.to, self, [...s.others, ...own].filter((one) => order.includes(one.type)));
    if (path === null) continue;
    const between = path.slice(1, -1).flatMap((id) => s.records.get(id)?.title ?? []);
    return [refusal('relation-loop', zh.relation.loop(target.title, between))];
  }
  return [];
}

/** The ids from one record to another along relations; null when there is no way. */
export function pathBetween(from: string, to: string, edges: readonly Edge[]): string[] | null {
  const next = new Map<string, string[]>();
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (id === to) {
      const path: string[] = [];
      for (let at: string | null = id; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
      return path;
    }
    for (const other of next.get(id) ?? []) {
      if (cameFrom.has(other)) continue;
      cameFrom.set(other, id);
      queue.push(other);
    }
  }
  return null;
}

function ofSource(s: RelationSituation, edge: Omit<Edge, 'from'>): RelationFinding[] {
  const annulled = s.source.endings.some((end) => end.kind === 'annulled');
  return annulled && changing.has(edge.type) ? [refusal('relation-source-annulled', zh.relation.sourceAnnulled)] : [];
}

function ofTarget(s: RelationSituation, self: string, edge: Omit<Edge, 'from'>, target: RelatedRecord): RelationFinding[] {
  const { title } = target;
  const day = s.source.madeOn;
  const over = (kind: Ending['kind']) => target.endings.find((end) => end.kind === kind && end.from <= day && (end.by === null || end.by !== self));
  const annulled = target.endings.some((end) => end.kind === 'annulled');
  const found: (RelationFinding | false)[] = [
    target.endings.some((end) => end.kind === 'withdrawn') && warning('relation-to-withdrawn', zh.relation.toWithdrawn(title)),
  ];
  if (!changing.has(edge.type)) {
    const ended = annulled || target.statedEnded || over('repealed') !== undefined || over('expired') !== undefined;
    return [...found, ended && warning('relation-to-ended', zh.relation.toEnded(title))].filter((one) => one !== false);
  }
  found.push(
    annulled && refusal('relation-to-annulled', zh.relation.toAnnulled(title)),
    target.madeOn !== null && day < target.madeOn && refusal('relation-older', zh.relation.older(title)),
    !annulled && target.statedEnded && warning('relation-to-ended', zh.relation.toEnded(title)),
    ...(edge.type === 'amends' ? ofAmended(s, edge, title, over) : ofRepealed(s, self, edge, target, over)),
  );
  return found.filter((one) => one !== false);
}

type Over = (kind: Ending['kind']) => Ending | undefined;

function ofAmended(s: RelationSituation, edge: Omit<Edge, 'from'>, title: string, over: Over): (RelationFinding | false)[] {
  const alsoEnds = [...s.added, ...s.kept].some((one) => one.to === edge.to && ending.has(one.type));
  const end = over('repealed') ?? over('expired');
  return [
    alsoEnds && refusal('relation-contradicts', zh.relation.amendsAndEnds(title)),
    end !== undefined && refusal('relation-amends-ended', zh.relation.amendsEnded(title, end.from)),
  ];
}

function ofRepealed(s: RelationSituation, self: string, edge: Omit<Edge, 'from'>, target: RelatedRecord, over: Over): (RelationFinding | false)[] {
  const rivals = s.others.filter((one) => one.to === edge.to && one.from !== self && ending.has(one.type));
  const same = rivals.find((one) => one.type === edge.type);
  const byAnother = target.endings.find((end) => end.kind === 'repealed' && end.by !== null && end.by !== self);
  const before = over('repealed');
  return [
    same !== undefined && refusal('relation-ended-by-another', zh.relation.endedByAnother(target.title, s.records.get(same.from)?.title ?? null)),
    same === undefined && rivals[0] !== undefined && warning('relation-ended-by-another', zh.relation.endedByAnother(target.title, s.records.get(rivals[0].from)?.title ?? null)),
    rivals.length === 0 && (byAnother ?? before) !== undefined && refusal('relation-repealed-already', zh.relation.repealedAlready(target.title, (byAnother ?? before)?.from ?? s.source.madeOn)),
    over('expired') !== undefined && warning('relation-to-ended', zh.relation.toEnded(target.title)),
  ];
}

/** 失效 by a last day in force begins the day after. */
export function expiry(lastDay: CivilDate): Ending {
  return { kind: 'expired', from: addDays(lastDay, 1), by: null };
}

const refusal = (code: string, message: string): RelationFinding => ({ severity: 'refuse', code, message, field: 'relations' });
const warning = (code: string, message: string): RelationFinding => ({ severity: 'warn', code, message, field: 'relations' });
