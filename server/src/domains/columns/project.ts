import { sql } from 'kysely';
import { publishChanges } from '../../platform/change.ts';
import type { CommandContext } from '../../platform/command.ts';

/** The last write of a command on columns: all of the site's, as one statement of the database writes them. */
export async function projectColumns(ctx: CommandContext, siteCode: string): Promise<void> {
  await sql`select core.project_columns(${siteCode})`.execute(ctx.tx);
  const site = await ctx.tx.selectFrom('open.site').select('code').where('code', '=', siteCode).executeTakeFirst();
  // Nothing of a site in preparation is told to the public, not even that there is one.
  if (site !== undefined) await publishChanges(ctx, [{ subjectType: 'site', subjectId: siteCode, kind: 'agency', tags: ['columns', `columns:${siteCode}`, `site:${siteCode}`] }]);
}
