import { App, Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ContentView, SyndicationRow } from '#contract-content';
import { Labelled } from '../foi/fields.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { sites } from '../sites/api.ts';
import { useAction, useResource } from '../use-resource.ts';
import { syndication } from './api.ts';
import { t } from './messages.ts';

/** Written once, placed anywhere: every place of it. */
export function Places({ piece }: { piece: ContentView }): ReactElement {
  return (
    <section className="panel" aria-label={t.places}><header><h2>{t.places}</h2></header><div className="panel-body">
      {piece.places.length === 0 ? <p className="quiet">{t.noPlaces}</p> : (
        <ul className="content-list">{piece.places.map((place) => (
          <li key={`${place.kind} ${place.siteCode} ${place.path}`}><Tag tone={place.kind === 'site' ? 'blue' : 'green'}>{t.place[place.kind]}</Tag><span>{place.siteName}{place.name === '' ? '' : ` · ${place.name}`}</span>{place.byHand ? <small className="quiet">{t.byHand}</small> : null}</li>
        ))}</ul>
      )}
    </div></section>
  );
}

export const offerTones: Record<SyndicationRow['state'], Tone> = { offered: 'amber', approved: 'green', declined: 'red', ended: 'plain' };

export function Offers({ piece, reload }: { piece: ContentView; reload: () => void }): ReactElement | null {
  const all = useResource(piece.mayOffer ? 'sites' : null, sites.list);
  const [to, setTo] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  if (piece.recordId === null || (!piece.mayOffer && piece.offers.length === 0)) return null;
  const { recordId } = piece;
  const taken = new Set([...piece.places.map((place) => place.siteCode), ...piece.offers.filter((offer) => offer.state === 'offered').map((offer) => offer.toSite)]);
  const targets = (all.data ?? []).filter((site) => site.state === 'open' && site.language === 'zh-CN' && !taken.has(site.code)).map((site) => ({ value: site.code, label: site.name }));
  const offer = (): void => void run(async () => {
    await syndication.offer(recordId, to, note);
    void message.success(t.offered);
    setTo([]);
    setNote('');
    reload();
  });
  return (
    <section className="panel" aria-label={t.offers}><header><h2>{t.offers}</h2></header><div className="panel-body">
      {piece.offers.length === 0 ? <p className="quiet">{t.noOffers}</p> : <ul className="content-list">{piece.offers.map((one) => <li key={one.id}><Tag tone={offerTones[one.state]}>{t.offerStates[one.state]}</Tag><span>{one.toName}</span>{one.reason === null ? null : <small className="quiet">{one.reason}</small>}</li>)}</ul>}
      {error === null ? null : <ErrorPanel error={error} />}
      {piece.mayOffer && piece.state === 'published' ? (
        <>
          <Labelled label={t.to} group><Select mode="multiple" aria-label={t.to} value={to} options={targets} showSearch={{ optionFilterProp: 'label' }} onChange={setTo} /></Labelled>
          <Labelled label={t.note}><Input maxLength={500} value={note} onChange={(e) => setNote(e.target.value)} /></Labelled>
          <div><Button loading={busy} disabled={to.length === 0} onClick={offer}>{t.offer}</Button></div>
        </>
      ) : null}
    </div></section>
  );
}
