import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { scopeFor, type Actor, type CommandContext } from '#domain/access/index.js';
import { dueAt, type Deadline, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { clockAccount, rungOf } from '#domain/ladder/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { ratingOf } from './problem-rating.repository.js';
import { mayRate, ratingViewOf } from './problem-rating.service.js';
import { mayReach, personOf } from './problem.access.js';
import { allowedActs } from './problem.allowed.js';
import {
  selectNames,
  selectProblem,
  selectTimeline,
  type Names,
  type ProblemDetail,
} from './problem-detail.queries.js';
import { countByRung, type RungCount } from './problem-ladder.queries.js';
import { selectProblems } from './problem.queries.js';
import { standingOf } from './problem.standing.js';
import type { ProblemRowView, ProblemsQuery, ProblemView, TimelineEntryView } from './problem-views.dto.js';

const pageKey = z.tuple([z.int().nullable(), z.uuid()]);
const entryKey = z.tuple([z.int(), z.uuid()]);

/** What the screens show of problems, each look in one snapshot and within the asker's scope. */
@Injectable()
export class ProblemReader {
  constructor(private readonly database: Database) {}

  async list(context: CommandContext, { cursor, ...query }: ProblemsQuery): Promise<Page<ProblemRowView>> {
    const by = personOf(context);
    const after = decodeCursor(cursor, pageKey);
    if (after && after[0] === null && query.sort === 'newest')
      throw new RefusedError({ code: 'request.invalid', args: { field: 'cursor' } });
    const found = await this.database.read(context, (tx) =>
      selectProblems(
        tx,
        scopeFor(by, 'problem.read'),
        by,
        query,
        after && { moment: after[0] as Instant | null, id: after[1] },
      ),
    );
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    if (!last || found.length <= query.limit) return { items, next: null };
    return { items, next: encodeCursor([query.sort === 'due' ? last.resolutionDueAt : last.filedAt, last.id]) };
  }

  async ladder(context: CommandContext): Promise<RungCount[]> {
    const by = personOf(context);
    return this.database.read(context, (tx) => countByRung(tx, scopeFor(by, 'problem.read')));
  }

  /** Refused with `problem.not_found` when it is not there or out of reach, which look alike. */
  async one(context: CommandContext, problemId: string): Promise<ProblemView> {
    const by = personOf(context);
    return this.database.read(context, async (tx) => {
      const detail = await readable(tx, by, problemId);
      const calendar = await loadCalendar(tx);
      const rating = await ratingOf(tx, problemId, detail.state.reopened);
      const rated = rating && (await ratingViewOf(tx, rating));
      const view = viewOf(detail, await namesIn(tx, detail), calendar, by, tx.now);
      const rateable = mayRate(by, detail, rating, tx.now);
      return { ...view, rating: rated, allowed: [...view.allowed, ...(rateable ? ['rate'] : [])] };
    });
  }

  async timeline(
    context: CommandContext,
    problemId: string,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<Page<TimelineEntryView>> {
    const by = personOf(context);
    const after = decodeCursor(cursor, entryKey);
    return this.database.read(context, async (tx) => {
      await readable(tx, by, problemId);
      const found = await selectTimeline(tx, problemId, limit, after && { at: after[0] as Instant, id: after[1] });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, next: last && found.length > limit ? encodeCursor([last.at, last.id]) : null };
    });
  }
}

async function readable(tx: Tx, by: Actor, problemId: string): Promise<ProblemDetail> {
  const detail = await selectProblem(tx, problemId);
  if (!detail) throw new RefusedError({ code: 'problem.not_found', args: {} });
  if (!mayReach(by, 'problem.read', detail.state))
    throw new RefusedError({ code: 'problem.not_found', args: {} }, 'access.out_of_reach');
  return detail;
}

function namesIn(tx: Tx, { state }: ProblemDetail): Promise<Names> {
  const persons = [
    state.filedBy,
    state.leaderId,
    ...state.passages.map(({ by }) => by),
    ...[...state.pauses, ...state.extensions].flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]),
  ];
  const units = [
    state.projectOfficeId,
    state.filingOfficeId,
    state.companyId,
    state.leadDepartmentId,
    ...state.assistingDepartmentIds,
  ];
  const given = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null);
  return selectNames(tx, given(persons), given(units));
}

