import type { RecordOutcome } from '#api-client/types.gen.js';
import type { PlainDate } from '#domain/calendar/plain-date.js';
import { OUTCOME_KINDS, judgeOutcome, type Outcome } from '#domain/meeting/outcome.js';
import { addDays } from '#domain/calendar/plain-date.js';
import type { Words } from '../../i18n/use-words.js';
import type { Faults } from '../../ui/faults.js';
import type { AgendaItem } from './use-meeting.js';
import type { OutcomeDraft, OutcomeKind } from './use-outcome-drafts.js';

/** What can become of an item as it stands, by the same rule as the server's. */
export function outcomesFor({ problem, subjectKind }: AgendaItem, heldOn: string): OutcomeKind[] {
  const on = heldOn as PlainDate;
  const matter = { subjectKind, problem: problem && { status: problem.status, rung: problem.rung } };
  const rung = problem?.rung ?? 4;
  const note = '-';
  const tries: Record<OutcomeKind, Outcome> = {
    decision: {
      kind: 'decision',
      note,
      decisions: [
        {
          text: note,
          leadUnitId: note,
          handlingUnitIds: [],
          assistingUnitIds: [],
          dueOn: addDays(on, 1),
          recorded: null,
        },
      ],
    },
    carriedOver: { kind: 'carriedOver', note },
    referredUp: { kind: 'referredUp', note, toRung: rung >= 5 ? 6 : 5 },
    sentDown: { kind: 'sentDown', note, toRung: 2, leadDepartmentId: null },
    noted: { kind: 'noted', note },
    struckOff: { kind: 'struckOff', note },
  };
  return OUTCOME_KINDS.filter((kind) => judgeOutcome(tries[kind], matter, on).ok);
}

/** The rungs it can be referred or sent to. */
export function rungsFor(kind: OutcomeKind, item: AgendaItem): number[] {
  const rung = item.problem?.rung ?? 4;
  if (kind === 'referredUp') return [5, 6].filter((to) => to > rung);
  return kind === 'sentDown' ? [3, 2, 1].filter((to) => to < rung) : [];
}

/** The words a move is recorded with where nobody writes others: they go into the minutes. */
export const noteOf = (draft: OutcomeDraft, t: Words): string =>
  draft.note.trim() ||
  (draft.kind === 'referredUp' || draft.kind === 'sentDown' || draft.kind === 'struckOff'
    ? t(`meeting.usual.${draft.kind}`)
    : '');

/** The rung that is meant where none was chosen: the next one up, the department below. */
export function rungOf(draft: OutcomeDraft, item: AgendaItem): number {
  const rungs = rungsFor(draft.kind, item);
  if (rungs.includes(draft.toRung)) return draft.toRung;
  return draft.kind === 'sentDown' && rungs.includes(2) ? 2 : (rungs[0] ?? 0);
}

export function faultsOf(draft: OutcomeDraft, t: Words): Faults {
  if (draft.kind !== 'decision') return {};
  return Object.fromEntries(
    draft.decisions.flatMap(({ text, leadUnitId }, index) => [
      ...(text.trim() === '' ? [[`text-${index}`, t('meeting.textNeeded')]] : []),
      ...(leadUnitId === '' ? [[`lead-${index}`, t('meeting.leadNeeded')]] : []),
    ]),
  ) as Faults;
}

export function bodyOf(draft: OutcomeDraft, item: AgendaItem, dueByDefault: string, t: Words): RecordOutcome {
  const note = noteOf(draft, t);
  const toRung = rungOf(draft, item);
  switch (draft.kind) {
    case 'decision':
      return {
        kind: 'decision',
        note,
        decisions: draft.decisions.map(({ text, handlingUnitIds, assistingUnitIds, dueOn, leadUnitId }) => ({
          text: text.trim(),
          leadUnitId,
          handlingUnitIds: [...handlingUnitIds],
          assistingUnitIds: [...assistingUnitIds],
          dueOn: dueOn || dueByDefault,
        })),
      };
    case 'referredUp':
      return { kind: 'referredUp', note, toRung: toRung === 6 ? 6 : 5 };
    case 'sentDown':
      return {
        kind: 'sentDown',
        note,
        toRung: toRung as 1 | 2 | 3,
        leadDepartmentId: toRung === 2 && draft.leadDepartmentId !== '' ? draft.leadDepartmentId : null,
      };
    default:
      return { kind: draft.kind, note };
  }
}
