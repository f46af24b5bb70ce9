import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { scopeFor, type Actor, type CommandContext } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { mayChangeVisit } from '#domain/visit/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { personOf, reachOf } from './visit.access.js';
import type { SuggestionsQuery, SuggestionsView, VisitRowView, VisitsQuery, VisitView } from './visit.dto.js';
import { selectSuggestions } from './visit-suggestions.queries.js';
import { selectVisit, selectVisits } from './visit.queries.js';

const pageKey = z.tuple([z.int(), z.uuid()]);

/** What the screens show of visits, within the asker's reach. */
@Injectable()
export class VisitReader {
  constructor(private readonly database: Database) {}

  async list(context: CommandContext, { cursor, ...query }: VisitsQuery): Promise<Page<VisitRowView>> {
    const by = personOf(context);
    const after = decodeCursor(cursor, pageKey);
    const found = await this.database.read(context, (tx) =>
      selectVisits(tx, reachOf(by), query, after && { visitedAt: after[0] as Instant, id: after[1] }),
    );
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items, next: last && found.length > query.limit ? encodeCursor([last.visitedAt, last.id]) : null };
  }

  /** Refused with `visit.not_found` when it is not there or out of reach. */
  async one(context: CommandContext, visitId: string): Promise<VisitView> {
    const by = personOf(context);
    return this.database.read(context, (tx) => visitFor(tx, by, visitId));
  }

  async suggestions(context: CommandContext, query: SuggestionsQuery): Promise<SuggestionsView> {
    const by = personOf(context);
    if ((query.latitude === undefined) !== (query.longitude === undefined))
      throw new RefusedError({
        code: 'request.invalid',
        args: { field: query.latitude === undefined ? 'latitude' : 'longitude' },
      });
    return this.database.read(context, (tx) => selectSuggestions(tx, scopeFor(by, 'visit.log'), by.personId, query));
  }
}

/** The whole visit as this person sees it; throws `visit.not_found`. */
export async function visitFor(tx: Tx, by: Actor, visitId: string): Promise<VisitView> {
  const found = await selectVisit(tx, reachOf(by), scopeFor(by, 'problem.read'), visitId);
  if (!found) throw new RefusedError({ code: 'visit.not_found', args: {} });
  const allowed = (['correct', 'add', 'withdraw'] as const).filter(
    (act) => mayChangeVisit(found.row, act, by.personId, tx.now).ok,
  );
  return { ...found.view, allowed };
}
