// The mail as a channel: readers follow everything, and one of them each hidden word; no mail says what no page says.
import { findInFile } from '@tongming/typeset';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { follow, mailWith, startMailWorld, waitFor, type MailWorld } from '../support/alerts.ts';
import { CITY_OFFICE, issue, teamOf, upToSigned, type Paper, type Team } from '../support/staff.ts';
import { searchPlace } from './oracle.ts';

const hidden = { body: '阿拉坦仓布', title: '乌兰塔娜', withheld: '内部磋商要点甲子', draft: '未定稿内容丙寅', withdrawn: '撤回内容丁卯' };
const secrets = Object.values(hidden);
let mails: MailWorld;
let team: Team;
beforeAll(async () => {
  mails = await startMailWorld();
  team = await teamOf(mails.world.base, CITY_OFFICE);
});
afterAll(() => mails.world.stop());

const text = (words: string, secret = '') => ({ type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [
  { type: 'text' as const, text: words }, ...(secret === '' ? [] : [{ type: 'text' as const, text: secret, marks: [{ type: 'redact' as const, attrs: { ground: 'third-party' } }] }]),
] }] });
const common = { kind: 'notice' as const, addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true };
const full: Paper['disclosure'] = { attribute: 'full', method: 'proactive', grounds: [] };

it('tells of what is public, and of nothing else', async () => {
  await follow(mails, {}, 'all@example.com');
  for (const [i, word] of secrets.entries()) await follow(mails, { q: word }, `secret${i}@example.com`);
  const gone = await issue(team, { ...common, title: '关于有误事项的通知', body: text(`${hidden.withdrawn}，请遵照执行。`), disclosure: full });
  await mailWith(mails, `“${hidden.withdrawn}”有1件更新`);
  const watched = await follow(mails, { record: gone.recordId ?? '' }, 'one@example.com');
  mails.sink.mails.splice(0);

  await team.office.send('POST', `/records/${gone.recordId}/ends`, { kind: 'withdrawn', effectiveOn: gone.dateMade, ground: '内容有误，经批准撤回', publicNote: '因内容有误撤回。' });
  await issue(team, {
    ...common, title: `关于${hidden.title}等人救助情况的通知`, publicTitle: '关于部分人员救助情况的通知', body: text('经审核，符合条件的有：', hidden.body),
    disclosure: { attribute: 'redacted', method: 'proactive', grounds: [{ code: 'third-party', reason: '涉及受助人员个人隐私，公开将损害其合法权益' }] },
  });
  await issue(team, { ...common, title: '关于磋商事项的通知', body: text(`${hidden.withheld}。`), disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'process', reason: '属于过程性信息，公开将影响后续工作' }] } });
  await upToSigned(team, { ...common, title: '关于未定事项的通知', body: text(`${hidden.draft}，请遵照执行。`), disclosure: full });
  await issue(team, { ...common, title: '关于取暖救助的通知', body: text('请遵照执行。'), disclosure: full });
  const seen: string[] = [];
  for (const words of ['关于取暖救助的通知', '关于部分人员救助情况的通知', '已由通辽市人民政府办公室撤下']) {
    const mail = await mailWith(mails, words).catch((error: unknown) => (seen.some((s) => s.includes(words)) ? null : Promise.reject(error)));
    if (mail !== null) seen.push(`${mail.raw}\n${mail.headers}\n${mail.text}\n${mail.html}`);
  }
  await waitFor(async () => (await mails.world.system.db.selectFrom('core.outbox').select('id').where('topic', '=', 'alert-mail').where('doneAt', 'is', null).execute()).length === 0);
  for (const mail of [...seen, ...mails.sink.mails.map((m) => `${m.raw}\n${m.headers}\n${m.text}\n${m.html}`)]) {
    expect(secrets.filter((word) => mail.includes(word))).toEqual([]);
    expect(await findInFile(new TextEncoder().encode(mail), 'txt', [...secrets, '有误事项', '磋商事项', '未定事项'])).toEqual([]);
  }
  expect(mails.sink.mails.filter((m) => m.to.some((to) => to.startsWith('secret')))).toEqual([]);
  // The page behind the link of the withdrawn document forgets its name with it.
  const page = await (await fetch(mails.world.base + watched)).text();
  expect(page).toContain('这件文件现在不公开');
  expect(page).not.toContain('有误事项');
  const addresses = ['all@example.com', 'one@example.com', ...secrets.map((_, i) => `secret${i}@example.com`)];
  expect(await searchPlace(mails.world.system, addresses)).toEqual([]);
});
