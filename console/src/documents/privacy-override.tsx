import { Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { m } from '../messages.ts';
import { useSession } from '../session.tsx';

const text = m.review.personal;

/** A named reviewer lets personal data pass, with a reason that stays on record. */
export function PrivacyOverride({ onOverride }: { onOverride: (reason: string) => void }): ReactElement | null {
  const { has } = useSession();
  const [reason, setReason] = useState('');
  if (!has('privacy-officer')) return null;
  return (
    <div className="opinion">
      <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} value={reason} maxLength={500} placeholder={text.override} aria-label={text.override} onChange={(e) => setReason(e.target.value)} />
      <p className="hint">{text.overrideHint}</p>
      <Button type={has('office') ? 'default' : 'primary'} block disabled={reason.trim().length < 4} onClick={() => onOverride(reason.trim())}>{text.overrideDo}</Button>
    </div>
  );
}
