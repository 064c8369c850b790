// Puts the faces together behind one listener and starts the worker.
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import { CONSOLE_DIST } from './console-build.ts';
import { consoleApp } from './console-api/app.ts';
import { consoleStatic } from './console-api/static.ts';
import { alertHandlers, alertRoutes, followAlerts, sweepAlerts, takeInAlerts } from './domains/alerts/index.ts';
import { contentPreviewRoutes, contentRoutes } from './domains/content/index.ts';
import { routes as reportRoutes, takeInComments } from './domains/annual-report/index.ts';
import { outboxHandlers as draftingHandlers, routes as draftingRoutes } from './domains/drafting/index.ts';
import { takeInSubmissions } from './domains/feedback/index.ts';
import { letterRoutes, mailHandlers, mailState, publishIntakeKey, publishMailSender, recomputeOpenClocks, removeFilesHandler, removeFilesTopic, routes as foiRoutes, sweepAnonymisation, takeInFoi } from './domains/foi/index.ts';
import { removeExpiredSessions } from './domains/identity/index.ts';
import { routes as guideRoutes } from './domains/openness-guide/index.ts';
import { applyDueStatus, cleanupRoutes, factsRoutes, followCitations, importHandlers, importRoutes, routes as libraryRoutes, remindOfValidity, sweepPublicFiles, structureRoutes, synonymRoutes, validityMailHandlers, validityRoutes, channelRoutes, inventoryRoutes, refreshNumberSeries } from './domains/library/index.ts';
import { columnRoutes, type PreviewColumn } from './domains/columns/index.ts';
import { translationRoutes } from './domains/translations/index.ts';
import { applyDueChanges, siteRoutes, type PreviewSite } from './domains/sites/index.ts';
import { demonstrationHosts, listen, type Listening } from './http.ts';
import { installationSecret, type ServeRole } from './platform/config.ts';
import { followChanges, type ChangeFeed } from './platform/change-feed.ts';
import { kyselyOf, poolOf } from './platform/database.ts';
import { sweepIncoming } from './platform/files.ts';
import type { Installation } from './platform/installation.ts';
import { sealJournal } from './platform/journal.ts';
import { log } from './platform/log.ts';
import { openMailer } from './platform/mail.ts';
import { drainOutbox, outboxState, type OutboxHandler } from './platform/outbox.ts';
import type { OpenDB } from './platform/schema.ts';
import { mergeCounts, renewSearchIndex } from './platform/search-index.ts';
import { startSearchEngine } from './platform/search-engine/engine.ts';
import { portalConnection, type System } from './platform/system.ts';
import { portalFace } from './portal/app.ts';
import { recordPreview, sitePreview, type SitePreview } from './portal/preview.ts';
import { interfaceWords } from './portal/words.ts';
import { startWorker, type Worker } from './worker/index.ts';

export const version: string = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

export type Running = { port: number; addresses: string[]; stop(): Promise<void> };

type Listener = ReturnType<typeof getRequestListener>;

/** Serves until stop(). The demonstration binds to loopback only. */
export async function startServer(system: System, role: ServeRole, installation: Installation): Promise<Running> {
  const worker = role === 'all' || role === 'worker' ? worksFor(system, installation === 'demo') : null;
  const following = role === 'worker' ? null : followPublic(system);
  const handler = dispatcher(system, role, installation, worker, following?.feed);
  const { config } = system;
  const hosts = installation === 'demo' ? demonstrationHosts(config.host) : config.host === null ? null : [config.host];
  let listening: Listening;
  try {
    listening = await listen(handler, config.port, hosts);
  } catch (error) {
    await following?.stop();
    await worker?.stop();
    throw error;
  }
  const searching = role === 'worker' || !config.searchIndex ? null
    : startSearchEngine(system.portalDb, portalConnection(config, system.ownerUrl), { folder: config.dataFolder });
  const unwatch = system.embedded?.watch(() => log.warn('database.restarted')) ?? (() => undefined);
  log.info('server.started', { role, port: listening.port, addresses: listening.addresses, version });
  return {
    port: listening.port,
    addresses: listening.addresses,
    stop: async () => {
      unwatch();
      await listening.close();
      await searching?.stop();
      await following?.stop();
      await worker?.stop();
      log.info('server.stopped');
    },
  };
}

