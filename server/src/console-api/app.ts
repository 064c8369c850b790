// The console API: every route under /api/console, deny by default.
import { randomUUID } from 'node:crypto';
import { LawInputError } from '@tongming/law';
import { TypesetInputError } from '@tongming/typeset';
import { Hono, type Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { authenticate, type Principal, type SignInOptions } from '../domains/identity/index.ts';
import { routes as feedbackRoutes } from '../domains/feedback/routes.ts';
import { routes as identityRoutes } from '../domains/identity/routes.ts';
import { installationSecret, type Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import { refuse, Refused } from '../platform/errors.ts';
import { discardStaged, type FileStore } from '../platform/files.ts';
import { createRateLimiter, limits, type RateLimiter } from '../platform/limits.ts';
import { log } from '../platform/log.ts';
import type { Refusal } from './contract.ts';
import { journalRoutes } from './journal-routes.ts';
import type { RawCall, RouteContext, RouteDef } from './kit.ts';
import { apiMessages as words, inputFault } from './messages.ts';
import { referenceRoutes } from './reference.ts';
import { readJson, readUpload, refuseUnfit } from './request-body.ts';

z.config({ ...z.locales.zhCN(), customError: inputFault });

export type ConsoleOptions = {
  db: Db;
  files: FileStore;
  config: Config;
  /** The database is the demonstration: no second factor is asked of invented people. */
  demo: boolean;
  /** What the domains add to the routes of identity, feedback, journal and reference. */
  routes: RouteDef[];
  limiter?: RateLimiter;
};

type Service = Pick<RouteContext, 'db' | 'files' | 'config' | 'limiter' | 'security'>;

export function consoleApp(options: ConsoleOptions): Hono {
  const { db, files, config, demo } = options;
  const security: SignInOptions = { secret: installationSecret(config.dataFolder), secondFactor: config.secondFactor && !demo };
  const service: Service = { db, files, config, security, limiter: options.limiter ?? createRateLimiter() };
  const app = new Hono().basePath('/api/console');
  registerRoutes(app, service, [...identityRoutes, ...feedbackRoutes, ...journalRoutes, ...referenceRoutes, ...options.routes]);
  app.all('*', (c) => answerRefusal(c, new Refused('no-such-route', 404, [{ code: 'no-such-route', message: words.noSuchRoute }]), randomUUID()));
  return app;
}

/** @throws Error at start for a route without a policy, or two of the same method and path. */
export function registerRoutes(app: Hono, service: Service, routes: readonly RouteDef[]): void {
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    if (route.access === undefined) throw new Error(words.noPolicy(name));
    if (seen.has(name)) throw new Error(words.routeTwice(name));
    seen.add(name);
    app.on(route.method, route.path, (c) => answer(c, route, service));
  }
}

async function answer(c: Context, route: RouteDef, service: Service): Promise<Response> {
  const requestId = randomUUID();
  const headers = new Headers();
  try {
    if (route.method !== 'GET') assertOwnOrigin(c, service.config);
    const ctx = contextOf(c, service, requestId, headers);
    const params = c.req.param() as Record<string, string>;
    refuseUnfit({ ...params, ...c.req.query() });
    const principal = await admit(route, ctx, params);
    const call: RawCall = { principal, params, query: c.req.query(), json: undefined, upload: null, headers, ctx };
    const result = await run(c, route, call);
    const response = result instanceof Response ? result : Response.json(result ?? {});
    headers.forEach((value, name) => response.headers.append(name, value));
    return guarded(response, requestId);
  } catch (error) {
    return answerRefusal(c, asRefusal(error, requestId, route), requestId);
  }
}

/** Body after rights: what a stranger sends is not read. */
async function run(c: Context, route: RouteDef, call: RawCall): Promise<unknown> {
  if (route.body === 'none') return route.run(call);
  if (route.body === 'json') return route.run({ ...call, json: await readJson(c.req.raw, route.maxBytes ?? limits.jsonBody) });
  call.ctx.limiter.take('upload', call.principal?.person.id ?? call.ctx.client);
  const upload = await readUpload(c.req.raw, call.ctx.files, route.maxBytes ?? limits.upload, route.films);
  try {
    return await route.run({ ...call, upload });
  } finally {
    await discardStaged(upload.file);
  }
}

/** Not signed in (401), something to do first (403), not allowed (403): in this order, before anything is looked up. */
async function admit(route: RouteDef, ctx: RouteContext, params: Record<string, string>): Promise<Principal | null> {
  const { token } = ctx.session;
  const principal = token === null ? null : await authenticate(ctx.db, token, ctx.security);
  ctx.limiter.take(route.method === 'GET' ? 'consoleRead' : 'consoleWrite', principal?.person.id ?? ctx.client);
  if (route.access === 'public') return principal;
  if (principal === null) return refuse('not-signed-in', words.notSignedIn, 401);
  if (route.access === 'half-signed-in') return principal;
  if (principal.pending === 'change-password') refuse('change-password', words.mustChangePassword, 403);
  if (principal.pending === 'set-second-factor') refuse('set-second-factor', words.mustSetSecondFactor, 403);
  if (!route.allows(principal, params)) refuse('forbidden', words.forbidden, 403);
  return principal;
}

/**
 * Cross-site requests: the header cannot be sent by a form, the cookie is SameSite=Strict, and what the browser says of
 * the origin must be this site.
 */
function assertOwnOrigin(c: Context, config: Config): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own = origin === undefined || origin === config.publicUrl || hostOf(origin) === c.req.header('host');
  const fetched = site === undefined || site === 'same-origin';
  if (c.req.header('x-tongming') !== '1' || !own || !fetched) refuse('bad-origin', words.badOrigin, 403);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function contextOf(c: Context, service: Service, requestId: string, headers: Headers): RouteContext {
  const secure = isHttps(c, service.config);
  // The __Host- and __Secure- prefixes keep a neighbouring host from planting a cookie; they need HTTPS.
  const name = secure ? '__Secure-tongming' : 'tongming';
  const set = (value: string, rest: string): void =>
    headers.append('set-cookie', `${name}=${value}; Path=/api/console; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${rest}`);
  return {
    ...service,
    requestId,
    client: clientOf(c, service.config),
    session: { token: getCookie(c, name) ?? null, begin: (token) => set(token, ''), end: () => set('', '; Max-Age=0') },
  };
}

function isHttps(c: Context, config: Config): boolean {
  if (config.publicUrl !== null) return config.publicUrl.startsWith('https:');
  return config.trustedProxies > 0 && c.req.header('x-forwarded-proto') === 'https';
}

/** The caller's address: what the outermost of our own proxies saw, or the socket. */
function clientOf(c: Context, config: Config): string {
  if (config.trustedProxies > 0) {
    const seen = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    return seen.at(-config.trustedProxies) ?? '';
  }
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? '';
}

/** What is expected keeps its words; a fault is logged whole and shown blank. */
function asRefusal(error: unknown, requestId: string, route: RouteDef): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof z.ZodError) {
    return new Refused('invalid-input', 400, error.issues.map((issue) => ({
      code: 'invalid-input', message: issue.message, field: issue.path.join('.') || undefined,
    })));
  }
  if (error instanceof LawInputError || error instanceof TypesetInputError) {
    return new Refused('invalid-input', 422, [{ code: 'invalid-input', message: error.message }]);
  }
  log.error('console.fault', { requestId, route: `${route.method} ${route.path}`, error });
  return new Refused('fault', 503, [{ code: 'fault', message: words.unknownFault(requestId) }]);
}

function answerRefusal(c: Context, refused: Refused, requestId: string): Response {
  const body: Refusal = {
    error: { code: refused.code, message: refused.reasons.map((one) => one.message).join('；'), reasons: refused.reasons },
  };
  const status = refused.code === 'fault' ? 500 : refused.status;
  const response = Response.json(body, { status });
  // The rest of a refused upload is not read: the connection cannot be used again.
  if (c.req.raw.body !== null && (status === 413 || status === 401 || status === 403)) response.headers.set('connection', 'close');
  return guarded(response, requestId);
}

function guarded(response: Response, requestId: string): Response {
  const { headers } = response;
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  return response;
}
