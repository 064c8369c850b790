import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

/** 条例第三十条: once for all, with a reasonable period. A late or second notice is told, not refused: it is still owed. */
export const notifyCorrection: Verb<'notify-correction'> = {
  ready: (c) => (c.folded.findings.complete === null ? [] : [{ code: 'correction-judged', message: zh.refusal.correctionJudged }]),
  decide: ({ on, data }) => (data.answerBy > on ? [] : [{ code: 'correction-answer-by', message: zh.refusal.correctionAnswerBy, field: 'answerBy' }]),
};
