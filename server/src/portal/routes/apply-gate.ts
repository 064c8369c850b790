// What stands before an application is taken: limits that no honest applicant meets.
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refused } from '../../platform/errors.ts';
import { limits, type RateName } from '../../platform/limits.ts';
import { zh } from '../messages/zh.ts';
import { trouble } from '../pages/apply-fields.ts';
import { applyFrame } from '../pages/apply-form.ts';
import { html } from '../html.ts';
import { answerOnce, clientOf, contextOf, siteFor, visit, type Portal, type Visit } from '../portal.ts';

const MiB = 1024 * 1024;

/** One household of IPv6 is one client: it has 2^64 addresses to itself. */
export function networkOf(address: string): string {
  const four = /(?:^|:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address)?.[1];
  if (four !== undefined || !address.includes(':')) return four ?? address;
  const [first = [], last] = address.toLowerCase().split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const groups = last === undefined ? first : [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/** Whether this client may; the caller shows its own page when not. */
export function mayTake(portal: Portal, c: Context, rate: RateName): boolean {
  return takes(portal, rate, networkOf(clientOf(portal, c)));
}

function takes(portal: Portal, rate: RateName, client: string): boolean {
  try {
    portal.limiter.take(rate, client);
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 429) return false;
    throw error;
  }
}

type Turns = { first: RateName; next: RateName; together: RateName };

/** An address's first in a while passes whatever others do; those after it share the site's room. */
function mayTakeTurn(portal: Portal, c: Context, { first, next, together }: Turns): boolean {
  const client = networkOf(clientOf(portal, c));
  return takes(portal, first, client) || (takes(portal, next, client) && takes(portal, together, ''));
}

export function mayApply(portal: Portal, c: Context): boolean {
  return mayTakeTurn(portal, c, { first: 'foiFirst', next: 'foiNext', together: 'foiTogether' });
}

export function mayAskForAlert(portal: Portal, c: Context): boolean {
  return mayTakeTurn(portal, c, { first: 'alertFirst', next: 'alertNext', together: 'alertTogether' });
}

/** Refuses a body beyond all measure with a page that says how to go on. */
export function applicationBody(portal: Portal, maxSize: number = limits.application) {
  return bodyLimit({
    maxSize,
    onError: async (c) => {
      const f = zh.apply.failure;
      const page = { ...applyFrame(f.tooLarge), main: html`<div class="wrap narrow"><h1>${f.tooLarge}</h1>${trouble(f.tooLarge, f.tooLargeText(limits.application / MiB))}</div>` };
      return answerOnce(c, { page, status: 413 }, contextOf(portal, c, siteFor(portal, c, portal.known.root)));
    },
  });
}

/** The site as it is, or as it was last seen: a form is given back, filled in, even while the database is away. */
export function lastVisit(portal: Portal): (c: Context) => Promise<Visit> {
  let last: Visit | null = null;
  return async (c) => {
    try {
      last = await visit(portal, c);
      return last;
    } catch (error) {
      if (last === null) throw error;
      return { ...last, context: contextOf(portal, c, siteFor(portal, c, last.root)) };
    }
  };
}
