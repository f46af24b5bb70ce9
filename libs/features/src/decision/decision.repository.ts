import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { PgJsonb } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { decision, decisionEntry, decisionExtension, meetingSeries, numberCounter } from '#db/schema/index.js';
import { dateOf, yearOf, type Instant } from '#domain/calendar/index.js';
import { isStanding, type DecisionEntry, type DecisionLadder, type DecisionState } from '#domain/decision/index.js';
import { versionInForce } from '#features/policy/index.js';
import { loadProblems, type LoadedProblem } from '#features/problem/index.js';
import { projectParties } from '#features/project/index.js';
import { decisionLadder } from './decision-ladder.policy.js';
import {
  changingColumns,
  decidedProblem,
  entryRow,
  extensionOf,
  extensionRow,
  newDecisionRow,
  stateOf,
  type DecisionSubject,
} from './decision.rows.js';

/** A decision as a use case works on it. */
export interface LoadedDecision {
  readonly state: DecisionState;
  readonly subject: DecisionSubject;
  readonly closedAt: Instant | null;
}

/** A decision that is written for the first time, with all that has happened to it so far. */
export interface NewDecision {
  readonly state: DecisionState;
  readonly subject: DecisionSubject;
  readonly entries: readonly DecisionEntry[];
}

/** What an event made of a loaded decision. */
export interface ChangedDecision {
  readonly loaded: LoadedDecision;
  readonly after: DecisionState;
  readonly entries: readonly DecisionEntry[];
}

const ROWS_PER_INSERT = 1_500;

/** The problems that decisions are about: to be locked before the decisions are. */
export async function problemsOf(tx: Tx, decisionIds: readonly string[]): Promise<string[]> {
  if (decisionIds.length === 0) return [];
  const rows = await tx.sql
    .selectDistinct({ problemId: decision.problemId })
    .from(decision)
    .where(and(eq(decision.districtId, tx.districtId), anyOf(decision.decisionId, decisionIds)));
  return rows.flatMap(({ problemId }) => (problemId === null ? [] : [problemId]));
}

/**
 * The decisions, locked until the transaction ends, in the order of their ids; those the district does not have are not in
 * the map. Order of locks everywhere: problems, the calendar, meetings, decisions. The problems are the locked ones.
 */
export async function lockDecisions(
  tx: Tx,
  ids: readonly string[],
  problems: ReadonlyMap<string, LoadedProblem>,
): Promise<Map<string, LoadedDecision>> {
  return load(tx, ids, problems, true);
}

/** One decision as it is, without a lock. */
export async function readDecision(tx: Tx, decisionId: string): Promise<LoadedDecision | undefined> {
  const problems = await loadProblems(tx, await problemsOf(tx, [decisionId]));
  return (await load(tx, [decisionId], problems, false)).get(decisionId);
}

async function load(
  tx: Tx,
  ids: readonly string[],
  problems: ReadonlyMap<string, LoadedProblem>,
  lock: boolean,
): Promise<Map<string, LoadedDecision>> {
  if (ids.length === 0) return new Map();
  const query = tx.sql
    .select({ row: decision, chairId: meetingSeries.chairId })
    .from(decision)
    .innerJoin(
      meetingSeries,
      and(eq(meetingSeries.districtId, decision.districtId), eq(meetingSeries.seriesId, decision.seriesId)),
    )
    .where(and(eq(decision.districtId, tx.districtId), anyOf(decision.decisionId, ids)))
    .orderBy(asc(decision.decisionId));
  const rows = lock ? await query.for('update', { of: decision }) : await query;
  const extensions = await tx.sql
    .select()
    .from(decisionExtension)
    .where(and(eq(decisionExtension.districtId, tx.districtId), anyOf(decisionExtension.decisionId, ids)))
    .orderBy(asc(decisionExtension.requestedAt), asc(decisionExtension.extensionId));
  const extensionsOf = new Map<string, typeof extensions>();
  for (const row of extensions) extensionsOf.set(row.decisionId, [...(extensionsOf.get(row.decisionId) ?? []), row]);
  const projectIds = rows.flatMap(({ row }) => (row.projectId === null ? [] : [row.projectId]));
  const projects =
    projectIds.length === 0 ? new Map<string, never>() : await projectParties(tx, [...new Set(projectIds)]);
  return new Map(
    rows.map(({ row, chairId }) => {
      const project = row.projectId === null ? undefined : projects.get(row.projectId);
      const problem = row.problemId === null ? undefined : problems.get(row.problemId);
      const parties = { chairId, projectOfficeId: project?.officeId ?? null, leaderId: project?.leaderId ?? null };
      const state = stateOf(
        row,
        (extensionsOf.get(row.decisionId) ?? []).map(extensionOf),
        parties,
        problem ? decidedProblem(row.decisionId, problem.state) : null,
      );
      const { seriesId, agendaItemId, text, recordedBy } = row;
      const subject = { seriesId, agendaItemId, text, recordedBy, projectName: project?.name ?? null };
      return [row.decisionId, { state, subject, closedAt: row.closedAt }];
    }),
  );
}

