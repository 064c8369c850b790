import { refuse } from './errors.ts';
import { intakeMessages } from './intake-messages.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

/** Sizes and counts, in bytes unless said otherwise. What does not fit is refused with 413 or 422, never cut. */
export const limits = {
  /** A JSON request without a limit of its own. */
  jsonBody: 256 * KiB,
  /** A drafting sheet with its body: several times the longest real document with marks and tables. */
  sheetBody: 16 * MiB,
  /** One uploaded file. */
  upload: 50 * MiB,
  /** One file to be turned into an editable body. */
  convert: 20 * MiB,
  /** Form fields beside an uploaded file: how many, and the length of each. */
  formFields: 10,
  formFieldBytes: 64 * KiB,
  /** One application with all its files, and the proofs of identity within it (sealed as one, base64 in between). */
  application: 32 * MiB,
  identityProofs: 10 * MiB,
  /** Characters of a file name. */
  fileName: 200,
  /** Rows of one page of a list, and what it is unless asked. */
  pageRows: 100,
  pageRowsDefault: 20,
  /** Compressed formats (DOCX, XLSX, OFD …): entries, bytes when unpacked, and how many times the packed size that may be. */
  archive: { entries: 5_000, unpacked: 300 * MiB, ratio: 150, ratioFrom: 10 * MiB, nested: 50 },
  /** Characters kept of an attachment's text for search and the personal data check. */
  extractedText: 5_000_000,
  /** Seconds a converter may take, megabytes it may use, and how many run at once in one process. */
  converter: { seconds: 20, memoryMb: 512, atOnce: 2 },
} as const;

/** Requests of one client: `burst` at once, then `perMinute` steadily. */
export const rates = {
  /** A whole office may sign in from one address at nine o'clock; single accounts are guarded by their lock-out. */
  login: { burst: 30, perMinute: 30 },
  signInAs: { burst: 60, perMinute: 60 },
  consoleWrite: { burst: 120, perMinute: 600 },
  consoleRead: { burst: 600, perMinute: 3_000 },
  upload: { burst: 30, perMinute: 60 },
  portalPage: { burst: 600, perMinute: 3_000 },
  portalSearch: { burst: 60, perMinute: 240 },
  portalDownload: { burst: 60, perMinute: 240 },
  portalSubmission: { burst: 5, perMinute: 5 },
  /** Applications (依申请公开). The first of an address always passes; what follows has room for a hall full of people. */
  foiFirst: { burst: 1, perMinute: 0.1 },
  foiNext: { burst: 20, perMinute: 10 },
  /** All addresses together, their first ones left out: a flood from many does not shut out who has sent nothing yet. */
  foiTogether: { burst: 300, perMinute: 120 },
  foiCheck: { burst: 60, perMinute: 120 },
  /** Opening a case, its letters, and what is sent after. 60 guesses a minute are nothing beside 2^60 codes. */
  foiCase: { burst: 60, perMinute: 60 },
  /** Asking for alerts by mail; as with applications, the first of an address always passes. */
  alertFirst: { burst: 1, perMinute: 0.1 },
  alertNext: { burst: 20, perMinute: 10 },
  alertTogether: { burst: 300, perMinute: 120 },
  /** Links out of mails: a mail service ends subscriptions for many from one address. */
  alertAct: { burst: 300, perMinute: 600 },
  openApi: { burst: 120, perMinute: 600 },
  /** Whole files of records: each may be gigabytes. */
  openBulk: { burst: 30, perMinute: 10 },
} as const satisfies Record<string, { burst: number; perMinute: number }>;
export type RateName = keyof typeof rates;

export type RateLimiter = {
  /** Takes one token of `client`. @throws Refused 'too-many-requests' (429) when there is none. */
  take: (rate: RateName, client: string) => void;
  /** What `client` has left of a rate just now, and after how many seconds the burst is whole again; a limiter without limits has no such thing. */
  left?: (rate: RateName, client: string) => { limit: number; remaining: number; reset: number };
};

/** Clients remembered at once; the least recently seen are forgotten first. */
const clientsRemembered = 50_000;

/** Token buckets in the memory of this process. `clock` gives milliseconds and never runs backwards. */
export function createRateLimiter(clock: () => number = () => performance.now()): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const tokensAt = (rate: RateName, key: string, at: number): number => {
    const { burst, perMinute } = rates[rate];
    const bucket = buckets.get(key) ?? { tokens: burst, at };
    return Math.min(burst, bucket.tokens + ((at - bucket.at) / 60_000) * perMinute);
  };
  return {
    left(rate, client) {
      const { burst, perMinute } = rates[rate];
      const tokens = tokensAt(rate, `${rate} ${client}`, clock());
      return { limit: burst, remaining: Math.floor(tokens), reset: Math.ceil(((burst - tokens) / perMinute) * 60) };
    },
    take(rate, client) {
      const { perMinute } = rates[rate];
      const key = `${rate} ${client}`;
      const at = clock();
      const tokens = tokensAt(rate, key, at);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at });
      if (buckets.size > clientsRemembered) buckets.delete(buckets.keys().next().value ?? key);
      if (tokens < 1) {
        const seconds = Math.ceil(((1 - tokens) / perMinute) * 60);
        refuse('too-many-requests', intakeMessages.tooManyRequests(seconds), 429);
      }
    },
  };
}

/** The `limit` of a list as the caller asked for it: at least 1, at most `limits.pageRows`. */
export function pageSize(asked: string | undefined): number {
  const n = Number(asked ?? limits.pageRowsDefault);
  return Number.isSafeInteger(n) && n >= 1 ? Math.min(n, limits.pageRows) : limits.pageRowsDefault;
}
