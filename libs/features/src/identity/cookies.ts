import { parseCookie, stringifySetCookie } from 'cookie';
import { SESSION_COOKIE } from '#platform/http/index.js';

/** Says that this browser has signed a person in before; lets nobody in by itself. */
export const DEVICE_COOKIE = '__Host-duban-device';

/** `__Host-`: only over TLS (or on this very machine), only to this host, unreadable to scripts, never cross-site. */
const ATTRIBUTES = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

export interface OurCookies {
  readonly session: string | undefined;
  readonly device: string | undefined;
}

export function ourCookies(header: string | undefined): OurCookies {
  const all = parseCookie(header ?? '');
  return { session: all[SESSION_COOKIE], device: all[DEVICE_COOKIE] };
}

export function sessionCookie(value: string, maxAgeSeconds: number): string {
  return stringifySetCookie({ name: SESSION_COOKIE, value, maxAge: maxAgeSeconds, ...ATTRIBUTES });
}

export function deviceCookie(value: string, maxAgeSeconds: number): string {
  return stringifySetCookie({ name: DEVICE_COOKIE, value, maxAge: maxAgeSeconds, ...ATTRIBUTES });
}

export function clearedSessionCookie(): string {
  return stringifySetCookie({ name: SESSION_COOKIE, value: '', maxAge: 0, ...ATTRIBUTES });
}
