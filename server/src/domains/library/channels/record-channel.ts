import { readFile } from 'node:fs/promises';
import { detectSecrecyMarking, type CivilDate } from '@tongming/law';
import { cleanImage } from '@tongming/typeset';
import { z } from 'zod';
import type { ChannelRequest } from '../../../console-api/contract-channels.ts';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { extractText } from '../../../platform/convert.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse, type Reason } from '../../../platform/errors.ts';
import { keepStaged, publishFile, putFile, recordFile, type FileStore, type StagedFile, type StoredFile } from '../../../platform/files.ts';
import { intakeMessages } from '../../../platform/intake-messages.ts';
import { journal } from '../../../platform/journal.ts';
import { limits } from '../../../platform/limits.ts';
import { findPersonalData } from '../../../platform/personal-data.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh as library } from '../messages.ts';
import { mayEndAs } from '../policy.ts';
import { changeOf } from '../project.ts';
import { civilDateSchema } from '../schemas.ts';
import { zh } from './messages.ts';
import { channelNames, channelSettings, portalChannel } from './settings.ts';

const text = z.string().max(1000).nullable().transform((value) => (value === null || value.trim() === '' ? null : value.trim()));
export const channelSchema = z.object({
  channel: z.string().max(40), usedOn: civilDateSchema, url: text, issue: text, isPublic: z.boolean(), filePublic: z.boolean(),
}) satisfies z.ZodType<ChannelRequest>;
type Request = z.output<typeof channelSchema>;

/** Checked before it comes here (sniff.ts); `name` is what it was called. */
export type Evidence = { name: string; staged: StagedFile };
type Prepared = { file: StoredFile; name: string; unfit: Reason[] };

const shownTypes = ['application/pdf', 'image/png', 'image/jpeg'];

/** Puts on record that a document was published through a channel. One transaction; the file lies in the store before it. */
export async function recordChannel(
  { db, files }: { db: Db; files: FileStore }, principal: Principal, id: string, request: Request, evidence: Evidence | null = null,
): Promise<void> {
  const agencyCode = (await db.selectFrom('core.record').select('agencyCode').where('id', '=', id).executeTakeFirst())?.agencyCode;
  if (agencyCode === undefined) notFound(library.noRecord);
  const acting = mayEndAs(principal, agencyCode);
  if (!acting) refuse('may-not-record-channel', zh.mayNotRecord, 403);
  const given = evidence && await prepare(files, evidence, request.filePublic);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    await ctx.tx.selectFrom('core.record').select('id').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    const open = await ctx.tx.selectFrom('open.record').select(['category', 'theme', 'dateMade']).where('id', '=', id).executeTakeFirst();
    const names = channelNames(await channelSettings(ctx.tx));
    const same = await ctx.tx.selectFrom('core.channelUse').select('id').where('recordId', '=', id).where('channel', '=', request.channel).where('usedOn', '=', request.usedOn)
      .where('url', 'is not distinct from', request.url).where('issue', 'is not distinct from', request.issue)
      .where('fileHash', 'is not distinct from', given?.file.hash ?? null).where('removedAt', 'is', null).executeTakeFirst();
    const reasons = [
      ...decide(request, { today: ctx.today, known: names.has(request.channel), dateMade: open?.dateMade ?? null, isPublic: open !== undefined, same: same !== undefined, file: given?.name ?? null }),
      ...(given?.unfit ?? []),
    ];
    if (reasons.length > 0) refuse('channel-refused', reasons);

    const filePublic = given !== null && request.filePublic;
    if (given) await recordFile(ctx.tx, given.file);
    const { channel, usedOn, url, issue, isPublic } = request;
    const row = await ctx.tx.insertInto('core.channelUse').values({
      recordId: id, channel, usedOn, url, issue, isPublic, filePublic, personId: principal.person.id, at: ctx.now,
      fileHash: given?.file.hash ?? null, fileName: given?.name ?? null, fileSize: given?.file.size ?? null, fileMime: given?.file.mime ?? null,
    }).returningAll().executeTakeFirstOrThrow();
    const entry = await journal(ctx, { action: 'record.channel', subjectType: 'record', subjectId: id, after: row, agencyCode });
    if (open && isPublic && (url !== null || issue !== null || filePublic)) {
      if (given && filePublic) await publishFile(files, given.file.hash);
      await ctx.tx.insertInto('open.channelUse').values({
        id: row.id, recordId: id, channel, name: names.get(channel) ?? channel, usedOn, url, issue,
        ...(filePublic ? { fileHash: row.fileHash, fileName: row.fileName, fileSize: row.fileSize, fileMime: row.fileMime } : {}),
      }).execute();
      await publishChanges(ctx, [changeOf('status', { id, agencyCode, category: open.category, theme: open.theme })]);
    }
    return done(undefined, entry);
  });
}

/** What the public shall get is looked into first; a picture leaves behind what its camera wrote into it. */
async function prepare(files: FileStore, { name, staged }: Evidence, shown: boolean): Promise<Prepared> {
  if (!shown) return { file: await keepStaged(files, staged), name, unfit: [] };
  if (!shownTypes.includes(staged.mime)) refuse('channel-refused', [{ code: 'evidence-type', message: zh.filePublicType, field: 'file' }]);
  const bytes = new Uint8Array(await readFile(staged.path));
  if (staged.mime !== 'application/pdf') return { file: await putFile(files, await cleanImage(name, bytes), { name, limit: limits.upload }), name, unfit: [] };
  const { text: content } = await extractText(bytes, staged.mime);
  const kinds = [...new Set(findPersonalData(content).map((found) => intakeMessages.personalData[found.kind]))];
  const unfit: [boolean, string, string][] = [
    [kinds.length > 0, 'evidence-personal', zh.filePublicPersonal(kinds.join('、'))], [detectSecrecyMarking(content) !== null, 'classified', zh.classified],
  ];
  return { file: await keepStaged(files, staged), name, unfit: unfit.filter(([hit]) => hit).map(([, code, message]) => ({ code, message, field: 'file' })) };
}

type Situation = { today: CivilDate; known: boolean; dateMade: CivilDate | null; isPublic: boolean; same: boolean; file: string | null };

function decide(r: Request, s: Situation): Reason[] {
  const faults: [boolean, string, string, keyof ChannelRequest | 'file'][] = [
    [!s.known, 'channel-unknown', zh.unknownChannel, 'channel'],
    [r.channel === portalChannel, 'channel-itself', zh.portalItself, 'channel'],
    [r.usedOn > s.today, 'channel-future', zh.future, 'usedOn'],
    [s.dateMade !== null && r.usedOn < s.dateMade, 'channel-before-made', zh.beforeMade, 'usedOn'],
    [r.url === null && r.issue === null && s.file === null, 'evidence-missing', zh.noEvidence, 'issue'],
    [r.url !== null && !isWebAddress(r.url), 'channel-url', zh.badUrl, 'url'],
    [detectSecrecyMarking([r.url, r.issue, s.file].join('\n')) !== null, 'classified', zh.classified, 'issue'],
    [s.same, 'channel-already', zh.already, 'channel'],
    [r.filePublic && s.file !== null && !r.isPublic, 'evidence-hidden', zh.filePublicHidden, 'filePublic'],
    [r.filePublic && s.file !== null && !s.isPublic, 'evidence-record', zh.filePublicRecord, 'filePublic'],
  ];
  return faults.filter(([hit]) => hit).map(([, code, message, field]) => ({ code, message, field }));
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
