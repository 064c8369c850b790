// Every act with its rules. The table of machine.ts says when and by whom; these say what must hold and what it does.
import { agencyAnswered, agencyReceived, askAgency, askUnit, unitAnswered } from './commands/agency.ts';
import { decidePublication, evaluate } from './commands/afterwards.ts';
import { approve, giveBack } from './commands/approve.ts';
import { assign, handOver, note } from './commands/assign.ts';
import { openReview, reopen, reviewResult } from './commands/challenge.ts';
import { confirmReceipt } from './commands/confirm-receipt.ts';
import { decide } from './commands/decide.ts';
import { decideCorrection } from './commands/decide-correction.ts';
import { close, withdraw } from './commands/end.ts';
import { approveExtension, notifyExtension, refuseExtension, requestExtension } from './commands/extension.ts';
import { feeNoticeReceived, narrowRequest, notifyFee, recordPayment } from './commands/fee.ts';
import { join } from './commands/join.ts';
import { judge } from './commands/judge.ts';
import { notifyCorrection } from './commands/notify-correction.ts';
import { askReasons, recordReasons, setDelay } from './commands/reasons.ts';
import { receiveCorrection } from './commands/receive-correction.ts';
import { recordSearch } from './commands/record-search.ts';
import { redirect } from './commands/redirect.ts';
import { register } from './commands/register.ts';
import { clearSecrecy, passLegality } from './commands/review.ts';
import { serve, undeliverable } from './commands/serve.ts';
import { split } from './commands/split.ts';
import { askThirdParty, tellThirdParty, thirdPartyAnswered, thirdPartyReceived } from './commands/third-party.ts';
import type { Verbs } from './perform.ts';

export const verbs: Verbs = {
  'confirm-receipt': confirmReceipt, register, redirect, assign, 'hand-over': handOver, note, judge,
  'notify-correction': notifyCorrection, 'receive-correction': receiveCorrection,
  'ask-third-party': askThirdParty, 'third-party-received': thirdPartyReceived, 'third-party-answered': thirdPartyAnswered, 'tell-third-party': tellThirdParty,
  'ask-agency': askAgency, 'agency-received': agencyReceived, 'agency-answered': agencyAnswered, 'ask-unit': askUnit, 'unit-answered': unitAnswered,
  'request-extension': requestExtension, 'approve-extension': approveExtension, 'refuse-extension': refuseExtension, 'notify-extension': notifyExtension,
  'notify-fee': notifyFee, 'fee-notice-received': feeNoticeReceived, 'record-payment': recordPayment, 'narrow-request': narrowRequest,
  'ask-reasons': askReasons, 'record-reasons': recordReasons, 'set-delay': setDelay, split, join, 'record-search': recordSearch,
  decide, 'pass-legality': passLegality, 'clear-secrecy': clearSecrecy, approve, return: giveBack, serve, undeliverable, withdraw, close,
  'decide-correction': decideCorrection, 'open-review': openReview, 'review-result': reviewResult, reopen, evaluate, 'decide-publication': decidePublication,
};
