import type { GatedVerb } from '../perform.ts';
import { enqueue } from '../../../platform/outbox.ts';
import { forwardFaults, reason } from '../checks.ts';
import { zh } from '../messages.ts';
import { digestOf } from '../products.ts';
import { publishDocument, publishTopic } from '../publish.ts';
import { isPublic } from '../../library/index.ts';

/**
 * 核发 and 公开 in one transaction: record, edition, 索引号, projection, journal. What is to be published later is
 * issued now and published by the outbox at its hour.
 */
export const issue: GatedVerb = {
  gated: true,
  ready: (c) => [
    ...(c.doc.printed === null ? [reason('not-printed', zh.check.notPrinted)] : []),
    ...(c.doc.printed !== null && c.doc.printed.digest !== digestOf(c) ? [reason('stale-print', zh.check.stale)] : []),
    ...forwardFaults(c.doc.sheet, c.around),
  ],
  effect: async (work, disclosure) => {
    const { ctx, case: c, env } = work;
    const { publishAt } = c.doc.sheet;
    if (isPublic(disclosure) && publishAt !== null && publishAt > ctx.now) {
      await enqueue(ctx, {
        topic: publishTopic, key: `${publishTopic}:${c.doc.id}`, payload: { documentId: c.doc.id }, availableAt: publishAt,
      });
      return { data: { publishAt } };
    }
    const { recordId, indexNumber, changes } = await publishDocument(ctx, env.files, c, disclosure);
    return { set: { recordId }, data: { indexNumber }, changes };
  },
};
