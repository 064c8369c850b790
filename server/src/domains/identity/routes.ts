import QRCode from 'qrcode';
import { z } from 'zod';
import { defineRoute, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import { runCommand, type CommandContext, type Done } from '../../platform/command.ts';
import { pageSize } from '../../platform/limits.ts';
import { getAgency, listAgencies, listRegions } from './agency.ts';
import { changePassword } from './commands/change-password.ts';
import { grantRole, roleChange } from './commands/grant-role.ts';
import { agencyChange, agencyInput, createAgency, createRegion, regionInput, updateAgency } from './commands/manage-agency.ts';
import { createPerson, personChange, personInput, resetPerson, unlockPerson, updatePerson } from './commands/manage-person.ts';
import { confirmSecondFactor, startSecondFactor } from './commands/set-second-factor.ts';
import { signInAs } from './commands/sign-in-as.ts';
import { signIn } from './commands/sign-in.ts';
import { signOut } from './commands/sign-out.ts';
import type { Principal, Role } from './model.ts';
import { actorOf, canGrantRoles, canManageAccounts, canManageAgencies, canSeePeople, canUnlockAndReset } from './policy.ts';
import { me, personas } from './queries/me.ts';
import { listPeople, personView } from './queries/people.ts';

const secret = z.string().min(1).max(200);
const code = z.string().max(20);
const peopleQuery = z.object({ q: z.string().max(100), cursor: z.string().max(40), limit: z.string().max(5) }).partial();

function command<T>(ctx: RouteContext, principal: Principal, role: Role, body: (inner: CommandContext) => Promise<Done<T>>): Promise<T> {
  return runCommand(ctx.db, actorOf(principal, role, ctx.requestId), body);
}

const session: RouteDef[] = [
  defineRoute({
    method: 'POST', path: '/login', policy: 'public',
    input: z.object({ login: z.string().min(1).max(100), password: secret, code: code.optional() }),
    handler: async ({ input, ctx }) => {
      ctx.limiter.take('login', ctx.client);
      const { client, requestId } = ctx;
      const { token, principal } = await signIn(ctx.db, { ...input, client, requestId }, ctx.security);
      ctx.session.begin(token);
      return me(ctx.db, principal);
    },
  }),
  defineRoute({
    method: 'POST', path: '/sign-in-as', policy: 'public', input: z.object({ personId: z.uuid() }),
    handler: async ({ input, ctx }) => {
      ctx.limiter.take('signInAs', ctx.client);
      const { token, principal } = await signInAs(ctx.db, { ...input, client: ctx.client, requestId: ctx.requestId });
      ctx.session.begin(token);
      return me(ctx.db, principal);
    },
  }),
  defineRoute({ method: 'GET', path: '/personas', policy: 'public', handler: ({ ctx }) => personas(ctx.db) }),
  defineRoute({
    method: 'POST', path: '/logout', policy: 'half-signed-in',
    handler: async ({ principal, ctx }) => {
      await signOut(ctx.db, principal, ctx.session.token ?? '', ctx.requestId);
      ctx.session.end();
    },
  }),
  defineRoute({ method: 'GET', path: '/me', policy: 'half-signed-in', handler: ({ principal, ctx }) => me(ctx.db, principal) }),
  defineRoute({
    method: 'POST', path: '/password', policy: 'half-signed-in', input: z.object({ current: secret, next: secret }),
    handler: async ({ principal, input, ctx }) => {
      ctx.limiter.take('login', principal.person.id);
      await changePassword(ctx.db, principal, { ...input, token: ctx.session.token ?? '', requestId: ctx.requestId });
    },
  }),
  defineRoute({
    method: 'POST', path: '/second-factor/start', policy: 'half-signed-in',
    handler: async ({ principal, ctx }) => {
      const started = await startSecondFactor(ctx.db, principal, { secret: ctx.security.secret, requestId: ctx.requestId });
      return { ...started, qr: await QRCode.toString(started.uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }) };
    },
  }),
  defineRoute({
    method: 'POST', path: '/second-factor/confirm', policy: 'half-signed-in', input: z.object({ code }),
    handler: async ({ principal, input, ctx }) => {
      ctx.limiter.take('login', principal.person.id);
      const { secret: key } = ctx.security;
      await confirmSecondFactor(ctx.db, principal, { ...input, secret: key, token: ctx.session.token ?? '', requestId: ctx.requestId });
    },
  }),
];

const agencies: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/regions', policy: 'any-signed-in', handler: ({ ctx }) => listRegions(ctx.db) }),
  defineRoute({
    method: 'POST', path: '/regions', policy: canManageAgencies, input: regionInput,
    handler: async ({ principal, input, ctx }) => {
      await command(ctx, principal, 'system-admin', (inner) => createRegion(inner, input));
      return input;
    },
  }),
  defineRoute({ method: 'GET', path: '/agencies', policy: 'any-signed-in', handler: ({ ctx }) => listAgencies(ctx.db) }),
  defineRoute({ method: 'GET', path: '/agencies/:code', policy: 'any-signed-in', handler: ({ params, ctx }) => getAgency(ctx.db, params.code) }),
  defineRoute({
    method: 'POST', path: '/agencies', policy: canManageAgencies, input: agencyInput,
    handler: ({ principal, input, ctx }) => command(ctx, principal, 'system-admin', (inner) => createAgency(inner, input)),
  }),
  defineRoute({
    method: 'PUT', path: '/agencies/:code', policy: canManageAgencies, input: agencyChange,
    handler: ({ principal, params, input, ctx }) =>
      command(ctx, principal, 'system-admin', (inner) => updateAgency(inner, params.code, input)),
  }),
];

const people: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/people', policy: canSeePeople, query: peopleQuery,
    handler: ({ query, ctx }) => listPeople(ctx.db, { ...query, limit: pageSize(query.limit) }),
  }),
  defineRoute({
    method: 'POST', path: '/people', policy: canManageAccounts, input: personInput,
    handler: async ({ principal, input, ctx }) => {
      const { person, password } = await command(ctx, principal, 'system-admin', (inner) => createPerson(inner, input));
      return { person: await personView(ctx.db, person.id), password };
    },
  }),
  defineRoute({
    method: 'PUT', path: '/people/:id', policy: canManageAccounts, input: personChange,
    handler: async ({ principal, params, input, ctx }) => {
      await command(ctx, principal, 'system-admin', (inner) => updatePerson(inner, params.id, input));
      return personView(ctx.db, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/people/:id/roles', policy: canGrantRoles, input: roleChange,
    handler: async ({ principal, params, input, ctx }) => {
      await command(ctx, principal, 'security-admin', (inner) => grantRole(inner, params.id, input));
      return personView(ctx.db, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/people/:id/unlock', policy: canUnlockAndReset,
    handler: async ({ principal, params, ctx }) => {
      await command(ctx, principal, 'security-admin', (inner) => unlockPerson(inner, params.id));
      return personView(ctx.db, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/people/:id/reset', policy: canUnlockAndReset,
    handler: async ({ principal, params, ctx }) => {
      const { password } = await command(ctx, principal, 'security-admin', (inner) => resetPerson(inner, params.id));
      return { person: await personView(ctx.db, params.id), password };
    },
  }),
];

export const routes: RouteDef[] = [...session, ...agencies, ...people];
