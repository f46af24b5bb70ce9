import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';

/** What the ids among the filters are called: units, leaders, series, which everybody may know of. Others stay ids. */
export async function namesOfFilters(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = sql`any(${sql.param([...ids])}::uuid[])`;
  const found = await tx.sql.execute<{ id: string; name: string }>(sql`
    select unit_id as id, name from unit where district_id = ${tx.districtId} and unit_id = ${wanted}
    union all
    select series_id, name from meeting_series where district_id = ${tx.districtId} and series_id = ${wanted}
    union all
    select p.person_id, p.name from person p
    where p.district_id = ${tx.districtId} and p.person_id = ${wanted} and exists (
      select 1 from person_role r
      where r.district_id = p.district_id and r.person_id = p.person_id and r.role in ('leader', 'principal'))`);
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}

export async function nameOfDistrict(tx: Tx): Promise<string> {
  const found = await tx.sql.execute<{ name: string }>(sql`
    select name from district where district_id = ${tx.districtId}`);
  return found.rows[0]?.name ?? '';
}
