import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { decisionTimerKinds } from '#domain/decision/index.js';
import { DecisionHandlers } from '#features/decision/decision.handlers.js';
import { MeetingHandlers } from '#features/meeting/meeting.handlers.js';
import { ProblemHandlers } from '#features/problem/problem.handlers.js';
import { timerKinds } from '#domain/ladder/index.js';
import type { HandlerRegistry } from '#jobs/handler-registry.js';
import type { TimerHandler } from '#jobs/handlers.decorators.js';
import { TimerFiring } from '#jobs/timer-firing.js';

/** Fires what is due at the database's moment, by the worker's own firing and the real handlers. Answers how many. */
export async function fireDue(database: Database, districtId: string): Promise<number> {
  const problems = new ProblemHandlers(database);
  const meetings = new MeetingHandlers(database);
  const decisions = new DecisionHandlers(database);
  const decisionAlarms: TimerHandler = (tx, due) => decisions.alarms(tx, due);
  // One function for all kinds of one handler, as discovery gives it: a batch is cut where the handler changes.
  const alarms: TimerHandler = (tx, due) => problems.alarms(tx, due);
  const timers = new Map<string, TimerHandler>([
    ...timerKinds.map((kind) => [kind, alarms] as const),
    ...decisionTimerKinds.map((kind) => [kind, decisionAlarms] as const),
    ['meeting.cut-off', (tx, due) => meetings.lock(tx, due)],
    ['meeting.approval', (tx, due) => meetings.remind(tx, due)],
    ['meeting.passed', (tx, due) => meetings.pass(tx, due)],
  ]);
  const registry = { timers } as unknown as HandlerRegistry;
  return new TimerFiring(database, registry, { queue: 'postgres' }).fireAllDue(districtId);
}

/** Keeps the promises that projects and problems made, each once, in order. Answers how many. */
export async function keepPromises(database: Database, context: CommandContext): Promise<number> {
  const meetings = new MeetingHandlers(database);
  const problems = new ProblemHandlers(database);
  const decisions = new DecisionHandlers(database);
  const handlers: Readonly<Record<string, (payload: never) => Promise<void>>> = {
    'problem.reached-meeting': (payload) => meetings.admit(payload, context),
    'decision.reached-meeting': (payload) => meetings.listDecision(payload, context),
    'decision.left-meeting': (payload) => meetings.removeDecision(payload, context),
    'problem.left-meeting': (payload) => meetings.remove(payload, context),
    'problem.standing-changed': (payload) => decisions.follow(payload, context),
    'project.leader-changed': (payload) => problems.tellNewLeader(payload, context),
  };
  const jobs = await database.read(context, async (tx) => {
    const found = await tx.sql.execute<{ outbox_id: string; job: string; payload: unknown }>(sql`
      select outbox_id, job, payload from outbox
      where district_id = ${context.districtId} and done_at is null
        and job = any(${sql.param(Object.keys(handlers))}::text[])
      order by outbox_id`);
    return found.rows;
  });
  for (const { outbox_id, job, payload } of jobs) {
    await handlers[job]!(payload as never);
    await database.transaction(context, (tx) =>
      tx.sql.execute(sql`update outbox set done_at = duban_now()
        where district_id = ${context.districtId} and outbox_id = ${outbox_id}`),
    );
  }
  return jobs.length;
}
