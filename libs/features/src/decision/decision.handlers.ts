import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { alarmOf, decisionTimerKinds, type DecisionTimerKind } from '#domain/decision/index.js';
import { problemStandingChanged } from '#features/problem/index.js';
import { HandleJob, HandleTimers, type DueTimer, type TimerOutcome } from '#jobs/index.js';
import { applyDecisionEvents } from './decision.events.js';
import { followProblem } from './decision.of-problems.js';

/** The controller's twin: alarms of decisions become events of the same service. */
@Injectable()
export class DecisionHandlers {
  constructor(private readonly database: Database) {}

  /** What was moved, done or closed meanwhile comes out as `stale`: the rules judge by the present state. */
  @HandleTimers(...decisionTimerKinds)
  async alarms(tx: Tx, due: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    const { outcomes } = await applyDecisionEvents(
      tx,
      due.map(({ subjectId, kind }) => ({ decisionId: subjectId, event: alarmOf(kind as DecisionTimerKind) })),
    );
    return new Map(due.map(({ timerId }, index) => [timerId, outcomes[index]!]));
  }

  /** Its decisions follow a problem that was claimed, checked or closed by its own door. Safe to repeat. */
  @HandleJob(problemStandingChanged)
  async follow({ problemId }: { problemId: string }, context: CommandContext): Promise<void> {
    await this.database.transaction(context, (tx) => followProblem(tx, problemId));
  }
}
