import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';

/** What these projects have planned in each month of a year, whole yuan: one query. Those without a plan are left out. */
export async function monthPlans(tx: Tx, projectIds: readonly string[], year: number): Promise<Map<string, number[]>> {
  const found = await tx.sql.execute<{ projectId: string; month: number; plan: string }>(sql`
    select project_id as "projectId", extract(month from span_start)::int as month, sum(plan) as plan
    from span_figure
    where district_id = ${tx.districtId} and project_id = any(${sql.param([...projectIds])}::uuid[])
      and span_start >= ${`${year}-01-01`} and span_start < ${`${year + 1}-01-01`}
    group by 1, 2 having sum(plan) > 0`);
  const plans = new Map<string, number[]>();
  for (const { projectId, month, plan } of found.rows) {
    const months = plans.get(projectId) ?? Array.from({ length: 12 }, () => 0);
    months[month - 1] = Number(plan);
    plans.set(projectId, months);
  }
  return plans;
}
