import { Injectable } from '@nestjs/common';
import { can, type CommandContext } from '#domain/access/index.js';
import { dateOf, yearOf } from '#domain/calendar/index.js';
import { RefusedError, type Refusal } from '#domain/refusal.js';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import type { PlanBody, PlanView } from './plan.dto.js';
import { layYear } from './plan.laying.js';
import { selectPlan } from './plan.queries.js';
import { lastVersion, lockPlans, planSubject, type PlanSubject } from './plan.repository.js';

/** Thrown to undo a preview: the very act, rolled back, so that what it says is what would happen. */
class Previewed extends Error {
  constructor(readonly view: PlanView) {
    super('previewed');
  }
}

/** A project's plan for a year, looked at and revised. */
@Injectable()
export class PlanService {
  constructor(private readonly database: Database) {}

  async one(context: CommandContext, projectId: string, year: number | undefined): Promise<PlanView> {
    return this.database.read(context, async (tx) => {
      assertReadable(tx, await planSubject(tx, projectId));
      return selectPlan(tx, projectId, year ?? yearOf(dateOf(tx.now)));
    });
  }

  /**
   * Publishes the next version of a year's plan. Refusals: `project.not_found`, `access.denied`, `plan.version_conflict`
   * (with the plan as it is), `plan.period_closed`, `plan.effective_outside_year`, and those of `layPlan`.
   */
  async publish(
    context: CommandContext,
    projectId: string,
    year: number,
    seen: number,
    body: PlanBody,
    preview: boolean,
  ): Promise<PlanView> {
    try {
      return await this.database.transaction(context, async (tx) => {
        const subject = await lockPlans(tx, projectId);
        assertReadable(tx, subject);
        const { actor } = context;
        if (actor.kind === 'person' && !can(actor, 'plan.write', subject))
          refuse('access.denied', { action: 'plan.write' });
        if ((await lastVersion(tx, projectId, year)) !== seen)
          throw new VersionConflictError('plan', await selectPlan(tx, projectId, year));
        const version = await layYear(tx, await calendarToCountBy(tx), projectId, year, body);
        const view = await selectPlan(tx, projectId, year);
        if (preview) throw new Previewed(view);
        await announceChange(tx, { subject: 'plan', id: projectId, version });
        const { annual, reason, figures } = body;
        const { effectiveFrom } = view.versions[0]!;
        await recordAudit(tx, [
          {
            action: 'plan.publish',
            subjectKind: 'project',
            subjectId: projectId,
            detail: { year, version, annual, laidBy: figures.kind, effectiveFrom, reason },
          },
        ]);
        return view;
      });
    } catch (error) {
      if (error instanceof Previewed) return error.view;
      throw error;
    }
  }
}

/** A project out of reach answers like one that isn't there. */
function assertReadable(tx: Tx, subject: PlanSubject | undefined): asserts subject is PlanSubject {
  const { actor } = tx.context;
  if (subject === undefined) return refuse('project.not_found');
  if (actor.kind === 'person' && !can(actor, 'plan.read', subject))
    throw new RefusedError({ code: 'project.not_found', args: {} }, 'access.out_of_reach');
}

function refuse(code: string, args: Refusal['args'] = {}): never {
  throw new RefusedError({ code, args });
}