/** Of these problems every decision that still stands, and the given ones (those that answer), newest first. */
export async function decisionsAbout(
  tx: Tx,
  problemIds: readonly string[],
  alsoIds: readonly string[] = [],
): Promise<{ decisionId: string; problemId: string }[]> {
  if (problemIds.length === 0) return [];
  const rows = await tx.sql
    .select({ decisionId: decision.decisionId, problemId: decision.problemId })
    .from(decision)
    .where(
      and(
        eq(decision.districtId, tx.districtId),
        anyOf(decision.problemId, problemIds),
        sql`(${decision.closedAt} is null or ${decision.decisionId} = any(${sql.param([...alsoIds])}::uuid[]))`,
      ),
    )
    .orderBy(sql`${decision.decidedAt} desc, ${decision.decisionId} desc`);
  return rows.map(({ decisionId, problemId }) => ({ decisionId, problemId: problemId! }));
}

/** The ids of every decision that stands. */
export async function standingDecisions(tx: Tx): Promise<string[]> {
  const rows = await tx.sql
    .select({ id: decision.decisionId })
    .from(decision)
    .where(and(eq(decision.districtId, tx.districtId), isNull(decision.closedAt)))
    .orderBy(asc(decision.decisionId));
  return rows.map(({ id }) => id);
}

/** Decisions that this one superseded. */
export async function supersededBy(tx: Tx, decisionIds: readonly string[]): Promise<string[]> {
  if (decisionIds.length === 0) return [];
  const rows = await tx.sql
    .select({ id: decision.decisionId })
    .from(decision)
    .where(
      and(
        eq(decision.districtId, tx.districtId),
        anyOf(decision.supersededById, decisionIds),
        eq(decision.status, 'superseded'),
      ),
    );
  return rows.map(({ id }) => id);
}

/** The ladder that a decision taken now is frozen under. */
export async function decisionLadderInForce(tx: Tx): Promise<DecisionLadder> {
  const { version, definition } = await versionInForce(tx, decisionLadder);
  return { version, ...definition };
}

/** The next numbers of the year, e.g. `YD-2026-0031`; without a gap, since they are given back when the act fails. */
export async function nextNumbers(tx: Tx, count: number): Promise<string[]> {
  const year = yearOf(dateOf(tx.now));
  const [counter] = await tx.sql
    .insert(numberCounter)
    .values({ districtId: tx.districtId, kind: 'decision', year, last: count })
    .onConflictDoUpdate({
      target: [numberCounter.districtId, numberCounter.kind, numberCounter.year],
      set: { last: sql`${numberCounter.last} + ${count}` },
    })
    .returning({ last: numberCounter.last });
  const first = counter!.last - count + 1;
  return Array.from({ length: count }, (_, index) => `YD-${year}-${String(first + index).padStart(4, '0')}`);
}

