import type { ReactElement, ReactNode } from 'react';
import { documents } from '../api/console.ts';
import { BodyView } from '../editor/body-view.tsx';
import { m } from '../messages.ts';
import { chineseDate, dateTime } from '../time.ts';
import { fileSize } from '../text/size.ts';
import { usePaper } from './context.tsx';
import { useSurroundings } from './use-surroundings.ts';

const text = m.drafting;

/** The sheet for reading: what is filled in, in the same order; the attribute with its ticks even when empty. */
export function ReadPaper(): ReactElement {
  const { view, sheet, reference, agencies, attachments } = usePaper();
  const surroundings = useSurroundings();
  const kind = reference.kinds.find((k) => k.code === sheet.kind);
  const nameOf = (code: string): string => agencies.find((a) => a.code === code)?.name ?? code;
  return (
    <article className="paper reading" aria-label={text.sheetTitle}>
      <header className="paper-head"><span>{view.agencyName}</span><h2>{text.sheetTitle}</h2></header>
      <section className="group">
        <Line label={m.names.fields.kind} narrow>{kind?.name ?? sheet.kind}　<span className="quiet">{m.names.directions[sheet.direction]} · {m.names.forms[sheet.form]}</span></Line>
        <Line label={m.names.fields.urgency} narrow>{sheet.urgency ?? text.urgency.none}</Line>
        <Line label={text.number} narrow>{view.documentNumber ?? view.numberPreview ?? text.numberNone}</Line>
        <Line label={m.names.fields.category} narrow>{m.names.categories[sheet.category]}</Line>
      </section>
      <section className="group">
        <Line label={m.names.fields.title}><strong className="title-text">{sheet.title || text.empty}</strong></Line>
        <Line label={m.names.fields.publicTitle} skip={sheet.publicTitle === null}>{sheet.publicTitle}</Line>
        <Line label={m.names.fields.addressees} skip={sheet.addressees.length === 0}>{sheet.addressees.join('，')}</Line>
        <Line label={m.names.fields.copyTo} skip={sheet.copyTo.length === 0}>{sheet.copyTo.join('，')}</Line>
        <Line label={m.names.fields.jointAgencies} skip={sheet.jointAgencies.length === 0}>{sheet.jointAgencies.map(nameOf).join('、')}</Line>
        <Line label={m.names.fields.signers} skip={sheet.signers.length === 0}>{sheet.signers.map((s) => `${s.agency}　${s.name}`).join('；')}</Line>
        {sheet.attendees === null ? null : (['present', 'absent', 'observers'] as const).map((key) => <Line key={key} label={text.attendees[key]} skip={sheet.attendees?.[key].length === 0}>{sheet.attendees?.[key].join('、')}</Line>)}
      </section>
      <section className="group"><Line label={text.attribute.label}><Disclosure /></Line></section>
      <section className="group"><Line label={m.names.fields.body}><BodyView body={sheet.body} surroundings={surroundings} /></Line></section>
      <section className="group">
        <Line label={text.groups.attachments} skip={attachments.length === 0}>
          <ol className="plain">{attachments.map((a) => <li key={a.id}><a href={documents.attachmentUrl(view.id, a.id)} download={a.name}>{a.name}</a>　<span className="quiet">{fileSize(a.size)} · {m.names.attributes[a.attribute]}</span></li>)}</ol>
        </Line>
        <Line label={m.names.fields.theme} narrow>{sheet.theme ?? text.empty}</Line>
        <Line label={m.names.fields.keywords} narrow>{sheet.keywords.join('　') || text.empty}</Line>
        <Line label={m.names.fields.articleItems} skip={sheet.articleItems.length === 0}>{sheet.articleItems.map((code) => reference.articleItems.find((i) => i.code === code)?.name ?? code).join('；')}</Line>
        <Line label={m.names.fields.summary} skip={sheet.summary === null}>{sheet.summary}</Line>
        <Line label={m.names.fields.note} skip={sheet.note === null}>{sheet.note}</Line>
        <Line label={m.names.fields.contact} skip={sheet.contact === null}>{sheet.contact}</Line>
        <Line label={m.names.fields.effectiveOn} skip={sheet.effectiveOn === null} narrow>{sheet.effectiveOn === null ? null : chineseDate(sheet.effectiveOn)}</Line>
        <Line label={m.names.fields.expiresOn} skip={sheet.expiresOn === null} narrow>{sheet.expiresOn === null ? null : chineseDate(sheet.expiresOn)}</Line>
        <Line label={m.names.fields.publishAt} skip={sheet.publishAt === null}>{sheet.publishAt === null ? null : dateTime(sheet.publishAt)}</Line>
        <Line label={m.names.fields.relations} skip={sheet.relations.length === 0}>{sheet.relations.map((r) => `${m.names.relations[r.type]}：${r.text ?? r.recordId ?? ''}`).join('；')}</Line>
      </section>
      <footer className="paper-foot"><span>{text.sign.agency}：{view.agencyName}</span><span>{text.sign.drafter}：{view.drafter}</span></footer>
    </article>
  );
}

function Line({ label, children, narrow = false, skip = false }: { label: string; children: ReactNode; narrow?: boolean; skip?: boolean }): ReactElement | null {
  if (skip) return null;
  return <div className={narrow ? 'cell' : 'cell wide'}><span className="cell-label">{label}</span><div className="cell-body">{children}</div></div>;
}

/** The ticks as on paper, and each ground with its article and reason. */
function Disclosure(): ReactElement {
  const { sheet: { disclosure }, reference } = usePaper();
  const tick = (on: boolean, label: string): ReactElement => <span key={label} className={on ? 'tick on' : 'tick'}>{on ? '☑' : '☐'} {label}</span>;
  return (
    <>
      <p className="read-ticks">{(['full', 'redacted', 'withheld'] as const).map((a) => tick(disclosure.attribute === a, m.names.attributes[a]))}</p>
      <p className="read-ticks"><span className="sub-label">{text.attribute.method}</span>{(['proactive', 'on-request'] as const).map((method) => tick(disclosure.method === method, m.names.methods[method]))}</p>
      {disclosure.grounds.map((ground) => {
        const info = reference.grounds.find((g) => g.code === ground.code);
        return <p key={ground.code} className="read-ground"><strong>{info?.name ?? ground.code}</strong>{info === undefined ? null : <span className="law" title={info.text}>{info.article}</span>}<br />{ground.reason}</p>;
      })}
    </>
  );
}
