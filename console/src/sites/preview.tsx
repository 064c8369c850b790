import { Segmented } from 'antd';
import { useState, type ReactElement } from 'react';
import type { SiteChange } from '#contract-sites';
import { useDebounced } from '../use-debounced.ts';
import { sites } from './api.ts';
import { s } from './messages.ts';

type Size = 'desktop' | 'phone';

/** The home page as it will be, a moment after each edit; nothing of it is public, and nothing in it can be pressed. */
export function SitePreview({ code, draft, editable }: { code: string; draft: SiteChange; editable: boolean }): ReactElement | null {
  const [size, setSize] = useState<Size>('desktop');
  const source = useDebounced(sites.previewUrl(code, draft), 600);
  if (!editable) return null;
  return (
    <section className="panel site-preview" aria-label={s.preview}>
      <header><h2>{s.preview}</h2><Segmented<Size> aria-label={s.preview} value={size} options={[{ value: 'desktop', label: s.desktop }, { value: 'phone', label: s.phone }]} onChange={setSize} /></header>
      <div className={`site-frame ${size}`}><iframe title={s.previewTitle} src={source} sandbox="allow-same-origin" tabIndex={-1} /></div>
    </section>
  );
}