const SECONDS = { seal: 5, intake: 2, mail: 2, imports: 2, status: 600, clocks: 21_600, sessions: 3600, incoming: 86_400, sites: 5 };

function worksFor(system: System, demonstration: boolean): Worker {
  const handlers = new Map<string, OutboxHandler>([
    ...Object.entries(draftingHandlers({ db: system.db, files: system.files })), [removeFilesTopic, removeFilesHandler(system.db, system.files)],
  ]);
  const foi = { db: system.db, files: system.files, secret: installationSecret(system.config.dataFolder) };
  const { mail, publicUrl } = system.config;
  const mailer = mail && openMailer(mail);
  const mails = new Map(Object.entries({ ...mailHandlers({ db: system.db, mailer, publicUrl }), ...validityMailHandlers({ db: system.db, mailer, publicUrl }) }));
  const alerts = { db: system.db, secret: foi.secret, mailer, publicUrl };
  const alertMails = new Map(Object.entries(alertHandlers(alerts)));
  const imports = new Map(Object.entries(importHandlers(system)));
  return startWorker(system, handlers, [
    // Apart from the outbox: a mail server that does not answer holds up no publication.
    { name: 'mail', everySeconds: SECONDS.mail, run: () => drainOutbox(system.db, mails) },
    // And many alerts hold up no mail about a case.
    { name: 'alert-mail', everySeconds: SECONDS.mail, run: () => drainOutbox(system.db, alertMails) },
    { name: 'take-in-alerts', everySeconds: SECONDS.intake, run: () => takeInAlerts(alerts) },
    { name: 'alerts', everySeconds: SECONDS.intake, run: () => followAlerts(alerts) },
    { name: 'alert-retention', everySeconds: SECONDS.sessions, run: () => sweepAlerts(alerts) },
    // An import may take minutes: nothing else waits behind it.
    { name: 'imports', everySeconds: SECONDS.imports, run: () => drainOutbox(system.db, imports) },
    { name: 'mail-sender', everySeconds: SECONDS.sessions, run: () => publishMailSender(system.db, mail?.from ?? null) },
    { name: 'seal-journal', everySeconds: SECONDS.seal, run: () => sealJournal(system.db) },
    { name: 'take-in', everySeconds: SECONDS.intake, run: () => takeInSubmissions(system.db) },
    { name: 'take-in-foi', everySeconds: SECONDS.intake, run: () => takeInFoi(foi) },
    { name: 'take-in-comments', everySeconds: SECONDS.intake, run: () => takeInComments(system.db) },
    { name: 'foi-intake-key', everySeconds: SECONDS.sessions, run: () => publishIntakeKey(foi) },
    { name: 'foi-clocks', everySeconds: SECONDS.clocks, run: () => recomputeOpenClocks(foi) },
    { name: 'foi-retention', everySeconds: SECONDS.sessions, run: () => sweepAnonymisation(foi) },
    { name: 'site-changes', everySeconds: SECONDS.sites, run: () => applyDueChanges(system.db, demonstration) },
    { name: 'citations', everySeconds: SECONDS.intake, run: () => followCitations(system.db) },
    { name: 'number-series', everySeconds: SECONDS.intake, run: () => refreshNumberSeries(system.db) },
    { name: 'search-terms', everySeconds: SECONDS.status, run: () => renewSearchIndex(system.db) },
    { name: 'due-status', everySeconds: SECONDS.status, run: () => applyDueStatus(system.db) },
    { name: 'validity-reminders', everySeconds: SECONDS.clocks, run: () => remindOfValidity(system.db) },
    { name: 'record-counts', everySeconds: SECONDS.status, run: () => mergeCounts(system.db) },
    { name: 'stray-public-files', everySeconds: SECONDS.status, run: () => sweepPublicFiles(system.db, system.files) },
    { name: 'abandoned-uploads', everySeconds: SECONDS.incoming, run: () => sweepIncoming(system.files) },
    { name: 'expired-sessions', everySeconds: SECONDS.sessions, run: () => removeExpiredSessions(system.db) },
  ]);
}

