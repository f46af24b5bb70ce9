import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { VisitDraft, WaitingPhoto, WaitingVisit } from './waiting.js';

/**
 * Why the device's store cannot be used just now. `newer`: another tab of this system runs a later version, this one wants
 * reloading. `blocked`: another tab holds on to an earlier one and wants closing. `full`: no room. `unavailable`: the
 * browser gives none at all.
 */
export type DeviceFault = 'newer' | 'blocked' | 'full' | 'unavailable';

export class DeviceStoreError extends Error {
  override readonly name = 'DeviceStoreError';

  constructor(readonly fault: DeviceFault) {
    super(fault);
  }
}

const faults: Readonly<Record<string, DeviceFault>> = { VersionError: 'newer', QuotaExceededError: 'full' };

export const deviceFaultOf = (error: unknown): DeviceFault =>
  error instanceof DeviceStoreError
    ? error.fault
    : ((error instanceof DOMException ? faults[error.name] : undefined) ?? 'unavailable');

export interface Schema extends DBSchema {
  visits: { key: string; value: WaitingVisit; indexes: { person: string } };
  photos: { key: string; value: WaitingPhoto; indexes: { visit: string } };
  /** Also the key of one without a project, whose `projectId` is ''. */
  drafts: { key: [personId: string, projectId: string]; value: VisitDraft; indexes: { person: string } };
}

const NAME = 'duban';
/** Raise it with every change of the stores; each step leaves what is there. */
const VERSION = 3;

let opened: Promise<IDBPDatabase<Schema>> | undefined;
/** An opening that another tab holds up: all later ones would queue behind it without a word. */
let heldUp = false;

/** Another tab with a newer version is made room for: this one opens again when it is asked again. */
function deviceStore(): Promise<IDBPDatabase<Schema>> {
  if (heldUp) return Promise.reject(new DeviceStoreError('blocked'));
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function open(): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    const opening = openDB<Schema>(NAME, VERSION, {
      upgrade(database, from, _to, tx) {
        if (from < 1) {
          database.createObjectStore('visits', { keyPath: 'id' }).createIndex('person', 'personId');
          database.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visitId');
        }
        // A request that fails ends the upgrade, and with it the opening: that is said there.
        if (from < 3) keepDraftsByProject(database, from === 2 ? tx : undefined).catch(() => undefined);
      },
      // Nobody is kept waiting for a tab that may never close: it is said. When it does close, this opening is used.
      blocked() {
        heldUp = true;
        reject(new DeviceStoreError('blocked'));
        opening
          .then(
            () => (opened = opening),
            () => undefined,
          )
          .finally(() => (heldUp = false));
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        opened = undefined;
      },
      terminated() {
        opened = undefined;
      },
    });
    opening.then(resolve, reject);
  });
}

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Version 2 kept one draft a person, whatever project it was of; its drafts are taken over. */
async function keepDraftsByProject(database: IDBPDatabase<Schema>, second: Upgrade | undefined): Promise<void> {
  const before = second ? await second.objectStore('drafts').getAll() : [];
  if (second) database.deleteObjectStore('drafts');
  const drafts = database.createObjectStore('drafts', { keyPath: ['personId', 'values.projectId'] });
  drafts.createIndex('person', 'personId');
  // The first of them had no photos.
  for (const draft of before as (Omit<VisitDraft, 'photos'> & Partial<VisitDraft>)[])
    await drafts.put({ ...draft, values: { ...unnamed, ...draft.values }, photos: draft.photos ?? [] });
}

const unnamed = { projectId: '', projectName: '' };

/** One act on the device's store. Throws a `DeviceStoreError`, and then nothing was changed. */
export async function onDevice<T>(act: (store: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  try {
    return await act(await deviceStore());
  } catch (error) {
    throw new DeviceStoreError(deviceFaultOf(error));
  }
}
