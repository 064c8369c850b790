import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Reason } from '../../platform/errors.ts';
import { identityMessages as words } from './messages.ts';
import type { SecuritySettings } from './settings.ts';

/** OWASP's figures for argon2id (the library's default variant): 19 MiB, 2 passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const longest = 128;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Of a password nobody has: unknown and known logins take the same time. */
const nobody = hashPassword(makePassword());

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  if (password.length > longest) return false;
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== null && matches;
}

/** All that is wrong with a new password; nothing is wrong when empty. */
export function passwordFaults(password: string, login: string, settings: SecuritySettings): Reason[] {
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((one) => one.test(password)).length;
  const faults: [boolean, string][] = [
    [password.length < settings.passwordMinLength, words.passwordShort(settings.passwordMinLength)],
    [password.length > longest, words.passwordLong(longest)],
    [classes < settings.passwordClasses, words.passwordClasses(settings.passwordClasses)],
    [password.toLowerCase().includes(login.toLowerCase()), words.passwordHasLogin],
  ];
  return faults.filter(([wrong]) => wrong).map(([, message]) => ({ code: 'weak-password', message, field: 'next' }));
}

/** A first password of 16 characters in four classes, without letters that are mistaken for one another. */
export function makePassword(): string {
  const sets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=@#%'];
  const all = sets.join('');
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const chosen = [...sets.map(pick), ...Array.from({ length: 12 }, () => pick(all))];
  for (let i = chosen.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [chosen[i], chosen[j]] = [chosen[j] ?? '', chosen[i] ?? ''];
  }
  return chosen.join('');
}
