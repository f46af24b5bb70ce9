import type { problem, problemExtension, problemPause } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';
import type { ExtensionRequest, PauseRequest, ProblemState, TimelineEntry } from '#domain/ladder/index.js';
import { newId } from '#db/id.js';

export type ProblemRow = typeof problem.$inferSelect;
export type NewProblemRow = typeof problem.$inferInsert;
export type Category = ProblemRow['category'];

/** What a problem is about; the ladder neither reads nor changes it. */
export interface ProblemSubject {
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly category: Category;
  /** The office, department, leadership unit or company whose person filed it. */
  readonly filingUnitId: string;
  readonly ladderId: string;
  readonly ladderVersion: number;
}

/** Who answers for its project now: not the problem's own, so read afresh with every load. */
export interface ProblemParties {
  readonly officeId: string;
  readonly companyId: string;
  readonly leaderId: string | null;
  readonly leadDepartmentId: string | null;
}

export function stateOf(
  row: ProblemRow,
  pauses: readonly PauseRequest[],
  extensions: readonly ExtensionRequest[],
  parties: ProblemParties,
): ProblemState {
  return {
    id: row.problemId,
    districtId: row.districtId,
    version: row.version,
    status: row.status,
    severity: row.severity,
    rung: row.rung,
    filedAt: row.filedAt,
    filedBy: row.filedBy,
    filingOfficeId: row.filingOfficeId,
    projectOfficeId: parties.officeId,
    projectId: row.projectId,
    leaderId: parties.leaderId,
    leadDepartmentId: row.leadDepartmentId,
    assistingDepartmentIds: row.assistingDepartmentIds,
    responsibleDepartmentId: parties.leadDepartmentId,
    companyId: parties.companyId,
    rungStartedAt: row.rungStartedAt,
    respondedAt: row.respondedAt,
    responseDueAt: row.responseDueAt,
    resolutionDueAt: row.resolutionDueAt,
    whistleSignDueAt: row.whistleSignDueAt,
    whistleSignedAt: row.whistleSignedAt,
    whistleContactDueAt: row.whistleContactDueAt,
    whistleContactedAt: row.whistleContactedAt,
    claimedAt: row.claimedAt,
    claimedBy: row.claimedBy,
    claimedByUnitId: row.claimedByUnitId,
    verificationDueAt: row.verificationDueAt,
    reopened: row.reopened,
    extensions,
    pauses,
    passages: row.passages,
    firedTimers: row.firedTimers,
    timesOnAgenda: row.timesOnAgenda,
    decision:
      row.decisionId === null ? null : { id: row.decisionId, dueAt: row.decisionDueAt, unitIds: row.decisionUnitIds },
    struckOffAt: row.struckOffAt,
    mergedIntoId: row.mergedIntoId,
  };
}

export function isClosed(state: Pick<ProblemState, 'status'>): boolean {
  return state.status !== 'open' && state.status !== 'claimed';
}

/** The columns that a decision may change. `closedAt` is when it was struck off, withdrawn or merged. */
export function changingColumns(state: ProblemState, closedAt: Instant | null, at: Instant) {
  return {
    version: state.version,
    status: state.status,
    severity: state.severity,
    rung: state.rung,
    leadDepartmentId: state.leadDepartmentId,
    assistingDepartmentIds: [...state.assistingDepartmentIds],
    rungStartedAt: state.rungStartedAt,
    responseDueAt: state.responseDueAt,
    respondedAt: state.respondedAt,
    resolutionDueAt: state.resolutionDueAt,
    whistleSignDueAt: state.whistleSignDueAt,
    whistleSignedAt: state.whistleSignedAt,
    whistleContactDueAt: state.whistleContactDueAt,
    whistleContactedAt: state.whistleContactedAt,
    claimedAt: state.claimedAt,
    claimedBy: state.claimedBy,
    claimedByUnitId: state.claimedByUnitId,
    verificationDueAt: state.verificationDueAt,
    reopened: state.reopened,
    timesOnAgenda: state.timesOnAgenda,
    passages: [...state.passages],
    firedTimers: [...state.firedTimers],
    decisionId: state.decision?.id ?? null,
    decisionDueAt: state.decision?.dueAt ?? null,
    decisionUnitIds: [...(state.decision?.unitIds ?? [])],
    struckOffAt: state.struckOffAt,
    closedAt,
    mergedIntoId: state.mergedIntoId,
    updatedAt: at,
  } satisfies Partial<NewProblemRow>;
}

export function newProblemRow(
  state: ProblemState,
  subject: ProblemSubject,
  closedAt: Instant | null,
  at: Instant,
): NewProblemRow {
  return {
    districtId: state.districtId,
    problemId: state.id,
    number: subject.number,
    projectId: state.projectId,
    title: subject.title,
    description: subject.description,
    category: subject.category,
    ladderId: subject.ladderId,
    ladderVersion: subject.ladderVersion,
    filedBy: state.filedBy,
    filingUnitId: subject.filingUnitId,
    filingOfficeId: state.filingOfficeId,
    filedAt: state.filedAt,
    ...changingColumns(state, closedAt, at),
  };
}

/** A timeline entry as a JSON record. Ids run in the order the entries happened. */
export function entryRow(problemId: string, { type, at, by, rung, args }: TimelineEntry) {
  return { id: newId(), problem: problemId, type, at, by, rung, args };
}

export function pauseRow(districtId: string, problemId: string, pause: PauseRequest): typeof problemPause.$inferInsert {
  const { id, from, until, ...rest } = pause;
  return { districtId, pauseId: id, problemId, fromOn: from, untilOn: until, ...rest };
}

export function pauseOf(row: typeof problemPause.$inferSelect): PauseRequest {
  const { districtId: _, problemId: __, pauseId, fromOn, untilOn, ...rest } = row;
  return { id: pauseId, from: fromOn, until: untilOn, ...rest };
}

export function extensionRow(
  districtId: string,
  problemId: string,
  extension: ExtensionRequest,
): typeof problemExtension.$inferInsert {
  const { id, ...rest } = extension;
  return { districtId, extensionId: id, problemId, ...rest };
}

export function extensionOf(row: typeof problemExtension.$inferSelect): ExtensionRequest {
  const { districtId: _, problemId: __, extensionId, ...rest } = row;
  return { id: extensionId, ...rest };
}
