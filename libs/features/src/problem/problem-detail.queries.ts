import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import {
  contract,
  ladderPolicy,
  person,
  problem,
  problemEntry,
  problemExtension,
  problemPause,
  project,
  projectDepartment,
  unit,
} from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';
import type { ExtensionRequest, Ladder, PauseRequest, ProblemState } from '#domain/ladder/index.js';
import { stateOf, type ProblemSubject } from './problem.rows.js';
import type { TimelineEntryView } from './problem-views.dto.js';

export interface ProblemDetail {
  readonly state: ProblemState;
  readonly subject: ProblemSubject;
  readonly ladder: Ladder;
  readonly project: {
    id: string;
    code: string;
    name: string;
    line: 'construction' | 'investment' | 'urban' | 'livelihood';
  };
}

export interface Names {
  readonly persons: ReadonlyMap<string, { id: string; name: string }>;
  readonly units: ReadonlyMap<string, { id: string; name: string; nameEn: string }>;
}

const millis = (column: string) => sql.raw(`(extract(epoch from r.${column}) * 1000)::bigint`);

const REQUEST_PARTS = sql`'rung', r.rung, 'reason', r.reason, 'requestedBy', r.requested_by,
  'requestedAt', ${millis('requested_at')}, 'state', r.state, 'decidedBy', r.decided_by,
  'decidedAt', ${millis('decided_at')}, 'decisionReason', r.decision_reason`;

/** One problem with its requests, its ladder and its project's parties, in one query. */
export async function selectProblem(tx: Tx, problemId: string): Promise<ProblemDetail | undefined> {
  const [row] = await tx.sql
    .select({
      problem,
      project: { id: project.projectId, code: project.code, name: project.name, line: project.line },
      officeId: project.officeId,
      companyId: project.companyId,
      leaderId: contract.leaderId,
      definition: ladderPolicy.definition,
      leadDepartmentId: sql<string | null>`(select d.department_id from ${projectDepartment} d
        where d.district_id = ${problem.districtId} and d.project_id = ${problem.projectId} and d.part = 'lead')`,
      pauses: sql<PauseRequest[]>`(select coalesce(json_agg(json_build_object('id', r.pause_id, 'kind', r.kind,
          'from', r.from_on, 'until', r.until_on, ${REQUEST_PARTS}) order by r.requested_at, r.pause_id), '[]')
        from ${problemPause} r
        where r.district_id = ${problem.districtId} and r.problem_id = ${problem.problemId})`,
      extensions: sql<ExtensionRequest[]>`(select coalesce(json_agg(json_build_object('id', r.extension_id,
          'workdays', r.workdays, ${REQUEST_PARTS}) order by r.requested_at, r.extension_id), '[]')
        from ${problemExtension} r
        where r.district_id = ${problem.districtId} and r.problem_id = ${problem.problemId})`,
    })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .innerJoin(
      ladderPolicy,
      and(
        eq(ladderPolicy.districtId, problem.districtId),
        eq(ladderPolicy.ladderId, problem.ladderId),
        eq(ladderPolicy.version, problem.ladderVersion),
      ),
    )
    .leftJoin(
      contract,
      and(
        eq(contract.districtId, project.districtId),
        eq(contract.projectId, project.projectId),
        isNull(contract.toOn),
      ),
    )
    .where(and(eq(problem.districtId, tx.districtId), eq(problem.problemId, problemId)));
  if (!row) return undefined;
  return {
    state: stateOf(row.problem, row.pauses, row.extensions, row),
    subject: row.problem,
    ladder: { id: row.problem.ladderId, version: row.problem.ladderVersion, ...row.definition },
    project: row.project,
  };
}

/** The names behind ids of persons and of units, in one query. */
export async function selectNames(tx: Tx, personIds: readonly string[], unitIds: readonly string[]): Promise<Names> {
  const persons = sql.param([...new Set(personIds)]);
  const units = sql.param([...new Set(unitIds)]);
  const found = await tx.sql
    .select({ id: person.personId, name: person.name, nameEn: sql<string | null>`null` })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), sql`${person.personId} = any(${persons}::uuid[])`))
    .unionAll(
      tx.sql
        .select({ id: unit.unitId, name: unit.name, nameEn: sql<string | null>`${unit.nameEn}` })
        .from(unit)
        .where(and(eq(unit.districtId, tx.districtId), sql`${unit.unitId} = any(${units}::uuid[])`)),
    );
  const byId = new Map(found.map((row) => [row.id, row]));
  const pick = <T>(ids: readonly string[], make: (row: (typeof found)[number]) => T) =>
    new Map(
      ids.flatMap((id) => {
        const row = byId.get(id);
        return row ? [[id, make(row)] as const] : [];
      }),
    );
  return {
    persons: pick(personIds, ({ id, name }) => ({ id, name })),
    units: pick(unitIds, ({ id, name, nameEn }) => ({ id, name, nameEn: nameEn ?? name })),
  };
}

/** A problem's timeline from `after` on, oldest first, one row more than asked for. */
export async function selectTimeline(
  tx: Tx,
  problemId: string,
  limit: number,
  after: { at: Instant; id: string } | undefined,
): Promise<TimelineEntryView[]> {
  const rows = await tx.sql
    .select({ entry: problemEntry, name: person.name })
    .from(problemEntry)
    .leftJoin(person, and(eq(person.districtId, problemEntry.districtId), eq(person.personId, problemEntry.byPersonId)))
    .where(
      and(
        eq(problemEntry.districtId, tx.districtId),
        eq(problemEntry.problemId, problemId),
        after &&
          sql`(${problemEntry.at}, ${problemEntry.entryId}) > (${sql.param(after.at, problemEntry.at)}, ${after.id})`,
      ),
    )
    .orderBy(asc(problemEntry.at), asc(problemEntry.entryId))
    .limit(limit + 1);
  return rows.map(({ entry, name }) => ({
    id: entry.entryId,
    type: entry.type,
    at: entry.at,
    rung: entry.rung,
    by: entry.byPersonId === null ? null : { id: entry.byPersonId, name: name ?? '' },
    args: entry.args,
  }));
}