/** The change feed on a connection of its own: pages that wait for theirs keep nobody from learning that kept ones still hold. */
function followPublic(system: System): { feed: ChangeFeed; stop(): Promise<void> } {
  const db = kyselyOf<OpenDB>(poolOf({ ...portalConnection(system.config, system.ownerUrl), name: 'tongming feed', max: 2 }));
  const feed = followChanges(db);
  return {
    feed,
    stop: async () => {
      feed.stop();
      await db.destroy();
    },
  };
}

/** Whatever its state, a site is previewed as one that is open. */
function previewOf(preview: SitePreview): PreviewSite {
  return (site, host, picture) => preview({ ...site, state: 'open', notice: null }, host, picture);
}

function columnPreviewOf(preview: SitePreview): PreviewColumn {
  return (site, host, picture, columns, path) => preview({ ...site, state: 'open', notice: null }, host, picture, { columns, path });
}

function dispatcher(system: System, role: ServeRole, installation: Installation, worker: Worker | null, feed: ChangeFeed | undefined) {
  const { config, db, portalDb, files } = system;
  const demo = installation === 'demo';
  const health = healthListener(system, role, worker, installation);
  const faceOptions = { db: portalDb, files, config, demo };
  const face = role === 'worker' ? null : portalFace({ ...faceOptions, feed, cacheBytes: config.pageCacheMb * 1024 * 1024 });
  const portal = face && getRequestListener(face.app.fetch);
  const staff = role === 'all' || role === 'web';
  const sites = staff ? siteRoutes({ demonstration: demo, preview: previewOf(sitePreview(faceOptions)) }) : [];
  const translations = translationRoutes(interfaceWords);
  const columns = staff ? columnRoutes({ preview: columnPreviewOf(sitePreview(faceOptions)) }) : [];
  const api = staff ? getRequestListener(consoleApp({ db, files, config, demo, routes: [...draftingRoutes, ...libraryRoutes, ...factsRoutes, ...validityRoutes, ...cleanupRoutes, ...structureRoutes, ...synonymRoutes, ...importRoutes, ...inventoryRoutes, ...channelRoutes, ...alertRoutes, ...foiRoutes, ...letterRoutes, ...reportRoutes, ...guideRoutes, ...contentRoutes, ...contentPreviewRoutes(recordPreview(faceOptions)), ...translations, ...sites, ...columns] }).fetch) : null;
  const pages = staff ? getRequestListener(consoleStatic(CONSOLE_DIST).fetch) : null;
  const choose = (path: string): Listener | null => {
    if (path === '/healthz') return health;
    if (path.startsWith('/api/console/') && api) return api;
    if ((path === '/console' || path.startsWith('/console/')) && pages) return pages;
    return portal;
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (face?.front(request, response)) return;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const listener = choose(path);
    if (listener) void listener(request, response);
    else response.writeHead(404).end();
  };
}

const NO_STORE = { 'cache-control': 'no-store' };

/** 200 while the database answers and work is done in time; 503 says what is wrong. */
function healthListener(system: System, role: ServeRole, worker: Worker | null, installation: Installation): Listener {
  return getRequestListener(async () => {
    const from = performance.now();
    try {
      await sql`select 1`.execute(system.portalDb);
      if (role === 'portal') return Response.json({ status: 'ok', troubles: [], version, databaseMs: Math.round(performance.now() - from) }, { headers: NO_STORE });
      const outbox = await outboxState(system.db);
      const unsealed = await system.db.selectFrom('core.journal').where('block', 'is', null)
        .select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
      const jobs = worker?.state() ?? {};
      const troubles = [
        ...(outbox.failing > 0 ? [`${outbox.failing} 项发送多次失败`] : []),
        ...Object.entries(jobs).filter(([, job]) => !job.ok).map(([name]) => `后台任务 ${name} 失败`),
      ];
      return Response.json({
        status: troubles.length === 0 ? 'ok' : 'degraded', troubles, version, installation,
        databaseMs: Math.round(performance.now() - from), outbox, mail: await mailState(system.db), journal: { unsealed: unsealed.n }, jobs,
        portalIsolation: system.portalLogin ? 'login' : 'role',
      }, { headers: NO_STORE });
    } catch (error) {
      log.error('health.database', { error });
      return Response.json({ status: 'down', troubles: ['数据库没有应答'], version }, { status: 503, headers: NO_STORE });
    }
  });
}
