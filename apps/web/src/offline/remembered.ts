/**
 * What a screen needs without a network and was told while there was one: who is signed in, and which projects one may be
 * visiting. No figures and nothing of other people; forgotten when one signs out.
 */
const PREFIX = 'duban-remembered-';

export function remember(key: 'session' | 'visit-suggestions', value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden store only means that there is nothing to fall back on.
  }
}

export function remembered<T>(key: 'session' | 'visit-suggestions'): T | undefined {
  try {
    const kept = localStorage.getItem(PREFIX + key);
    return kept === null ? undefined : (JSON.parse(kept) as T);
  } catch {
    return undefined;
  }
}

export function forgetRemembered(): void {
  for (const key of ['session', 'visit-suggestions']) localStorage.removeItem(PREFIX + key);
}
