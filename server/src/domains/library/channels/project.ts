// The only writer of open.channel_use.
import type { CommandContext } from '../../../platform/command.ts';
import { channelNames, channelSettings } from './settings.ts';

/**
 * The public entries of some records, where these are public. An evidence file is not shown by this: only the entry that
 * opens it to the public does that, so that a record that comes back brings back no file nobody looked at again.
 */
export async function projectChannels(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await ctx.tx.selectFrom('core.channelUse as u').innerJoin('open.record as o', 'o.id', 'u.recordId')
    .leftJoin('open.channelUse as shown', 'shown.id', 'u.id')
    .select(['u.id', 'u.recordId', 'u.channel', 'u.usedOn', 'u.url', 'u.issue'])
    .where('u.recordId', 'in', [...ids]).where('u.isPublic', '=', true).where('u.removedAt', 'is', null).where('shown.id', 'is', null)
    // What has nothing to show but a file is shown with it or not at all.
    .where((eb) => eb.or([eb('u.url', 'is not', null), eb('u.issue', 'is not', null)])).execute();
  if (rows.length === 0) return;
  const names = channelNames(await channelSettings(ctx.tx));
  await ctx.tx.insertInto('open.channelUse').values(rows.map((row) => ({ ...row, name: names.get(row.channel) ?? row.channel }))).execute();
}
