// A few papers of every sort that the public can meet, made over the staff's interface.
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { act, CITY_OFFICE, draft, issue, teamOf, type Paper, type Team } from './staff.ts';

export type Samples = { team: Team; open: DocumentView; table: DocumentView; law: DocumentView; redacted: DocumentView; withdrawn: DocumentView; waiting: DocumentView; drafted: DocumentView };

const common = { addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true };
const full = { attribute: 'full' as const, method: 'proactive' as const, grounds: [] };
const line = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] });
const heading = (text: string) => ({ type: 'heading' as const, attrs: { level: 1 as const }, content: [{ type: 'text' as const, text }] });
const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({ type, content: [line(text)] });

export const WORDS = { open: '取暖救助对象按月认定', title: '通辽市人民政府办公室关于做好冬季取暖救助工作的通知', waiting: '关于核对救助台账的通知' };

const openPaper: Paper = {
  ...common, kind: 'notice', title: WORDS.title, disclosure: full,
  body: { type: 'doc', content: [line('为保障困难群众温暖过冬，现就做好取暖救助工作通知如下。'), heading('一、救助对象'), line(`${WORDS.open}。`), heading('二、救助标准'), line('按户发放。'), heading('三、工作要求'), line('请认真落实。')] },
};
const tablePaper: Paper = {
  ...common, kind: 'circular', title: '通辽市人民政府办公室关于救助资金发放情况的通报', disclosure: full,
  body: { type: 'doc', content: [line('发放情况如下：'), { type: 'table', content: [
    { type: 'tableRow', content: [cell('tableHeader', '地区'), cell('tableHeader', '户数')] },
    { type: 'tableRow', content: [cell('tableCell', '科尔沁区'), cell('tableCell', '120')] },
  ] }] },
};
const redactedPaper: Paper = {
  ...common, kind: 'circular', title: '关于临时救助复核情况的通报',
  disclosure: { attribute: 'redacted', method: 'proactive', grounds: [{ code: 'third-party', reason: '涉及受助人员个人隐私，公开将损害其合法权益' }] },
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '经复核，' }, { type: 'text', text: '申请人庚辰', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] }, { type: 'text', text: '等人符合条件。' }] }] },
};

const lawPaper: Paper = {
  ...common, kind: 'notice', title: '通辽市冬季取暖救助规定', disclosure: full,
  body: { type: 'doc', content: [line('第一章　总则'), line('第一条　为了规范取暖救助，制定本规定。'), line('第二条　救助按户发放，具体如下：'), line('（一）散居特困人员；'), line('（二）最低生活保障对象。'), line('不得重复发放。'), line('第二章　附则'), line('第三条　违反本规定第二条的，依法处理。')] },
};

export async function makeSamples(base: string): Promise<Samples> {
  const team = await teamOf(base, CITY_OFFICE);
  const open = await issue(team, openPaper);
  const table = await issue(team, tablePaper);
  const law = await issue(team, lawPaper);
  const redacted = await issue(team, redactedPaper);
  const withdrawn = await issue(team, { ...openPaper, title: '关于有误事项的通知' });
  await team.office.send('POST', `/records/${withdrawn.recordId}/ends`, { kind: 'withdrawn', effectiveOn: withdrawn.dateMade, ground: '内容有误，经批准撤回', publicNote: '因内容有误撤回，更正后重新发布。' });
  const drafted = await draft(team, { ...redactedPaper, title: '关于待完善事项的通报' });
  const waiting = await act(team.drafter, await draft(team, { ...openPaper, title: WORDS.waiting }), 'submit');
  return { team, open, table, law, redacted, withdrawn, waiting, drafted };
}
