// The files a piece names: uploaded to this piece and no other, of the kind and size the store knows, whatever the editor says of them.
import { imageFilesOf } from '@tongming/typeset';
import type { Tx } from '../../platform/database.ts';
import type { Reason } from '../../platform/errors.ts';
import { composed } from './compose.ts';
import { zh } from './messages.ts';
import type { Written } from './model.ts';
import type { ContentFile } from './open/facts.ts';

const isPicture = /^image\//;
const isFilm = /^video\/(?:mp4|webm)$/;
const isCaptions = /^text\/vtt$/;

/** What was written, with the true facts of its files; a file of another piece or of a document would go round the gate it is kept behind. */
export async function withOwnFiles(tx: Tx, contentId: string, written: Written): Promise<{ written: Written; faults: Reason[] }> {
  const rows = await tx.selectFrom('core.contentFile as c').innerJoin('core.file as f', 'f.hash', 'c.hash').select(['f.hash', 'f.mime', 'f.size']).where('c.contentId', '=', contentId).execute();
  const own = new Map(rows.map((row) => [row.hash, row]));
  const { facts } = written;
  const pictures = imageFilesOf(composed(written));
  const faults = [
    ...(pictures.every((hash) => isPicture.test(own.get(hash)?.mime ?? '')) ? [] : [{ code: 'picture-missing', message: zh.pictureMissing, field: 'pictures' }]),
    ...(facts.kind === 'video' ? [...fileFaults(facts.video, own, isFilm, 'video'), ...fileFaults(facts.captions, own, isCaptions, 'captions')] : []),
  ];
  if (facts.kind !== 'video') return { written, faults };
  const stated = (file: ContentFile | null): ContentFile | null => (file === null ? null : { ...file, ...own.get(file.hash) });
  return { written: { ...written, facts: { ...facts, video: stated(facts.video), captions: stated(facts.captions) } }, faults };
}

function fileFaults(file: ContentFile | null, own: ReadonlyMap<string, { mime: string }>, kind: RegExp, field: string): Reason[] {
  if (file === null) return [];
  const kept = own.get(file.hash);
  if (kept === undefined) return [{ code: 'file-missing', message: zh.fileMissing, field }];
  return kind.test(kept.mime) ? [] : [{ code: 'file-type', message: zh.fileType, field }];
}
