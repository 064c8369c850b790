// The agency as letters need it: what decides the remedy, its 代字, how to reach it.
import type { Db, Tx } from '../../../platform/database.ts';
import { getAgency, listRegions } from '../../identity/index.ts';
import { loadSettings } from '../settings.ts';
import { agencyLevel, authorityNames, regionsAbove } from './level.ts';
import type { LetterAgency } from './model.ts';
import { zh } from './zh.ts';

/** @throws Refused 'not-found' (404) */
export async function letterAgency(db: Db | Tx, code: string): Promise<LetterAgency> {
  const [agency, regions, settings] = [await getAgency(db, code), await listRegions(db), await loadSettings(db)];
  const above = regionsAbove(regions, agency.regionCode);
  const { level, certain } = agencyLevel(agency, above[0]?.level ?? null);
  const o = agency.openness;
  return {
    name: agency.name, level, levelNote: certain ? null : zh.notes.level, authorityNames: authorityNames(above), codes: codesOf(agency.numberCodes.map((n) => n.code)),
    calendar: settings.calendar, office: o.office ?? null, address: o.address ?? null, postcode: o.postcode ?? null, phone: o.phone ?? null, hours: o.hours ?? null,
    paymentWorkingDays: settings.clock.paymentWorkingDays ?? null, onlineReconsideration: settings.onlineReconsideration,
  };
}

/** 通教体发 → 通教体依复, 通教体依告. An agency with a code of its own for replies (…依复) keeps it. */
export function codesOf(numberCodes: readonly string[]): LetterAgency['codes'] {
  const own = numberCodes.find((c) => zh.ownCode.test(c));
  const base = own?.replace(zh.ownCode, '') ?? numberCodes.find((c) => zh.codeEnd.test(c))?.replace(zh.codeEnd, '');
  return base === undefined || base === '' ? null : { reply: zh.codes.reply(base), notice: zh.codes.notice(base) };
}
