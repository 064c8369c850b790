import { Button, Segmented, Skeleton } from 'antd';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { documents } from '../api/console.ts';
import { m } from '../messages.ts';

type Props = { id: string; copy: 'internal' | 'public'; version: () => number; before: () => Promise<boolean> };

/** The document as it will be printed, or as the public will see it; made anew from what is saved. */
export function Preview({ id, copy, version, before }: Props): ReactElement {
  const [as, setAs] = useState<'pdf' | 'html'>('pdf');
  const [ready, setReady] = useState<number | null>(null);
  const prepare = useEffectEvent(async () => {
    await before();
    setReady(version());
  });
  useEffect(() => {
    setReady(null);
    void prepare();
  }, [id, copy]);
  if (ready === null) return <Skeleton active paragraph={{ rows: 12 }} />;
  const source = as === 'pdf' ? documents.pdfUrl(id, copy, ready) : documents.htmlUrl(id, copy, ready);
  return (
    <div className="preview">
      <div className="inline">
        <Segmented size="small" value={as} onChange={setAs} options={[{ value: 'pdf' as const, label: 'PDF' }, { value: 'html' as const, label: m.review.htmlPreview }]} />
        <span className="grow" />
        <Button size="small" href={source} target="_blank" rel="noopener">{m.app.newTab}</Button>
      </div>
      <iframe key={source} src={source} title={m.review.previewTitle(m.review.copyNames[copy])} />
    </div>
  );
}
