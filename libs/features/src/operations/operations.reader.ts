import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { dateOf, parsePlainDate, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { deliveriesOf, deliveryState, type DeliveriesQuery, type DeliveryView } from '#features/notice/index.js';
import { deadLetters, definedPeriods, inspection, type PeriodRow, type TimerRow } from '#jobs/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { causeOf } from './causes.js';
import { districtSince } from './district-since.queries.js';
import type {
  DeadLettersQuery,
  DeadLetterView,
  OverviewView,
  PeriodRunsQuery,
  PeriodsView,
  TimersQuery,
  TimerView,
} from './operations.dto.js';
import { periodLag } from './period-lag.js';
import { jobPurpose, periodPurpose, timerPurpose } from './purposes.js';
import { subjectNames, type SubjectName } from './subject-names.queries.js';
import { keyOf, subjectOf, type SubjectRef } from './subjects.js';

const momentAndId = z.tuple([z.number(), z.uuid()]);
const day = z.tuple([z.string().refine((text) => parsePlainDate(text) !== undefined)]);

/** What operators look at, each look in one snapshot. */
@Injectable()
export class OperationsReader {
  constructor(private readonly database: Database) {}

  overview(context: CommandContext): Promise<OverviewView> {
    return this.database.read(context, async (tx) => {
      const { promises, timers } = await inspection.workState(tx);
      const periods = await periodsOf(tx);
      return {
        at: tx.now,
        programs: Object.fromEntries(await inspection.programs(tx)),
        ...{ promises, timers },
        deliveries: await deliveryState(tx),
        periodsBehind: periods.reduce((sum, { behind }) => sum + behind, 0),
      };
    });
  }

  deadLetters(context: CommandContext, { limit, cursor, job }: DeadLettersQuery): Promise<Page<DeadLetterView>> {
    const key = decodeCursor(cursor, momentAndId);
    return this.database.read(context, async (tx) => {
      const before = key && { deadAt: key[0] as Instant, outboxId: key[1] };
      const found = await deadLetters.list(tx, { limit: limit + 1, job, before });
      const rows = found.slice(0, limit);
      const subjects = rows.map(({ payload }) => subjectOf(payload));
      const names = await subjectNames(
        tx,
        subjects.filter((ref) => ref !== null),
      );
      const last = rows.at(-1);
      return {
        items: rows.map((row, n) => ({
          id: row.outboxId,
          job: row.job,
          ...jobPurpose(row.job),
          subject: subjects[n] ? named(subjects[n], names) : null,
          promisedAt: row.createdAt,
          deadAt: row.deadAt,
          attempts: row.attempts,
          cause: failure(row.lastError),
          requestId: row.requestId,
        })),
        next: found.length > limit && last ? encodeCursor([last.deadAt, last.outboxId]) : null,
      };
    });
  }

  timers(context: CommandContext, { limit, cursor, ...filter }: TimersQuery): Promise<Page<TimerView>> {
    const key = decodeCursor(cursor, momentAndId);
    return this.database.read(context, async (tx) => {
      const after = key && { at: key[0] as Instant, timerId: key[1] };
      const found = await inspection.timersOf(tx, filter, { limit: limit + 1, after });
      const page = found.slice(0, limit);
      const refOf = ({ subjectKind: kind, subjectId: id }: TimerRow): SubjectRef => ({ kind, id });
      const names = await subjectNames(
        tx,
        page.map(({ row }) => refOf(row)),
      );
      const last = page.at(-1)?.key;
      return {
        items: page.map(({ row: { timerId, subjectKind, subjectId, lastError, ...row } }) => ({
          id: timerId,
          ...row,
          ...timerPurpose(row.kind),
          subject: named({ kind: subjectKind, id: subjectId }, names),
          cause: lastError === null ? null : failure(lastError),
        })),
        next: found.length > limit && last ? encodeCursor([last.at, last.timerId]) : null,
      };
    });
  }

  deliveries(context: CommandContext, query: DeliveriesQuery): Promise<Page<DeliveryView>> {
    return this.database.read(context, (tx) => deliveriesOf(tx, query));
  }

  periods(context: CommandContext): Promise<PeriodsView> {
    return this.database.read(context, periodsOf);
  }

  periodRuns(context: CommandContext, { limit, cursor, job }: PeriodRunsQuery): Promise<Page<PeriodRow>> {
    const before = decodeCursor(cursor, day)?.[0] as PlainDate | undefined;
    return this.database.read(context, async (tx) => {
      const found = await inspection.periodRuns(tx, job, { limit: limit + 1, before });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? encodeCursor([items.at(-1)!.periodStart]) : null };
    });
  }
}

/** How far every periodic work that this release knows has come. */
export async function periodsOf(tx: Tx): Promise<PeriodsView> {
  const latest = new Map((await inspection.latestPeriods(tx)).map((row) => [row.job, row]));
  const since = dateOf(await districtSince(tx));
  return definedPeriods()
    .map((work) => {
      const last = latest.get(work.name);
      const open = last !== undefined && last.finishedAt === null;
      return {
        job: work.name,
        does: periodPurpose(work.name),
        every: work.period,
        ...periodLag(work, last, since, tx.now),
        attempts: open ? last.attempts : 0,
        cause: open && last.lastError !== null ? failure(last.lastError) : null,
      };
    })
    .sort((a, b) => (a.job < b.job ? -1 : 1));
}

function failure(lastError: string | null) {
  return { ...causeOf(lastError), original: lastError };
}

function named(ref: SubjectRef, names: ReadonlyMap<string, SubjectName>) {
  const found = names.get(keyOf(ref));
  return { ...ref, name: found?.name ?? null, path: found?.path ?? null };
}
