// A site's home page as it would be with changes nobody has published yet: for the console, never under a public address.
import type { OpenColumn } from '../domains/columns/open/columns.ts';
import type { OpenSite } from '../domains/sites/open/sites.ts';
import { portalApp, type PortalOptions } from './app.ts';
import { loadAssets } from './assets.ts';
import { columnHref } from './columns.ts';
import type { PictureAddress } from './site.ts';

/** Shown in a frame of the console; nothing runs, and the style sheet of the draft comes within the page's own address. */
const policy = "default-src 'self'; img-src 'self' data:; style-src 'self' data:; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** `at`: a column's page among these columns instead of the home page. */
export type SitePreview = (site: OpenSite, host: string, picture: PictureAddress, at?: { columns: readonly OpenColumn[]; path: string }) => Promise<Response>;

export function sitePreview(options: PortalOptions): SitePreview {
  // Nothing may run there, so nothing is asked to.
  const assets = { ...loadAssets(), js: '' };
  return async (site, host, picture, at) => {
    const style = (css: string): string => `data:text/css,${encodeURIComponent(css)}`;
    const app = portalApp({ ...options, preview: { site, picture, style, ...(at && { columns: at.columns }) } }, assets);
    const page = await app.request(at ? columnHref(at.path) : '/', { headers: { host } });
    const headers = new Headers(page.headers);
    headers.set('content-security-policy', policy);
    headers.set('cache-control', 'no-store');
    for (const name of ['x-frame-options', 'etag', 'cross-origin-opener-policy']) headers.delete(name);
    return new Response(page.body, { status: page.status, headers });
  };
}
