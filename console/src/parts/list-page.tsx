import { Button, Empty, Skeleton, Table, type TableProps } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { m } from '../messages.ts';
import type { Filters } from '../use-filters.ts';
import type { Pages } from '../use-pages.ts';
import { Beside } from './beside.tsx';
import { ErrorPanel } from './error-panel.tsx';

type Props<T> = {
  title: string; action?: ReactNode; filters: Filters; filterBar: ReactNode; pages: Pages<T>; columns: NonNullable<TableProps<T>['columns']>;
  rowLabel: (row: T) => string; drawer?: ReactNode; drawerTitle?: ReactNode;
  /** How many columns stay while the details stand beside the list. */
  shortColumns?: number; empty?: ReactNode;
};

/** A row that opens by click and by Enter. */
export function rowProps(label: string, open: () => void): React.HTMLAttributes<HTMLElement> {
  return {
    tabIndex: 0, 'aria-label': label, onClick: open,
    onKeyDown: (event) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open();
    },
  };
}

/** A list with its filters above, its rows, how many there are, and the details of one row beside it. */
export function ListPage<T extends { id: string | number }>({ title, action, filters, filterBar, pages, columns, rowLabel, drawer, drawerTitle, shortColumns = 2, empty }: Props<T>): ReactElement {
  const opens = drawer !== undefined;
  const open = opens && filters.open !== null;
  return (
    <div className="list-page">
      <header className="page-head"><h1>{title}</h1>{action}</header>
      <div className="filters">{filterBar}{filters.any ? <Button type="link" size="small" onClick={filters.clear}>{m.action.clear}</Button> : null}</div>
      {pages.error === null ? null : <ErrorPanel error={pages.error} onRetry={pages.reload} />}
      {pages.items === null ? (pages.error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <div className="beside-frame">
          <div className="list-main">
            <Table<T> rowKey="id" size="middle" columns={open ? columns.slice(0, shortColumns) : columns} dataSource={pages.items} pagination={false} loading={pages.loading} scroll={{ x: 'max-content' }}
              locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty ?? <>{m.list.none}<p className="quiet">{m.list.noneHint}</p></>} /> }}
              rowClassName={(row) => (String(row.id) === filters.open ? 'open-row' : '')}
              onRow={(row) => (opens ? rowProps(rowLabel(row), () => filters.setOpen(String(row.id))) : {})} />
            <p className="list-foot">
              {m.list.shown(pages.items.length, pages.total)}
              {pages.more === null ? null : <Button size="small" loading={pages.loadingMore} onClick={pages.more}>{m.action.loadMore}</Button>}
            </p>
          </div>
          {open ? <Beside key={filters.open} title={drawerTitle} onClose={() => filters.setOpen(null)}>{drawer}</Beside> : null}
        </div>
      )}
    </div>
  );
}
