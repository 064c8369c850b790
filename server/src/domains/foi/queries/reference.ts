import { outcomes, receiptRules } from '@tongming/law';
import type { FoiAct } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import type { FoiStaff } from '../../../console-api/contract-foi.ts';
import type { Role } from '../../../console-api/contract.ts';
import { zh } from '../messages.ts';
import { handlerRoles } from '../policy.ts';

const named = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([code, name]) => ({ code, name }));

/** Codes with their names and articles, for the console's choices. */
export function reference() {
  return {
    states: named(zh.states), applicantKinds: named(zh.kinds), deliveries: named(zh.deliveries), mediums: named(zh.mediums), waiting: named(zh.waiting), findings: named(zh.findings),
    requestTypes: named(zh.requestTypes), corrections: named(zh.corrections), orders: named(zh.orders),
    acts: Object.entries(zh.acts).map(([code, name]) => ({ code, name, article: zh.articles[code as FoiAct] ?? null })),
    steps: Object.entries(zh.steps).map(([code, step]) => ({ code, ...step })),
    channels: receiptRules.map((r) => ({ code: r.channel, name: zh.channels[r.channel], counts: r.counts, evidence: r.evidence, article: r.article, certainty: r.certainty })),
    outcomes: outcomes.map((o) => ({ code: o.code, group: o.group, name: o.label, basis: o.basis, variants: o.variants.map((v) => ({ code: v.code, name: v.name, basis: v.basis })) })),
  };
}

/** Whom a case of the agency can be given to. */
export async function staffOf(db: Db, agencyCode: string): Promise<FoiStaff[]> {
  const rows = await db.selectFrom('core.roleAssignment as r').innerJoin('core.person as p', 'p.id', 'r.personId').select(['p.id', 'p.name', 'r.role'])
    .where('r.agencyCode', '=', agencyCode).where('r.role', 'in', [...handlerRoles]).where('p.active', '=', true).orderBy('p.name').orderBy('p.id').execute();
  return [...Map.groupBy(rows, (row) => row.id)].flatMap(([id, own]) => own.slice(0, 1).map((p) => ({ id, name: p.name, roles: own.map((r) => r.role as Role) })));
}