/** Writes decisions with their timelines and extensions; timers and notices are the caller's. */
export async function insertDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
  await inSlices(
    decisions.map(({ state, subject, entries }) =>
      newDecisionRow(state, subject, tx.now, entries.findLast(({ type }) => type === 'cancelled')?.at),
    ),
    (slice) => tx.sql.insert(decision).values(slice),
  );
  await insertEntries(
    tx,
    decisions.map(({ state, entries }) => ({ decisionId: state.id, entries })),
  );
  await inSlices(
    decisions.flatMap(({ state }) => state.extensions.map((each) => extensionRow(tx.districtId, state.id, each))),
    (slice) => tx.sql.insert(decisionExtension).values(slice),
  );
}

/** Writes what was made of locked decisions: one update for all, each guarded by the version that was loaded. */
export async function saveDecisions(tx: Tx, changes: readonly ChangedDecision[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ loaded, after }) => {
    const closedAt = isStanding(after) ? null : (loaded.closedAt ?? tx.now);
    return { id: after.id, seen: loaded.state.version, columns: changingColumns(after, closedAt, tx.now) };
  });
  const columns = getTableColumns(decision);
  const changing = Object.keys(rows[0]!.columns) as (keyof ReturnType<typeof changingColumns>)[];
  const recordset = JSON.stringify(
    rows.map(({ id, seen, columns: values }) => {
      const record: Record<string, unknown> = { decision_id: id, seen };
      for (const key of changing) {
        const value = values[key];
        const asText = value !== null && !(columns[key] instanceof PgJsonb) && !Array.isArray(value);
        record[columns[key].name] = asText ? columns[key].mapToDriverValue(value) : value;
      }
      return record;
    }),
  );
  const fields = changing.map((key) => sql.raw(`"${columns[key].name}" ${columns[key].getSQLType()}`));
  const assignments = changing.map((key) => sql.raw(`"${columns[key].name}" = d."${columns[key].name}"`));
  const updated = await tx.sql.execute(sql`
    update ${decision} set ${sql.join(assignments, sql`, `)}
    from jsonb_to_recordset(${recordset}::jsonb) as d(decision_id uuid, seen integer, ${sql.join(fields, sql`, `)})
    where ${decision.districtId} = ${tx.districtId} and ${decision.decisionId} = d.decision_id
      and ${decision.version} = d.seen`);
  if (updated.rowCount !== rows.length) throw new Error('A decision changed while it was locked');
  await insertEntries(
    tx,
    changes.map(({ after, entries }) => ({ decisionId: after.id, entries })),
  );
  await inSlices(
    changes.flatMap(({ loaded, after }) =>
      after.extensions
        .filter((extension) => !loaded.state.extensions.includes(extension))
        .map((extension) => extensionRow(tx.districtId, after.id, extension)),
    ),
    (slice) =>
      tx.sql
        .insert(decisionExtension)
        .values(slice)
        .onConflictDoUpdate({
          target: [decisionExtension.districtId, decisionExtension.extensionId],
          set: {
            state: sql`excluded.state`,
            decidedBy: sql`excluded.decided_by`,
            decidedAt: sql`excluded.decided_at`,
            decisionReason: sql`excluded.decision_reason`,
          },
        }),
  );
}

async function insertEntries(
  tx: Tx,
  timelines: readonly { decisionId: string; entries: readonly DecisionEntry[] }[],
): Promise<void> {
  const rows = timelines.flatMap(({ decisionId, entries }) => entries.map((entry) => entryRow(decisionId, entry)));
  if (rows.length === 0) return;
  // As one JSON text: a batch of alarms writes thousands.
  await tx.sql.execute(sql`
    insert into ${decisionEntry} (district_id, entry_id, decision_id, type, at, by_person_id, args)
    select ${tx.districtId}, e.id, e.decision, e.type, to_timestamp(e.at / 1000.0), e.by, e.args
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e(id uuid, decision uuid, type text, at numeric, by uuid, args jsonb)`);
}

function anyOf(
  column: (typeof decision)['decisionId' | 'problemId' | 'supersededById'] | typeof decisionExtension.decisionId,
  ids: readonly string[],
) {
  return sql`${column} = any(${sql.param([...new Set(ids)])}::uuid[])`;
}

async function inSlices<Row>(rows: readonly Row[], write: (slice: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    await write(rows.slice(start, start + ROWS_PER_INSERT));
}
