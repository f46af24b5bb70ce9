import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { spanContaining } from '#domain/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { refuse, scopeOf } from './report.access.js';
import { milestonesOf } from './report.queries.js';
import type { TrailEntry, TrailQuery } from './report-trail.dto.js';
import { isProjectInScope, selectCorrections, selectTrail } from './report-trail.queries.js';

/** 周形象进度: what the weekly reports said of a project, week after week, with what was corrected since. */
@Injectable()
export class ReportTrailReader {
  constructor(private readonly database: Database) {}

  /** The newest report first. Refusal: `project.not_found`, also out of reach. */
  async trail(context: CommandContext, projectId: string, { cursor, limit }: TrailQuery): Promise<Page<TrailEntry>> {
    const after = decodeCursor(cursor, z.tuple([z.iso.date(), z.uuid()]));
    return this.database.read(context, async (tx) => {
      const inScope = await isProjectInScope(tx, projectId, scopeOf(context, 'report.read'));
      if (!inScope) refuse('project.not_found', {}, inScope === false ? 'access.out_of_reach' : undefined);
      const found = await selectTrail(tx, projectId, limit + 1, after);
      const rows = found.slice(0, limit);
      const names = new Map((await milestonesOf(tx, [projectId])).map(({ id, name }) => [id, name]));
      const ids = rows.map(({ reportId }) => reportId);
      const corrections = await selectCorrections(tx, projectId, ids);
      const last = rows.at(-1);
      return {
        items: rows.map((row) => ({
          ...row,
          figures: row.figures.map((figure) => ({ ...figure, end: spanContaining(figure.start).end })),
          // One that was struck from the project since has no name any more.
          milestones: row.milestones.flatMap(({ id, reachedOn }) => {
            const name = names.get(id);
            return name === undefined ? [] : [{ id, name, reachedOn }];
          }),
          corrections: corrections
            .filter(({ reportId }) => reportId === row.reportId)
            .map(({ at, by, reason, detail: { spanStart, from, to } }) => ({ at, by, reason, spanStart, from, to })),
        })),
        next: last && found.length > limit ? encodeCursor([last.start, last.reportId]) : null,
      };
    });
  }
}
