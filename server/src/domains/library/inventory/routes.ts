import { z } from 'zod';
import { defineRoute, type RouteDef } from '../../../console-api/kit.ts';
import { dimensions, type InventoryFilter } from '../open/inventory.ts';
import { facetNames } from '../open/filter.ts';
import { inventoryFile, insideFile, numbersFile, type Ending } from './exports.ts';
import { inventoryView, type InventoryQuery } from './inside.ts';
import { seriesDetail, seriesFilter, seriesPage } from './numbers.ts';

const text = z.string().max(100).optional();
const inventory = z.object({
  category: text, status: text, agency: text, theme: text, kind: text, region: text, year: z.string().regex(/^[12]\d{3}$/).optional(),
  rows: z.enum(dimensions).default('agency'), columns: z.enum(dimensions).default('status'),
});
const series = z.object({
  agency: z.string().max(40), code: z.string().max(40), year: z.string().regex(/^(?:0|[12]\d{3})$/), gaps: z.literal('1'), cursor: z.string().max(100), limit: z.string().max(5),
}).partial();

function queryOf({ rows, columns, ...given }: z.output<typeof inventory>): InventoryQuery {
  const filter: InventoryFilter = Object.fromEntries(facetNames.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
  return { rows, columns, filter };
}

const endings: readonly Ending[] = ['xlsx', 'csv'];

export const inventoryRoutes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/inventory', policy: 'any-signed-in', query: inventory,
    handler: ({ principal, query, ctx }) => inventoryView(ctx.db, principal, queryOf(query)),
  }),
  defineRoute({ method: 'GET', path: '/inventory/numbers', policy: 'any-signed-in', query: series, handler: ({ query, ctx }) => seriesPage(ctx.db, query) }),
  defineRoute({
    method: 'GET', path: '/inventory/numbers/:series', policy: 'any-signed-in',
    handler: ({ principal, params, ctx }) => seriesDetail(ctx.db, principal, params.series),
  }),
  ...endings.flatMap((ending): RouteDef[] => [
    defineRoute({
      method: 'GET', path: `/inventory-tables.${ending}`, policy: 'any-signed-in', query: inventory,
      handler: ({ principal, query, ctx }) => inventoryFile(ctx.db, principal, queryOf(query), ending),
    }),
    defineRoute({
      method: 'GET', path: `/inventory-numbers.${ending}`, policy: 'any-signed-in', query: series,
      handler: async ({ query, ctx }) => numbersFile(ctx.db, seriesFilter(query), ending),
    }),
    defineRoute({ method: 'GET', path: `/inventory-inside.${ending}`, policy: 'any-signed-in', handler: ({ principal, ctx }) => insideFile(ctx.db, principal, ending) }),
  ]),
];
