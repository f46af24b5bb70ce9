import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { planVersion, project, projectYear } from '#db/schema/index.js';
import { authorOf } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { PlanFigures, SpanAmount } from '#domain/guarantee/index.js';

/** Holds a project's plans until the transaction ends, and says what access to them depends on. */
export async function lockPlans(tx: Tx, projectId: string) {
  const facts = await planSubject(tx, projectId);
  if (facts === undefined) return undefined;
  await tx.sql
    .select({ id: project.projectId })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), eq(project.projectId, projectId)))
    .for('no key update');
  return facts;
}

/** What access to a project's plans depends on; undefined when there is no such project. */
export async function planSubject(tx: Tx, projectId: string): Promise<PlanSubject | undefined> {
  const found = await tx.sql.execute<{ [K in keyof PlanSubject]: PlanSubject[K] }>(sql`
    select p.district_id as "districtId", p.office_id as "officeId", p.company_id as "companyId",
           c.leader_id as "leaderId",
           array(select d.department_id from project_department d
                 where d.district_id = p.district_id and d.project_id = p.project_id) as "departmentIds"
    from project p
    left join contract c on c.district_id = p.district_id and c.project_id = p.project_id and c.to_on is null
    where p.district_id = ${tx.districtId} and p.project_id = ${projectId}`);
  return found.rows[0];
}

/** The facts of a project that `can` asks for. */
export interface PlanSubject {
  readonly districtId: string;
  readonly officeId: string;
  readonly companyId: string;
  readonly leaderId: string | null;
  readonly departmentIds: readonly string[];
}

/** The newest version number of a project's plan for a year; 0 when there is none. */
export async function lastVersion(tx: Tx, projectId: string, year: number): Promise<number> {
  const [row] = await tx.sql
    .select({ version: planVersion.version })
    .from(planVersion)
    .where(
      and(eq(planVersion.districtId, tx.districtId), eq(planVersion.projectId, projectId), eq(planVersion.year, year)),
    )
    .orderBy(desc(planVersion.version))
    .limit(1);
  return row?.version ?? 0;
}

/** What holds now on the spans of a year: plan by the span's first day. */
export async function plansOnSpans(tx: Tx, projectId: string, year: number): Promise<Map<PlainDate, number>> {
  const found = await tx.sql.execute<{ start: PlainDate; plan: string }>(sql`
    select span_start::text as start, plan from span_figure
    where district_id = ${tx.districtId} and project_id = ${projectId}
      and span_start >= ${`${year}-01-01`} and span_start < ${`${year + 1}-01-01`}
    order by span_start`);
  return new Map(found.rows.map(({ start, plan }) => [start, Number(plan)]));
}

/** A version as it is to be stored. */
export interface LaidPlan {
  readonly projectId: string;
  readonly year: number;
  readonly version: number;
  readonly annual: number;
  readonly figures: PlanFigures;
  readonly reason: string;
  readonly effectiveFrom: PlainDate;
  /** Of the spans from `effectiveFrom` to the year's end, in order. */
  readonly laid: readonly SpanAmount[];
}

/** Postgres counts a statement's parameters in 16 bits. */
const VERSIONS_PER_STATEMENT = 4_000;

/**
 * Stores versions, what they lay on the spans, and the annual amounts of the ledger: the three never part. One project's
 * year at most once. The projects are locked by the caller.
 */
export async function storePlans(tx: Tx, plans: readonly LaidPlan[]): Promise<void> {
  if (plans.length === 0) return;
  await storeVersions(tx, plans);
  const { districtId } = tx;
  const spans = plans.flatMap(({ projectId, laid }) => laid.map((span) => ({ projectId, ...span })));
  await tx.sql.execute(sql`
    insert into span_figure (district_id, span_start, project_id, plan)
    select ${districtId}, span_start, project_id, plan
    from unnest(
      ${sql.param(spans.map(({ start }) => start))}::date[], ${sql.param(spans.map(({ projectId }) => projectId))}::uuid[],
      ${sql.param(spans.map(({ amount }) => amount))}::bigint[]) as laid (span_start, project_id, plan)
    where plan > 0 or exists (
      select 1 from span_figure f
      where f.district_id = ${districtId} and f.span_start = laid.span_start and f.project_id = laid.project_id)
    order by span_start, project_id
    on conflict (district_id, span_start, project_id) do update set plan = excluded.plan`);
}

/** The versions and the ledger's amounts alone, for whoever writes the spans itself in the same transaction. */
export async function storeVersions(tx: Tx, plans: readonly LaidPlan[]): Promise<void> {
  const { districtId } = tx;
  const createdBy = authorOf(tx.context);
  for (let from = 0; from < plans.length; from += VERSIONS_PER_STATEMENT)
    await tx.sql.insert(planVersion).values(
      plans.slice(from, from + VERSIONS_PER_STATEMENT).map(({ laid, ...version }) => ({
        ...version,
        amounts: laid.map(({ amount }) => amount),
        districtId,
        createdBy,
        createdAt: tx.now,
      })),
    );
  await tx.sql
    .insert(projectYear)
    .values(plans.map(({ projectId, year, annual }) => ({ districtId, projectId, year, plannedInvestment: annual })))
    .onConflictDoUpdate({
      target: [projectYear.districtId, projectYear.projectId, projectYear.year],
      set: { plannedInvestment: sql`excluded.planned_investment` },
    });
}

/** Takes a year out of the ledger whose plan is nothing now. */
export async function dropYear(tx: Tx, projectId: string, year: number): Promise<void> {
  await tx.sql
    .delete(projectYear)
    .where(
      and(eq(projectYear.districtId, tx.districtId), eq(projectYear.projectId, projectId), eq(projectYear.year, year)),
    );
}
