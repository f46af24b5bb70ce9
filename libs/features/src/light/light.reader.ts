import { Injectable } from '@nestjs/common';
import { Database } from '#db/database.js';
import { scopeFor, type CommandContext } from '#domain/access/index.js';
import { addDays, dateOf } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import type { LightsQuery, LightsView } from './light.dto.js';
import { projectsOfScope } from './light-scope.queries.js';
import { lightsOf, type ProjectLight } from './lights.js';

/** Lights of projects, in one snapshot and within the asker's scope. */
@Injectable()
export class LightReader {
  constructor(private readonly database: Database) {}

  /** Refusal: `request.invalid` for a scope that is none, or a day to come. */
  async lights(context: CommandContext, { scope, on, light }: LightsQuery): Promise<LightsView> {
    const where = projectsOfScope(scope);
    if (where === null) throw new RefusedError({ code: 'request.invalid', args: { field: 'scope' } });
    const { actor } = context;
    const reach = actor.kind === 'person' ? scopeFor(actor, 'progress.read') : ({ kind: 'district' } as const);
    return this.database.read(context, async (tx) => {
      const today = dateOf(tx.now);
      if (on !== undefined && on > today) throw new RefusedError({ code: 'request.invalid', args: { field: 'on' } });
      const day = on ?? today;
      const { moment, policyVersion, lights } = await lightsOf(tx, { scope: reach, where, on: day });
      const count = (shown: ProjectLight['light']) => lights.filter((each) => each.light === shown).length;
      return {
        scope,
        on: day,
        asOf: moment.due === null ? null : addDays(moment.due.period.end, -1),
        reportDueAt: moment.due?.dueAt ?? null,
        policyVersion,
        counts: { green: count('green'), yellow: count('yellow'), red: count('red'), grey: count('grey') },
        items: lights.filter((each) => light === undefined || each.light === light).map(itemOf),
      };
    });
  }
}

function itemOf(project: ProjectLight): LightsView['items'][number] {
  const { id, code, name, level, field, platform, line, longitude, latitude } = project;
  const { light, percent, planToDate, actual, gap, why } = project;
  return {
    ...{ id, code, name, level, field, platform, line, longitude, latitude, light, percent, planToDate, actual, gap },
    office: { id: project.officeId, name: project.office, nameEn: project.officeEn },
    leader: project.leaderId === null ? null : { id: project.leaderId, name: project.leader ?? '' },
    why: { code: why.code, args: { ...why.args } },
  };
}
