import { arrangeAgenda, MINUTES_PLANNED } from '#domain/meeting/index.js';
import type { ProjectLight } from '#features/light/index.js';
import type { Beside } from './meeting-beside.queries.js';
import type { AgendaRow, Names } from './meeting.queries.js';
import type { AgendaItemView, OutcomeView } from './meeting-items.dto.js';
import { cameToMeetingAt, cameToRung, type AgendaItemRow, type MeetingRow } from './meeting.rows.js';

/** While the agenda is open it is ordered as it would be fixed now; afterwards by its fixed places. */
export function agendaOf(
  meeting: MeetingRow,
  rows: readonly AgendaRow[],
  names: Names,
  beside: Beside,
): AgendaItemView[] {
  const placed = rows
    .filter(({ item: { state } }) => state === 'listed' || state === 'carriedOver')
    .map((row) => ({
      id: row.item.itemId,
      section: row.item.section,
      times: row.item.times,
      position: row.item.position,
      severity: row.problem?.severity ?? ('normal' as const),
      enteredAt: cameAtOf(row) ?? row.item.admittedAt,
      row,
    }));
  const opensItself = meeting.state === 'agendaOpen';
  const ordered = opensItself ? arrangeAgenda(placed) : placed;
  return ordered.map(({ row }, index) => itemView(row, opensItself ? index + 1 : row.item.position, names, beside));
}

function cameAtOf({ problem }: AgendaRow) {
  return problem !== null && cameToRung(problem) ? cameToMeetingAt(problem) : null;
}

export function itemView(row: AgendaRow, position: number, names: Names, beside: Beside): AgendaItemView {
  const { item, problem, project, office, leadDepartment, presenterUnit, latestAnswer } = row;
  const arrival = problem?.passages.findLast(({ how }) => how === 'signedUp');
  return {
    id: item.itemId,
    version: item.version,
    section: item.section,
    subjectKind: item.subjectKind,
    subjectId: item.subjectId ?? item.problemId,
    decisionId: item.decisionId,
    position,
    state: shownState(item),
    reason: item.reason,
    times: item.times,
    title: problem?.title ?? item.title,
    titleEn: item.titleEn,
    ask: item.ask || arrival?.reason || problem?.description || '',
    answer: item.answer || latestAnswer || '',
    minutes: item.minutes ?? MINUTES_PLANNED[item.section],
    spentSeconds: item.spentSeconds,
    presenter: { unit: presenterUnit ?? leadDepartment ?? office, name: item.presenter },
    admittedAt: item.admittedAt,
    cameAt: cameAtOf(row),
    problem: problem && {
      id: problem.problemId,
      number: problem.number,
      title: problem.title,
      description: problem.description,
      severity: problem.severity,
      status: problem.status,
      rung: problem.rung,
      filedAt: problem.filedAt,
      version: problem.version,
    },
    project: project && { ...project, standing: standingOf(beside.projects.get(project.id)) },
    decision: decisionOf(beside, item.decisionId),
    office,
    leadDepartment,
    passages: (problem?.passages ?? []).map(({ rung, how, enteredAt, leftAt, reason }) => ({
      rung,
      how,
      enteredAt,
      leftAt,
      reason,
    })),
    outcome: outcomeOf(item, names),
  };
}

function standingOf(light: ProjectLight | undefined): NonNullable<AgendaItemView['project']>['standing'] {
  if (!light) return null;
  const { planYear, planToDate, actual, gap, percent } = light;
  return { planYear, planToDate, actual, gap, percent, light: light.light };
}

function decisionOf({ decisions, now }: Beside, decisionId: string | null): AgendaItemView['decision'] {
  const found = decisionId === null ? undefined : decisions.get(decisionId);
  if (!found) return null;
  const { id, number, text, status, decidedDueOn, dueAt, version } = found;
  return { id, number, text, status, decidedDueOn, dueAt, overdue: status === 'open' && dueAt < now, version };
}

function shownState({ state }: AgendaItemRow): AgendaItemView['state'] {
  return state === 'carriedOver' || state === 'postponed' || state === 'requested' ? state : 'listed';
}

function outcomeOf({ outcome, outcomeAt, outcomeBy }: AgendaItemRow, names: Names): OutcomeView | null {
  if (outcome === null || outcomeAt === null) return null;
  const unit = (id: string) => names.units.get(id) ?? { id, name: '', nameEn: '' };
  return {
    kind: outcome.kind,
    note: outcome.note,
    toRung: 'toRung' in outcome ? outcome.toRung : null,
    leadDepartment: 'leadDepartmentId' in outcome && outcome.leadDepartmentId ? unit(outcome.leadDepartmentId) : null,
    decisions:
      outcome.kind !== 'decision'
        ? []
        : outcome.decisions.map(({ recorded, text, leadUnitId, handlingUnitIds, assistingUnitIds, dueOn }) => ({
            recorded,
            text,
            leadUnit: unit(leadUnitId),
            handlingUnits: handlingUnitIds.map(unit),
            assistingUnits: assistingUnitIds.map(unit),
            dueOn,
          })),
    at: outcomeAt,
    by: outcomeBy === null ? null : (names.persons.get(outcomeBy) ?? { id: outcomeBy, name: '' }),
  };
}

/** The units that the outcomes of these items name, and the persons who took them down. */
export function namedIn(items: readonly AgendaItemRow[]): { units: string[]; persons: string[] } {
  const units = items.flatMap(({ outcome }) => {
    if (outcome?.kind === 'decision')
      return outcome.decisions.flatMap((each) => [each.leadUnitId, ...each.handlingUnitIds, ...each.assistingUnitIds]);
    return outcome?.kind === 'sentDown' && outcome.leadDepartmentId !== null ? [outcome.leadDepartmentId] : [];
  });
  return { units, persons: items.flatMap(({ outcomeBy }) => outcomeBy ?? []) };
}
