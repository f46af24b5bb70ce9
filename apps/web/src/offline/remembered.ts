/**
 * What a screen needs without a network and was told while there was one: who is signed in, by how much the system's clock
 * is ahead of this one, and which projects one may be visiting. No figures and nothing of other people; forgotten when one
 * signs out, and when somebody else signs in.
 */
const PREFIX = 'duban-remembered-';
const keys = ['session', 'clock', 'visit-suggestions'] as const;
type Key = (typeof keys)[number];

export function remember(key: Key, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden store only means that there is nothing to fall back on.
  }
}

export function remembered<T>(key: Key): T | undefined {
  try {
    return read(localStorage.getItem(PREFIX + key));
  } catch {
    return undefined;
  }
}

export function forgetRemembered(): void {
  for (const key of keys) localStorage.removeItem(PREFIX + key);
}

/** Calls back when another tab remembers another session than it did. */
export function onSessionElsewhere<T>(look: (session: T | undefined) => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === `${PREFIX}session`) look(read(newValue));
  };
  globalThis.addEventListener('storage', onStorage);
  return () => globalThis.removeEventListener('storage', onStorage);
}

const read = <T>(text: string | null): T | undefined => (text === null ? undefined : (JSON.parse(text) as T));
