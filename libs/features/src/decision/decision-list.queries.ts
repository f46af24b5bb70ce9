import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { decision, decisionEntry, meetingSeries, person, problem, project, unit } from '#db/schema/index.js';
import type { Actor, Scope } from '#domain/access/index.js';
import { addDays, instantAt, type Instant, type PlainDate } from '#domain/calendar/index.js';
import type { DecisionsQuery, DecisionSummaryView, DecisionView } from './decision.dto.js';
import { decisionsInScope, ofUnit, waitingFor } from './decision-scope.queries.js';
import { facts, newestFirst, type DecisionFacts } from './decision.queries.js';

/** The place of the last row of a page: when it was decided, or when it is due. */
export interface PageKey {
  readonly moment: Instant;
  readonly id: string;
}

/** One page of decisions within the scope, one query; one more row than the page holds. Withdrawn ones only when asked for. */
export async function selectDecisions(
  tx: Tx,
  scope: Scope,
  asker: Actor,
  query: Omit<DecisionsQuery, 'cursor'>,
  after: PageKey | undefined,
): Promise<DecisionFacts[]> {
  const byDue = query.sort === 'due';
  return facts(
    tx,
    and(
      decisionsInScope(scope),
      query.status ? eq(decision.status, query.status) : ne(decision.status, 'withdrawn'),
      ...filters(tx, query, asker),
      after && (byDue ? dueAfter(after) : decidedBefore(after)),
    )!,
    byDue ? [asc(decision.dueAt), asc(decision.decisionId)] : newestFirst,
    query.limit + 1,
  );
}

function filters(tx: Tx, query: Omit<DecisionsQuery, 'cursor'>, asker: Actor): (SQL | undefined)[] {
  const overdue = and(eq(decision.status, 'open'), lt(decision.dueAt, tx.now))!;
  return [
    query.standing === undefined
      ? undefined
      : query.standing
        ? isNull(decision.closedAt)
        : isNotNull(decision.closedAt),
    query.unitId ? ofUnit(query.unitId) : undefined,
    query.meetingId ? eq(decision.meetingId, query.meetingId) : undefined,
    query.seriesId ? eq(decision.seriesId, query.seriesId) : undefined,
    query.projectId ? eq(decision.projectId, query.projectId) : undefined,
    query.problemId ? eq(decision.problemId, query.problemId) : undefined,
    query.overdue === undefined ? undefined : query.overdue ? overdue : sql`not (${overdue})`,
    query.mine === undefined ? undefined : query.mine ? waitingFor(asker) : sql`(${waitingFor(asker)}) is not true`,
    query.dueFrom ? gte(decision.dueAt, instantAt(query.dueFrom, '00:00')) : undefined,
    query.dueTo ? lt(decision.dueAt, instantAt(addDays(query.dueTo, 1), '00:00')) : undefined,
    query.q === undefined ? undefined : contains(query.q),
  ];
}

function contains(words: string): SQL {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql`(${decision.text} ilike ${pattern} or ${decision.number} ilike ${pattern} or ${project.name} ilike ${pattern})`;
}

function decidedBefore({ moment, id }: PageKey): SQL {
  return sql`(${decision.decidedAt}, ${decision.decisionId}) < (${sql.param(moment, decision.decidedAt)}, ${id})`;
}

function dueAfter({ moment, id }: PageKey): SQL {
  return sql`(${decision.dueAt}, ${decision.decisionId}) > (${sql.param(moment, decision.dueAt)}, ${id})`;
}

const longestTimeline = 500;

/** The last entries of a decision's timeline, oldest first. */
export async function selectDecisionTimeline(tx: Tx, decisionId: string): Promise<DecisionView['timeline']> {
  const rows = await tx.sql
    .select({ entry: decisionEntry, name: person.name })
    .from(decisionEntry)
    .leftJoin(
      person,
      and(eq(person.districtId, decisionEntry.districtId), eq(person.personId, decisionEntry.byPersonId)),
    )
    .where(and(eq(decisionEntry.districtId, tx.districtId), eq(decisionEntry.decisionId, decisionId)))
    .orderBy(sql`${decisionEntry.at} desc, ${decisionEntry.entryId} desc`)
    .limit(longestTimeline);
  return rows.toReversed().map(({ entry, name }) => ({
    id: entry.entryId,
    type: entry.type,
    at: entry.at,
    by: entry.byPersonId === null ? null : { id: entry.byPersonId, name: name ?? '' },
    args: entry.args,
  }));
}

/** Names of persons by their ids. */
export async function personNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .select({ id: person.personId, name: person.name })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), inArray(person.personId, [...new Set(ids)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * Counts by lead unit, one query: a decision counts once, for who leads it, however many units work on it. Units without
 * any are left out.
 */
export async function selectSummary(
  tx: Tx,
  scope: Scope,
  { seriesId, since }: { seriesId?: string; since: PlainDate },
): Promise<DecisionSummaryView['units']> {
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const struckOff = and(eq(decision.status, 'struckOff'), gte(decision.struckOffAt, instantAt(since, '00:00')))!;
  const rows = await tx.sql
    .select({
      unit: { id: unit.unitId, name: unit.name, nameEn: unit.nameEn },
      open: count(eq(decision.status, 'open')),
      notAccepted: count(and(eq(decision.status, 'open'), isNull(decision.acceptedAt))!),
      overdue: count(and(eq(decision.status, 'open'), lt(decision.dueAt, tx.now))!),
      claimed: count(eq(decision.status, 'claimed')),
      struckOff: count(struckOff),
      struckOffOnTime: count(and(struckOff, isNull(decision.overdueAt))!),
    })
    .from(decision)
    .innerJoin(unit, and(eq(unit.districtId, decision.districtId), eq(unit.unitId, decision.leadUnitId)))
    .innerJoin(
      meetingSeries,
      and(eq(meetingSeries.districtId, decision.districtId), eq(meetingSeries.seriesId, decision.seriesId)),
    )
    .leftJoin(project, and(eq(project.districtId, decision.districtId), eq(project.projectId, decision.projectId)))
    .leftJoin(problem, and(eq(problem.districtId, decision.districtId), eq(problem.problemId, decision.problemId)))
    .where(
      and(
        eq(decision.districtId, tx.districtId),
        decisionsInScope(scope),
        seriesId ? eq(decision.seriesId, seriesId) : undefined,
        sql`(${isNull(decision.closedAt)} or ${struckOff})`,
      ),
    )
    .groupBy(unit.unitId, unit.name, unit.nameEn, unit.code)
    .orderBy(asc(unit.code));
  return rows;
}
