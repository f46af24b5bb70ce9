import { formatInstant, type Instant } from '#domain/calendar/index.js';
import type { DecisionState } from '#domain/decision/index.js';
import type { DecisionStandingView } from './decision.dto.js';

/** Where a decision stands, in the words of the API. */
export function standingOf(state: DecisionState): DecisionStandingView {
  return {
    id: state.id,
    number: state.number,
    version: state.version,
    status: state.status,
    dueAt: state.dueAt,
    acceptedAt: state.acceptedAt,
    progressedAt: state.progressedAt,
    claimedAt: state.claimedAt,
    verificationDueAt: state.verificationDueAt,
    reopened: state.reopened,
    overdueAt: state.overdueAt,
    principalAt: state.principalAt,
    struckOffAt: state.struckOffAt,
    supersededById: state.supersededById,
  };
}

/** The same with its moments written out, for a refusal, which no schema encodes on its way out. */
export function writtenOut(standing: DecisionStandingView): DecisionStandingView {
  return Object.fromEntries(
    Object.entries(standing).map(([key, value]) => [
      key,
      key.endsWith('At') && typeof value === 'number' ? formatInstant(value as Instant) : value,
    ]),
  ) as DecisionStandingView;
}
