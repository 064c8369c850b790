import { json, type Tx } from '../../platform/database.ts';
import type { StoredSite } from './model.ts';

export const isPublic = (site: StoredSite | null): boolean => site?.state === 'open' || site?.state === 'suspended';

/** The only writer of open.site and its pictures: what is being prepared or is closed has no row there. */
export async function projectSite(tx: Tx, site: StoredSite): Promise<void> {
  const { code, kind, language, regionCode, agencyCode, domain, name, state, notice, position } = site;
  if (state !== 'open' && state !== 'suspended') {
    await tx.deleteFrom('open.site').where('code', '=', code).execute();
    return;
  }
  // Written for a suspension, or for the last one: an open site has nothing to announce.
  const shown = state === 'suspended' ? notice : null;
  const row = { code, kind, language, regionCode, agencyCode, domain, name, state, notice: shown, position, facts: json(site.facts), theme: json(site.theme) };
  await tx.insertInto('open.site').values(row).onConflict((c) => c.column('code').doUpdateSet(row)).execute();
  const used = [site.theme.emblem, site.theme.banner].filter((hash) => hash !== null);
  await tx.deleteFrom('open.sitePicture').where('siteCode', '=', code).execute();
  if (used.length === 0) return;
  await tx.insertInto('open.sitePicture').columns(['siteCode', 'hash', 'mime', 'bytes'])
    .expression((eb) => eb.selectFrom('core.sitePicture').select(({ val }) => [val(code).as('siteCode'), 'hash', 'mime', 'bytes']).where('hash', 'in', used)).execute();
}
