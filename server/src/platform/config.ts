// Configuration from the environment, checked as a whole at start: every fault is told at once.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const ROLES = ['all', 'web', 'portal', 'worker'] as const;
export type ServeRole = (typeof ROLES)[number];

export type Config = {
  port: number;
  /** Address to listen on; null = every address, IPv4 and IPv6 (loopback only in the demonstration). */
  host: string | null;
  /** null = the embedded PostgreSQL under dataFolder. */
  databaseUrl: string | null;
  /** A login that may only read `open` and append to `inbox`; null = the portal acts under its role by SET ROLE. */
  portalDatabaseUrl: string | null;
  dataFolder: string;
  fontFolder: string | null;
  /** What links in feeds, sitemap and mails begin with; null = taken from the request. */
  publicUrl: string | null;
  /** Files from outside are given out under this address and nothing else is; null = beside the pages. */
  filesUrl: string | null;
  /** Build the demonstration city on an empty database. */
  demo: boolean;
  secondFactor: boolean;
  /** Many records get an index in memory beside PostgreSQL's. */
  searchIndex: boolean;
  /** Megabytes of memory for finished pages of the portal; 0 = every page is made anew. */
  pageCacheMb: number;
  trustedProxies: number;
  /** Null: this installation sends no mail, and promises none. */
  mail: MailSettings | null;
};

/** `url` is smtp:// or smtps://, with login and password where the server asks for them. */
export type MailSettings = { url: string; from: string };

const onOff = z.enum(['on', 'off']);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头');
const smtpUrl = z.string().refine(isSmtpUrl, '应为 smtp://主机:端口 或 smtps://主机:端口，需要登录的写成 smtps://用户:密码@主机（其中的特殊字符用百分号编码）');
/** What may hold a password is not repeated in a fault. */
const UNSAID: ReadonlySet<string> = new Set(['DATABASE_URL', 'TONGMING_PORTAL_DATABASE_URL', 'TONGMING_SMTP']);
const environment = z.object({
  PORT: z.coerce.number({ error: '应为数字' }).int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  TONGMING_PORTAL_DATABASE_URL: postgresUrl.optional(),
  TONGMING_DATA: z.string().min(1).default('./data'),
  TONGMING_FONTS: z.string().min(1).optional(),
  TONGMING_URL: z.url('应为完整网址，如 https://www.example.gov.cn').optional(),
  TONGMING_FILES_URL: z.url('应为完整网址，如 https://files.example.gov.cn').optional(),
  TONGMING_DEMO: onOff.default('on'),
  TONGMING_SECOND_FACTOR: onOff.optional(),
  TONGMING_SMTP: smtpUrl.optional(),
  TONGMING_MAIL_FROM: z.email('应为一个电子邮箱，如 noreply@example.gov.cn').optional(),
  TONGMING_SEARCH_INDEX: onOff.default('on'),
  TONGMING_PAGE_CACHE: z.coerce.number({ error: '应为数字（兆字节）' }).int().min(0).max(65536).default(96),
  TONGMING_PROXIES: z.coerce.number({ error: '应为数字' }).int().min(0).max(5).default(0),
});

export class ConfigFault extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`配置有误：\n${faults.map((f) => `  · ${f}`).join('\n')}`);
    this.name = 'ConfigFault';
    this.faults = faults;
  }
}

/** Throws ConfigFault with every fault. Empty variables count as not set. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigFault(parsed.error.issues.map((issue) => {
      const key = String(issue.path[0]);
      return UNSAID.has(key) ? `${key}：${issue.message}` : `${key} = ${JSON.stringify(set[key] ?? '')}：${issue.message}`;
    }));
  }
  const e = parsed.data;
  const faults: string[] = [];
  const fontFolder = e.TONGMING_FONTS ? resolve(e.TONGMING_FONTS) : null;
  if (fontFolder && !existsSync(fontFolder)) faults.push(`TONGMING_FONTS：文件夹 ${fontFolder} 不存在`);
  const { TONGMING_SMTP: url, TONGMING_MAIL_FROM: from } = e;
  if ((url === undefined) !== (from === undefined)) faults.push('TONGMING_SMTP 和 TONGMING_MAIL_FROM 要么都设，要么都不设');
  if (faults.length > 0) throw new ConfigFault(faults);
  return {
    port: e.PORT,
    host: e.HOST ?? null,
    databaseUrl: e.DATABASE_URL ?? null,
    portalDatabaseUrl: e.TONGMING_PORTAL_DATABASE_URL ?? null,
    dataFolder: resolve(e.TONGMING_DATA),
    fontFolder,
    publicUrl: e.TONGMING_URL?.replace(/\/+$/, '') ?? null,
    filesUrl: e.TONGMING_FILES_URL === undefined ? null : new URL(e.TONGMING_FILES_URL).origin,
    demo: e.TONGMING_DEMO === 'on',
    secondFactor: e.TONGMING_SECOND_FACTOR !== 'off',
    searchIndex: e.TONGMING_SEARCH_INDEX === 'on',
    pageCacheMb: e.TONGMING_PAGE_CACHE,
    trustedProxies: e.TONGMING_PROXIES,
    mail: url !== undefined && from !== undefined ? { url, from } : null,
  };
}

function isSmtpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) && url.search === '' && isEncoded(url.username + url.password);
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '' || text === '';
  } catch {
    return false;
  }
}

/** 32 bytes that encrypt second-factor seeds; made at first use, kept in the data folder, part of no backup but its own. */
export function installationSecret(dataFolder: string): Uint8Array {
  const path = join(dataFolder, 'secret.key');
  if (!existsSync(path)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (secret.length !== 32) throw new ConfigFault([`${path} 已损坏：应为 64 位十六进制`]);
  return secret;
}
