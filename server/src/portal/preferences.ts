/** How a reader wants the pages shown; kept in a cookie of his browser and nowhere else. */
/** `kiosk`: a terminal in a hall. */
export type Preferences = { elder: boolean; size: 's' | 'm' | 'l'; kiosk: boolean };
export const preferenceCookie = 'show';
const year = 31_536_000;

export function readPreferences(cookie: string | undefined): Preferences {
  const [, mode, size, kiosk] = /^([en])([sml])(k?)$/.exec(cookie ?? '') ?? [];
  return { elder: mode === 'e', size: size === 's' || size === 'l' ? size : 'm', kiosk: kiosk === 'k' };
}

export function writePreferences(p: Preferences, secure: boolean): string {
  return `${preferenceCookie}=${p.elder ? 'e' : 'n'}${p.size}${p.kiosk ? 'k' : ''}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

/** What one press of a button of the display bar changes. */
export function changePreferences(p: Preferences, set: string): Preferences {
  if (set === 'elder') return { ...p, elder: true };
  if (set === 'ordinary') return { ...p, elder: false };
  if (set === 'kiosk' || set === 'kiosk-off') return { ...p, kiosk: set === 'kiosk' };
  return set === 's' || set === 'm' || set === 'l' ? { ...p, size: set } : p;
}

/** A path of this site to go back to; anything else (another host, `//host`, a backslash) becomes the home page. */
export function safeReturn(path: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(path) && path.length < 2000 ? path : '/';
}