function viewOf(
  { state, subject, ladder, project }: ProblemDetail,
  names: Names,
  calendar: WorkCalendar,
  by: Actor,
  now: Instant,
): Omit<ProblemView, 'rating'> {
  const someone = (id: string) => names.persons.get(id) ?? { id, name: '' };
  const someoneOrClock = (id: string | null) => (id === null ? null : someone(id));
  const unit = (id: string) => names.units.get(id) ?? { id, name: '', nameEn: '' };
  const asked = <Request extends { requestedBy: string; decidedBy: string | null }>(request: Request) => ({
    ...request,
    requestedBy: someone(request.requestedBy),
    decidedBy: someoneOrClock(request.decidedBy),
  });
  const rung = rungOf(ladder, state.rung);
  return {
    ...standingOf(state, subject.number),
    title: subject.title,
    description: subject.description,
    category: subject.category,
    project,
    office: unit(state.projectOfficeId),
    filingOffice: unit(state.filingOfficeId),
    company: unit(state.companyId ?? ''),
    leader: someoneOrClock(state.leaderId),
    filedBy: someone(state.filedBy),
    leadDepartment: state.leadDepartmentId === null ? null : unit(state.leadDepartmentId),
    assistingDepartments: state.assistingDepartmentIds.map(unit),
    answeredBy: rung.answeredBy,
    ladder: { id: ladder.id, version: ladder.version },
    overdue: state.status === 'open' && state.resolutionDueAt !== null && state.resolutionDueAt < now,
    decision: state.decision && { id: state.decision.id, dueAt: state.decision.dueAt },
    clocks: clocksOf({ state, ladder }, calendar),
    passages: state.passages.map((passage) => ({ ...passage, by: someoneOrClock(passage.by) })),
    pauses: state.pauses.map(asked),
    extensions: state.extensions.map(asked),
    allowed: allowedActs(state, by, ladder, calendar, now),
  };
}

/** The clocks of the rung it stands on, each with its account; a moment that was fixed earlier wins over a recount. */
function clocksOf(
  { state, ladder }: Pick<ProblemDetail, 'state' | 'ladder'>,
  calendar: WorkCalendar,
): ProblemView['clocks'] {
  const rung = rungOf(ladder, state.rung);
  const shown = (deadline: Deadline | null, fixed: Instant | null, metAt: Instant | null) =>
    deadline && fixed !== null
      ? { dueAt: fixed, metAt, provisional: deadline.provisional, days: [...deadline.days] }
      : null;
  const entered = state.passages.at(-1)?.enteredAt ?? state.filedAt;
  const pauses = state.pauses.filter(
    ({ rung: at, requestedAt, state: is }) =>
      at === state.rung && requestedAt >= entered && (is === 'approved' || is === 'ended'),
  );
  const response =
    rung.respondWorkdays === null ? null : dueAt(calendar, state.rungStartedAt, rung.respondWorkdays, pauses);
  const verification = state.claimedAt === null ? null : dueAt(calendar, state.claimedAt, ladder.verifyWorkdays);
  const { whistleSignDueAt, whistleContactDueAt } = state;
  return {
    response: shown(response, state.responseDueAt, state.respondedAt),
    resolution: shown(clockAccount(state, ladder, calendar), state.resolutionDueAt, state.claimedAt),
    verification: shown(verification, state.verificationDueAt, null),
    whistle:
      whistleSignDueAt === null
        ? null
        : {
            signDueAt: whistleSignDueAt,
            signedAt: state.whistleSignedAt,
            contactDueAt: whistleContactDueAt,
            contactedAt: state.whistleContactedAt,
          },
  };
}
