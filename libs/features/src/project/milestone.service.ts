import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { Action, CommandContext } from '#domain/access/index.js';
import { dateOf, type PlainDate } from '#domain/calendar/index.js';
import {
  recordMilestoneChanges,
  selectMilestone,
  updateMilestone,
  type MilestoneChange,
} from './milestone.repository.js';
import type { ProjectView } from './project.dto.js';
import { raiseVersion } from './project.repository.js';
import { finish, lockForChange, refuse } from './project.service.js';

type Found = NonNullable<Awaited<ReturnType<typeof selectMilestone>>>;
type Change = Pick<MilestoneChange, 'kind' | 'fromOn' | 'toOn' | 'reason'>;

/** What happens to one milestone, each act with its reason. The lock and the version are the project's. */
@Injectable()
export class MilestoneService {
  constructor(private readonly database: Database) {}

  reach(
    context: CommandContext,
    ...[projectId, milestoneId, seen, { reachedOn, evidence }]: [
      string,
      string,
      number,
      { reachedOn: PlainDate; evidence: string },
    ]
  ): Promise<ProjectView> {
    return this.change(context, 'project.write', projectId, milestoneId, seen, (found, today) => {
      if (found.reachedOn !== null)
        refuse('project.milestone_already_reached', { field: 'reachedOn', on: found.reachedOn });
      if (reachedOn > today) refuse('project.milestone_invalid', { field: 'reachedOn', today });
      return { kind: 'reached', fromOn: null, toOn: reachedOn, reason: evidence };
    });
  }

  /** It turned out not to be reached after all. */
  takeBack(
    context: CommandContext,
    ...[projectId, milestoneId, seen, reason]: [string, string, number, string]
  ): Promise<ProjectView> {
    return this.change(context, 'contract.write', projectId, milestoneId, seen, (found) => {
      if (found.reachedOn === null) refuse('project.milestone_not_reached');
      return { kind: 'unreached', fromOn: found.reachedOn, toOn: null, reason };
    });
  }

  /** Another day is promised. Made after the promised day it is on record, and excuses nothing. */
  move(
    context: CommandContext,
    ...[projectId, milestoneId, seen, { to, reason }]: [string, string, number, { to: PlainDate; reason: string }]
  ): Promise<ProjectView> {
    return this.change(context, 'contract.write', projectId, milestoneId, seen, (found, today) => {
      if (found.reachedOn !== null) refuse('project.milestone_already_reached', { field: 'to', on: found.reachedOn });
      if (to === found.dueOn) refuse('project.milestone_same_day', { field: 'to' });
      if (to < today) refuse('project.milestone_moved_into_past', { field: 'to', today });
      return { kind: 'moved', fromOn: found.dueOn, toOn: to, reason };
    });
  }

  private change(
    context: CommandContext,
    action: Action,
    projectId: string,
    milestoneId: string,
    seen: number,
    decide: (found: Found, today: PlainDate) => Change,
  ): Promise<ProjectView> {
    return this.database.transaction(context, async (tx: Tx) => {
      await lockForChange(tx, action, projectId, seen);
      const found = await selectMilestone(tx, projectId, milestoneId);
      if (!found) return refuse('project.milestone_not_found');
      const change = decide(found, dateOf(tx.now));
      const { kind, toOn } = change;
      await updateMilestone(tx, projectId, milestoneId, kind === 'moved' ? { dueOn: toOn! } : { reachedOn: toOn });
      await recordMilestoneChanges(tx, [{ projectId, milestoneId, ...change }]);
      const version = await raiseVersion(tx, projectId);
      return finish(tx, projectId, version, `project.milestone-${kind}`, { milestoneId, name: found.name, ...change });
    });
  }
}
