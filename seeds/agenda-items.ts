import type { Instant } from '#domain/calendar/index.js';
import type { Outcome } from '#domain/meeting/index.js';
import type { agendaItem } from '#db/schema/index.js';
import type { ItemSketch } from './agenda-sketch.js';
import type { NumberedDecision } from './decision-numbers.js';
import { coordinatorId } from './persons.js';
import { departmentId } from './units.js';

export type ItemRow = Omit<typeof agendaItem.$inferInsert, 'districtId'>;

interface OnAgenda {
  readonly position: number;
  readonly outcome: Outcome | null;
  /** How many items the agenda has. */
  readonly of: number;
  readonly numbers: ReadonlyMap<string, NumberedDecision>;
}

/** As wide as a list shows it. */
const TITLE_LENGTH = 200;

export function itemRow(sketch: ItemSketch, { position, outcome, of, numbers }: OnAgenda): ItemRow {
  const { itemId, meetingId, section, times, state, admittedAt, carriedFromId } = sketch;
  const { session } = sketch.about === 'decision' ? sketch.due.meeting : sketch.listing.meeting;
  const each = session ? (session.endedAt - session.startedAt) / Math.max(1, of) : 0;
  const recorded = outcome !== null && session !== null;
  return {
    ...{ itemId, meetingId, section, times, state, admittedAt, carriedFromId, position },
    ...about(sketch, numbers),
    ...(recorded && {
      outcomeKind: outcome.kind,
      outcome,
      outcomeAt: Math.round(session.startedAt + each * Math.max(0.5, position - 0.1)) as Instant,
      outcomeBy: coordinatorId,
      spentSeconds: Math.round(each / 1_000),
      version: 2,
    }),
  };
}

function about(sketch: ItemSketch, numbers: ReadonlyMap<string, NumberedDecision>): Partial<ItemRow> {
  switch (sketch.about) {
    case 'problem': {
      const { id, projectId } = sketch.problem.story.state;
      return { problemId: id, subjectId: id, projectId };
    }
    case 'matter': {
      const { title, ask, answer, presenter, section } = sketch.matter.topic;
      const named = { title, ask, answer, presenterUnitId: departmentId(presenter), addedBy: coordinatorId };
      return { subjectKind: section === 'readiness' ? 'readiness' : 'matter', ...named };
    }
    case 'decision': {
      const { id, number, projectId, leadUnitId } = numbers.get(sketch.decision.state.id)!.story.state;
      return {
        ...{ subjectKind: 'decision', subjectId: id, decisionId: id, projectId, period: sketch.meetingId },
        title: `${number} ${sketch.decision.text}`.slice(0, TITLE_LENGTH),
        presenterUnitId: leadUnitId,
      };
    }
  }
}
