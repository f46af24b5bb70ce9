import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { milestone, milestoneChange } from '#db/schema/index.js';
import { authorOf } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { skipOvertaken } from '#features/notice/index.js';
import type { MilestonesBody } from './project.dto.js';

export async function milestoneIds(tx: Tx, projectId: string): Promise<Set<string>> {
  const rows = await tx.sql
    .select({ id: milestone.milestoneId })
    .from(milestone)
    .where(and(eq(milestone.districtId, tx.districtId), eq(milestone.projectId, projectId)));
  return new Set(rows.map(({ id }) => id));
}

/** Milestones that a report says were reached. One that was reached before keeps its day. Answers which ones are new. */
export async function reachMilestones(
  tx: Tx,
  reached: readonly { readonly projectId: string; readonly id: string; readonly reachedOn: PlainDate }[],
): Promise<string[]> {
  if (reached.length === 0) return [];
  const found = await tx.sql.execute<{ id: string; projectId: string; on: PlainDate }>(sql`
    update milestone m set reached_on = r.reached_on
    from unnest(${sql.param(reached.map(({ projectId }) => projectId))}::uuid[],
                ${sql.param(reached.map(({ id }) => id))}::uuid[],
                ${sql.param(reached.map(({ reachedOn }) => reachedOn))}::date[]) as r (project_id, milestone_id, reached_on)
    where m.district_id = ${tx.districtId} and m.project_id = r.project_id and m.milestone_id = r.milestone_id
      and m.reached_on is null
    returning m.milestone_id as id, m.project_id as "projectId", m.reached_on::text as "on"`);
  await recordMilestoneChanges(
    tx,
    found.rows.map(({ id, projectId, on }) => ({
      ...{ milestoneId: id, projectId, kind: 'reached' as const, fromOn: null, toOn: on },
      reason: REACHED_BY_REPORT,
    })),
  );
  return found.rows.map(({ id }) => id);
}

/** Stands where the evidence would: the weekly report is the evidence. */
const REACHED_BY_REPORT = '周报填报';

export async function replaceMilestones(
  tx: Tx,
  projectId: string,
  milestones: readonly (Omit<MilestonesBody['milestones'][number], 'id'> & { id: string })[],
): Promise<void> {
  await tx.sql
    .delete(milestone)
    .where(and(eq(milestone.districtId, tx.districtId), eq(milestone.projectId, projectId)));
  if (milestones.length > 0)
    await tx.sql.insert(milestone).values(
      milestones.map(({ id, name, dueOn, reachedOn }) => ({
        districtId: tx.districtId,
        milestoneId: id,
        projectId,
        name,
        dueOn,
        reachedOn,
      })),
    );
}

export interface MilestoneChange {
  readonly projectId: string;
  readonly milestoneId: string;
  readonly kind: 'moved' | 'reached' | 'unreached';
  readonly fromOn: PlainDate | null;
  readonly toOn: PlainDate | null;
  readonly reason: string;
}

/** Writes down what happened to milestones, by whoever acts. */
export async function recordMilestoneChanges(tx: Tx, changes: readonly MilestoneChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { districtId, now: at } = tx;
  const by = authorOf(tx.context);
  await tx.sql
    .insert(milestoneChange)
    .values(changes.map((change) => ({ districtId, changeId: newId(), ...change, by, at })));
  // What asked for the milestone asks no more, or asks for another day.
  await skipOvertaken(
    tx,
    changes.map(({ milestoneId: subjectId }) => ({ subjectId, rules: ['contract.milestone-due'] })),
  );
}

/** One milestone of a locked project. */
export async function selectMilestone(tx: Tx, projectId: string, milestoneId: string) {
  const [row] = await tx.sql
    .select({ name: milestone.name, dueOn: milestone.dueOn, reachedOn: milestone.reachedOn })
    .from(milestone)
    .where(isMilestone(tx, projectId, milestoneId));
  return row;
}

export async function updateMilestone(
  tx: Tx,
  projectId: string,
  milestoneId: string,
  changed: { dueOn: PlainDate } | { reachedOn: PlainDate | null },
): Promise<void> {
  await tx.sql
    .update(milestone)
    .set(changed)
    .where(isMilestone(tx, projectId, milestoneId));
}

function isMilestone(tx: Tx, projectId: string, milestoneId: string) {
  return and(
    eq(milestone.districtId, tx.districtId),
    eq(milestone.projectId, projectId),
    eq(milestone.milestoneId, milestoneId),
  );
}

/** A milestone as a contract commits to it. */
export interface CommittedMilestone {
  readonly projectId: string;
  readonly name: string;
  readonly dueOn: PlainDate;
}

/**
 * The projects' milestones that these commitments mean, by name; what a project does not know yet is entered. So each
 * committed milestone can be reached. In two statements, in the order given.
 */
export async function milestonesFor<Committed extends CommittedMilestone>(
  tx: Tx,
  committed: readonly Committed[],
): Promise<(Committed & { milestoneId: string })[]> {
  if (committed.length === 0) return [];
  const projectIds = [...new Set(committed.map(({ projectId }) => projectId))];
  const known = await tx.sql
    .select({ id: milestone.milestoneId, projectId: milestone.projectId, name: milestone.name })
    .from(milestone)
    .where(and(eq(milestone.districtId, tx.districtId), inArray(milestone.projectId, projectIds)))
    .orderBy(milestone.dueOn, milestone.milestoneId);
  const keyOf = ({ projectId, name }: { projectId: string; name: string }) => `${projectId} ${name}`;
  const idOf = new Map<string, string>();
  for (const each of known) if (!idOf.has(keyOf(each))) idOf.set(keyOf(each), each.id);
  // Where one name is committed to twice, the last day given is the one that is planned.
  const missing = new Map(committed.filter((each) => !idOf.has(keyOf(each))).map((each) => [keyOf(each), each]));
  for (const key of missing.keys()) idOf.set(key, newId());
  if (missing.size > 0)
    await tx.sql.insert(milestone).values(
      [...missing].map(([key, { projectId, name, dueOn }]) => ({
        ...{ districtId: tx.districtId, milestoneId: idOf.get(key)!, projectId, name, dueOn },
      })),
    );
  return committed.map((each) => ({ ...each, milestoneId: idOf.get(keyOf(each))! }));
}

/** The days that these milestones are planned for now. */
export async function dueDaysOf(tx: Tx, milestoneIds: readonly string[]): Promise<Map<string, PlainDate>> {
  if (milestoneIds.length === 0) return new Map();
  const rows = await tx.sql
    .select({ id: milestone.milestoneId, dueOn: milestone.dueOn })
    .from(milestone)
    .where(and(eq(milestone.districtId, tx.districtId), inArray(milestone.milestoneId, [...milestoneIds])));
  return new Map(rows.map(({ id, dueOn }) => [id, dueOn]));
}
