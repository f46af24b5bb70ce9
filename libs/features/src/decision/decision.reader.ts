import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '#db/database.js';
import { scopeFor, type CommandContext } from '#domain/access/index.js';
import { dateOf, plainDate, yearOf, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { dateAccount, type DecisionState } from '#domain/decision/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { mayReach, personOf } from './decision.access.js';
import { allowedActs } from './decision.allowed.js';
import type { DecisionRowView, DecisionsQuery, DecisionSummaryView, DecisionView } from './decision.dto.js';
import { personNames, selectDecisions, selectDecisionTimeline, selectSummary } from './decision-list.queries.js';
import { decisionsById, type DecisionFacts } from './decision.queries.js';
import { readDecision } from './decision.repository.js';

const pageKey = z.tuple([z.int(), z.uuid()]);

/** What the screens show of decisions, each look in one snapshot and within the asker's scope. */
@Injectable()
export class DecisionReader {
  constructor(private readonly database: Database) {}

  async list(context: CommandContext, { cursor, ...query }: DecisionsQuery): Promise<Page<DecisionRowView>> {
    const by = personOf(context);
    const after = decodeCursor(cursor, pageKey);
    return this.database.read(context, async (tx) => {
      const scope = scopeFor(by, 'decision.read');
      const key = after && { moment: after[0] as Instant, id: after[1] };
      const found = await selectDecisions(tx, scope, by, query, key);
      const items = found.slice(0, query.limit).map((row) => rowView(row, tx.now));
      const last = items.at(-1);
      if (!last || found.length <= query.limit) return { items, next: null };
      return { items, next: encodeCursor([query.sort === 'due' ? last.dueAt : last.decidedAt, last.id]) };
    });
  }

  /** Refused with `decision.not_found` when it is not there or out of reach, which look alike. */
  async one(context: CommandContext, decisionId: string): Promise<DecisionView> {
    const by = personOf(context);
    return this.database.read(context, async (tx) => {
      const found = await readDecision(tx, decisionId);
      const [row] = await decisionsById(tx, [decisionId]);
      if (!found || !row) throw new RefusedError({ code: 'decision.not_found', args: {} });
      const { state, subject } = found;
      if (!mayReach(by, 'decision.read', state))
        throw new RefusedError({ code: 'decision.not_found', args: {} }, 'access.out_of_reach');
      const names = await personNames(tx, personsIn(state, subject.recordedBy));
      const someone = (id: string) => ({ id, name: names.get(id) ?? '' });
      const someoneOrNobody = (id: string | null) => (id === null ? null : someone(id));
      const calendar = await loadCalendar(tx);
      const { dueAt, provisional, days } = dateAccount(state, calendar);
      return {
        ...rowView(row, tx.now),
        recordedBy: someone(subject.recordedBy),
        acceptedBy: someoneOrNobody(state.acceptedBy),
        claimedBy: someoneOrNobody(state.claimedBy),
        clock: { dueAt, provisional, days: [...days] },
        answersProblem: state.problem?.answered ?? false,
        ladder: state.ladder,
        extensions: state.extensions.map((extension) => ({
          ...extension,
          requestedBy: someone(extension.requestedBy),
          decidedBy: someoneOrNobody(extension.decidedBy),
        })),
        timeline: await selectDecisionTimeline(tx, decisionId),
        allowed: allowedActs(state, by, calendar, tx.now),
      };
    });
  }

  async summary(
    context: CommandContext,
    query: { seriesId?: string; since?: PlainDate },
  ): Promise<DecisionSummaryView> {
    const by = personOf(context);
    return this.database.read(context, async (tx) => {
      const since = query.since ?? plainDate(`${yearOf(dateOf(tx.now))}-01-01`);
      return { since, units: await selectSummary(tx, scopeFor(by, 'decision.read'), { ...query, since }) };
    });
  }
}

function rowView(row: DecisionFacts, now: Instant): DecisionRowView {
  return { ...row, overdue: row.status === 'open' && row.dueAt < now };
}

function personsIn({ acceptedBy, claimedBy, extensions }: DecisionState, recordedBy: string): string[] {
  const asked = extensions.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]);
  return [recordedBy, acceptedBy, claimedBy, ...asked].filter((id) => id !== null);
}
