import { Injectable } from '@nestjs/common';
import type { Tx } from '#db/database.js';
import { occurrenceOf, timerKinds, type TimerKind } from '#domain/ladder/index.js';
import { HandleTimers, type DueTimer, type TimerOutcome } from '#jobs/index.js';
import { applyProblemEvents } from './problem.events.js';

/** The controller's twin: alarms of problems become events of the same service. */
@Injectable()
export class ProblemHandlers {
  /** What was moved, met or closed meanwhile comes out as `stale`: the ladder judges by the present state. */
  @HandleTimers(...timerKinds)
  async alarms(tx: Tx, due: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    const outcomes = await applyProblemEvents(
      tx,
      due.map(({ subjectId, kind }) => ({ problemId: subjectId, event: occurrenceOf(kind as TimerKind) })),
    );
    return new Map(due.map(({ timerId }, index) => [timerId, outcomes[index]!]));
  }
}
