import { Button, Drawer, Empty, Skeleton, Table, type TableProps } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { m } from '../messages.ts';
import type { Filters } from '../use-filters.ts';
import type { Pages } from '../use-pages.ts';
import { ErrorPanel } from './error-panel.tsx';

type Props<T> = {
  title: string; action?: ReactNode; filters: Filters; filterBar: ReactNode; pages: Pages<T>; columns: NonNullable<TableProps<T>['columns']>;
  rowLabel: (row: T) => string; drawer?: ReactNode; drawerTitle?: ReactNode; drawerWidth?: number; empty?: ReactNode;
};

/** A list with its filters above, its rows, how many there are, and the details of one row beside it. */
export function ListPage<T extends { id: string | number }>({ title, action, filters, filterBar, pages, columns, rowLabel, drawer, drawerTitle, drawerWidth = 560, empty }: Props<T>): ReactElement {
  const opens = drawer !== undefined;
  return (
    <div className="list-page">
      <header className="page-head"><h1>{title}</h1>{action}</header>
      <div className="filters">{filterBar}{filters.any ? <Button type="link" size="small" onClick={filters.clear}>{m.action.clear}</Button> : null}</div>
      {pages.error === null ? null : <ErrorPanel error={pages.error} onRetry={pages.reload} />}
      {pages.items === null ? (pages.error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <>
          <Table<T> rowKey="id" size="middle" columns={columns} dataSource={pages.items} pagination={false} loading={pages.loading} scroll={{ x: 'max-content' }}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty ?? <>{m.list.none}<p className="quiet">{m.list.noneHint}</p></>} /> }}
            rowClassName={(row) => (String(row.id) === filters.open ? 'open-row' : '')}
            onRow={(row) => (opens ? {
              tabIndex: 0, 'aria-label': rowLabel(row), onClick: () => filters.setOpen(String(row.id)),
              onKeyDown: (event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) filters.setOpen(String(row.id));
              },
            } : {})} />
          <p className="list-foot">
            {m.list.shown(pages.items.length, pages.total)}
            {pages.more === null ? null : <Button size="small" loading={pages.loadingMore} onClick={pages.more}>{m.action.loadMore}</Button>}
          </p>
        </>
      )}
      {opens ? <Drawer open={filters.open !== null} size={drawerWidth} mask={false} title={drawerTitle} onClose={() => filters.setOpen(null)} destroyOnHidden>{drawer}</Drawer> : null}
    </div>
  );
}
