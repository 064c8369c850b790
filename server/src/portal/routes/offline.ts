import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { zipStream } from '../../platform/zip.ts';
import { styleOf } from '../assets.ts';
import { offline as words } from '../messages/offline.ts';
import { packageEntries } from '../offline/package.ts';
import { preparePackage } from '../offline/source.ts';
import { offlineHelpPage } from '../pages/take-along.ts';
import { answerPage, clientOf, originOf, type Portal } from '../portal.ts';
import { mostTaken } from '../taking.ts';
import { contentDisposition } from './content-disposition.ts';
import { archivePlaces, countWanted, tooMany, withinReach } from './download-many.ts';

/** The offline package of what a search or filter finds, and how it is used. Larger ones are made by `tongming package`. */
export function offlineRoutes(portal: Portal): Hono {
  const app = new Hono();
  // Making the index keeps a processor busy: one at a time.
  const places = archivePlaces(1);
  app.get('/about/offline', (c) => answerPage(portal, c, async () => ({ page: offlineHelpPage() })));
  app.get('/offline.zip', async (c) => {
    portal.limiter.take('portalDownload', clientOf(portal, c));
    const query = (name: string): string | undefined => c.req.query(name);
    const wanted = await withinReach(portal, c, query);
    const total = await countWanted(portal, wanted);
    if (total === 0 || total > mostTaken.offline) return tooMany(portal, c, total, mostTaken.offline);
    const input = await preparePackage(portal.db, portal.files, { ...wanted, since: null, origin: originOf(portal, c), css: styleOf(portal.assets) });
    const stream = places.take(() => zipStream(packageEntries(input)));
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers: {
      'content-type': 'application/zip', 'content-disposition': contentDisposition(`${words.heading}.zip`), 'cache-control': 'no-store',
      'content-security-policy': "sandbox; default-src 'none'",
    } });
  });
  return app;
}
