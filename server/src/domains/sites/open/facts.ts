// What the furniture of every page says of a site (政府网站发展指引), as somebody states it.
import { z } from 'zod';

const web = z.url({ protocol: /^https?$/ });
const word = z.string().trim().min(1).max(200);

/** 网站标识码: local sites six digits of the region and four more, the ministries' with letters. */
export const siteFacts = z.object({
  name: word, domain: word, idCode: z.string().regex(/^(?:\d{10}|bm\d{8})$/), host: word, operator: word, phone: word,
  address: word, icp: word, police: word, partyMarkUrl: web, policeUrl: web, icpUrl: web, errorReportUrl: web,
  ipv6: z.boolean(), mourning: z.boolean(),
}).partial();
/** Site facts as an administrator states them; a wrong one is left out, never guessed. */
export type SiteFacts = z.infer<typeof siteFacts>;

export function readSiteFacts(value: unknown): SiteFacts {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(([key, v]) => siteFacts.safeParse({ [key]: v }).success);
  return siteFacts.parse(Object.fromEntries(entries));
}

/** Without these no page has the furniture that 政府网站发展指引 asks for. */
export const requiredFacts = ['idCode', 'operator', 'phone', 'icp', 'police'] as const satisfies readonly (keyof SiteFacts)[];
