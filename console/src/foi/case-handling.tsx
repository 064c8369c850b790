import type { ReactElement, ReactNode } from 'react';
import type { FoiCaseView, FoiPartyView } from '#contract-foi';
import { outcomes } from '@tongming/law';
import { Facts } from '../parts/facts.tsx';
import { Tag } from '../parts/tags.tsx';
import { f } from './messages.ts';
import { a } from './messages-acts.ts';
import { n } from './names.ts';
import { Panel } from './panel.tsx';
import { outcomeName } from './tags.tsx';

const t = f.case;
type Fact = readonly [string, ReactNode];
const when = (label: string, day: string | null): Fact => [label, day ?? <span key="none" className="quiet">{t.notYet}</span>];

/** What has been done: correction, extension, fee, opinions, searches, the decision, reviews. Only what there is. */
export function Handling({ view }: { view: FoiCaseView }): ReactElement {
  return (
    <>
      <Rounds view={view} />
      <Decision view={view} />
      <RecordCorrection view={view} />
      <Publication view={view} />
      <Periods view={view} />
      <Parties title={t.thirdParties} parties={view.thirdParties} third />
      <Parties title={t.agencies} parties={view.agencies} />
      <Units view={view} />
      <Searches view={view} />
      <Reviews view={view} />
      {view.evaluation === null ? null : <Panel title={t.evaluation}><p>{t.score(view.evaluation.score)}　{view.evaluation.words}</p></Panel>}
    </>
  );
}

function Decision({ view: { decision } }: { view: FoiCaseView }): ReactElement | null {
  if (decision === null) return null;
  const d = a.decide;
  const variant = outcomes.find((o) => o.code === decision.outcome)?.variants.find((v) => v.code === decision.variant)?.name;
  const facts: Fact[] = [
    [d.outcome, `${outcomeName(decision.outcome)}${variant === undefined ? '' : `（${variant}）`}`], [d.articles, decision.articles.join('、')], [d.facts, decision.facts],
    ...(decision.reasons === '' ? [] : [[d.reasons, decision.reasons] as const]), ...(decision.provided === null ? [] : [[d.provided, decision.provided.description] as const]),
    ...decision.withheld.map((w, i): Fact => [`${d.withheld}${i + 1}`, `${outcomeName(w.ground)}：${w.reason}`]),
    ...(decision.publicInterest === null ? [] : [[d.publicInterest, decision.publicInterest] as const]), ...(decision.ownJudgement === null ? [] : [[d.ownJudgement, decision.ownJudgement] as const]),
    ...(decision.responsibleAgency === null ? [] : [[d.responsible, decision.responsibleAgency] as const]),
  ];
  return <Panel title={t.decision}><Facts facts={facts} /></Panel>;
}

function RecordCorrection({ view: { correctionDecision: decision } }: { view: FoiCaseView }): ReactElement | null {
  if (decision === null) return null;
  return <Panel title={t.decision}><Facts facts={[[a.correctionResult, n.correctionResults[decision.result]], ...(decision.agency === null ? [] : [[a.correctionAgency, decision.agency] as const]), [a.correctionFacts, decision.facts], ...(decision.reasons === '' ? [] : [[a.reason, decision.reasons] as const])]} /></Panel>;
}

