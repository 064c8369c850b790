import { imageFilesOf } from '@tongming/typeset';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { mayEdit } from '../policy.ts';
import { readableCase } from './get-document.ts';

/**
 * The type of a picture of the text. Who reads the document sees the pictures its text names; who writes it also one that
 * was just put in and is not yet saved.
 */
export async function imageOf(db: Db, principal: Principal, id: string, hash: string): Promise<string> {
  const { doc } = await readableCase(db, principal, id);
  const file = await db.selectFrom('core.file').select('mime').where('hash', '=', hash).where('mime', 'like', 'image/%').executeTakeFirst();
  if (!file || !(imageFilesOf(doc.sheet.body).includes(hash) || mayEdit(principal, doc))) notFound(zh.refusal.noImage);
  return file.mime;
}
