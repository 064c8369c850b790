// What the furniture of every page says: names, marks and contacts of the site (政府网站发展指引).
import { createHash } from 'node:crypto';
import type { CivilDate } from '@tongming/law';
import type { OpenAgency } from '../domains/library/open/agencies.ts';
import type { SiteFacts } from '../domains/sites/open/facts.ts';
import type { SiteLanguage } from '../platform/schema.ts';
import type { OpenSite } from '../domains/sites/open/sites.ts';
import { moodOn, themeCss, type Mood } from '../domains/sites/open/theme.ts';

export { readSiteFacts, type SiteFacts } from '../domains/sites/open/facts.ts';

/** Null = not filled in yet; the page then says so instead of showing an invented value. */
export type Site = {
  name: string;
  /** English domain without scheme: meta tag SiteDomain. */
  domain: string;
  /** 网站标识码, ten characters, issued nationally. */
  idCode: string | null;
  host: string;
  operator: string | null;
  phone: string | null;
  address: string | null;
  icp: string | null;
  police: string | null;
  /** Addresses of the certificate pages the two marks link to. */
  partyMarkUrl: string | null;
  policeUrl: string | null;
  icpUrl: string | null;
  /** The national service for errors; null = our own form. */
  errorReportUrl: string | null;
  ipv6: boolean;
  demonstration: boolean;
  /** Days of national mourning: pages turn grey. */
  mourning: boolean;
  look: Look;
  /** There are other sites beside it: every page leads to their list. */
  cluster: boolean;
  language: SiteLanguage;
  /** The open site of the same agency in the other language. */
  twin: { language: SiteLanguage; address: string } | null;
};

/** What a site's theme adds to the pages: addresses of its own small style sheet and emblem. */
export type Look = { style: string | null; emblem: string | null; banner: boolean; brand: string; mood: Mood };
const plainLook: Look = { style: null, emblem: null, banner: false, brand: '#1e4f91', mood: 'ordinary' };

/** Plausible values for the demonstration city only; each is marked on the page by the demonstration line. */
export const demonstrationFacts: SiteFacts = {
  idCode: '1505000001', icp: '蒙ICP备00000000号-1（演示）', police: '蒙公网安备15050000000000号（演示）', ipv6: true,
};

/** @param host the address of the request, used where no domain is stated */
export function siteOf(root: OpenAgency | null, all: SiteFacts, host: string, demonstration: boolean): Site {
  return {
    name: all.name ?? root?.name ?? host,
    domain: all.domain ?? host.replace(/:\d+$/, ''),
    idCode: all.idCode ?? null,
    host: all.host ?? root?.name ?? host,
    operator: all.operator ?? root?.openness.office ?? null,
    phone: all.phone ?? root?.openness.phone ?? null,
    address: all.address ?? root?.openness.address ?? null,
    icp: all.icp ?? null,
    police: all.police ?? null,
    partyMarkUrl: all.partyMarkUrl ?? null,
    policeUrl: all.policeUrl ?? null,
    icpUrl: all.icpUrl ?? null,
    errorReportUrl: all.errorReportUrl ?? null,
    ipv6: all.ipv6 ?? false,
    demonstration,
    mourning: all.mourning ?? false,
    look: plainLook,
    cluster: false,
    language: 'zh-CN',
    twin: null,
  };
}

export type PictureAddress = (hash: string) => string;
export const pictureAddress: PictureAddress = (hash) => `/assets/site-picture-${hash}`;

/** The address of a site's style sheet: its content is part of it. */
export function styleAddress(code: string, css: string): string {
  return `/assets/site-${code}-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`;
}

/** `picture`, `style`: where the pictures and the style sheet are, when not in their usual places. */
export type SiteShow = { demonstration: boolean; day: CivilDate; picture?: PictureAddress; style?: (css: string) => string; twin?: Site['twin'] };

/** One of several sites: nothing is taken from another one's facts. */
export function siteInCluster(site: OpenSite, root: OpenAgency | null, host: string, show: SiteShow): Site {
  const { theme } = site;
  const picture = show.picture ?? pictureAddress;
  const css = themeCss(theme, picture);
  const mood = moodOn(theme, show.day);
  return {
    ...siteOf(root, { ...site.facts, name: site.name, domain: site.domain }, host, show.demonstration),
    mourning: mood === 'mourning', cluster: true, language: site.language, twin: show.twin ?? null,
    look: {
      style: css === null ? null : (show.style?.(css) ?? styleAddress(site.code, css)), emblem: theme.emblem === null ? null : picture(theme.emblem),
      banner: theme.banner !== null, brand: theme.brand ?? plainLook.brand, mood,
    },
  };
}
