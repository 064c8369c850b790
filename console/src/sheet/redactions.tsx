import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { Editor } from '@tiptap/core';
import { goToRedaction, removeRedaction } from '../editor/commands.ts';
import { m } from '../messages.ts';
import { redactionsOf } from '../text/body.ts';
import { usePaper } from './context.tsx';

/** The passages marked in the text, each with its ground, a way to it and a way back. */
export function Redactions({ editor }: { editor: () => Editor | null }): ReactElement | null {
  const { sheet, reference } = usePaper();
  const marks = redactionsOf(sheet.body);
  if (marks.length === 0) return null;
  const text = m.drafting.redactions;
  const at = (work: (e: Editor) => void) => () => {
    const current = editor();
    if (current !== null) work(current);
  };
  return (
    <div className="redactions">
      <h3>{text.title(marks.length)}</h3>
      <p className="hint">{text.note}</p>
      <ol>
        {marks.map((mark, i) => (
          <li key={i}>
            <span className="redact">{mark.text.length > 60 ? `${mark.text.slice(0, 60)}…` : mark.text}</span>
            <small>{reference.grounds.find((g) => g.code === mark.ground)?.name ?? mark.ground}</small>
            <Button type="link" size="small" onClick={at((e) => goToRedaction(e, i))}>{text.go}</Button>
            <Button type="link" size="small" onClick={at((e) => removeRedaction(e, i))}>{text.remove}</Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
