import { columnCheckOn, today, type CivilDate } from '@tongming/law';
import type { ColumnDue, ColumnsDue, SiteVeto } from '../../../console-api/contract-columns.ts';
import type { Db } from '../../../platform/database.ts';
import { several } from '../../../platform/several.ts';
import { listAgencies, type Principal } from '../../identity/index.ts';
import { listSites, siteDesk, siteTree } from '../../sites/index.ts';
import { feedOf, newestDocument } from '../content.ts';
import { isDirectory } from '../open/columns.ts';
import { loadSettings } from '../settings.ts';
import { homeStanding } from '../staleness.ts';
import { assessed, look, newestIn } from './list-columns.ts';

const SITES_AT_ONCE = 2;

/** Open columns of the sites a person manages, what is due first on top, and the three counts of each site, all as of now. */
export async function dueColumns(db: Db, principal: Principal, on: CivilDate = today()): Promise<ColumnsDue> {
  const [sites, tree, settings, agencies] = [await listSites(db), await siteTree(db), await loadSettings(db), await listAgencies(db)];
  const check = columnCheckOn(on);
  const own = sites.filter((site) => site.state !== 'closed' && siteDesk(principal, site.agencyCode, tree) !== null);
  const names = new Map(agencies.map((agency) => [agency.code, agency.name]));
  const found = await several(own, SITES_AT_ONCE, async (site) => {
    const looked = await look(db, site.code);
    const assessment = assessed(looked, settings, on);
    const open = looked.columns.filter((column) => column.state === 'open');
    const rows = open.map((column): ColumnDue => {
      const standing = assessment?.standings.find((one) => one.id === column.id);
      const held = looked.held.get(column.id);
      return {
        id: column.id, site: site.code, siteName: site.name, name: column.name, path: column.path, type: column.type, agencyName: names.get(column.agencyCode) ?? column.agencyCode, person: column.person,
        duty: column.duty, directory: isDirectory(feedOf(column, looked.items)), count: held?.count ?? 0, lastOn: newestIn(looked, column), state: standing?.state ?? 'exempt', due: standing?.due ?? null, by: standing?.by ?? null,
      };
    });
    const titles = new Map(open.map((column) => [column.id, column.name]));
    const newest = [await newestDocument(db, looked.scope, site.language), ...open.filter((column) => column.onHome).map((column) => newestIn(looked, column))];
    const veto: SiteVeto = {
      site: site.code, siteName: site.name, state: site.state, columns: open.length, warned: assessment?.warned.length ?? 0,
      home: check === null ? null : homeStanding(newest.filter((day) => day !== null).toSorted().at(-1) ?? null, on, check, settings.warnings),
      vetoes: (assessment?.vetoes ?? []).map(({ columns, ...one }) => ({ ...one, columns: columns.map((id) => ({ id, name: titles.get(id) ?? '' })) })),
    };
    return { rows, veto };
  });
  return {
    on, check: check === null ? null : { document: check.document, homeDays: check.homeDays, dynamicDays: check.dynamicDays, noticeMonths: check.noticeMonths, staleTogether: check.staleTogether, unrenewed: check.unrenewed, blank: check.blank },
    warnings: settings.warnings, types: [...settings.types], ownTypes: settings.own, sites: found.map((one) => one.veto).filter((veto) => veto.columns > 0),
    columns: found.flatMap((one) => one.rows).toSorted(byUrgency),
  };
}

const first: Readonly<Record<ColumnDue['state'], number>> = { blank: 0, late: 1, warning: 2, fresh: 3, exempt: 4 };

function byUrgency(a: ColumnDue, b: ColumnDue): number {
  if (a.state !== b.state) return first[a.state] - first[b.state];
  return (a.due ?? '9').localeCompare(b.due ?? '9') || a.site.localeCompare(b.site) || a.path.localeCompare(b.path);
}
