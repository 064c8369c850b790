import { Hono, type Context } from 'hono';
import { sitePicture } from '../../domains/sites/open/sites.ts';
import { themeCss } from '../../domains/sites/open/theme.ts';
import { lastChange } from '../../platform/change.ts';
import { notFoundPage } from '../pages/plain.ts';
import { sitesPage, type ListedSite } from '../pages/sites.ts';
import { addressOf, answerPage, type Portal, type Rendered, type Visit } from '../portal.ts';
import { prepare, send } from '../respond.ts';
import { pictureAddress, styleAddress } from '../site.ts';

/** The address holds the hash of what it brings. */
const forever = { 'cache-control': 'public, max-age=31536000, immutable' };

/** The list of sites, and what their themes bring. */
export function siteRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/sites', (c) => answerPage(portal, c, async (v) => list(portal, c, v)));
  app.get('/assets/:file{site-picture-[0-9a-f]{64}}', async (c, next) => {
    const picture = await sitePicture(portal.db, c.req.param('file').slice('site-picture-'.length));
    if (picture === null) return next();
    return send(c, await prepare({ type: picture.mime, body: new Uint8Array(picture.bytes), headers: forever }));
  });
  app.get('/assets/:file{site-[a-z0-9-]+-[0-9a-f]{12}\\.css}', async (c, next) => {
    const path = `/assets/${c.req.param('file')}`;
    for (const site of await portal.sites(await lastChange(portal.db))) {
      const css = themeCss(site.theme, pictureAddress);
      if (css !== null && styleAddress(site.code, css) === path) return send(c, await prepare({ type: 'text/css; charset=utf-8', body: css, headers: forever }));
    }
    return next();
  });
  return app;
}

function list(portal: Portal, c: Context, v: Visit): Rendered {
  if (v.sites.length === 0) return { page: notFoundPage(), status: 404 };
  const hosts = new Map(v.agencies.map((agency) => [agency.code, agency.name]));
  return { page: sitesPage(v.sites.map((site): ListedSite => ({ site, address: addressOf(portal, c, site), host: hosts.get(site.agencyCode) ?? site.name, here: site.code === v.place?.site.code }))) };
}
