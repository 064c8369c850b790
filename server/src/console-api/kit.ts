import type { z } from 'zod';
import type { Principal, SignInOptions } from '../domains/identity/index.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { FileStore, StagedFile } from '../platform/files.ts';
import type { RateLimiter } from '../platform/limits.ts';

/** What a handler works with. `client` is the caller's address, `requestId` goes into the actor and the log. */
export type RouteContext = {
  db: Db;
  config: Config;
  files: FileStore;
  limiter: RateLimiter;
  client: string;
  requestId: string;
  security: SignInOptions;
  /** The session cookie: what came with the request, and what the answer shall set. For identity's routes only. */
  session: { token: string | null; begin: (token: string) => void; end: () => void };
};

/**
 * An uploaded file (multipart field `file`): already streamed to a temporary place, within the byte limit, and its
 * content checked against its name (sniff.ts). The temporary copy is gone when the handler ends:
 * `await keepStaged(ctx.files, upload.file)` stores it; `await readFile(upload.file.path)` reads it.
 */
export type Upload = { name: string; file: StagedFile; fields: Record<string, string> };

type ParamNames<P extends string> = P extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Name | ParamNames<`/${Tail}`>
    : Rest
  : never;
/** The parameters of a path: Params<'/documents/:id/events/:event'> = { id: string; event: string }. */
export type Params<P extends string> = { [K in ParamNames<P>]: string };

/**
 * Who may call. 'public': nobody need be signed in; 'half-signed-in': also who has yet to change the password or set
 * the second factor; 'any-signed-in': any person of staff. The function is for rights that roles and path alone decide;
 * rights that depend on the subject are checked by the handler after loading it (403 before 404 where it can be told).
 */
export type Policy<P extends string> =
  | 'public'
  | 'half-signed-in'
  | 'any-signed-in'
  | ((principal: Principal, params: Params<P>) => boolean);

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type HandlerArgs<P extends string, Who, Input, Query> = {
  principal: Who;
  params: Params<P>;
  query: Query;
  input: Input;
  /** Headers to add to the answer (cookies, for instance). */
  headers: Headers;
  ctx: RouteContext;
};

type WhoOf<Pol> = Pol extends 'public' ? Principal | null : Principal;
type Plain = Record<string, string>;
type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

export type RouteSpec<P extends string, Pol, I extends z.ZodType | undefined, Q extends z.ZodType | undefined> = {
  method: Method;
  /** Under /api/console; `:name` is a parameter. */
  path: P;
  policy: Pol;
  /** Schema of the JSON body; without it a body is not read. */
  input?: I;
  /** Schema of the query string (values are strings; a repeated key keeps the last). Without it: the plain record. */
  query?: Q;
  /** Bytes of the JSON body; default limits.jsonBody. */
  maxBytes?: number;
  /** JSON value, or a Response for files and pages. Throw Refused (errors.ts) to refuse. */
  handler: (args: HandlerArgs<P, WhoOf<Pol>, Output<I, undefined>, Output<Q, Plain>>) => Promise<unknown>;
};

export type UploadSpec<P extends string, Pol> = {
  method: 'POST' | 'PUT';
  path: P;
  policy: Pol;
  /** Bytes of the file; default limits.upload. More is refused (413) without being kept. */
  maxBytes?: number;
  /** Films and subtitles are taken, too. */
  films?: boolean;
  handler: (args: HandlerArgs<P, WhoOf<Pol>, Upload, Plain>) => Promise<unknown>;
};

/** What has been read of a request when the handler of a route is called; made by app.ts. */
export type RawCall = {
  principal: Principal | null;
  params: Plain;
  query: Plain;
  json: unknown;
  upload: Upload | null;
  headers: Headers;
  ctx: RouteContext;
};

/** A route as the application registers it. Made only by `defineRoute` and `defineUpload`. */
export type RouteDef = {
  method: Method;
  path: string;
  access: 'public' | 'half-signed-in' | 'signed-in' | undefined;
  /** Asked only with a full principal. */
  allows: (principal: Principal, params: Plain) => boolean;
  body: 'none' | 'json' | 'upload';
  maxBytes: number | null;
  films: boolean;
  run: (call: RawCall) => Promise<unknown>;
};

/**
 * Defines one JSON route.
 * ```ts
 * export const readDocument = defineRoute({
 *   method: 'GET', path: '/documents/:id', policy: 'any-signed-in',
 *   handler: async ({ principal, params, ctx }) => documentView(ctx.db, principal, params.id),
 * });
 * ```
 * A domain exports `routes: RouteDef[]`; app.ts takes them all.
 */
export function defineRoute<
  const P extends string,
  const Pol extends Policy<P>,
  I extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<P, Pol, I, Q>): RouteDef {
  return {
    ...rights(spec.method, spec.path, spec.policy),
    body: spec.input === undefined ? 'none' : 'json',
    films: false,
    maxBytes: spec.maxBytes ?? null,
    run: (call) =>
      spec.handler({
        principal: call.principal as WhoOf<Pol>,
        params: call.params as Params<P>,
        query: (spec.query === undefined ? call.query : spec.query.parse(call.query)) as Output<Q, Plain>,
        input: spec.input?.parse(call.json) as Output<I, undefined>,
        headers: call.headers,
        ctx: call.ctx,
      }),
  };
}

/** Defines a route that takes one file as multipart/form-data (field `file`). See `Upload`. */
export function defineUpload<const P extends string, const Pol extends Policy<P>>(spec: UploadSpec<P, Pol>): RouteDef {
  return {
    ...rights(spec.method, spec.path, spec.policy),
    body: 'upload',
    films: spec.films ?? false,
    maxBytes: spec.maxBytes ?? null,
    run: (call) => {
      if (call.upload === null) throw new Error(`no upload was read for ${spec.path}`);
      return spec.handler({
        principal: call.principal as WhoOf<Pol>,
        params: call.params as Params<P>,
        query: call.query,
        input: call.upload,
        headers: call.headers,
        ctx: call.ctx,
      });
    },
  };
}

function rights<P extends string>(
  method: Method,
  path: P,
  policy: Policy<P>,
): Pick<RouteDef, 'method' | 'path' | 'access' | 'allows'> {
  if (typeof policy !== 'function') {
    return { method, path, access: policy === 'any-signed-in' ? 'signed-in' : policy, allows: () => true };
  }
  return { method, path, access: 'signed-in', allows: (principal, params) => policy(principal, params as Params<P>) };
}

/** Answers with a file to be saved: never shown inline, never sniffed by the browser. */
export function download(bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>, name: string, mime: string): Response {
  return new Response(bytes, { headers: fileHeaders('attachment', name, mime) });
}

/** Answers with a page or PDF this server made itself, shown in the browser without scripts or foreign content. */
export function inline(bytes: Uint8Array<ArrayBuffer> | string, name: string, mime: string): Response {
  return new Response(bytes, { headers: fileHeaders('inline', name, mime) });
}

/** A page of ours shown in a frame of the console: styles and pictures only, nothing runs. */
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'self'; sandbox";

function fileHeaders(disposition: string, name: string, mime: string): Record<string, string> {
  const ascii = name.replace(/[^\w.-]/g, '_');
  const utf8 = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    'content-type': mime,
    'content-disposition': `${disposition}; filename="${ascii}"; filename*=UTF-8''${utf8}`,
    'cache-control': 'private, no-store',
    'content-security-policy': mime.startsWith('text/html') ? pagePolicy : "frame-ancestors 'self'",
  };
}
