import { errorFrom, isTemporary, networkError, ApiError } from './errors.ts';

const base = '/api/console';
const retryDelaysMs = [400, 1200];

type Gate = () => Promise<void>;
let signInGate: Gate | null = null;

/** Sets what a 401 waits for: a sign-in over the page. The call is then repeated, so nothing typed is lost. */
export function setSignInGate(gate: Gate | null): void {
  signInGate = gate;
}

export type CallOptions = { signal?: AbortSignal; ownSignIn?: boolean };
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export function url(path: string, query: Record<string, string | number | boolean | null | undefined> = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '' && value !== false) params.set(key, String(value));
  }
  const text = params.toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

async function send(method: Method, target: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-tongming'] = '1';
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  try {
    return await fetch(target, {
      method, headers, credentials: 'same-origin', signal: signal ?? null,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw networkError();
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    if (response.ok) throw new ApiError(response.status, 'unreadable', errorFrom(response.status, null).message);
  }
  if (!response.ok) throw errorFrom(response.status, body);
  return body as T;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function call<T>(method: Method, target: string, body: unknown, options: CallOptions): Promise<T> {
  // Only reading is repeated by itself: repeating a write whose answer was lost could do it twice.
  const delays = method === 'GET' ? retryDelaysMs : [];
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read<T>(await send(method, target, body, options.signal));
    } catch (error) {
      const delay = delays[attempt];
      if (error instanceof ApiError && error.status === 401 && signInGate !== null && options.ownSignIn !== true) {
        await signInGate();
        continue;
      }
      if (delay === undefined || !isTemporary(error)) throw error;
      await pause(delay);
    }
  }
}

export const get = <T>(path: string, query?: Parameters<typeof url>[1], options: CallOptions = {}): Promise<T> =>
  call<T>('GET', url(path, query), undefined, options);
export const post = <T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> =>
  call<T>('POST', url(path), body, options);
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>('PUT', url(path), body, {});
export const patch = <T>(path: string, body: unknown): Promise<T> => call<T>('PATCH', url(path), body, {});
export const remove = <T>(path: string): Promise<T> => call<T>('DELETE', url(path), undefined, {});

export function upload<T>(path: string, file: File): Promise<T> {
  const form = new FormData();
  form.set('file', file);
  return post<T>(path, form);
}
