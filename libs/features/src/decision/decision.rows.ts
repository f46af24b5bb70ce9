import type { decision, decisionExtension } from '#db/schema/index.js';
import { newId } from '#db/id.js';
import type { Instant } from '#domain/calendar/index.js';
import {
  isStanding,
  type DateExtension,
  type DecidedProblem,
  type DecisionEntry,
  type DecisionState,
} from '#domain/decision/index.js';
import type { ProblemState } from '#domain/ladder/index.js';

export type DecisionRow = typeof decision.$inferSelect;
export type NewDecisionRow = typeof decision.$inferInsert;

/** What a decision is about; its rules neither read nor change it. */
export interface DecisionSubject {
  readonly seriesId: string;
  readonly agendaItemId: string | null;
  readonly text: string;
  readonly recordedBy: string;
  readonly projectName: string | null;
}

/** Who has to do with it now: not the decision's own, so read afresh with every load. */
export interface DecisionParties {
  readonly chairId: string;
  readonly projectOfficeId: string | null;
  readonly leaderId: string | null;
}

export function stateOf(
  row: DecisionRow,
  extensions: readonly DateExtension[],
  parties: DecisionParties,
  problem: DecidedProblem | null,
): DecisionState {
  return {
    id: row.decisionId,
    districtId: row.districtId,
    number: row.number,
    version: row.version,
    status: row.status,
    meetingId: row.meetingId,
    chairId: parties.chairId,
    projectId: row.projectId,
    projectOfficeId: parties.projectOfficeId,
    leaderId: parties.leaderId,
    problem,
    leadUnitId: row.leadUnitId,
    handlingUnitIds: row.handlingUnitIds,
    assistingUnitIds: row.assistingUnitIds,
    ladder: row.ladder,
    decidedAt: row.decidedAt,
    decidedDueOn: row.decidedDueOn,
    dueAt: row.dueAt,
    acceptedAt: row.acceptedAt,
    acceptedBy: row.acceptedBy,
    progressedAt: row.progressedAt,
    claimedAt: row.claimedAt,
    claimedBy: row.claimedBy,
    claimedByUnitId: row.claimedByUnitId,
    verificationDueAt: row.verificationDueAt,
    reopened: row.reopened,
    overdueAt: row.overdueAt,
    principalAt: row.principalAt,
    passedMeetingIds: row.passedMeetingIds,
    extensions,
    lostDays: row.lostDays,
    firedAlarms: row.firedAlarms,
    struckOffAt: row.struckOffAt,
    supersededById: row.supersededById,
  };
}

/** The problem as its decision sees it. */
export function decidedProblem(
  decisionId: string,
  problem: Pick<
    ProblemState,
    'id' | 'status' | 'filingOfficeId' | 'filedBy' | 'claimedAt' | 'claimedBy' | 'claimedByUnitId' | 'decision'
  >,
): DecidedProblem {
  const { id, status, filingOfficeId, filedBy, claimedAt, claimedBy, claimedByUnitId } = problem;
  const answered = problem.decision?.id === decisionId;
  return {
    id,
    status,
    filingOfficeId,
    filedBy,
    answered,
    driven: answered && problem.decision?.dueAt != null,
    claimedAt,
    claimedBy,
    claimedByUnitId,
  };
}

/** The columns that an event may change. `closedAt` is when it stopped standing. */
export function changingColumns(state: DecisionState, closedAt: Instant | null, at: Instant) {
  return {
    version: state.version,
    status: state.status,
    dueAt: state.dueAt,
    acceptedAt: state.acceptedAt,
    acceptedBy: state.acceptedBy,
    progressedAt: state.progressedAt,
    claimedAt: state.claimedAt,
    claimedBy: state.claimedBy,
    claimedByUnitId: state.claimedByUnitId,
    verificationDueAt: state.verificationDueAt,
    reopened: state.reopened,
    overdueAt: state.overdueAt,
    principalAt: state.principalAt,
    passedMeetingIds: [...state.passedMeetingIds],
    lostDays: [...state.lostDays],
    firedAlarms: [...state.firedAlarms],
    struckOffAt: state.struckOffAt,
    closedAt,
    supersededById: state.supersededById,
    updatedAt: at,
  } satisfies Partial<NewDecisionRow>;
}

/** `endedAt` is when it was ended otherwise than by being struck off; one that is recorded now has not been. */
export function newDecisionRow(
  state: DecisionState,
  subject: DecisionSubject,
  at: Instant,
  endedAt: Instant = at,
): NewDecisionRow {
  return {
    districtId: state.districtId,
    decisionId: state.id,
    number: state.number,
    meetingId: state.meetingId,
    seriesId: subject.seriesId,
    agendaItemId: subject.agendaItemId,
    problemId: state.problem?.id ?? null,
    projectId: state.projectId,
    text: subject.text,
    leadUnitId: state.leadUnitId,
    handlingUnitIds: [...state.handlingUnitIds],
    assistingUnitIds: [...state.assistingUnitIds],
    ladder: state.ladder,
    decidedAt: state.decidedAt,
    recordedBy: subject.recordedBy,
    decidedDueOn: state.decidedDueOn,
    ...changingColumns(state, isStanding(state) ? null : (state.struckOffAt ?? endedAt), at),
  };
}

/** A timeline entry as a JSON record. Ids run in the order the entries happened. */
export function entryRow(decisionId: string, { type, at, by, args }: DecisionEntry) {
  return { id: newId(), decision: decisionId, type, at, by, args };
}

export function extensionRow(
  districtId: string,
  decisionId: string,
  extension: DateExtension,
): typeof decisionExtension.$inferInsert {
  const { id, ...rest } = extension;
  return { districtId, extensionId: id, decisionId, ...rest };
}

export function extensionOf(row: typeof decisionExtension.$inferSelect): DateExtension {
  const { districtId: _, decisionId: __, extensionId, ...rest } = row;
  return { id: extensionId, ...rest };
}
