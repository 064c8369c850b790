// Factories: a small government with departments and a lower level, cases straight into the ledger, and who works on reports.
import { addDays, civilDate, outcomes, type CivilDate } from '@tongming/law';
import { randomBytes, randomUUID } from 'node:crypto';
import { runCommand } from '../../platform/command.ts';
import { json, type Db } from '../../platform/database.ts';
import { rolesOf, type Principal } from '../identity/index.ts';
import { createAgency, saveRegion, type AgencyInput } from '../identity/commands/manage-agency.ts';
import { cityAgency, founder, makeAgencies, makePerson } from '../identity/testing.ts';
import { applicantColumns } from './cells.ts';

export const city = cityAgency.code;
export const office = '150500-ZFB';
export const bureau = '150500-JYTY';
export const county = '150523';
export const countyBureau = '150523-JTJ';

const agencies: AgencyInput[] = [
  { code: bureau, name: '通辽市教育体育局', shortName: '市教育体育局', regionCode: '150500', parentCode: city, kind: 'department', uscc: null, orgCode: 'TL0000059', numberCodes: [] },
  { code: county, name: '开鲁县人民政府', shortName: '开鲁县政府', regionCode: '150523', parentCode: city, kind: 'government', uscc: null, orgCode: 'TL0000227', numberCodes: [] },
  { code: countyBureau, name: '开鲁县教育体育局', shortName: '县教体局', regionCode: '150523', parentCode: county, kind: 'department', uscc: null, orgCode: 'TL0000243', numberCodes: [] },
];

export type ReportPeople = Record<'clerk' | 'head' | 'cityHead' | 'stranger' | 'admin', Principal>;

export async function makeGovernment(db: Db): Promise<ReportPeople> {
  await makeAgencies(db);
  await runCommand(db, founder, async (ctx) => {
    const saved = await saveRegion(ctx, { code: '150523', name: '开鲁县', parentCode: '150500', level: 'county' });
    for (const agency of agencies) await createAgency(ctx, agency);
    return saved;
  });
  const principal = async (login: string, role: Parameters<typeof makePerson>[2]): Promise<Principal> => {
    const { id } = await makePerson(db, login, { ...role, ready: true });
    return { person: { id, name: `${login}某`, login }, roles: await rolesOf(db, id), pending: null };
  };
  return {
    clerk: await principal('clerk', { roles: ['openness-clerk'], agencyCode: bureau }),
    head: await principal('head', { roles: ['openness-head'], agencyCode: bureau }),
    cityHead: await principal('cityhead', { roles: ['openness-head'], agencyCode: office }),
    stranger: await principal('stranger', { roles: ['openness-clerk'], agencyCode: countyBureau }),
    admin: await principal('admin', { roles: ['system-admin'], agencyCode: city }),
  };
}

export type TestCase = { agencyCode: string; kind: string; receivedOn: string | null; closedOn: string | null; outcome: string | null };

/** Writes cases as the fold of their events leaves them. */
export async function seedCases(db: Db, cases: readonly TestCase[]): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < cases.length; i += 400) {
    const rows = cases.slice(i, i + 400).map((c) => {
      const id = randomUUID();
      ids.push(id);
      return {
        id, agencyCode: c.agencyCode, receiptNumber: randomBytes(12).toString('hex'), channel: 'portal', applicantKind: c.kind, applicant: json({ name: '某某' }),
        request: json({ content: '某项信息' }), applicantKey: Buffer.from('00', 'hex'), submittedAt: `${c.receivedOn ?? c.closedOn ?? '2022-06-01'}T01:00:00.000Z`,
        receivedOn: c.receivedOn, state: c.closedOn === null ? (c.receivedOn === null ? 'arrived' : 'handling') : 'answered', outcome: c.outcome, closedOn: c.closedOn,
      };
    });
    await db.insertInto('core.foiCase').values(rows).execute();
  }
  return ids;
}

/** A ledger of `year` in which every cell of table 三 holds something, each another number. */
export function everyCell(year: number, agencyCode: string): TestCase[] {
  const day = (offset: number): CivilDate => addDays(civilDate(`${year}-02-01`), offset);
  return applicantColumns.flatMap((kind, c) => [
    ...outcomes.flatMap(({ code }, r) => Array.from({ length: 1 + ((r + c) % 3) }, (_, n): TestCase => ({
      // Every other case came in the year before.
      agencyCode, kind, receivedOn: n % 2 === 0 ? day(r) : civilDate(`${year - 1}-12-20`), closedOn: day(r + 20), outcome: code,
    }))),
    ...Array.from({ length: c + 1 }, (): TestCase => ({ agencyCode, kind, receivedOn: `${year}-12-25`, closedOn: null, outcome: null })),
    { agencyCode, kind, receivedOn: `${year}-12-10`, closedOn: `${year + 1}-01-05`, outcome: 'granted' },
  ]);
}

type SeedReview = { caseId: string; agencyCode: string; kind: 'reconsideration' | 'litigationDirect' | 'litigationAfterReconsideration'; acceptedOn: string; result: 'upheld' | 'corrected' | 'otherResult' | null; resultOn: string | null; after?: string };

export async function seedReview(db: Db, r: SeedReview): Promise<string> {
  const { id } = await db.insertInto('core.foiReview').values({
    caseId: r.caseId, agencyCode: r.agencyCode, kind: r.kind, afterReview: r.after ?? null, authority: '通辽市人民政府', number: null,
    acceptedOn: r.acceptedOn, result: r.result, resultOn: r.resultOn, summary: null, lesson: null,
  }).returning('id').executeTakeFirstOrThrow();
  return id;
}

type SeedDocument = { agencyCode: string; category: string; dateMade: string; public?: boolean; expiresOn?: string | null; statedStatus?: string | null; ends?: { kind: 'repealed' | 'expired' | 'annulled' | 'withdrawn'; on: string }[] };

let serial = 0;
export async function seedDocument(db: Db, d: SeedDocument): Promise<string> {
  serial += 1;
  const { id } = await db.insertInto('core.record').values({
    agencyCode: d.agencyCode, indexNumber: `TL0000016/${d.dateMade.slice(0, 4)}-${String(serial).padStart(5, '0')}`, externalId: null, kind: 'notice', category: d.category,
  }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('core.edition').values({
    recordId: id, no: 1, state: 'live', documentId: null, bodyText: '正文', publishedAt: `${d.dateMade}T02:00:00.000Z`,
    content: json({ title: `文件${serial}`, dateMade: d.dateMade, expiresOn: d.expiresOn ?? null, statedStatus: d.statedStatus ?? null, public: d.public ?? true }),
  }).execute();
  for (const end of d.ends ?? []) {
    await db.insertInto('core.recordEnd').values({ recordId: id, kind: end.kind, effectiveOn: end.on, ground: '清理', publicNote: '说明', byRecord: null, personId: null }).execute();
  }
  return id;
}
