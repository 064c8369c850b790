import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { TextCheck } from '#contract-translations';
import { t } from './messages.ts';

const most = 60;
const shown = (text: string): string => (text === '\u202f' ? 'NNBSP' : text === '\u180e' ? 'MVS' : readable(text));
/** Private codes have no picture without their font. */
const readable = (text: string): string => text.replace(/[\ue000-\uf8ff]/g, (unit) => `[${unit.charCodeAt(0).toString(16).toUpperCase()}]`);

/** What would be changed, what only a reader can tell, and what nobody here can read. */
export function TextCheckBox({ check, onApply, onLeave }: { check: TextCheck; onApply: (() => void) | null; onLeave: () => void }): ReactElement {
  const { changes, doubts, unknown } = check;
  return (
    <section className="panel text-check" aria-label={t.normalise}><div className="panel-body">
      {unknown.length === 0 ? null : <p className="late" role="alert">{t.unknown([...new Set(unknown.map(({ code }) => code))].slice(0, 5).join(' '))}</p>}
      <p><strong>{changes.length === 0 ? t.nothingToChange : t.changes(changes.length)}</strong></p>
      {changes.length === 0 ? null : (
        <table><thead><tr><th scope="col">{t.before}</th><th scope="col">{t.after}</th><th scope="col">{t.column.state}</th></tr></thead>
          <tbody>{changes.slice(0, most).map((change) => <tr key={change.start}><td className="mongolian" lang="mn-Mong-CN">{readable(change.before)}</td><td className="mongolian" lang="mn-Mong-CN">{change.after}</td><td>{t.kinds[change.kind] ?? change.kind}</td></tr>)}</tbody></table>
      )}
      {doubts.length === 0 ? null : <>
        <p><strong>{t.doubts(doubts.length)}</strong></p>
        <table><thead><tr><th scope="col">{t.place}</th><th scope="col">{t.before}</th><th scope="col">{t.other}</th><th scope="col">{t.column.state}</th></tr></thead>
          <tbody>{doubts.slice(0, most).map((doubt, i) => <tr key={`${doubt.start} ${i}`}><td>{doubt.start + 1}</td><td className="mongolian" lang="mn-Mong-CN">{shown(doubt.text)}</td><td className="mongolian" lang="mn-Mong-CN">{doubt.alternatives.map(shown).join(' ')}</td><td>{t.kinds[doubt.kind] ?? doubt.kind}</td></tr>)}</tbody></table>
      </>}
      <p className="inline">{onApply === null || changes.length === 0 ? null : <Button type="primary" onClick={onApply}>{t.apply}</Button>}<Button onClick={onLeave}>{t.leave}</Button></p>
    </div></section>
  );
}
