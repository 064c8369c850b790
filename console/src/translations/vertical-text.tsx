import { useState, type ClipboardEvent, type ReactElement } from 'react';
import { t } from './messages.ts';

/** Vertical fields came with Chrome and Edge 119 to 124, Firefox 120 and Safari 17.4; before these the text would lie and the caret be lost. */
const canStand = (): boolean => CSS.supports('selector(:has(*))') && verticalField();

/** A browser that sets fields vertically makes one of many rows wider than high. */
function verticalField(): boolean {
  const field = document.createElement('textarea');
  field.rows = 1;
  field.cols = 40;
  field.style.cssText = 'writing-mode: vertical-lr; position: absolute; visibility: hidden; inline-size: auto; block-size: auto';
  document.body.append(field);
  const { width, height } = field.getBoundingClientRect();
  field.remove();
  return height > width;
}

type Props = { label: string; value: string; disabled: boolean; short?: boolean; maxLength: number; upright: boolean; onChange: (value: string) => void; onPaste?: (event: ClipboardEvent<HTMLTextAreaElement>) => void };

export function useUpright(): { able: boolean; upright: boolean; set: (upright: boolean) => void } {
  const [able] = useState(canStand);
  const [wanted, set] = useState(true);
  return { able, upright: able && wanted, set };
}

/** A field for vertical Mongolian; horizontal where the browser cannot, or the writer wants it so. */
export function VerticalText({ label, value, disabled, short = false, maxLength, upright, onChange, onPaste }: Props): ReactElement {
  const style = `${upright ? ' upright' : ''}${short ? ' short' : ''}`;
  return (
    <span className={`vertical-frame${style}`}>
      <textarea className={`mongolian vertical-text${style}`} lang="mn-Mong-CN" spellCheck={false} aria-label={label} title={upright ? t.vertical : t.horizontal} disabled={disabled} rows={short ? 2 : 14}
        maxLength={maxLength} value={value} onChange={(event) => onChange(event.target.value)} {...(onPaste === undefined ? {} : { onPaste })} />
    </span>
  );
}
