// Who may have a site, under which name and domain: pure, every reason at once (政府网站发展指引, 国办发〔2017〕47号).
import type { Reason } from '../../platform/errors.ts';
import type { AgencyKind, SiteKind, SiteLanguage, SiteState } from '../../platform/schema.ts';
import { zh } from './messages.ts';
import { requiredFacts, type SiteFacts } from './open/facts.ts';
import { leastContrast, worstContrast, type Theme } from './open/theme.ts';

export type SiteAgency = { code: string; name: string; kind: AgencyKind; parentCode: string | null; regionLevel: string };
export type KnownSite = { code: string; kind: SiteKind; language: SiteLanguage; agencyCode: string; domain: string; name: string; state: SiteState };
export type Proposal = { code: string; kind: SiteKind; language: SiteLanguage; twin: string | null; domain: string; name: string };
export type Around = {
  /** The agencies above, the next first. */
  above: readonly SiteAgency[];
  others: readonly KnownSite[];
  demonstration: boolean;
};

const reason = (code: string, message: string, field: string, article: string | null = null): Reason => ({ code, message, field, article });
const ruled = (code: string, message: string, field: string): Reason => reason(code, message, field, zh.guidance);

/** Every reason why this agency may not have this site; none = it may. */
export function maySite(proposal: Proposal, agency: SiteAgency, around: Around): Reason[] {
  const others = around.others.filter((other) => other.code !== proposal.code && other.state !== 'closed');
  const same = others.find((other) => other.agencyCode === agency.code && other.language === proposal.language);
  return [
    ...hostFaults(proposal.kind, agency),
    ...(same === undefined ? [] : [ruled('one-site-each', zh.rules.oneEach(same.name), 'agencyCode')]),
    ...twinFaults(proposal, agency, others),
    ...domainFaults(proposal, { ...around, others }),
    ...nameFaults(proposal, agency),
  ];
}

const hosts: Readonly<Record<SiteKind, readonly AgencyKind[]>> = { portal: ['government'], department: ['department', 'office'], zone: ['zone'] };

function hostFaults(kind: SiteKind, agency: SiteAgency): Reason[] {
  if (agency.kind === 'township' || agency.regionLevel === 'township') return [ruled('no-township-site', zh.rules.township, 'agencyCode')];
  if (agency.kind === 'body') return [ruled('no-body-site', zh.rules.body, 'agencyCode')];
  const department = agency.kind === 'department' || agency.kind === 'office';
  if (department && (agency.regionLevel === 'county' || agency.regionLevel === 'zone')) return [ruled('no-county-department-site', zh.rules.countyDepartment, 'agencyCode')];
  return hosts[kind].includes(agency.kind) ? [] : [ruled('wrong-site-kind', zh.rules.kind[kind], 'kind')];
}

