import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Alert, Button } from 'antd';
import { useEffect, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiEntryResult } from '#contract-foi';
import { chineseDate, dateTime, todayHere } from '../time.ts';
import { toTop } from './focus.ts';
import { f } from './messages.ts';
import { n } from './names.ts';

const t = f.slip;

/** 接收回执, to be printed at once: the query code is not kept anywhere. */
export function Slip({ result, clerk, onAgain }: { result: FoiEntryResult; clerk: string; onAgain: () => void }): ReactElement {
  useEffect(toTop, []);
  const { case: view, receiptNumber, queryCode } = result;
  const rows: [string, string][] = [
    [t.number, receiptNumber], ...(queryCode === null ? [] : [[t.code, queryCode] as [string, string]]), [t.applicant, view.applicantName], [t.channel, n.channels[view.channel]],
    [t.submitted, dateTime(view.submittedAt).slice(0, 10)], [t.received, view.receivedOn === null ? `${t.pending}（${view.receipt.waiting ?? ''}）` : `${chineseDate(view.receivedOn)}（${view.receipt.article}）`],
    [t.content, view.request.content], [t.delivery, `${n.deliveries[view.request.delivery]}，${n.mediums[view.request.medium]}`], [t.due, view.due === null ? t.pending : t.dueText(chineseDate(view.due.due))],
  ];
  return (
    <div className="foi foi-slip-page">
      <header className="page-head no-print">
        <h1>{f.entry.done} {receiptNumber}</h1>
        <div className="inline">
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>{f.entry.print}</Button>
          <Link to={`/foi/${view.id}`}><Button>{f.entry.openCase}</Button></Link><Button onClick={onAgain}>{f.entry.another}</Button>
        </div>
      </header>
      {queryCode === null ? null : <Alert className="no-print foi-alert" type="warning" showIcon title={f.entry.codeOnce} />}
      <article className="foi-slip">
        <h2>{t.title}</h2>
        <table><tbody>{rows.map(([label, value]) => <tr key={label}><th scope="row">{label}</th><td className={label === t.code ? 'code' : ''}>{value}</td></tr>)}</tbody></table>
        {queryCode === null ? null : <p>{t.follow}</p>}
        <footer><span>{t.clerk}：{clerk}</span><span>{t.agency}：{view.agencyName}</span><span>{t.date}：{chineseDate(todayHere())}</span></footer>
      </article>
    </div>
  );
}
