import { and, asc, desc, eq, inArray, isNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { decision, meeting, meetingSeries, problem, project, unit } from '#db/schema/index.js';
import { addDays, instantAt, type Instant, type PlainDate } from '#domain/calendar/index.js';
import type { DecisionStatus } from '#domain/decision/index.js';

export interface NamedUnit {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A decision as lists, agendas and minutes show it. */
export interface DecisionFacts {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: DecisionStatus;
  readonly text: string;
  readonly agendaItemId: string | null;
  readonly meeting: {
    readonly id: string;
    readonly seriesId: string;
    readonly series: string;
    readonly seriesEn: string;
    readonly number: number;
    readonly on: PlainDate;
  };
  readonly project: { readonly id: string; readonly code: string; readonly name: string } | null;
  readonly problem: { readonly id: string; readonly number: string; readonly title: string } | null;
  readonly leadUnit: NamedUnit;
  readonly handlingUnits: NamedUnit[];
  readonly assistingUnits: NamedUnit[];
  readonly decidedAt: Instant;
  readonly decidedDueOn: PlainDate;
  readonly dueAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly progressedAt: Instant | null;
  readonly claimedAt: Instant | null;
  readonly verificationDueAt: Instant | null;
  readonly reopened: number;
  readonly overdueAt: Instant | null;
  readonly principalAt: Instant | null;
  readonly struckOffAt: Instant | null;
  readonly supersededById: string | null;
}

/** What meetings decided, in the order it was decided; what was withdrawn in session is left out. */
export async function decisionsOfMeetings(tx: Tx, meetingIds: readonly string[]): Promise<DecisionFacts[]> {
  if (meetingIds.length === 0) return [];
  return facts(tx, and(inArray(decision.meetingId, [...new Set(meetingIds)]), ne(decision.status, 'withdrawn'))!, [
    asc(decision.decidedAt),
    asc(decision.decisionId),
  ]);
}

/** What was decided about a problem, newest first; what was withdrawn in session is left out. */
export async function decisionsOfProblem(tx: Tx, problemId: string): Promise<DecisionFacts[]> {
  return facts(tx, and(eq(decision.problemId, problemId), ne(decision.status, 'withdrawn'))!, newestFirst);
}

export async function decisionsById(tx: Tx, ids: readonly string[]): Promise<DecisionFacts[]> {
  if (ids.length === 0) return [];
  return facts(tx, inArray(decision.decisionId, [...new Set(ids)]), newestFirst);
}

/**
 * What heads an agenda of this series: open decisions of it that are overdue or due on a day up to `by` (inclusive: the day
 * the meeting is held), the longest due first. What is claimed waits for its check and not for the meeting.
 */
export async function decisionsDueForAgenda(
  tx: Tx,
  { seriesId, by }: { readonly seriesId: string; readonly by: PlainDate },
): Promise<DecisionFacts[]> {
  return facts(
    tx,
    and(
      eq(decision.seriesId, seriesId),
      eq(decision.status, 'open'),
      isNull(decision.closedAt),
      lt(decision.dueAt, instantAt(addDays(by, 1), '00:00')),
    )!,
    [asc(decision.dueAt), asc(decision.decisionId)],
  );
}

export const newestFirst: readonly SQL[] = [desc(decision.decidedAt), desc(decision.decisionId)];

const unitsOf = (ids: SQL) => sql<NamedUnit[]>`(
  select coalesce(json_agg(json_build_object('id', u.unit_id, 'name', u.name, 'nameEn', u.name_en) order by place), '[]')
  from unnest(${ids}) with ordinality as named(unit_id, place)
  join ${unit} u on u.district_id = ${decision.districtId} and u.unit_id = named.unit_id)`;

/** Decisions that a condition on `decision` (joined to its meeting, series, project and problem) lets through. One query. */
export async function facts(tx: Tx, where: SQL, orderBy: readonly SQL[], limit?: number): Promise<DecisionFacts[]> {
  const query = tx.sql
    .select({
      id: decision.decisionId,
      number: decision.number,
      version: decision.version,
      status: decision.status,
      text: decision.text,
      agendaItemId: decision.agendaItemId,
      meeting: {
        id: meeting.meetingId,
        seriesId: meetingSeries.seriesId,
        series: meetingSeries.name,
        seriesEn: meetingSeries.nameEn,
        number: meeting.number,
        on: meeting.heldOn,
      },
      project: { id: project.projectId, code: project.code, name: project.name },
      problem: { id: problem.problemId, number: problem.number, title: problem.title },
      leadUnit: { id: unit.unitId, name: unit.name, nameEn: unit.nameEn },
      handlingUnits: unitsOf(sql`${decision.handlingUnitIds}`),
      assistingUnits: unitsOf(sql`${decision.assistingUnitIds}`),
      decidedAt: decision.decidedAt,
      decidedDueOn: decision.decidedDueOn,
      dueAt: decision.dueAt,
      acceptedAt: decision.acceptedAt,
      progressedAt: decision.progressedAt,
      claimedAt: decision.claimedAt,
      verificationDueAt: decision.verificationDueAt,
      reopened: decision.reopened,
      overdueAt: decision.overdueAt,
      principalAt: decision.principalAt,
      struckOffAt: decision.struckOffAt,
      supersededById: decision.supersededById,
    })
    .from(decision)
    .innerJoin(meeting, and(eq(meeting.districtId, decision.districtId), eq(meeting.meetingId, decision.meetingId)))
    .innerJoin(
      meetingSeries,
      and(eq(meetingSeries.districtId, decision.districtId), eq(meetingSeries.seriesId, decision.seriesId)),
    )
    .innerJoin(unit, and(eq(unit.districtId, decision.districtId), eq(unit.unitId, decision.leadUnitId)))
    .leftJoin(project, and(eq(project.districtId, decision.districtId), eq(project.projectId, decision.projectId)))
    .leftJoin(problem, and(eq(problem.districtId, decision.districtId), eq(problem.problemId, decision.problemId)))
    .where(and(eq(decision.districtId, tx.districtId), where))
    .orderBy(...orderBy)
    .$dynamic();
  return limit === undefined ? query : query.limit(limit);
}
