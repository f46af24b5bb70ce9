import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

/** The same letters typed on different keyboards are the same password. */
const normalized = (password: string): string => password.normalize('NFKC');

/** An argon2id PHC string. */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), PARAMETERS);
}

let nobodysHash: Promise<string> | undefined;

/** Makes the hash that stands in for people who have none, so that the first of them takes no longer than the others. */
export async function prepareStandIn(): Promise<void> {
  nobodysHash ??= hashPassword(randomBytes(24).toString('base64'));
  await nobodysHash;
}

/**
 * Whether the password is that of the stored hash. Without one (no such person, no password set) it takes as long and
 * is false, so that the time of the answer tells nobody which names exist.
 */
export async function isPasswordOf(storedHash: string | null, password: string): Promise<boolean> {
  await prepareStandIn();
  const right = await verify(storedHash ?? (await nobodysHash!), normalized(password));
  return right && storedHash !== null;
}

export type PasswordWeakness = 'tooShort' | 'tooLong' | 'isUsername' | 'tooCommon';

/** Letters only, lower case: `Password-2026!` is compared as `password`. All of the 10 characters' worth or more. */
const COMMON_CORES = new Set([
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'qwertyuiop',
  'qwerty',
  'qwertyasdf',
  'asdfghjkl',
  'zxcvbnm',
  'letmein',
  'iloveyou',
  'woaini',
  'admin',
  'administrator',
  'welcome',
  'changeme',
  'duban',
  'dubanduban',
  'abc',
  'abcdef',
  'abcdefghij',
  'test',
  'root',
]);

const SEQUENCES = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

/** Why a password may not be chosen, or null. */
export function weaknessOf(password: string, username: string): PasswordWeakness | null {
  const text = normalized(password);
  if ([...text].length < MIN_PASSWORD_LENGTH) return 'tooShort';
  if (text.length > MAX_PASSWORD_LENGTH) return 'tooLong';
  const lower = text.toLowerCase();
  if (lower.includes(username.toLowerCase()) && lower.length - username.length < 4) return 'isUsername';
  // What is added to a common word (digits, marks, both ends) is what everybody adds.
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (core.length > 0 ? COMMON_CORES.has(core) && lower.length - core.length < 8 : isRun(lower)) return 'tooCommon';
  if (new Set(lower).size < 4 || isRun(lower)) return 'tooCommon';
  return null;
}

const isRun = (text: string): boolean => SEQUENCES.some((sequence) => sequence.includes(text));

/** Without letters and digits that look alike: it is read from a screen and typed once. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A password made at random, 16 characters, more than 90 bits. */
export function randomPassword(): string {
  return Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
