import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { firstAdministrators, roleNames } from '../domains/identity/index.ts';
import { runCommand } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { installationOf } from '../platform/installation.ts';
import { UsageFault, withSystem, type CliCommand } from './command.ts';

const QUESTIONS = [
  ['code', '机关代码（人民政府用行政区划代码，如 150500）'],
  ['name', '机关全称（如 通辽市人民政府）'],
  ['short-name', '机关简称（如 市政府）'],
  ['region', '行政区名称（如 通辽市）'],
  ['org-code', '组织机构代码（9 位，用于索引号）'],
] as const;
type Answers = Record<(typeof QUESTIONS)[number][0], string>;

const LEVELS = ['city', 'county', 'zone', 'province'] as const;

export const initCommand: CliCommand = {
  name: 'init',
  summary: '在空数据库上建立本级政府和首批管理员（三员）',
  help: [
    '用法：npx tongming init [--code 150500 --name 通辽市人民政府 --short-name 市政府 --region 通辽市 --org-code XXXXXXXXX]', '',
    '  --uscc CODE        统一社会信用代码（18 位，可以以后补）',
    '  --level LEVEL      city（默认）、county、zone、province',
    '  --logins A,B,C     系统、安全、审计管理员的用户名，默认 system.admin,security.admin,audit.admin', '',
    '没有给出的各项在终端上逐项询问。每位管理员得到一个只显示一次的初始密码，首次登录必须修改并设置第二因素。',
    '数据库里已有人员时拒绝执行。环境变量：DATABASE_URL、TONGMING_DATA。',
  ].join('\n'),
  async run(args, io) {
    const { values } = parse(args);
    const level = LEVELS.find((known) => known === values.level);
    if (!level) throw new UsageFault(`--level 应为 ${LEVELS.join('、')} 之一`);
    const logins = values.logins.split(',').map((login) => login.trim());
    const [system, security, audit] = logins;
    if (!system || !security || !audit || logins.length !== 3) throw new UsageFault('--logins 应为三个用户名，以逗号分开');
    return withSystem(io, async ({ db }) => {
      if ((await installationOf(db)) !== 'empty') refuse('already-initialised', '数据库里已有机关或人员，不能再次初始化', 409);
      const given = await complete(values);
      const regionCode = given.code.slice(0, 6);
      const people = await runCommand(db, { personId: null, name: '初始化', role: 'system', agencyCode: null }, (ctx) => firstAdministrators(ctx, {
        region: { code: regionCode, name: given.region, parentCode: null, level },
        agency: { code: given.code, name: given.name, shortName: given['short-name'], regionCode, kind: 'government', orgCode: given['org-code'], uscc: values.uscc ?? null },
        administrators: {
          'system-admin': { login: system, name: roleNames['system-admin'] },
          'security-admin': { login: security, name: roleNames['security-admin'] },
          'audit-admin': { login: audit, name: roleNames['audit-admin'] },
        },
      }));
      io.out('已建立本级政府和三名管理员。初始密码只显示这一次：');
      for (const { role, login, password } of people) io.out(`  ${roleNames[role]}  ${login}  ${password}`);
      io.out('接下来：npm start，打开 /console/，由系统管理员建立机构和人员，由安全管理员授予角色。');
      return 0;
    });
  },
};

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        code: { type: 'string' }, name: { type: 'string' }, 'short-name': { type: 'string' }, region: { type: 'string' },
        'org-code': { type: 'string' }, uscc: { type: 'string' }, level: { type: 'string', default: 'city' },
        logins: { type: 'string', default: 'system.admin,security.admin,audit.admin' },
      },
    });
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error));
  }
}

async function complete(values: Partial<Answers>): Promise<Answers> {
  const answers: Partial<Answers> = {};
  const missing = QUESTIONS.filter(([key]) => values[key] === undefined);
  if (missing.length > 0 && !process.stdin.isTTY) {
    throw new UsageFault(`缺少 ${missing.map(([key]) => `--${key}`).join('、')}`);
  }
  const ask = missing.length > 0 ? createInterface({ input: process.stdin, output: process.stderr }) : null;
  try {
    for (const [key, question] of QUESTIONS) answers[key] = (values[key] ?? await ask?.question(`${question}：`) ?? '').trim();
  } finally {
    ask?.close();
  }
  return answers as Answers;
}
