import { today, yearOf } from '@tongming/law';
import type { ReportListRow } from '../../../console-api/contract-report.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { mayRead } from '../policy.ts';
import { assertYear, listTree } from '../store.ts';
import { dueOf } from './get-report.ts';

/** Reports of a year (last year unless said) of every agency whose reports a person may read, started or not. */
export async function listReports(db: Db, principal: Principal, year: number = yearOf(today()) - 1): Promise<ReportListRow[]> {
  assertYear(year);
  const agencies = await listTree(db);
  const rows = await db.selectFrom('core.annualReport').select(['agencyCode', 'state', 'submittedOn', 'publishedOn', 'recordId'])
    .where('year', '=', year).execute();
  const byAgency = new Map(rows.map((row) => [row.agencyCode, row]));
  return agencies.filter((agency) => (agency.active || byAgency.has(agency.code)) && mayRead(principal, agency, agencies)).map((agency) => {
    const row = byAgency.get(agency.code);
    const state = row?.state ?? 'draft';
    const due = dueOf(agency, year)?.due ?? null;
    return {
      agencyCode: agency.code, agencyName: agency.name, state, stateName: zh.states[state], due,
      overdue: row?.recordId == null && due !== null && due < today(),
      submittedOn: row?.submittedOn ?? null, publishedOn: row?.publishedOn ?? null, recordId: row?.recordId ?? null,
    };
  });
}
