import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  ilike,
  inArray,
  isNull,
  lt,
  lte,
  max,
  not,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import {
  person,
  project,
  unit,
  visit,
  visitAddendum,
  visitPhoto,
  visitProblem,
  visitVersion,
} from '#db/schema/index.js';
import { problem } from '#db/schema/index.js';
import { storedFile } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { monthContaining, type Instant, type PlainDate } from '#domain/calendar/index.js';
import type { SiteCondition } from '#domain/visit/index.js';
import { problemsInScope } from '#features/problem/index.js';
import { projectsInScope } from '#features/project/index.js';
import type { PhotoView, VisitRowView, VisitsQuery, VisitView } from './visit.dto.js';
import type { VisitRow } from './visit.repository.js';

/** A visit is read with its project, and always by who made it: a hand-over takes nobody's own visits away. */
export interface VisitReach {
  readonly scope: Scope;
  readonly personId: string;
}

/** A condition on `visit` joined to its `project`. */
export function visitsInReach({ scope, personId }: VisitReach): SQL {
  return or(projectsInScope(scope), eq(visit.visitorId, personId))!;
}

const photoCount = sql<number>`(select count(*)::int from ${visitPhoto}
  where ${visitPhoto.districtId} = ${visit.districtId} and ${visitPhoto.visitId} = ${visit.visitId})`;
const problemCount = sql<number>`(select count(*)::int from ${visitProblem}
  where ${visitProblem.districtId} = ${visit.districtId} and ${visitProblem.visitId} = ${visit.visitId})`;
const problemFound = sql`exists (select 1 from ${visitProblem}
  where ${visitProblem.districtId} = ${visit.districtId} and ${visitProblem.visitId} = ${visit.visitId})`;

function rowsOf(tx: Tx) {
  return tx.sql
    .select({
      row: visit,
      project: { id: project.projectId, code: project.code, name: project.name, line: project.line },
      office: { id: unit.unitId, name: unit.name, nameEn: unit.nameEn },
      visitor: { id: person.personId, name: person.name },
      photos: photoCount,
      problems: problemCount,
    })
    .from(visit)
    .innerJoin(project, and(eq(project.districtId, visit.districtId), eq(project.projectId, visit.projectId)))
    .innerJoin(unit, and(eq(unit.districtId, project.districtId), eq(unit.unitId, project.officeId)))
    .innerJoin(person, and(eq(person.districtId, visit.districtId), eq(person.personId, visit.visitorId)))
    .$dynamic();
}

type Filters = Omit<VisitsQuery, 'cursor' | 'limit'>;
type Found = Awaited<ReturnType<typeof rowsOf>>[number];

function rowView({ row, project: of, visitor, photos, problems }: Found): VisitRowView {
  const { visitId: id, version, visitedAs, visitedAt, receivedAt, arrivedLate, afterHandOver } = row;
  const { condition, seen, correctedAt, withdrawnAt } = row;
  const when = { visitedAt, receivedAt, arrivedLate, afterHandOver, correctedAt, withdrawnAt };
  return { id, version, project: of, visitor, visitedAs, ...when, condition, seen, photos, problems };
}

/** A page of visits, the latest first; one row more than asked for. */
export async function selectVisits(
  tx: Tx,
  reach: VisitReach,
  query: Filters & { readonly limit: number },
  after: { readonly visitedAt: Instant; readonly id: string } | undefined,
): Promise<VisitRowView[]> {
  const rows = await rowsOf(tx)
    .where(
      and(
        eq(visit.districtId, tx.districtId),
        visitsInReach(reach),
        ...visitsThat(query, reach.personId),
        after &&
          sql`(${visit.visitedAt}, ${visit.visitId}) < (${sql.param(after.visitedAt, visit.visitedAt)}, ${after.id})`,
      ),
    )
    .orderBy(desc(visit.visitedAt), desc(visit.visitId))
    .limit(query.limit + 1);
  return rows.map(rowView);
}

