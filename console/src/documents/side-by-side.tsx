import type { ReactElement } from 'react';
import type { Sheet } from '#contract';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { differences, fieldLines } from '../sheet/lines.ts';
import { diffParagraphs, type Piece, type Row } from '@tongming/legaltext';

type Props = { before: Sheet; after: Sheet; reference: Reference | null; onlyChanges: boolean; titles: [string, string] };

/** Two versions beside each other: only fields that differ, changed words marked on both sides. */
export function SideBySide({ before, after, reference, onlyChanges, titles }: Props): ReactElement {
  const fields = differences(before, after);
  if (fields.length === 0) return <p className="quiet">{m.review.nothingChanged}</p>;
  return (
    <table className="side-by-side">
      <thead><tr><th scope="col">{titles[0]}</th><th scope="col">{titles[1]}</th></tr></thead>
      {fields.map((field) => {
        const rows = diffParagraphs(fieldLines(before, field, reference), fieldLines(after, field, reference));
        return (
          <tbody key={field}>
            <tr><th colSpan={2} scope="rowgroup">{m.names.fields[field]}</th></tr>
            {(onlyChanges ? rows.filter((row) => row.changed) : rows).map((row, i) => <Line key={i} row={row} />)}
          </tbody>
        );
      })}
    </table>
  );
}

function Line({ row }: { row: Row }): ReactElement {
  return <tr className={row.changed ? 'changed' : ''}><td><Pieces pieces={row.before} /></td><td><Pieces pieces={row.after} /></td></tr>;
}

export function Pieces({ pieces }: { pieces: readonly Piece[] | null }): ReactElement | null {
  if (pieces === null) return null;
  return <>{pieces.map((piece, i) => (piece.kind === 'same' ? <span key={i}>{piece.text}</span> : piece.kind === 'old' ? <del key={i}>{piece.text}</del> : <ins key={i}>{piece.text}</ins>))}</>;
}
