import { createHash, randomBytes } from 'node:crypto';

/** What a cookie of ours carries: whose district's wall to look behind, and the secret. */
export interface CookieToken {
  readonly districtId: string;
  readonly token: string;
}

const PATTERN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** 256 bits at random, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. Plain SHA-256 suffices: 256 random bits cannot be guessed from it. */
export function tokenHashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function writeCookieToken({ districtId, token }: CookieToken): string {
  return `${districtId}.${token}`;
}

/** Reads a cookie's value; null for anything we would not have written. */
export function readCookieToken(value: string | undefined): CookieToken | null {
  const match = PATTERN.exec(value ?? '');
  return match ? { districtId: match[1]!, token: match[2]! } : null;
}
