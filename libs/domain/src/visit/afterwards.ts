import type { Instant } from '../calendar/index.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';
import { CORRECTABLE_MS } from './admission.js';

/** What the rules on changing a visit afterwards ask of it. */
export interface LoggedVisit {
  readonly visitorId: string;
  readonly receivedAt: Instant;
  readonly withdrawnAt: Instant | null;
}

/**
 * Whether `personId` may do this to a visit: only its author may, and nothing more can be done with a withdrawn one. A
 * correction needs the visit to be fresh; adding to it, photos included, and taking it back do not.
 *
 * Refusals: `visit.not_yours`, `visit.already_withdrawn`, `visit.correction_too_late` (`limitHours`).
 */
export function mayChangeVisit(
  visit: LoggedVisit,
  act: 'correct' | 'add' | 'withdraw',
  personId: string,
  now: Instant,
): Result<null> {
  if (visit.visitorId !== personId) return refuse('visit.not_yours');
  if (visit.withdrawnAt !== null) return refuse('visit.already_withdrawn');
  if (act === 'correct' && now - visit.receivedAt > CORRECTABLE_MS)
    return refuse('visit.correction_too_late', { limitHours: CORRECTABLE_MS / 3_600_000 });
  return ok(null);
}
