import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigFault } from '../platform/config.ts';
import { testDatabase, type TestDatabase } from '../platform/testing.ts';
import { fakeKeys, fakeStore, type FakeStore } from '../portal/export/testing.ts';
import { seedAgency, seedRecord } from '../portal/testing.ts';
import { UsageFault } from './command.ts';
import { bucketAt } from './export-bucket.ts';

let t: TestDatabase;
let s: FakeStore;
let folder: string;
beforeAll(async () => {
  t = await testDatabase();
  s = await fakeStore();
  folder = mkdtempSync(join(tmpdir(), 'tongming-export-cli-'));
  await seedAgency(t.db);
  await seedRecord(t.db, { title: '关于取水许可的通知' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await s.close();
  await t.drop();
});

const keys = { AWS_ACCESS_KEY_ID: fakeKeys.accessKeyId, AWS_SECRET_ACCESS_KEY: fakeKeys.secretAccessKey, AWS_REGION: fakeKeys.region };
const run = (args: string[], env: Record<string, string>): Promise<{ code: number | null; out: string }> => new Promise((resolve) => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./index.ts', import.meta.url)), 'export-site', ...args], {
    env: { ...process.env, DATABASE_URL: t.ownerUrl, TONGMING_DATA: join(folder, 'data'), TONGMING_DEMO: 'off', TONGMING_URL: 'https://www.example.gov.cn', ...env },
  });
  let out = '';
  const add = (chunk: Buffer) => { out += chunk.toString('utf8'); };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  child.once('exit', (code) => resolve({ code, out }));
});

it('finds the bucket where the environment says', () => {
  const at = (target: string, env: Record<string, string> = {}) => {
    const { url, prefix } = bucketAt(target, { ...keys, ...env }) ?? { url: '', prefix: '' };
    return [url, prefix];
  };
  expect(bucketAt('/srv/www', {})).toBeNull();
  expect(at('s3://mysite')).toEqual(['https://mysite.s3.cn-test-1.amazonaws.com.cn', '']);
  expect(at('s3://my.site/a/门户/', { AWS_REGION: 'eu-west-1' })).toEqual(['https://s3.eu-west-1.amazonaws.com/my.site', 'a/门户/']);
  expect(at('s3://mysite', { AWS_ENDPOINT_URL: 'http://[::1]:9000/' })).toEqual(['http://[::1]:9000/mysite', '']);
  expect(at('s3://mysite/x', { AWS_ENDPOINT_URL: 'https://s3.oss-cn-hangzhou.aliyuncs.com', AWS_S3_FORCE_PATH_STYLE: 'false' })).toEqual(['https://mysite.s3.oss-cn-hangzhou.aliyuncs.com', 'x/']);
  for (const target of ['s3://', 's3://A_B', 's3://mysite/../x', 's3://mysite/a//b', 's3://mysite/.a', 's3://mysite/a?b']) expect(() => at(target), target).toThrow(UsageFault);
  expect(() => bucketAt('s3://mysite', { AWS_ENDPOINT_URL: 'https://user:pass@host', AWS_S3_FORCE_PATH_STYLE: '1' })).toThrow(ConfigFault);
});

it('sends a site, tells what it did, and what is wrong with a key', async () => {
  const target = `s3://${fakeKeys.bucket}/门户`;
  const env = { ...keys, AWS_ENDPOINT_URL: s.endpoint };
  const first = await run(['main', target], env);
  expect(first.out).toMatch(/上传 \d+ 个，删除 0 个/);
  expect(first).toMatchObject({ code: 0 });
  expect(s.objects.get('门户/index.html')?.bytes.toString()).toContain('关于取水许可的通知');
  s.changes.length = 0;
  expect((await run(['main', target], env)).out).toContain('上传 0 个，删除 0 个');
  expect(s.changes).toEqual([]);
  const wrong = await run(['main', target], { ...env, AWS_SECRET_ACCESS_KEY: 'wrong-secret' });
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain('对象存储不认这对密钥：请核对 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY（临时密钥还有 AWS_SESSION_TOKEN）（403 SignatureDoesNotMatch）');
  expect(first.out + wrong.out).not.toMatch(/wrong-secret|AKIDTEST|secret\//);
});

it('asks for what is not set before anything is opened', async () => {
  const { code, out } = await run(['main', 's3://mysite'], { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
  expect([code, out.includes('AWS_ACCESS_KEY_ID：没有设置'), out.includes('AWS_SECRET_ACCESS_KEY：没有设置')]).toEqual([2, true, true]);
  expect(await run(['main', join(folder, 'x'), '--again'], {})).toMatchObject({ code: 2 });
});
