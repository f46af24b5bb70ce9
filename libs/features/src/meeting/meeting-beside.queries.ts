import { inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import { dateOf, type PlainDate } from '#domain/calendar/index.js';
import { decisionsById, type DecisionFacts } from '#features/decision/index.js';
import { lightsOf, type ProjectLight } from '#features/light/index.js';
import type { AgendaRow } from './meeting.queries.js';

/** What is shown beside the items of an agenda: how their projects stand, and the decisions that are due. */
export interface Beside {
  readonly projects: ReadonlyMap<string, ProjectLight>;
  readonly decisions: ReadonlyMap<string, DecisionFacts>;
  readonly now: number;
}

/**
 * One statement for all projects and one for all decisions, however long the agenda. A meeting that was held shows what
 * stood on its day's lights, one to come today's. Who sees an item sees its project.
 */
export async function selectBeside(tx: Tx, rows: readonly AgendaRow[], heldOn: PlainDate): Promise<Beside> {
  const today = dateOf(tx.now);
  const projectIds = [...new Set(rows.flatMap((row) => row.project?.id ?? []))];
  const lights =
    projectIds.length === 0
      ? []
      : (
          await lightsOf(tx, {
            scope: { kind: 'district' },
            where: inArray(project.projectId, projectIds),
            on: heldOn < today ? heldOn : today,
          })
        ).lights;
  const decisions = await decisionsById(
    tx,
    rows.flatMap(({ item }) => item.decisionId ?? []),
  );
  return {
    projects: new Map(lights.map((each) => [each.id, each])),
    decisions: new Map(decisions.map((each) => [each.id, each])),
    now: tx.now,
  };
}
