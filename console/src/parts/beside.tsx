import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import { Button } from 'antd';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { m } from '../messages.ts';

/** The details of a row, beside the list and not over it. Takes the focus; Escape closes. */
export function Beside({ title, children, onClose }: { title: ReactNode; children: ReactNode; onClose: () => void }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside className="beside" aria-labelledby="beside-title" onKeyDown={(event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    }}>
      <header>
        <h2 id="beside-title" ref={heading} tabIndex={-1}>{title}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={m.action.close} onClick={onClose} />
      </header>
      <div className="beside-body">{children}</div>
    </aside>
  );
}
