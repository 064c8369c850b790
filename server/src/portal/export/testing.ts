// A store for tests: speaks what an S3-compatible one speaks of ListObjectsV2, GET, PUT and DELETE, and checks each signature by its own reckoning.
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { instant, now, toEpochMs } from '@tongming/law';

export type StoredObject = { bytes: Buffer; type: string; cache: string };
/** What a fault does to a request: a status with a code, or a connection that breaks; null = nothing. */
export type Fault = { status: number; code: string } | 'drop' | null;
export type FakeStore = {
  endpoint: string;
  objects: Map<string, StoredObject>;
  /** Every request that changes something, after it did. */
  changes: string[];
  /** Every request with a right signature. */
  asked: string[];
  fault: (request: { method: string; key: string }) => Fault;
  onChange: () => unknown;
  close: () => Promise<void>;
};
export const fakeKeys = { bucket: 'wangzhan', accessKeyId: 'AKIDTEST', secretAccessKey: 'secret/+of=tests', region: 'cn-test-1' };

export async function fakeStore(port = 0): Promise<FakeStore> {
  const server = createServer((request, response) => {
    void answer(store, request).then((given) => {
      if (given === 'drop') return request.socket.destroy();
      const { status, body = '' } = given;
      return response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  const store: FakeStore = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects: new Map(), changes: [], asked: [], fault: () => null, onChange: () => undefined,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return store;
}

type Given = { status: number; body?: string | Buffer } | 'drop';

async function answer(store: FakeStore, request: IncomingMessage): Promise<Given> {
  const body = await buffer(request);
  const { method = '' } = request;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const wrong = signatureFault(request, path, query, body);
  if (wrong !== null) return refusal(403, wrong);
  const [, bucket = '', ...rest] = path.split('/');
  const key = rest.map(decodeURIComponent).join('/');
  store.asked.push(`${method} ${key}`);
  const fault = store.fault({ method, key });
  if (fault === 'drop') return 'drop';
  if (fault !== null) return refusal(fault.status, fault.code);
  if (bucket !== fakeKeys.bucket) return refusal(404, 'NoSuchBucket');
  if (method === 'GET' && key === '') return { status: 200, body: listing(store, new URLSearchParams(query)) };
  if (method === 'GET') return store.objects.has(key) ? { status: 200, body: store.objects.get(key)?.bytes ?? '' } : refusal(404, 'NoSuchKey');
  // The real ones ask for a length.
  if (method === 'PUT' && request.headers['content-length'] === undefined) return refusal(411, 'MissingContentLength');
  if (method === 'PUT') store.objects.set(key, { bytes: body, type: request.headers['content-type'] ?? '', cache: request.headers['cache-control'] ?? '' });
  else if (method === 'DELETE') store.objects.delete(key);
  else return refusal(405, 'MethodNotAllowed');
  store.changes.push(`${method} ${key}`);
  store.onChange();
  return { status: method === 'PUT' ? 200 : 204 };
}

function refusal(status: number, code: string): Given {
  return { status, body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>no</Message></Error>` };
}

function listing({ objects }: FakeStore, asked: URLSearchParams): string {
  const keys = [...objects.keys()].filter((key) => key.startsWith(asked.get('prefix') ?? '')).toSorted().slice(0, 1000);
  const escaped = (key: string) => key.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<ListBucketResult><KeyCount>${keys.length}</KeyCount>${keys.map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`).join('')}</ListBucketResult>`;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** UriEncode of Signature Version 4: byte by byte, all but A–Z a–z 0–9 - . _ ~ */
const uriEncode = (text: string): string => Array.from(Buffer.from(text), (byte) => {
  const letter = String.fromCharCode(byte);
  return /[A-Za-z0-9\-._~]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}).join('');

/** Signature Version 4 for S3, from its specification: the path is encoded once, the body is told by its hash. */
function signatureFault({ method = '', headers }: IncomingMessage, path: string, query: string, body: Buffer): string | null {
  const [, id, day = '', region = '', service = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '') ?? [];
  const [time, payload] = [String(headers['x-amz-date']), String(headers['x-amz-content-sha256'])];
  const signed = names.split(';');
  if (id !== fakeKeys.accessKeyId) return 'InvalidAccessKeyId';
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time)?.slice(1) ?? [];
  if (parts.length !== 6 || !time.startsWith(day)) return 'AccessDenied';
  const at = toEpochMs(instant(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`));
  if (Math.abs(at - toEpochMs(now())) > 900_000) return 'RequestTimeTooSkewed';
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.includes(name)) || signed.join() !== signed.toSorted().join()) return 'AccessDenied';
  if (payload !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const canonicalQuery = query.split('&').filter((pair) => pair !== '').map((pair) => {
    const [name = '', value = ''] = pair.split('=').map(decodeURIComponent);
    return `${uriEncode(name)}=${uriEncode(value)}`;
  }).toSorted().join('&');
  const canonical = [
    method, path.split('/').map((part) => uriEncode(decodeURIComponent(part))).join('/'), canonicalQuery,
    ...signed.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`), '', names, payload,
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${fakeKeys.secretAccessKey}`, day));
  const expected = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  return expected === signature && region === fakeKeys.region && service === 's3' ? null : 'SignatureDoesNotMatch';
}
