import type { LogVisit } from '#api-client/types.gen.js';
import type { Place } from '#domain/visit/exif.js';

/** As the api said it, to be worded when it is shown. */
export interface KeptRefusal {
  readonly code: string;
  readonly args: Readonly<Record<string, unknown>>;
}

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
  readonly refusal: KeptRefusal | null;
}

export interface TakenPhoto {
  readonly id: string;
  readonly blob: Blob;
  readonly takenAt: string | null;
  /** Where it was taken, as its file says. With a visit that waits it is there only if its author wants it sent. */
  readonly place?: Place | null;
}

export interface WaitingPhoto extends TakenPhoto {
  readonly visitId: string;
  readonly refusal: KeptRefusal | null;
}

/**
 * What was typed and photographed and not yet handed over: of each person one for every project, and one that has no
 * project yet.
 */
export interface VisitDraft {
  readonly personId: string;
  /** As the form has them; `projectId` is '' as long as none is chosen. */
  readonly values: { readonly projectId: string; readonly projectName: string };
  readonly photos: readonly TakenPhoto[];
  readonly savedAt: number;
}

/** What waits for one person, a visit with its photos. */
export interface WaitingItem {
  readonly visit: WaitingVisit;
  readonly photos: readonly WaitingPhoto[];
}
