import type { Tx } from '#db/database.js';
import {
  composeItem,
  composeOpening,
  type AttendanceStanding,
  type MinutesContent,
  type MinutesItem,
} from '#domain/meeting/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { namedIn } from './meeting-agenda.view.js';
import {
  selectAgenda,
  selectAttendance,
  selectMeeting,
  selectNames,
  type AgendaRow,
  type Names,
} from './meeting.queries.js';

/** The first draft of a meeting's minutes, from what was recorded in session. */
export async function composeMinutes(tx: Tx, { meeting, series }: HeldMeeting): Promise<MinutesContent> {
  const rows = (await selectAgenda(tx, meeting.meetingId, { kind: 'district' })).filter(
    ({ item: { state } }) => state === 'listed' || state === 'carriedOver',
  );
  const { units, persons } = namedIn(rows.map(({ item }) => item));
  const names = await selectNames(tx, units, persons);
  const attendance = await selectAttendance(tx, meeting.meetingId);
  const there = (standing: AttendanceStanding) => attendance.filter(({ entry }) => entry.standing === standing);
  const { chair } = (await selectMeeting(tx, meeting.meetingId))!;
  const { number, heldOn: on } = meeting;
  const facts = { series: series.name, number, on, place: series.place, chair: chair.name, items: rows.length };
  return {
    opening: composeOpening(facts),
    items: rows.map((row) => minutesItem(row, names)),
    closing: '',
    present: there('present').map(({ entry }) => entry.name),
    excused: there('excused').map(({ entry: { name, reason } }) => ({ name, reason })),
    sittingIn: there('sittingIn').map(({ entry }) => entry.name),
  };
}

function minutesItem(
  { item, problem, project, office, leadDepartment, presenterUnit }: AgendaRow,
  names: Names,
): MinutesItem {
  const title = problem?.title ?? item.title;
  const presenter = item.presenter || presenterUnit?.name || leadDepartment?.name || office?.name || '';
  const { outcome } = item;
  const unit = (id: string) => names.units.get(id)?.name ?? '';
  return {
    itemId: item.itemId,
    section: item.section,
    title,
    reference: [problem?.number, project?.name].filter(Boolean).join(' '),
    times: item.times,
    outcome: outcome?.kind ?? null,
    text: composeItem({ title, isProblem: problem !== null, presenter, outcome }),
    decisions:
      outcome?.kind !== 'decision'
        ? []
        : outcome.decisions.map(({ recorded, text, leadUnitId, handlingUnitIds, assistingUnitIds, dueOn }) => ({
            number: recorded?.number ?? '',
            text,
            leadUnit: unit(leadUnitId),
            handlingUnits: handlingUnitIds.map(unit),
            assistingUnits: assistingUnitIds.map(unit),
            dueOn,
          })),
  };
}
