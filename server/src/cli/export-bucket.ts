// Where a bucket is and who may write to it, from the environment: nothing of it stands on a command line or in an output.
import { ConfigFault } from '../platform/config.ts';
import type { BucketAddress } from '../site-export.ts';
import { UsageFault, type CliIo } from './command.ts';
import { bucketWords as words } from './export-site-text.ts';

/** Null: the target is a folder. */
export function bucketAt(target: string, env: CliIo['env']): BucketAddress | null {
  if (!target.startsWith('s3://')) return null;
  const [, bucket = '', path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(target) ?? [];
  const prefix = path.replace(/^\/+|\/+$/g, '');
  if (bucket === '' || (prefix !== '' && !/^(?!\.|.*\/[./])[^\p{Cc}\\?#]+$/su.test(prefix))) throw new UsageFault(words.badTarget(target));
  const { accessKeyId, secretAccessKey, endpoint, pathStyle } = readEnvironment(env);
  const region = env.AWS_REGION || 'us-east-1';
  const base = endpoint ?? new URL(`https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`);
  // No certificate is for a name with dots before the store's own.
  const url = pathStyle || (endpoint === null && bucket.includes('.')) ? `${base.href.replace(/\/+$/, '')}/${bucket}` : `${base.protocol}//${bucket}.${base.host}${base.pathname.replace(/\/+$/, '')}`;
  return { url, prefix: prefix === '' ? '' : `${prefix}/`, region, accessKeyId, secretAccessKey, ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}) };
}

function readEnvironment(env: CliIo['env']): { accessKeyId: string; secretAccessKey: string; endpoint: URL | null; pathStyle: boolean } {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '', AWS_ENDPOINT_URL: written = '' } = env;
  const style = env.AWS_S3_FORCE_PATH_STYLE || String(written !== '');
  const endpoint = URL.canParse(written) ? new URL(written) : null;
  const faults = [
    ...(accessKeyId === '' ? [words.unset('AWS_ACCESS_KEY_ID')] : []), ...(secretAccessKey === '' ? [words.unset('AWS_SECRET_ACCESS_KEY')] : []),
    ...(written !== '' && !(endpoint !== null && /^https?:$/.test(endpoint.protocol) && endpoint.username === '' && endpoint.search === '') ? [words.badEndpoint] : []),
    ...(/^[a-z0-9-]*$/i.test(env.AWS_REGION ?? '') ? [] : [words.badRegion]), ...(style === 'true' || style === 'false' ? [] : [words.badStyle]),
  ];
  if (faults.length > 0) throw new ConfigFault(faults);
  return { accessKeyId, secretAccessKey, endpoint, pathStyle: style === 'true' };
}
