// 条例第四十四条: several applicants for the same. Alike are texts; different are applicants; what to do people decide.
import { sql } from 'kysely';
import type { SimilarCase, FoiState } from '../../console-api/contract-foi.ts';
import type { OutcomeCode } from '@tongming/law';
import type { Db, Tx } from '../../platform/database.ts';
import { ALIKE, likeness, sameApplicant, shinglesOf } from './likeness.ts';
import { provides } from './outcomes.ts';
import { numberOf } from './queries/rows.ts';
import { contentIn, contentOf, type Case } from './store.ts';

const CANDIDATES = 200;
const SHOWN = 10;
const SUMMARY = 60;

/** Cases of the agency like this one, most alike first; cases of the same applicant before others of equal likeness. */
export async function similarCases(db: Db | Tx, c: Case): Promise<SimilarCase[]> {
  const own = shinglesOf(contentOf(c));
  if (own.length === 0) return [];
  const rows = await db.selectFrom('core.foiWords as w').innerJoin('core.foiCase as f', 'f.id', 'w.caseId').innerJoin('core.agency as a', 'a.code', 'f.agencyCode')
    .select(['f.id', 'f.receiptNumber', 'f.registerYear', 'f.registerSeq', 'a.shortName', 'f.submittedAt', 'f.state', 'f.outcome', 'w.shingles', 'f.applicantKey', 'f.identityKey', contentIn('f').as('content')])
    .where('w.agencyCode', '=', c.agency.code).where('w.caseId', '<>', c.id).where(sql<boolean>`w.shingles && ${own}::int[]`)
    .orderBy('f.submittedAt', 'desc').limit(CANDIDATES).execute();
  return rows.map((row) => ({
    id: row.id, receiptNumber: row.receiptNumber, submittedAt: row.submittedAt, state: row.state as FoiState, outcome: row.outcome as OutcomeCode | null,
    registerNumber: numberOf(row),
    likeness: likeness(own, row.shingles), sameApplicant: sameApplicant(row, c),
    summary: row.content.slice(0, SUMMARY),
  })).filter((s) => s.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || Number(b.sameApplicant) - Number(a.sameApplicant)).slice(0, SHOWN);
}

/** Whether, with this answer, a second applicant gets what another has got before. */
export async function suggestsOpening(db: Db | Tx, c: Case): Promise<boolean> {
  const { decision } = c.folded;
  if (decision === null || !provides(decision) || contentOf(c).length === 0) return false;
  const alike = await similarCases(db, c);
  return alike.some((s) => !s.sameApplicant && s.state === 'answered' && (s.outcome === 'granted' || s.outcome === 'partial'));
}
