import type { Verbs } from './perform.ts';
import { changeDisclosure } from './commands/change-disclosure.ts';
import { check } from './commands/check.ts';
import { clearSecrecy } from './commands/clear-secrecy.ts';
import { cosign } from './commands/cosign.ts';
import { discard } from './commands/discard.ts';
import { issue } from './commands/issue.ts';
import { passLegality } from './commands/pass-legality.ts';
import { print } from './commands/print.ts';
import { recordConsultation } from './commands/record-consultation.ts';
import { recordDeliberation } from './commands/record-deliberation.ts';
import { register } from './commands/register.ts';
import { giveBack } from './commands/return.ts';
import { review } from './commands/review.ts';
import { sign } from './commands/sign.ts';
import { submit } from './commands/submit.ts';
import { withdrawSubmission } from './commands/withdraw-submission.ts';

/** One verb an event. */
export const verbs: Verbs = {
  submit, review, 'record-consultation': recordConsultation, 'pass-legality': passLegality,
  'record-deliberation': recordDeliberation, 'clear-secrecy': clearSecrecy, cosign, sign, check, register, print, issue,
  return: giveBack, 'withdraw-submission': withdrawSubmission, discard, 'change-disclosure': changeDisclosure,
};
