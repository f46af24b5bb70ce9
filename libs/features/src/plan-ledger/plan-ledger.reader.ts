import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '#db/database.js';
import { scopeFor, type CommandContext } from '#domain/access/index.js';
import { dateOf, yearOf } from '#domain/calendar/index.js';
import { decodeCursor, encodeCursor } from '#platform/http/index.js';
import type { PlansPageView, PlansQuery } from './plan-ledger.dto.js';
import { selectPlans, sumPlans } from './plan-ledger.queries.js';

/** 计划台账: every project's plan of a year, one page and the sums of all in one snapshot, within the asker's scope. */
@Injectable()
export class PlanLedgerReader {
  constructor(private readonly database: Database) {}

  async list(context: CommandContext, { cursor, limit, year: asked, ...filter }: PlansQuery): Promise<PlansPageView> {
    const { actor } = context;
    const scope = actor.kind === 'person' ? scopeFor(actor, 'plan.read') : ({ kind: 'district' } as const);
    const [after] = decodeCursor(cursor, z.tuple([z.string()])) ?? [];
    return this.database.read(context, async (tx) => {
      const year = asked ?? yearOf(dateOf(tx.now));
      const found = await selectPlans(tx, scope, { ...filter, year }, { after, limit: limit + 1 });
      const items = found.slice(0, limit);
      const next = found.length > limit ? encodeCursor([items.at(-1)!.code]) : null;
      return { year, items, next, sums: await sumPlans(tx, scope, { ...filter, year }) };
    });
  }
}
