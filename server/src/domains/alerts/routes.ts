import { defineRoute, type RouteDef } from '../../console-api/kit.ts';
import { refuse } from '../../platform/errors.ts';
import type { Role } from '../identity/index.ts';
import { changeAlertSettings } from './change-settings.ts';
import { zh } from './messages.ts';
import { alertSettingsSchema } from './settings.ts';
import { alertsView } from './state.ts';

const readers: readonly Role[] = ['openness-clerk', 'openness-head', 'office'];

export const alertRoutes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/alerts', policy: 'any-signed-in',
    handler: ({ principal, ctx }) => {
      if (!principal.roles.some(({ role }) => readers.includes(role))) refuse('may-not-see-alerts', zh.mayNot, 403);
      return alertsView(ctx.db, ctx.config.publicUrl);
    },
  }),
  defineRoute({
    method: 'PUT', path: '/alerts/settings', policy: 'any-signed-in', input: alertSettingsSchema,
    handler: ({ principal, input, ctx }) => changeAlertSettings(ctx.db, principal, input),
  }),
];
