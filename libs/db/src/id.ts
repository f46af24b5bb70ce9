import { v7 } from 'uuid';

/** A new UUIDv7: sorts by the time it was made, so keyset pages and indexes run in order of creation. */
export function newId(): string {
  return v7();
}
