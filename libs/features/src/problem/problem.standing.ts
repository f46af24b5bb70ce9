import { formatInstant, type Instant } from '#domain/calendar/index.js';
import type { ProblemState } from '#domain/ladder/index.js';
import type { StandingView } from './problem.dto.js';

/** Where a problem stands, in the words of the API. */
export function standingOf(state: ProblemState, number: string): StandingView {
  return {
    id: state.id,
    number,
    version: state.version,
    status: state.status,
    severity: state.severity,
    rung: state.rung,
    leadDepartmentId: state.leadDepartmentId,
    assistingDepartmentIds: [...state.assistingDepartmentIds],
    filedAt: state.filedAt,
    rungStartedAt: state.rungStartedAt,
    responseDueAt: state.responseDueAt,
    respondedAt: state.respondedAt,
    resolutionDueAt: state.resolutionDueAt,
    whistleSignDueAt: state.whistleSignDueAt,
    whistleSignedAt: state.whistleSignedAt,
    whistleContactDueAt: state.whistleContactDueAt,
    whistleContactedAt: state.whistleContactedAt,
    claimedAt: state.claimedAt,
    verificationDueAt: state.verificationDueAt,
    reopened: state.reopened,
    timesOnAgenda: state.timesOnAgenda,
    struckOffAt: state.struckOffAt,
    mergedIntoId: state.mergedIntoId,
  };
}

/** The same with its moments written out, for a refusal, which no schema encodes on its way out. */
export function writtenOut<T extends Record<string, unknown>>(standing: T): T {
  const isMoment = (key: string, value: unknown) => key.endsWith('At') && typeof value === 'number';
  return Object.fromEntries(
    Object.entries(standing).map(([key, value]) => [
      key,
      isMoment(key, value) ? formatInstant(value as Instant) : value,
    ]),
  ) as T;
}
