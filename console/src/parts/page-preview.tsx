import { Modal, Segmented } from 'antd';
import { useCallback, useState, type CSSProperties, type ReactElement, type SyntheticEvent } from 'react';
import { m } from '../messages.ts';
import { useDebounced } from '../use-debounced.ts';
import './page-preview.css';

type Size = 'desktop' | 'phone';
/** CSS pixels of the page, and how much of them is shown. */
const measures: Record<Size, { width: number; scale: number }> = { desktop: { width: 1280, scale: 0.75 }, phone: { width: 390, scale: 1 } };

function SizeChoice({ size, onChange }: { size: Size; onChange: (size: Size) => void }): ReactElement {
  return <Segmented<Size> aria-label={m.pagePreview.label} value={size} options={[{ value: 'desktop', label: m.pagePreview.desktop }, { value: 'phone', label: m.pagePreview.phone }]} onChange={onChange} />;
}

/** A page as it will be, a moment after each edit; nothing of it is public, and nothing in it can be pressed. */
export function PagePreview({ title, source }: { title: string; source: string }): ReactElement {
  const [size, setSize] = useState<Size>('desktop');
  return (
    <section className="panel site-preview" aria-label={m.pagePreview.label}>
      <header><h2>{m.pagePreview.label}</h2><SizeChoice size={size} onChange={setSize} /></header>
      <div className={`site-frame ${size}`}><iframe title={title} src={useDebounced(source, 600)} sandbox="allow-same-origin" tabIndex={-1} /></div>
    </section>
  );
}

/** The same over the whole of a page, however long. */
export function PageDialog({ title, hint, source, onClose }: { title: string; hint: string; source: string; onClose: () => void }): ReactElement {
  const [size, setSize] = useState<Size>('desktop');
  return (
    <Modal open title={title} width={1010} footer={null} onCancel={onClose}>
      <div className="inline"><SizeChoice size={size} onChange={setSize} /><span className="hint">{hint}</span></div>
      <WholePage key={size} title={title} source={source} size={size} />
    </Modal>
  );
}

function WholePage({ title, source, size }: { title: string; source: string; size: Size }): ReactElement {
  const [height, setHeight] = useState(600);
  const { width, scale } = measures[size];
  // Pictures come in after the page and make it longer.
  const follow = useCallback(({ currentTarget }: SyntheticEvent<HTMLIFrameElement>): void => {
    const page = currentTarget.contentDocument?.body;
    if (page) new ResizeObserver(() => setHeight(page.scrollHeight)).observe(page);
  }, []);
  const shown: CSSProperties = { width: width * scale, height: height * scale };
  return (
    <section className="whole-page" aria-label={title} tabIndex={0}>
      <div style={shown}><iframe title={title} src={source} sandbox="allow-same-origin" tabIndex={-1} style={{ width, height, transform: `scale(${scale})` }} onLoad={follow} /></div>
    </section>
  );
}