/** What a list is narrowed to, as conditions on `visit` joined to its `project`. */
function visitsThat(
  { q, projectId, visitorId, officeId, condition, from, to, found, mine, withdrawn }: Filters,
  asker: string,
): (SQL | undefined)[] {
  const byAsker = eq(visit.visitorId, asker);
  const pattern = q && `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    pattern === undefined
      ? undefined
      : or(ilike(project.name, pattern), ilike(project.code, pattern), ilike(visit.seen, pattern)),
    projectId ? eq(visit.projectId, projectId) : undefined,
    visitorId ? eq(visit.visitorId, visitorId) : undefined,
    officeId ? eq(project.officeId, officeId) : undefined,
    condition ? eq(visit.condition, condition) : undefined,
    from ? gte(visit.visitedOn, from) : undefined,
    to ? lte(visit.visitedOn, to) : undefined,
    found === undefined ? undefined : found ? problemFound : not(problemFound),
    mine === undefined ? undefined : mine ? byAsker : not(byAsker),
    withdrawn ? undefined : isNull(visit.withdrawnAt),
  ];
}

export interface VisitDetail {
  readonly row: VisitRow;
  readonly view: Omit<VisitView, 'allowed'>;
}

/** One visit whole; of its problems those that `problemScope` reaches. Undefined when it is not there or out of reach. */
export async function selectVisit(
  tx: Tx,
  reach: VisitReach,
  problemScope: Scope,
  visitId: string,
): Promise<VisitDetail | undefined> {
  const [found] = await rowsOf(tx).where(
    and(eq(visit.districtId, tx.districtId), eq(visit.visitId, visitId), visitsInReach(reach)),
  );
  if (!found) return undefined;
  const problems = await tx.sql
    .select({
      id: problem.problemId,
      number: problem.number,
      title: problem.title,
      status: problem.status,
      rung: problem.rung,
      way: visitProblem.way,
    })
    .from(visitProblem)
    .innerJoin(
      problem,
      and(eq(problem.districtId, visitProblem.districtId), eq(problem.problemId, visitProblem.problemId)),
    )
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .where(
      and(
        eq(visitProblem.districtId, tx.districtId),
        eq(visitProblem.visitId, visitId),
        or(problemsInScope(problemScope), eq(problem.filedBy, reach.personId)),
      ),
    )
    .orderBy(asc(problem.number));
  const addenda = await tx.sql
    .select({ id: visitAddendum.addendumId, at: visitAddendum.at, text: visitAddendum.text })
    .from(visitAddendum)
    .where(and(eq(visitAddendum.districtId, tx.districtId), eq(visitAddendum.visitId, visitId)))
    .orderBy(asc(visitAddendum.addendumId));
  const earlier = await tx.sql
    .select({
      version: visitVersion.version,
      condition: visitVersion.condition,
      seen: visitVersion.seen,
      replacedAt: visitVersion.replacedAt,
    })
    .from(visitVersion)
    .where(and(eq(visitVersion.districtId, tx.districtId), eq(visitVersion.visitId, visitId)))
    .orderBy(asc(visitVersion.version));
  const { row } = found;
  const { latitude, longitude, accuracyMetres } = row;
  return {
    row,
    view: {
      ...rowView(found),
      office: found.office,
      loggedAt: row.loggedAt,
      location: latitude === null || longitude === null ? null : { latitude, longitude, accuracyMetres },
      photosExpected: row.photosExpected,
      photos: await selectPhotos(tx, visitId),
      problems,
      addenda,
      earlier,
      withdrawReason: row.withdrawReason,
    },
  };
}

export async function selectPhotos(tx: Tx, visitId: string): Promise<PhotoView[]> {
  const rows = await tx.sql
    .select({ photo: visitPhoto, bytes: storedFile.bytes })
    .from(visitPhoto)
    .innerJoin(
      storedFile,
      and(eq(storedFile.districtId, visitPhoto.districtId), eq(storedFile.fileId, visitPhoto.fileId)),
    )
    .where(and(eq(visitPhoto.districtId, tx.districtId), eq(visitPhoto.visitId, visitId)))
    .orderBy(asc(visitPhoto.uploadedAt), asc(visitPhoto.photoId));
  return rows.map(({ photo, bytes }) => photoViewOf(photo, bytes));
}

export function photoViewOf(photo: typeof visitPhoto.$inferSelect, bytes: number): PhotoView {
  const { photoId: id, width, height, takenAt, latitude, longitude, uploadedAt } = photo;
  const location = latitude === null || longitude === null ? null : { latitude, longitude };
  return { id, width, height, bytes, takenAt, location, uploadedAt };
}

export interface LastVisit {
  readonly id: string;
  readonly visitedAt: Instant;
  readonly visitor: { readonly id: string; readonly name: string };
  readonly condition: SiteCondition;
}

/** The latest visit of each project that has one, withdrawn ones apart. One query whatever the number of projects. */
export async function lastVisits(tx: Tx, projectIds: readonly string[]): Promise<Map<string, LastVisit>> {
  if (projectIds.length === 0) return new Map();
  const rows = await tx.sql
    .selectDistinctOn([visit.projectId], {
      projectId: visit.projectId,
      id: visit.visitId,
      visitedAt: visit.visitedAt,
      visitor: { id: person.personId, name: person.name },
      condition: visit.condition,
    })
    .from(visit)
    .innerJoin(person, and(eq(person.districtId, visit.districtId), eq(person.personId, visit.visitorId)))
    .where(
      and(
        eq(visit.districtId, tx.districtId),
        inArray(visit.projectId, [...new Set(projectIds)]),
        isNull(visit.withdrawnAt),
      ),
    )
    .orderBy(visit.projectId, desc(visit.visitedAt), desc(visit.visitId));
  return new Map(rows.map(({ projectId, ...last }) => [projectId, last]));
}

export interface VisitCount {
  readonly projectId: string;
  readonly visitorId: string;
  readonly visits: number;
  /** Days with at least one visit: two looks at a site on one day are one visit by the contract. */
  readonly days: number;
  readonly lastVisitedAt: Instant;
}

/**
 * Who visited which project how often in the calendar month of `day` (or in [from, to) when given), withdrawn visits
 * apart. Whoever did not visit is not listed.
 */
export async function visitsInMonth(
  tx: Tx,
  day: PlainDate,
  filter: { readonly projectIds?: readonly string[]; readonly visitorId?: string } = {},
): Promise<VisitCount[]> {
  const { start, end } = monthContaining(day);
  return visitsBetween(tx, start, end, filter);
}

/** The same over any days [from, to). */
export async function visitsBetween(
  tx: Tx,
  from: PlainDate,
  to: PlainDate,
  { projectIds, visitorId }: { readonly projectIds?: readonly string[]; readonly visitorId?: string } = {},
): Promise<VisitCount[]> {
  const rows = await tx.sql
    .select({
      projectId: visit.projectId,
      visitorId: visit.visitorId,
      visits: count(),
      days: sql<number>`count(distinct ${visit.visitedOn})::int`,
      lastVisitedAt: max(visit.visitedAt),
    })
    .from(visit)
    .where(
      and(
        eq(visit.districtId, tx.districtId),
        isNull(visit.withdrawnAt),
        gte(visit.visitedOn, from),
        lt(visit.visitedOn, to),
        projectIds ? inArray(visit.projectId, [...projectIds]) : undefined,
        visitorId ? eq(visit.visitorId, visitorId) : undefined,
      ),
    )
    .groupBy(visit.projectId, visit.visitorId)
    .orderBy(visit.projectId, visit.visitorId);
  return rows.map((row) => ({ ...row, lastVisitedAt: row.lastVisitedAt! }));
}
