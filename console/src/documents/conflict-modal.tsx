import { Modal, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import type { DocumentView, Sheet } from '#contract';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { fieldLines } from '../sheet/lines.ts';
import { choose, type Field, type Merge } from '../sheet/merge.ts';
import { diffParagraphs } from '@tongming/legaltext';
import { Pieces } from './side-by-side.tsx';

type Props = { theirs: DocumentView; who: string | null; mine: Sheet; merge: Merge; reference: Reference; onChoose: (sheet: Sheet) => void };

/** Two people, or one person in two windows (`who` null), changed the same fields: each field shows both, and the person says which stays. Nothing is lost before. */
export function ConflictModal({ theirs, who, mine, merge, reference, onChoose }: Props): ReactElement {
  const [takeTheirs, setTakeTheirs] = useState<Field[]>([]);
  const text = m.drafting.conflict;
  const name = who ?? text.otherWindow;
  return (
    <Modal open width={860} title={who === null ? text.sameTitle : text.title(who)} okText={text.apply} closable={false} keyboard={false} mask={{ closable: false }} cancelButtonProps={{ style: { display: 'none' } }}
      onOk={() => onChoose(choose(merge.merged, theirs.sheet, takeTheirs))}>
      <p>{text.text(name)}</p>
      {merge.clashes.map((field) => {
        const rows = diffParagraphs(fieldLines(theirs.sheet, field, reference), fieldLines(mine, field, reference)).filter((row) => row.changed);
        const theirsChosen = takeTheirs.includes(field);
        return (
          <section key={field} className="clash">
            <h3>{m.names.fields[field]}</h3>
            <table className="side-by-side">
              <thead><tr><th scope="col">{text.before(name)}</th><th scope="col">{text.after}</th></tr></thead>
              <tbody>{rows.map((row, i) => <tr key={i} className="changed"><td><Pieces pieces={row.before} /></td><td><Pieces pieces={row.after} /></td></tr>)}</tbody>
            </table>
            <Radio.Group value={theirsChosen} aria-label={m.names.fields[field]} onChange={(e) => setTakeTheirs(e.target.value === true ? [...takeTheirs, field] : takeTheirs.filter((f) => f !== field))}
              options={[{ value: false, label: text.mine }, { value: true, label: text.theirs(name) }]} />
          </section>
        );
      })}
    </Modal>
  );
}
