import type { Actor } from '../access/types.js';
import { dateOf, daysBetween } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';
import type { AdmittedVisit, ContractTerm, VisitTimes } from './types.js';

const MINUTE_MS = 60_000;

/** A device's clock may be this much ahead of ours; what it says beyond now becomes now. */
export const CLOCK_TOLERANCE_MS = 10 * MINUTE_MS;
/** A visit that took longer than this from the device to us says that it arrived late. */
export const LATE_AFTER_MS = 15 * MINUTE_MS;
/** Days after a visit in which it may still be logged. */
export const LOGGABLE_DAYS = 30;
/** How long its author may correct a visit, counted from its arrival; after that there are addenda. */
export const CORRECTABLE_MS = 24 * 60 * MINUTE_MS;

/**
 * Whether `by` was where the visit says, as far as the contracts go, and at a time that can be. A leader visits what is
 * theirs now or was theirs on that day; the principal visits any project.
 *
 * Refusals: `visit.in_future` and `visit.logged_before_visit` (the device's clock is wrong), `visit.too_old`
 * (`limitDays`), `visit.not_your_project`. The first three name the field.
 */
export function admitVisit(
  times: VisitTimes,
  by: Actor,
  contracts: readonly ContractTerm[],
  now: Instant,
): Result<AdmittedVisit> {
  for (const field of ['visitedAt', 'loggedAt'] as const)
    if (times[field] > now + CLOCK_TOLERANCE_MS) return refuse('visit.in_future', { field });
  if (times.loggedAt < times.visitedAt) return refuse('visit.logged_before_visit', { field: 'loggedAt' });
  const visitedAt = Math.min(times.visitedAt, now) as Instant;
  const loggedAt = Math.min(times.loggedAt, now) as Instant;
  const visitedOn = dateOf(visitedAt);
  if (daysBetween(visitedOn, dateOf(now)) > LOGGABLE_DAYS)
    return refuse('visit.too_old', { field: 'visitedAt', limitDays: LOGGABLE_DAYS });

  const when = { visitedAt, loggedAt, visitedOn, arrivedLate: now - loggedAt > LATE_AFTER_MS };
  if (by.roles.includes('leader')) {
    const own = contracts.filter(({ leaderId }) => leaderId === by.personId);
    const covering = own.find(({ from, to }) => from <= visitedOn && (to === null || visitedOn < to));
    const running = own.find(({ to }) => to === null);
    if (covering ?? running)
      return ok({ ...when, visitedAs: 'leader', contractId: covering?.contractId ?? null, afterHandOver: !running });
  }
  if (by.roles.includes('principal'))
    return ok({ ...when, visitedAs: 'principal', contractId: null, afterHandOver: false });
  return refuse('visit.not_your_project');
}
