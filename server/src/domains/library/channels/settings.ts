// Through which channels documents are published, and which of them every normative document needs. The law names the
// kinds (条例第二十三条) and leaves the choice to the office; a city without a newspaper takes it off the required ones.
import { z } from 'zod';
import type { ChannelSettings } from '../../../console-api/contract-channels.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db, type Tx } from '../../../platform/database.ts';
import { refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { enders } from '../policy.ts';
import { zh } from './messages.ts';

const KEY = 'publication-channels';
const mostChannels = 20;
/** On record by the publication itself. */
export const portalChannel = 'portal';

export const settingsSchema = z.object({
  channels: z.array(z.object({ code: z.string().max(100), name: z.string().max(100).transform((name) => name.trim()) })).max(100),
  required: z.array(z.string().max(100)).max(100),
}) satisfies z.ZodType<ChannelSettings>;

const defaults: ChannelSettings = {
  channels: Object.entries(zh.defaults).map(([code, name]) => ({ code, name })), required: ['gazette', portalChannel, 'press'],
};

export async function channelSettings(db: Db | Tx): Promise<ChannelSettings> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return row ? settingsSchema.parse(row.value) : defaults;
}

export function channelNames({ channels }: ChannelSettings): Map<string, string> {
  return new Map(channels.map(({ code, name }) => [code, name]));
}

export async function saveChannelSettings(db: Db, principal: Principal, wanted: ChannelSettings): Promise<void> {
  const acting = principal.roles.find((role) => enders.includes(role.role));
  if (!acting) refuse('may-not-set-channels', zh.maySetting, 403);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    // One at a time: the row may not be there yet.
    await ctx.tx.insertInto('core.setting').values({ key: KEY, value: json(defaults) }).onConflict((c) => c.column('key').doNothing()).execute();
    const before = settingsSchema.parse((await ctx.tx.selectFrom('core.setting').select('value').where('key', '=', KEY).forUpdate().executeTakeFirstOrThrow()).value);
    const used = await ctx.tx.selectFrom('core.channelUse').select('channel').distinct().where('removedAt', 'is', null).execute();
    const reasons = decide(wanted, before, new Set(used.map((row) => row.channel)));
    if (reasons.length > 0) refuse('channel-settings-refused', reasons);
    await ctx.tx.updateTable('core.setting').set({ value: json(wanted) }).where('key', '=', KEY).execute();
    const entry = await journal(ctx, { action: 'setting.channels', subjectType: 'setting', subjectId: KEY, before, after: wanted, agencyCode: acting.agencyCode });
    return done(undefined, entry);
  });
}

function decide({ channels, required }: ChannelSettings, before: ChannelSettings, used: ReadonlySet<string>): Reason[] {
  const words = zh.settings;
  const codes = channels.map((c) => c.code);
  const twice = channels.filter((c, i) => channels.some((other, j) => j < i && (other.code === c.code || other.name === c.name)));
  const gone = before.channels.filter((c) => !codes.includes(c.code));
  const faults: [boolean, string, string][] = [
    [channels.length > mostChannels, 'too-many-channels', words.most(mostChannels)],
    [channels.some((c) => c.name.length < 1 || c.name.length > 20), 'channel-name', words.name],
    [!codes.includes(portalChannel), 'channel-portal', words.portal],
    ...codes.filter((code) => !/^[a-z][a-z0-9-]{1,29}$/.test(code)).map((code): [boolean, string, string] => [true, 'channel-code', words.code(code)]),
    ...twice.map((c): [boolean, string, string] => [true, 'channel-twice', words.twice(c.name)]),
    ...gone.filter((c) => used.has(c.code)).map((c): [boolean, string, string] => [true, 'channel-used', words.used(c.name)]),
    ...required.filter((code) => !codes.includes(code)).map((code): [boolean, string, string] => [true, 'channel-required', words.required(code)]),
  ];
  return faults.filter(([wrong]) => wrong).map(([, code, message]) => ({ code, message, field: 'channels' }));
}