/** What was answered before a reconsideration or a court overturned it. */
function Rounds({ view: { rounds } }: { view: FoiCaseView }): ReactElement | null {
  if (rounds.length === 0) return null;
  const period = (round: FoiCaseView['rounds'][number]): string => (round.period === null ? t.periodNone : round.period.unit === 'until' ? round.period.until : t.period[round.period.unit](round.period.length));
  return (
    <Panel title={t.rounds}>
      <ol className="foi-parties">
        {rounds.map((round, i) => (
          <li key={round.reviewId}>
            <p><strong>{t.roundTitle(i + 1)}</strong><Tag>{round.outcome === null ? (round.outcomeName ?? t.noAnswer) : outcomeName(round.outcome)}</Tag></p>
            <p className="meta">{round.endedOn === null ? null : <span>{round.endedOn}</span>}<span>{t.ordered}：{n.reviewOrders[round.order]}</span><span>{t.orderReceived} {round.receivedOn}</span><span>{t.orderPeriod}：{period(round)}</span></p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Publication({ view: { published } }: { view: FoiCaseView }): ReactElement | null {
  if (published === null) return null;
  const { recordId } = published;
  return <Panel title={t.published} end={recordId === null ? null : <a href={`/records/${recordId}`} target="_blank" rel="noopener">{t.openRecord}</a>}><Facts facts={[[t.publishedOn, published.publishedOn], [t.question, published.question], [t.answer, published.answer]]} /></Panel>;
}

function Periods({ view: { correction, extension, fee } }: { view: FoiCaseView }): ReactElement | null {
  if (correction === null && extension === null && fee === null) return null;
  return (
    <>
      {correction === null ? null : <Panel title={t.correction}><Facts facts={[[a.items, <ol key="i" className="foi-ol">{correction.items.map((item) => <li key={item}>{item}</li>)}</ol>], when(t.notified, correction.notifiedOn), [t.answerBy, correction.answerBy], when(t.receivedOn, correction.receivedOn)]} /></Panel>}
      {extension === null ? null : <Panel title={t.extension}><Facts facts={[[t.extended, t.days(extension.workingDays)], [a.reason, extension.reason], when(t.requested, extension.requestedOn), when(t.approved, extension.approvedOn), when(t.notified, extension.notifiedOn)]} /></Panel>}
      {fee === null ? null : <Panel title={t.fee}><Facts facts={[[a.computed, t.amount(fee.amount)], [a.basis, `${a.bases[fee.basis]}，${fee.derivation.map((line) => `${line.reason} ${a.perUnit(line.yuan, line.count)}`).join('；')}`], when(t.notified, fee.notifiedOn), when(t.receivedOn, fee.receivedOn), when(t.payBy, fee.payBy), when(t.paid, fee.paidOn), ...(fee.voidedOn === null ? [] : [[t.voided, fee.voidedOn] as const])]} /></Panel>}
    </>
  );
}

function Parties({ title, parties, third = false }: { title: string; parties: readonly FoiPartyView[]; third?: boolean }): ReactElement | null {
  if (parties.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className="foi-parties">
        {parties.map((p) => (
          <li key={p.party}>
            <p><strong>{p.name}</strong>{p.consent === null ? <Tag tone="amber">{t.notYet}{t.answered}</Tag> : <Tag tone={p.consent === 'yes' ? 'green' : 'red'}>{t.consent[p.consent]}</Tag>}</p>
            <p>{p.what}</p>
            <p className="meta"><span>{t.sent} {p.sentOn}</span><span>{t.receivedOn} {p.receivedOn ?? t.notYet}</span><span>{t.answerDue} {p.answerDue ?? f.due.none}</span><span>{t.answered} {p.answeredOn ?? t.notYet}</span>{third && p.toldOn !== null ? <span>{t.told} {p.toldOn}</span> : null}</p>
            {p.reasons === null ? null : <blockquote>{p.reasons}</blockquote>}
            {p.answeredOn === null ? <p className="foi-silence"><b>{t.silence}</b>{p.silence}</p> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Units({ view: { units } }: { view: FoiCaseView }): ReactElement | null {
  if (units.length === 0) return null;
  return <Panel title={t.units}><Facts facts={units.map((u): Fact => [u.unit, <>{u.what}<span className="under quiet">{t.sent} {u.askedOn}　{t.answered} {u.answeredOn ?? t.notYet}</span>{u.result}</>])} /></Panel>;
}

function Searches({ view: { searches } }: { view: FoiCaseView }): ReactElement | null {
  if (searches.length === 0) return null;
  return (
    <Panel title={t.searches}>
      <table className="foi-table">
        <thead><tr><th>{a.searchedOn}</th><th>{a.place}</th><th>{a.searchedBy}</th><th>{a.words}</th><th>{a.result}</th></tr></thead>
        <tbody>{searches.map((s, i) => <tr key={i}><td className="foi-day-cell">{s.searchedOn}</td><td>{s.place}</td><td>{s.searchedBy}</td><td>{s.words}</td><td><Tag tone={s.found ? 'green' : 'plain'}>{s.found ? t.found : t.notFoundHere}</Tag> {s.result}</td></tr>)}</tbody>
      </table>
    </Panel>
  );
}

function Reviews({ view: { reviews } }: { view: FoiCaseView }): ReactElement | null {
  if (reviews.length === 0) return null;
  return (
    <Panel title={t.reviews}>
      <ol className="foi-parties">
        {reviews.map((r) => (
          <li key={r.id} className={r.afterReview === null ? '' : 'after'}>
            <p><strong>{n.reviewKinds[r.kind]}</strong><Tag tone={r.result === 'corrected' ? 'red' : r.result === null ? 'amber' : 'green'}>{r.result === null ? t.pending : n.reviewResults[r.result]}</Tag></p>
            <p className="meta"><span>{r.authority}</span><span>{r.number}</span><span>{t.accepted} {r.acceptedOn}</span>{r.resultOn === null ? null : <span>{r.resultOn}</span>}{r.order === null ? null : <span>{t.order}：{n.reviewOrders[r.order]}{r.reopened ? `（${t.reopened}）` : ''}</span>}</p>
            {r.summary === null ? null : <p>{r.summary}</p>}
            {r.lesson === null ? null : <p className="foi-silence"><b>{t.lesson}</b>{r.lesson}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