function twinFaults({ language, twin }: Proposal, agency: SiteAgency, others: readonly KnownSite[]): Reason[] {
  if (language === 'zh-CN') return twin === null ? [] : [reason('no-twin', zh.rules.noTwin, 'twin')];
  const chinese = others.find((other) => other.code === twin);
  return chinese?.language === 'zh-CN' && chinese.agencyCode === agency.code ? [] : [reason('twin-needed', zh.rules.twin, 'twin')];
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const domainForm = new RegExp(`^${label}(?:\\.${label})+$`);

/** www.tongliao.gov.cn → tongliao.gov.cn */
export const baseOf = (domain: string): string => domain.replace(/^www\./, '');

function domainFaults(proposal: Proposal, { above, others, demonstration }: Around): Reason[] {
  const { domain } = proposal;
  if (!domainForm.test(domain) || domain.length > 253) return [reason('bad-domain', zh.rules.domainForm, 'domain')];
  const faults: Reason[] = [];
  const local = demonstration && domain.endsWith('.localhost');
  if (!domain.endsWith('.gov.cn') && !local) faults.push(ruled('not-gov-cn', zh.rules.domainEnd(demonstration), 'domain'));
  const holder = others.find((other) => other.domain === domain);
  if (holder !== undefined) faults.push(reason('domain-taken', zh.rules.domainTaken(holder.name), 'domain'));
  const main = mainOf(proposal, above, others);
  if (main !== null && !domain.endsWith(`.${baseOf(main.domain)}`)) faults.push(ruled('domain-not-below', zh.rules.domainBelow(baseOf(main.domain)), 'domain'));
  if (main === null && proposal.kind === 'department') faults.push(ruled('no-portal', zh.rules.noPortal, 'domain'));
  if (main === null && proposal.kind === 'portal' && !local && !domain.startsWith('www.')) faults.push(ruled('portal-www', zh.rules.domainWww, 'domain'));
  return faults;
}

/** The site under whose domain this one must stand: the Chinese twin, or the portal of a department's own government. */
function mainOf({ kind, twin }: Proposal, above: readonly SiteAgency[], others: readonly KnownSite[]): KnownSite | null {
  if (twin !== null) return others.find((other) => other.code === twin) ?? null;
  if (kind !== 'department') return null;
  const government = above.find((agency) => agency.kind === 'government');
  return others.find((other) => other.kind === 'portal' && other.language === 'zh-CN' && other.agencyCode === government?.code) ?? null;
}

function nameFaults({ kind, name }: Proposal, agency: SiteAgency): Reason[] {
  return name.startsWith(agency.name) ? [] : [reason('site-name', zh.rules.name[kind](agency.name), 'name')];
}

/** From where to where a site may go. Who closes a site tells the public first, while it is suspended. */
const moves: Readonly<Record<SiteState, readonly SiteState[]>> = {
  preparing: ['open', 'closed'], open: ['suspended'], suspended: ['open', 'closed'], closed: [],
};

export type Standing = { state: SiteState; notice: string | null; facts: SiteFacts; kind: SiteKind };

export function moveFaults(from: SiteState, to: Standing, open: { portal: boolean }): Reason[] {
  if (from === to.state) return from === 'suspended' && to.notice === null ? [reason('notice-needed', zh.noticeNeeded, 'notice')] : [];
  if (!moves[from].includes(to.state)) return [reason('wrong-move', zh.move(zh.state[from], zh.state[to.state]), 'state')];
  if (to.state !== 'open') return from !== 'preparing' && to.notice === null ? [reason('notice-needed', zh.noticeNeeded, 'notice')] : [];
  return [
    ...requiredFacts.filter((key) => to.facts[key] === undefined).map((key) => ruled('fact-missing', zh.factMissing(zh.facts[key]), `facts.${key}`)),
    ...(to.kind === 'department' && !open.portal ? [reason('portal-first', zh.portalFirst, 'state')] : []),
  ];
}

export function themeFaults(theme: Theme): Reason[] {
  const { brand, brandDark, mood, moodFrom, moodTo } = theme;
  const faults: Reason[] = [];
  const light = brand === null ? null : worstContrast(brand, 'light');
  const dark = brandDark === null ? null : worstContrast(brandDark, 'dark');
  if (light !== null && light < leastContrast) faults.push(reason('low-contrast', zh.contrastLight(shown(light)), 'theme.brand'));
  if (dark !== null && dark < leastContrast) faults.push(reason('low-contrast', zh.contrastDark(shown(dark)), 'theme.brandDark'));
  if (brandDark !== null && brand === null) faults.push(reason('dark-alone', zh.darkAlone, 'theme.brandDark'));
  if (mood !== 'ordinary' && (moodFrom === null || moodTo === null)) faults.push(reason('mood-days-needed', zh.moodDaysNeeded, 'theme.moodFrom'));
  if (moodFrom !== null && moodTo !== null && moodTo < moodFrom) faults.push(reason('mood-days', zh.moodDays, 'theme.moodTo'));
  return faults;
}

/** Cut, not rounded: 4.46 must not be told as 4.5. */
const shown = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2);
