import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { kioskHome, kioskPage, kioskStart } from '../pages/kiosk.ts';
import { answerPage, inLists, isHttps, ownCodes, type Portal, type Rendered, type Visit } from '../portal.ts';
import { changePreferences, preferenceCookie, readPreferences, writePreferences } from '../preferences.ts';

const newest = 6;

/** 专区 for terminals in halls (通知 十三): `/kiosk/start` is what a terminal opens first, whatever its browser has forgotten. */
export function kioskRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/kiosk', (c) => c.redirect(kioskHome, 301));
  app.get(kioskHome, (c) => answerPage(portal, c, (v) => zone(portal, v)));
  app.get(kioskStart, (c) => {
    const chosen = changePreferences(readPreferences(getCookie(c, preferenceCookie)), 'kiosk');
    c.header('set-cookie', writePreferences(chosen, isHttps(portal, c)));
    c.header('cache-control', 'no-store');
    return c.redirect(kioskHome, 303);
  });
  return app;
}

async function zone(portal: Portal, v: Visit): Promise<Rendered> {
  const { items } = await listRecords(portal.db, inLists(v, {}), { limit: newest, agencies: ownCodes(v) });
  return { page: kioskPage({ agencyCode: v.root?.code ?? null, latest: items }, v.context) };
}
