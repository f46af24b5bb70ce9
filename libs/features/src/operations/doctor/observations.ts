import type { DatabaseReport } from '#db/inspection.js';
import type { ChainReport } from '#features/audit/index.js';
import type { Instant } from '#domain/calendar/index.js';
import type { RedisReport, WorkState } from '#jobs/index.js';
import type { PeriodsView } from '../operations.dto.js';

/** Something that did not answer, with its own words. */
export interface Away {
  readonly away: string;
}

export interface DistrictObservation {
  readonly code: string;
  /** The district's moment: that of the running installation, which a demo may have moved. */
  readonly now: Instant;
  readonly work: WorkState;
  readonly deliveries: { readonly stuck: number; readonly stuckSince: Instant | null; readonly failed: number };
  readonly periods: PeriodsView;
  readonly chain: ChainReport;
}

export interface DiskObservation {
  readonly path: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** What writing, reading back and deleting a small file said; null when all went well. */
  readonly fault: string | null;
}

/** Everything the doctor looked at. Whatever could not be looked at is null, and is judged by what it hangs on. */
export interface Observations {
  /** Names of wrong settings, never their values. */
  readonly wrongSettings: readonly string[];
  readonly database: DatabaseReport | Away;
  readonly redis: RedisReport | Away | 'notUsed' | 'notSet';
  /** What is wrong with the mail server; null when it is well. */
  readonly mail: string | 'notSet' | null;
  /** Connections to the database by program of the house. */
  readonly programs: ReadonlyMap<string, number> | null;
  readonly districts: readonly DistrictObservation[] | null;
  /** Why the districts could not be looked at. */
  readonly districtsFault: string | null;
  readonly disks: readonly DiskObservation[];
}
