import { Injectable } from '@nestjs/common';
import { scopeFor, type CommandContext, type Scope } from '#domain/access/index.js';
import { dateOf, periodsContaining, yearOf, type PlainDate } from '#domain/calendar/index.js';
import { yearGrid } from '#domain/guarantee/index.js';
import { RefusedError } from '#domain/refusal.js';
import { Database } from '#db/database.js';
import { loadCalendar } from '#features/calendar/index.js';
import { entriesOf, spansOfProject } from '#features/progress/index.js';
import type { FiguresView } from './chain.dto.js';
import { countProjects, nameOfScope } from './scope.queries.js';

/** A project's figures span by span, with every entry they come from: where a sum of the chain can be followed to. */
@Injectable()
export class FiguresReader {
  constructor(private readonly database: Database) {}

  /** Refusal: `project.not_found`, also where it is out of reach. */
  async figures(context: CommandContext, projectId: string, asked: number | undefined): Promise<FiguresView> {
    const { actor } = context;
    const reach: Scope = actor.kind === 'person' ? scopeFor(actor, 'progress.read') : { kind: 'district' };
    return this.database.read(context, async (tx) => {
      const scope = { kind: 'project', id: projectId } as const;
      const isThere = (await nameOfScope(tx, scope)) !== undefined;
      if (!isThere || (await countProjects(tx, scope, reach)).seen === 0)
        throw new RefusedError(
          { code: 'project.not_found', args: {} },
          isThere ? 'access.out_of_reach' : 'project.not_found',
        );
      const year = asked ?? yearOf(dateOf(tx.now));
      const spans = await spansOfProject(tx, projectId, year);
      const entries = new Map<PlainDate, FiguresView['spans'][number]['entries']>();
      for (const { spanStart, enteredBy: by, enteredAt: at, ...entry } of await entriesOf(tx, projectId, year))
        entries.set(spanStart, [...(entries.get(spanStart) ?? []), { ...entry, by, at }]);
      return {
        projectId,
        year,
        spans: yearGrid(await loadCalendar(tx), year).map(({ start, end }) => {
          const { week, tenDay } = periodsContaining(start);
          return {
            ...{ start, end, weekStart: week.start, tenDayStart: tenDay.start },
            ...(spans.get(start) ?? { plan: 0, actual: 0, reported: false }),
            entries: entries.get(start) ?? [],
          };
        }),
      };
    });
  }
}
