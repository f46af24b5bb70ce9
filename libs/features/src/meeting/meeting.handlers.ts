import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { decisionLeftMeeting, decisionReachedMeeting } from '#features/decision/index.js';
import { problemLeftMeeting, problemReachedMeeting } from '#features/problem/index.js';
import {
  HandleJob,
  HandlePeriod,
  HandleTimers,
  type DuePeriod,
  type DueTimer,
  type TimerOutcome,
} from '#jobs/index.js';
import { listDueDecisions, removeDecision } from './meeting.decisions.js';
import { admitProblems } from './meeting.admission.js';
import { lockAgendas, openAgendas, passMeetings, remindOfApproval, removeFromAgenda } from './meeting.course.js';

/** What happens to meetings without a person. */
@Injectable()
export class MeetingHandlers {
  constructor(private readonly database: Database) {}

  @HandleJob(problemReachedMeeting)
  async admit({ problemId }: { problemId: string }, context: CommandContext): Promise<void> {
    await this.database.transaction(context, (tx) => admitProblems(tx, [problemId]));
  }

  @HandleJob(problemLeftMeeting)
  async remove({ problemId }: { problemId: string }, context: CommandContext): Promise<void> {
    await this.database.transaction(context, (tx) => removeFromAgenda(tx, problemId));
  }

  @HandleJob(decisionReachedMeeting)
  async listDecision(_promise: { decisionId: string }, context: CommandContext): Promise<void> {
    await this.database.transaction(context, listDueDecisions);
  }

  @HandleJob(decisionLeftMeeting)
  async removeDecision({ decisionId }: { decisionId: string }, context: CommandContext): Promise<void> {
    await this.database.transaction(context, (tx) => removeDecision(tx, decisionId));
  }

  @HandleTimers('meeting.cut-off')
  async lock(tx: Tx, due: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    return byTimer(due, await lockAgendas(tx, subjectsOf(due)));
  }

  @HandleTimers('meeting.approval')
  async remind(tx: Tx, due: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    return byTimer(due, await remindOfApproval(tx, subjectsOf(due)));
  }

  @HandleTimers('meeting.passed')
  async pass(tx: Tx, due: DueTimer[]): Promise<ReadonlyMap<string, TimerOutcome>> {
    return byTimer(due, await passMeetings(tx, subjectsOf(due)));
  }

  @HandlePeriod({ name: 'meeting.open-agendas', period: 'day', at: '00:30' })
  async open(tx: Tx, _day: DuePeriod): Promise<void> {
    await openAgendas(tx);
  }
}

function subjectsOf(due: readonly DueTimer[]): string[] {
  return [...new Set(due.map(({ subjectId }) => subjectId))];
}

function byTimer(due: readonly DueTimer[], outcomes: ReadonlyMap<string, TimerOutcome>): Map<string, TimerOutcome> {
  return new Map(due.map(({ timerId, subjectId }) => [timerId, outcomes.get(subjectId) ?? 'stale']));
}
