// One waiting mail, tried: what its faults mean is the same whatever it says.
import { addSeconds, type Instant } from '@tongming/law';
import { MailFault, type Mail, type Mailer } from './mail.ts';
import { mailZh } from './mail-messages.ts';

/** As long as mail servers themselves keep trying (RFC 5321, 4.5.4.1): later news would only confuse. */
const GIVE_UP_DAYS = 5;
const DAY_SECONDS = 86_400;

/** Null once the server has taken it. `mailer` null: the mail server was taken out of the settings. */
export async function trySend(mailer: Mailer | null, mail: Mail): Promise<MailFault | null> {
  if (mailer === null) return new MailFault(mailZh.unset, false);
  try {
    await mailer.send(mail);
    return null;
  } catch (error) {
    if (error instanceof MailFault) return error;
    throw error;
  }
}

/** Why a mail is given up; null while it is worth another try. */
export function givenUp(fault: MailFault, queuedAt: Instant, at: Instant): string | null {
  if (fault.permanent) return fault.message;
  return at > addSeconds(queuedAt, GIVE_UP_DAYS * DAY_SECONDS) ? mailZh.tooOld(GIVE_UP_DAYS, fault.message) : null;
}
