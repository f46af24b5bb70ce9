import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project, visit } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { projectsInScope } from '#features/project/index.js';
import type { SuggestionsQuery, SuggestionsView } from './visit.dto.js';
import { lastVisits } from './visit.queries.js';

const EARTH_RADIUS_METRES = 6_371_008;

/**
 * Projects within the scope of `visit.log`: with a place of the device the nearest first; without one, those that this
 * person visited before and longest ago, then the others by code.
 */
export async function selectSuggestions(
  tx: Tx,
  scope: Scope,
  personId: string,
  { latitude, longitude, limit }: SuggestionsQuery,
): Promise<SuggestionsView> {
  const distance =
    latitude === undefined || longitude === undefined
      ? sql<number | null>`null::float8`
      : // `least` takes a missing place for the smaller one, so it has to be asked for.
        sql<number | null>`case when ${project.latitude} is null or ${project.longitude} is null then null else
          ${2 * EARTH_RADIUS_METRES} * asin(least(1, sqrt(
            sin(radians(${project.latitude} - ${latitude}::float8) / 2) ^ 2
            + cos(radians(${latitude}::float8)) * cos(radians(${project.latitude}))
              * sin(radians(${project.longitude} - ${longitude}::float8) / 2) ^ 2))) end`;
  const ownLast = sql`(select max(${visit.visitedAt}) from ${visit}
    where ${visit.districtId} = ${project.districtId} and ${visit.projectId} = ${project.projectId}
      and ${visit.visitorId} = ${personId} and ${visit.withdrawnAt} is null)`;
  const rows = await tx.sql
    .select({
      project: { id: project.projectId, code: project.code, name: project.name, line: project.line },
      address: project.address,
      distance,
    })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), projectsInScope(scope)))
    .orderBy(sql`${distance} asc nulls last`, sql`${ownLast} asc nulls last`, project.code)
    .limit(limit);
  const last = await lastVisits(
    tx,
    rows.map(({ project: of }) => of.id),
  );
  return {
    items: rows.map(({ project: of, address, distance: metres }) => ({
      project: of,
      address,
      distanceMetres: metres === null ? null : Math.round(metres),
      lastVisit: last.get(of.id) ?? null,
    })),
  };
}
