import { databaseFault } from '../../platform/database.ts';
import { refuse } from '../../platform/errors.ts';
import { identityMessages as words } from './messages.ts';

/** What the database itself refuses, in words. */
const refusals: Readonly<Record<string, { code: string; message: string; field?: string }>> = {
  role_assignment_separated: { code: 'separated-administrators', message: words.separated, field: 'role' },
  person_login_key: { code: 'login-taken', message: words.loginTaken, field: 'login' },
  agency_pkey: { code: 'agency-code-taken', message: words.codeTaken, field: 'code' },
  agency_uscc_key: { code: 'uscc-taken', message: words.usccTaken, field: 'uscc' },
  agency_org_code_key: { code: 'org-code-taken', message: words.orgCodeTaken, field: 'orgCode' },
  agency_region_code_fkey: { code: 'no-such-region', message: words.noSuchRegion, field: 'regionCode' },
  region_parent_code_fkey: { code: 'no-such-region', message: words.noSuchRegion, field: 'parentCode' },
  agency_parent_code_fkey: { code: 'no-such-agency', message: words.noSuchAgency, field: 'parentCode' },
};

/** Waits for a write and turns a named constraint's refusal into a Refused (422); any other error goes on as it is. */
export async function refusingConstraints<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const known = refusals[databaseFault(error)?.constraint ?? ''];
    if (known === undefined) throw error;
    return refuse(known.code, [known]);
  }
}
