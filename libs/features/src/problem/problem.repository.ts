import { and, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import { PgJsonb } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import {
  ladderPolicy,
  numberCounter,
  problem,
  problemEntry,
  problemExtension,
  problemPause,
} from '#db/schema/index.js';
import { dateOf, yearOf, type Instant } from '#domain/calendar/index.js';
import type { Ladder, ProblemState, TimelineEntry } from '#domain/ladder/index.js';
import { projectParties, type ProjectParties } from '#features/project/index.js';
import {
  changingColumns,
  entryRow,
  extensionOf,
  extensionRow,
  isClosed,
  newProblemRow,
  pauseOf,
  pauseRow,
  stateOf,
  type ProblemRow,
  type ProblemSubject,
} from './problem.rows.js';

/** A problem as a use case works on it: its state, what it is about, and who its project's parties are now. */
export interface LoadedProblem {
  readonly state: ProblemState;
  readonly subject: ProblemSubject;
  readonly project: ProjectParties;
  readonly closedAt: Instant | null;
}

/** A problem that is written for the first time, with all that has happened to it so far. */
export interface NewProblem {
  readonly state: ProblemState;
  readonly subject: ProblemSubject;
  readonly entries: readonly TimelineEntry[];
}

/** What an act made of a loaded problem. */
export interface ChangedProblem {
  readonly loaded: LoadedProblem;
  readonly after: ProblemState;
  readonly entries: readonly TimelineEntry[];
}

/** Postgres counts a statement's parameters in 16 bits; no row here takes more than 40 of them. */
const ROWS_PER_INSERT = 1_500;

/**
 * The problems, locked until the transaction ends, in the order of their ids, so that two batches cannot wait for each
 * other. Ids that the district does not have are not in the map.
 */
export async function loadForUpdate(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedProblem>> {
  return load(tx, ids, true);
}

/** Locks every problem that is not closed, in that same order; answers their ids. */
export async function lockOpenProblems(tx: Tx): Promise<string[]> {
  const rows = await tx.sql
    .select({ id: problem.problemId })
    .from(problem)
    .where(and(eq(problem.districtId, tx.districtId), isNull(problem.closedAt)))
    .orderBy(problem.problemId)
    .for('update');
  return rows.map(({ id }) => id);
}

/** The problems as they are, without a lock. */
export async function loadProblems(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedProblem>> {
  return load(tx, ids, false);
}

async function load(tx: Tx, ids: readonly string[], lock: boolean): Promise<Map<string, LoadedProblem>> {
  if (ids.length === 0) return new Map();
  const wanted = sql.param([...new Set(ids)]);
  const query = tx.sql
    .select()
    .from(problem)
    .where(and(eq(problem.districtId, tx.districtId), sql`${problem.problemId} = any(${wanted}::uuid[])`))
    .orderBy(problem.problemId);
  const rows: ProblemRow[] = lock ? await query.for('update') : await query;
  // Read after the lock is held: what a rival wrote meanwhile is seen.
  const pauses = await tx.sql
    .select()
    .from(problemPause)
    .where(and(eq(problemPause.districtId, tx.districtId), sql`${problemPause.problemId} = any(${wanted}::uuid[])`))
    .orderBy(problemPause.requestedAt, problemPause.pauseId);
  const extensions = await tx.sql
    .select()
    .from(problemExtension)
    .where(
      and(eq(problemExtension.districtId, tx.districtId), sql`${problemExtension.problemId} = any(${wanted}::uuid[])`),
    )
    .orderBy(problemExtension.requestedAt, problemExtension.extensionId);
  const parties = await projectParties(tx, [...new Set(rows.map((row) => row.projectId))]);
  const pausesOf = byProblem(pauses);
  const extensionsOf = byProblem(extensions);
  return new Map(
    rows.map((row) => {
      const project = parties.get(row.projectId)!;
      const state = stateOf(
        row,
        (pausesOf.get(row.problemId) ?? []).map(pauseOf),
        (extensionsOf.get(row.problemId) ?? []).map(extensionOf),
        project,
      );
      return [row.problemId, { state, subject: row, project, closedAt: row.closedAt }];
    }),
  );
}

function byProblem<Row extends { problemId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.problemId);
    if (group) group.push(row);
    else groups.set(row.problemId, [row]);
  }
  return groups;
}

/** The given versions of ladders, keyed by `ladderKey`. */
export async function loadLadders(
  tx: Tx,
  refs: readonly Pick<ProblemSubject, 'ladderId' | 'ladderVersion'>[],
): Promise<Map<string, Ladder>> {
  const ids = [...new Set(refs.map((ref) => ref.ladderId))];
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .select()
    .from(ladderPolicy)
    .where(and(eq(ladderPolicy.districtId, tx.districtId), inArray(ladderPolicy.ladderId, ids)));
  return new Map(
    rows.map((row) => [
      ladderKey(row.ladderId, row.version),
      { id: row.ladderId, version: row.version, ...row.definition },
    ]),
  );
}

export function ladderKey(ladderId: string, version: number): string {
  return `${ladderId} v${version}`;
}

/** The next numbers of the year, e.g. `WT-2023-0412`; without a gap, since they are given back when the filing fails. */
export async function nextNumbers(tx: Tx, count: number): Promise<string[]> {
  const year = yearOf(dateOf(tx.now));
  const [counter] = await tx.sql
    .insert(numberCounter)
    .values({ districtId: tx.districtId, kind: 'problem', year, last: count })
    .onConflictDoUpdate({
      target: [numberCounter.districtId, numberCounter.kind, numberCounter.year],
      set: { last: sql`${numberCounter.last} + ${count}` },
    })
    .returning({ last: numberCounter.last });
  const first = counter!.last - count + 1;
  return Array.from({ length: count }, (_, n) => `WT-${year}-${String(first + n).padStart(4, '0')}`);
}

/** Writes problems with their timelines, pauses and extensions; timers and notices are the caller's. */
export async function insertProblems(tx: Tx, problems: readonly NewProblem[]): Promise<void> {
  const { districtId } = tx;
  const rows = problems.map(({ state, subject, entries }) =>
    newProblemRow(state, subject, isClosed(state) ? closingMoment(state, entries, tx.now) : null, tx.now),
  );
  await inSlices(rows, (slice) => tx.sql.insert(problem).values(slice));
  await insertEntries(
    tx,
    problems.map(({ state, entries }) => ({ problemId: state.id, entries })),
  );
  const pauses = problems.flatMap(({ state }) => state.pauses.map((pause) => pauseRow(districtId, state.id, pause)));
  await inSlices(pauses, (slice) => tx.sql.insert(problemPause).values(slice));
  const extensions = problems.flatMap(({ state }) =>
    state.extensions.map((extension) => extensionRow(districtId, state.id, extension)),
  );
  await inSlices(extensions, (slice) => tx.sql.insert(problemExtension).values(slice));
}

function closingMoment(state: ProblemState, entries: readonly TimelineEntry[], now: Instant): Instant {
  return state.struckOffAt ?? entries.findLast(({ type }) => type === 'withdrawn' || type === 'merged')?.at ?? now;
}

/**
 * Writes what was decided on loaded problems: one update for all of them, each guarded by the version that was loaded,
 * and one insert per kind of row beside it. Throws when a version is not the one loaded, which the lock rules out.
 */
export async function saveDecisions(tx: Tx, changes: readonly ChangedProblem[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ loaded, after, entries }) => {
    const closedAt = isClosed(after) ? (loaded.closedAt ?? closingMoment(after, entries, tx.now)) : null;
    return { id: after.id, seen: loaded.state.version, columns: changingColumns(after, closedAt, tx.now) };
  });
  const columns = getTableColumns(problem);
  const changing = Object.keys(rows[0]!.columns) as (keyof ReturnType<typeof changingColumns>)[];
  const recordset = JSON.stringify(
    rows.map(({ id, seen, columns: values }) => {
      const record: Record<string, unknown> = { problem_id: id, seen };
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
    update ${problem} set ${sql.join(assignments, sql`, `)}
    from jsonb_to_recordset(${recordset}::jsonb) as d(problem_id uuid, seen integer, ${sql.join(fields, sql`, `)})
    where ${problem.districtId} = ${tx.districtId} and ${problem.problemId} = d.problem_id
      and ${problem.version} = d.seen`);
  if (updated.rowCount !== rows.length) throw new Error('A problem changed while it was locked');
  await insertEntries(
    tx,
    changes.map(({ after, entries }) => ({ problemId: after.id, entries })),
  );
  await saveRequests(tx, changes);
}

async function insertEntries(
  tx: Tx,
  timelines: readonly { problemId: string; entries: readonly TimelineEntry[] }[],
): Promise<void> {
  const rows = timelines.flatMap(({ problemId, entries }) => entries.map((entry) => entryRow(problemId, entry)));
  if (rows.length === 0) return;
  // As one JSON text: a batch of alarms writes thousands, and an insert built value by value costs more than they do.
  await tx.sql.execute(sql`
    insert into ${problemEntry} (district_id, entry_id, problem_id, type, at, by_person_id, rung, args)
    select ${tx.districtId}, e.id, e.problem, e.type, to_timestamp(e.at / 1000.0), e.by, e.rung, e.args
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e(id uuid, problem uuid, type text, at numeric, by uuid, rung integer, args jsonb)`);
}

/** Pauses and extensions that the decision made or touched; the untouched ones are the very objects that were loaded. */
async function saveRequests(tx: Tx, changes: readonly ChangedProblem[]): Promise<void> {
  const pauses = changes.flatMap(({ loaded, after }) =>
    after.pauses
      .filter((pause) => !loaded.state.pauses.includes(pause))
      .map((pause) => pauseRow(tx.districtId, after.id, pause)),
  );
  await inSlices(pauses, (slice) =>
    tx.sql
      .insert(problemPause)
      .values(slice)
      .onConflictDoUpdate({
        target: [problemPause.districtId, problemPause.pauseId],
        set: replacing(['until_on', 'state', 'decided_by', 'decided_at', 'decision_reason']),
      }),
  );
  const extensions = changes.flatMap(({ loaded, after }) =>
    after.extensions
      .filter((extension) => !loaded.state.extensions.includes(extension))
      .map((extension) => extensionRow(tx.districtId, after.id, extension)),
  );
  await inSlices(extensions, (slice) =>
    tx.sql
      .insert(problemExtension)
      .values(slice)
      .onConflictDoUpdate({
        target: [problemExtension.districtId, problemExtension.extensionId],
        set: replacing(['workdays', 'state', 'decided_by', 'decided_at', 'decision_reason']),
      }),
  );
}

/** Column names in the database to the keys drizzle's `set` wants, each taking the value that was to be inserted. */
function replacing(names: readonly string[]): Record<string, ReturnType<typeof sql>> {
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      sql.raw(`excluded."${name}"`),
    ]),
  );
}

async function inSlices<Row>(rows: readonly Row[], write: (slice: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    await write(rows.slice(start, start + ROWS_PER_INSERT));
}
