import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { LogVisit } from '#api-client/types.gen.js';

/** A visit that waits on this device. Its id is also its idempotency key: however often it is sent, it is one visit. */
export interface WaitingVisit {
  readonly id: string;
  /** Whose it is: on a device that several people use, each sends their own. */
  readonly personId: string;
  readonly projectName: string;
  readonly body: LogVisit;
  readonly savedAt: number;
  /** `waiting` to be sent; `logged`: the visit is there, photos are still to come; `refused`: needs its author. */
  readonly state: 'waiting' | 'logged' | 'refused';
  readonly refusal: { readonly code: string; readonly args: Readonly<Record<string, unknown>> } | null;
}

export interface WaitingPhoto {
  readonly id: string;
  readonly visitId: string;
  readonly blob: Blob;
  readonly takenAt: string | null;
  readonly refusal: string | null;
}

/** What was typed and not yet handed over, by whose it is. */
export interface VisitDraft {
  readonly personId: string;
  readonly values: unknown;
  readonly savedAt: number;
}

interface Schema extends DBSchema {
  visits: { key: string; value: WaitingVisit; indexes: { person: string } };
  photos: { key: string; value: WaitingPhoto; indexes: { visit: string } };
  drafts: { key: string; value: VisitDraft };
}

const NAME = 'duban';
/** Raise it with every change of the stores; each step leaves what is there. */
const VERSION = 2;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** The device's store. Another tab with a newer version is made room for: this one opens again when it is asked again. */
export function deviceStore(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore('visits', { keyPath: 'id' }).createIndex('person', 'personId');
        database.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visitId');
      }
      if (from < 2) database.createObjectStore('drafts', { keyPath: 'personId' });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** A visit with its photos, written together or not at all. */
export async function keepVisit(visit: WaitingVisit, photos: readonly WaitingPhoto[]): Promise<void> {
  const tx = (await deviceStore()).transaction(['visits', 'photos', 'drafts'], 'readwrite');
  await Promise.all([
    tx.objectStore('visits').put(visit),
    ...photos.map((photo) => tx.objectStore('photos').put(photo)),
    tx.objectStore('drafts').delete(visit.personId),
    tx.done,
  ]);
}

/** Those of one person, the oldest first. */
export async function waitingVisits(personId: string): Promise<WaitingVisit[]> {
  const found = await (await deviceStore()).getAllFromIndex('visits', 'person', personId);
  return found.sort((a, b) => a.savedAt - b.savedAt);
}

export async function photosOf(visitId: string): Promise<WaitingPhoto[]> {
  return (await deviceStore()).getAllFromIndex('photos', 'visit', visitId);
}

export async function changeVisit(visit: WaitingVisit): Promise<void> {
  await (await deviceStore()).put('visits', visit);
}

export async function dropPhoto(id: string): Promise<void> {
  await (await deviceStore()).delete('photos', id);
}

/** A visit is done with: sent whole, or given up by its author. */
export async function dropVisit(id: string): Promise<void> {
  const tx = (await deviceStore()).transaction(['visits', 'photos'], 'readwrite');
  const keys = await tx.objectStore('photos').index('visit').getAllKeys(id);
  await Promise.all([
    tx.objectStore('visits').delete(id),
    ...keys.map((key) => tx.objectStore('photos').delete(key)),
    tx.done,
  ]);
}

export async function readDraft(personId: string): Promise<VisitDraft | undefined> {
  return (await deviceStore()).get('drafts', personId);
}

export async function keepDraft(draft: VisitDraft): Promise<void> {
  await (await deviceStore()).put('drafts', draft);
}

export async function dropDraft(personId: string): Promise<void> {
  await (await deviceStore()).delete('drafts', personId);
}
