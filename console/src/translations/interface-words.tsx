import { Checkbox, Skeleton, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useResource } from '../use-resource.ts';
import { translations } from './api.ts';
import { t } from './messages.ts';

const w = t.words;

/** Which words of the portal have a Mongolian one with a source, and which wait for a native reader. */
export function InterfaceWords(): ReactElement {
  const [only, setOnly] = useState(false);
  const { data, error, reload } = useResource('interface words', translations.words);
  if (data === null) return error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  const known = data.filter((row) => row.mongolian !== null);
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{t.tabs.words}</h1><p className="quiet">{w.lead(known.length, data.length)}</p></div></header>
      <Checkbox checked={only} onChange={(e) => setOnly(e.target.checked)}>{w.only}</Checkbox>
      <Table size="small" rowKey="path" pagination={{ pageSize: 50, showSizeChanger: false }} scroll={{ x: 'max-content' }}
        dataSource={only ? data.filter((row) => row.mongolian === null) : [...known, ...data.filter((row) => row.mongolian === null)]} columns={[
          { title: w.chinese, dataIndex: 'chinese', width: 420 },
          { title: w.mongolian, key: 'mongolian', width: 160, render: (_, row) => (row.mongolian === null ? <span className="soon">{w.needs}</span> : <span className="mongolian" lang="mn-Mong-CN">{row.mongolian.text}</span>) },
          { title: w.sourceOf, key: 'source', render: (_, row) => (row.mongolian === null ? '' : `${w.from[row.mongolian.source] ?? row.mongolian.source}：${row.mongolian.sense}`) },
        ]} />
    </div>
  );
}
