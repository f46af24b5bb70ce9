import type { Tx } from '#db/database.js';
import { composeContent, type MinutesContent, type MinutesFacts } from '#domain/meeting/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { namedIn } from './meeting-agenda.view.js';
import { selectAgenda, selectAttendance, selectMeeting, selectNames, type AgendaRow } from './meeting.queries.js';

/** The first draft of a meeting's minutes, from what was recorded in session. */
export async function composeMinutes(tx: Tx, { meeting, series }: HeldMeeting): Promise<MinutesContent> {
  const rows = (await selectAgenda(tx, meeting.meetingId, { kind: 'district' })).filter(
    ({ item: { state } }) => state === 'listed' || state === 'carriedOver',
  );
  const { units, persons } = namedIn(rows.map(({ item }) => item));
  const names = await selectNames(tx, units, persons);
  const attendance = await selectAttendance(tx, meeting.meetingId);
  const { chair } = (await selectMeeting(tx, meeting.meetingId))!;
  const { number, heldOn: on } = meeting;
  return composeContent(
    { series: series.name, number, on, place: series.place, chair: chair.name },
    rows.map(factsOf),
    attendance.map(({ entry }) => entry),
    (id) => names.units.get(id)?.name ?? '',
  );
}

function factsOf({ item, problem, project, office, leadDepartment, presenterUnit }: AgendaRow): MinutesFacts {
  const { itemId, section, times, outcome } = item;
  return {
    ...{ itemId, section, times, outcome },
    title: problem?.title ?? item.title,
    reference: [problem?.number, project?.name].filter(Boolean).join(' '),
    isProblem: problem !== null,
    presenter: item.presenter || presenterUnit?.name || leadDepartment?.name || office?.name || '',
  };
}
