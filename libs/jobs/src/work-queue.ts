/** One promise handed to the queue. The epoch makes every hand-over a job of its own. */
export interface HandOver {
  readonly districtId: string;
  readonly outboxId: string;
  readonly epoch: number;
}

/** "Something falls due in this district then." */
export interface Alarm {
  readonly districtId: string;
  readonly dueAtMs: number;
  /** Measured by the database's clock. */
  readonly delayMs: number;
  readonly epoch: number;
}

/**
 * What relay and armer need of a queue. Every call may fail, and nothing is lost when it does. Null in its place
 * means that there is no queue at all.
 */
export interface WorkQueue {
  /** How many more promises it should be given; null when it cannot be reached. */
  room(): Promise<number | null>;
  handOver(promises: readonly HandOver[]): Promise<void>;
  setAlarms(alarms: readonly Alarm[]): Promise<void>;
}

export const WORK_QUEUE = Symbol('duban:work-queue');
