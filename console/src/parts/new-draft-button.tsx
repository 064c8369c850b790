import EditOutlined from '@ant-design/icons/es/icons/EditOutlined';
import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { m } from '../messages.ts';
import { useNewDraft } from '../use-new-draft.ts';

/** 拟稿; who drafts for several agencies chooses which by holding the arrow, else the first. */
export function NewDraftButton(): ReactElement | null {
  const { agencies, busy, start } = useNewDraft();
  if (agencies.length === 0) return null;
  const button = <Button type="primary" icon={<EditOutlined />} loading={busy} onClick={() => void start()}>{m.action.draft}</Button>;
  if (agencies.length === 1) return button;
  return (
    <Dropdown trigger={['click', 'hover']} menu={{ items: agencies.map((a) => ({ key: a.code, label: a.name, onClick: () => void start(a.code) })) }}>
      {button}
    </Dropdown>
  );
}
