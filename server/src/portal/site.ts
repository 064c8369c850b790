// What the furniture of every page says: names, marks and contacts of the site (政府网站发展指引).
import { z } from 'zod';
import type { OpenAgency } from '../domains/library/open/agencies.ts';

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
};

const web = z.url({ protocol: /^https?$/ });
const word = z.string().min(1).max(200);
const given = z.object({
  name: word, domain: word, idCode: z.string().regex(/^(?:\d{10}|bm\d{8})$/), host: word, operator: word, phone: word,
  address: word, icp: word, police: word, partyMarkUrl: web, policeUrl: web, icpUrl: web, errorReportUrl: web,
  ipv6: z.boolean(), mourning: z.boolean(),
}).partial();
/** Site facts as an administrator states them; a wrong one is left out, never guessed. */
export type SiteFacts = z.infer<typeof given>;

export function readSiteFacts(value: unknown): SiteFacts {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(([key, v]) => given.safeParse({ [key]: v }).success);
  return given.parse(Object.fromEntries(entries));
}

/** Plausible values for the demonstration city only; each is marked on the page by the demonstration line. */
export const demonstrationFacts: SiteFacts = {
  idCode: '1505000001', icp: '蒙ICP备00000000号-1（演示）', police: '蒙公网安备15050000000000号（演示）', ipv6: true,
};

/** @param host the address of the request, used where no domain is stated */
export function siteOf(root: OpenAgency | null, facts: SiteFacts, host: string, demonstration: boolean): Site {
  const all = demonstration ? { ...demonstrationFacts, ...facts } : facts;
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
  };
}
