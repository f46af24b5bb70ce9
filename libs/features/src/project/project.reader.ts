import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Database } from '#db/database.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type { ProjectRowView, ProjectsQuery, ProjectView } from './project.dto.js';
import { selectProjects } from './project.queries.js';
import { readProject, scopeOf } from './project.service.js';

/** What the ledger shows, each look in one snapshot and within the asker's scope. */
@Injectable()
export class ProjectReader {
  constructor(private readonly database: Database) {}

  async list(context: CommandContext, { cursor, ...filter }: ProjectsQuery): Promise<Page<ProjectRowView>> {
    const after = decodeCursor(cursor, z.tuple([z.string()]));
    const found = await this.database.read(context, (tx) =>
      selectProjects(tx, scopeOf(context, 'project.read'), filter, after?.[0]),
    );
    const items = found.slice(0, filter.limit);
    return { items, next: found.length > filter.limit ? encodeCursor([items.at(-1)!.code]) : null };
  }

  async one(context: CommandContext, projectId: string): Promise<ProjectView> {
    return this.database.read(context, (tx) => readProject(tx, projectId));
  }
}
