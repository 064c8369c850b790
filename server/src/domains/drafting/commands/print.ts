import { civilDateOf, type LawfulDisclosure } from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import { json } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { recordFile } from '../../../platform/files.ts';
import { hasRole } from '../../identity/index.ts';
import type { Env, GatedEffect, GatedVerb, Look } from '../perform.ts';
import { reason } from '../checks.ts';
import { zh } from '../messages.ts';
import type { Printed } from '../model.ts';
import { digestOf, makeProducts, ProductFault, type Made } from '../products.ts';
import type { Case } from '../store.ts';

/**
 * 印制: makes the internal copy and, where it is published, the public copy, and searches every public product for
 * what is withheld and for personal data. Anything found stops it; personal data may be let through by a privacy
 * officer with a reason.
 */
export const print: GatedVerb = {
  gated: true,
  decide: (c, input, { acting, principal }) => {
    const override = input.data?.privacyOverride;
    if (override && !hasRole(principal, c.doc.agencyCode, 'privacy-officer')) return [reason('override-role', zh.print.overrideRole)];
    const bare = acting.role === 'privacy-officer' && (override?.reason ?? '').length < 4;
    return bare ? [reason('override-reason', zh.print.overrideNeeded, 'privacyOverride')] : [];
  },
  prepare,
};

async function prepare(env: Env, c: Case, disclosure: LawfulDisclosure, look: Look): Promise<GatedEffect> {
  const { documentNumber, dateMade } = c.doc;
  if (documentNumber === null || dateMade === null) throw new Error(`document ${c.doc.id} is printed without number or date`);
  const printedOn = civilDateOf(look.now);
  const made = await products(env, c, disclosure, { documentNumber, dateMade, printedOn });
  const override = look.input.data?.privacyOverride ?? null;
  const refusals = [...made.leaks, ...(override === null ? personalData(made) : [])];
  if (refusals.length > 0) refuse('print-refused', refusals);
  const printed: Printed = {
    digest: digestOf(c), printedOn, internal: made.internal, files: made.public?.files ?? null,
    personalData: {
      findings: made.findings.length,
      override: override === null || made.findings.length === 0 ? null : { reason: override.reason, personName: look.principal.person.name },
    },
  };
  return async ({ ctx }) => {
    for (const file of filesOf(printed)) await recordFile(ctx.tx, file);
    return { set: { printed: json(printed) }, data: { personalData: printed.personalData, digest: printed.digest } };
  };
}

async function products(env: Env, ...[c, disclosure, given]: [Case, LawfulDisclosure, Parameters<typeof makeProducts>[3]]): Promise<Made> {
  try {
    return await makeProducts(env.files, c, disclosure, given, env.fontFolder);
  } catch (error) {
    if (error instanceof ProductFault) return refuse('print-refused', error.reasons);
    throw error;
  }
}

function personalData(made: Made): Reason[] {
  return made.findings.map((f) => reason('personal-data', zh.print.personalData(f.where, f.kindName, f.masked), f.where));
}

function filesOf(printed: Printed) {
  const { files } = printed;
  return [printed.internal, ...(files === null ? [] : [...files.renditions, ...files.attachments].map((f) => f.file))];
}
