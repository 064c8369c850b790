// Pages as they would be with what nobody has published yet: for the console, never under a public address.
import type { OpenColumn } from '../domains/columns/open/columns.ts';
import { listAgencies } from '../domains/library/open/agencies.ts';
import { homesOf, listSites, type OpenSite } from '../domains/sites/open/sites.ts';
import { portalApp, type PortalOptions } from './app.ts';
import { loadAssets } from './assets.ts';
import { columnHref } from './columns.ts';
import type { Preview, RecordDraft } from './portal.ts';
import { pictureAddress, type PictureAddress } from './site.ts';

/** Shown in a frame of the console; nothing runs, and the style sheet of the site comes within the page's own address. */
const policy = "default-src 'self'; img-src 'self' data:; style-src 'self' data:; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** `at`: a column's page among these columns instead of the home page. */
export type SitePreview = (site: OpenSite, host: string, picture: PictureAddress, at?: { columns: readonly OpenColumn[]; path: string }) => Promise<Response>;
/** The page of a piece of content on the site of its agency. `files`: where its pictures and films are, ending in a slash. */
export type RecordPreview = (draft: RecordDraft, host: string, files: string) => Promise<Response>;

export function sitePreview(options: PortalOptions): SitePreview {
  const assets = stillAssets();
  return async (site, host, picture, at) => {
    const app = portalApp({ ...options, preview: { ...shownAs(site, picture), ...(at && { columns: at.columns }) } }, assets);
    const page = await app.request(at ? columnHref(at.path) : '/', { headers: { host } });
    return framed(page, page.body);
  };
}

export function recordPreview(options: PortalOptions): RecordPreview {
  const assets = stillAssets();
  return async (draft, host, files) => {
    const { id, agencyCode, attachments } = draft.record;
    const [sites, agencies] = await Promise.all([listSites(options.db), listAgencies(options.db)]);
    const home = homesOf(sites, agencies).homeOf(agencyCode);
    const app = portalApp({ ...options, draft, ...(home && { preview: shownAs({ ...home, state: 'open', notice: null }, pictureAddress) }) }, assets);
    const page = await app.request(`/records/${id}`, { headers: { host } });
    const films = attachments.reduce((text, { position, fileHash }) => text.replaceAll(`"/records/${id}/attachments/${position}"`, `"${files}${fileHash}"`), await page.text());
    return framed(page, films.replaceAll(`/records/${id}/images/`, files));
  };
}

/** Nothing may run there, so nothing is asked to. */
const stillAssets = () => ({ ...loadAssets(), js: '' });

function shownAs(site: OpenSite, picture: PictureAddress): Preview {
  return { site, picture, style: (css) => `data:text/css,${encodeURIComponent(css)}` };
}

function framed(page: Response, body: string | ReadableStream<Uint8Array> | null): Response {
  const headers = new Headers(page.headers);
  headers.set('content-security-policy', policy);
  headers.set('cache-control', 'no-store');
  for (const name of ['x-frame-options', 'etag', 'cross-origin-opener-policy', 'content-length', 'content-encoding']) headers.delete(name);
  return new Response(body, { status: page.status, headers });
}
