import type { Instant } from '#domain/calendar/plain-date.js';

/**
 * The process's clock, moved by the demo's offset. The moment a use case happens at is the transaction's `now`, from
 * the database; this one serves what has no transaction, such as the age of a cached value.
 */
export class Clock {
  /** @param offsetMs milliseconds added to the real time; 0 in production */
  constructor(readonly offsetMs: number) {}

  now(): Instant {
    return (Date.now() + this.offsetMs) as Instant;
  }
}

/**
 * Milliseconds to add to the real time so that it was `pretended` at `at`; without `at`, so that it is `pretended` now.
 * Processes that share both texts share one offset.
 */
export function offsetOf(pretended: Instant, at: Instant | undefined): number {
  return pretended - (at ?? Date.now());
}
