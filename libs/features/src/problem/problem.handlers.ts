import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { occurrenceOf, timerKinds, type TimerKind } from '#domain/ladder/index.js';
import { leaderChanged, type LeaderChange } from '#features/project/index.js';
import { HandleJob, HandleTimers, type DueTimer, type TimerOutcome } from '#jobs/index.js';
import { applyProblemEvents } from './problem.events.js';
import { untoldOfLeader } from './problem.queries.js';

/** The controller's twin: alarms of problems become events of the same service. */
@Injectable()
export class ProblemHandlers {
  constructor(private readonly database: Database) {}

  /** What was moved, met or closed meanwhile comes out as `stale`: the ladder judges by the present state. */
  @HandleTimers(...timerKinds)
  async alarms(tx: Tx, due: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    const outcomes = await applyProblemEvents(
      tx,
      due.map(({ subjectId, kind }) => ({ problemId: subjectId, event: occurrenceOf(kind as TimerKind) })),
    );
    return new Map(due.map(({ timerId }, index) => [timerId, outcomes[index]!]));
  }

  /** The new leader is told of every problem that is not closed. A promise kept twice finds it written down already. */
  @HandleJob(leaderChanged)
  async tellNewLeader(change: LeaderChange, context: CommandContext): Promise<void> {
    const { projectId, contractId, fromLeaderId: from, toLeaderId: to } = change;
    await this.database.transaction(context, async (tx) => {
      const problemIds = await untoldOfLeader(tx, projectId, contractId);
      await applyProblemEvents(
        tx,
        problemIds.map((problemId) => ({ problemId, event: { type: 'leaderChanged', from, to, contractId } })),
      );
    });
  }
}
