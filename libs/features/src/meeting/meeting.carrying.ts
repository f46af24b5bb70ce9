import type { Tx } from '#db/database.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { loadForUpdate } from '#features/problem/index.js';
import { projectParties } from '#features/project/index.js';
import { placeProblem, settlePlaced, type PlacedProblem } from './meeting.admission.js';
import { Agendas } from './meeting.agendas.js';
import { tellOfMatters, type ListedMatter } from './meeting.matter-notices.js';
import { insertItems, touchMeetings } from './meeting.repository.js';
import { asksForMeeting, type AgendaItemRow, type MeetingRow, type SeriesRow } from './meeting.rows.js';

/**
 * These items of meetings that are over go on to the next meeting of their series that takes place, whatever its cut-off.
 * Counted as one more time on an agenda, or (`counted: false`: postponed before the meeting) as the same. A problem that
 * does not ask for a meeting any more stays behind. Answers the items that went on. The problems are locked here, before
 * the meetings they come to.
 */
export async function carryOn(
  tx: Tx,
  items: readonly AgendaItemRow[],
  over: readonly MeetingRow[],
  series: readonly SeriesRow[],
  { counted = true }: { counted?: boolean } = {},
): Promise<string[]> {
  const loaded = await loadForUpdate(
    tx,
    items.flatMap(({ problemId }) => problemId ?? []),
  );
  const going = items.filter(({ problemId }) => {
    const problem = problemId === null ? undefined : loaded.get(problemId);
    return problemId === null || (problem !== undefined && asksForMeeting(problem.state));
  });
  if (going.length === 0) return [];
  const agendas = new Agendas(tx, await calendarToCountBy(tx));
  const parties = await projectParties(
    tx,
    going.flatMap(({ problemId, projectId }) => (problemId === null && projectId !== null ? [projectId] : [])),
  );
  const placed: PlacedProblem[] = [];
  const matters: ListedMatter[] = [];
  for (const item of going) {
    const from = over.find((row) => row.meetingId === item.meetingId)!;
    const ofLine = series.find(({ seriesId }) => seriesId === from.seriesId)!;
    const meeting = await agendas.nextAfter(ofLine, from.heldOn);
    const times = item.times + (counted ? 1 : 0);
    const { ask, answer, minutes, presenterUnitId, presenter, section } = item;
    const carried = { carriedFromId: item.itemId, ask, answer, minutes, presenterUnitId, presenter };
    if (item.problemId !== null) {
      const problem = loaded.get(item.problemId)!;
      const onAgenda = counted ? problem.state.timesOnAgenda + 1 : item.times;
      placed.push(await placeProblem(tx, agendas, problem, meeting, ofLine, { times: onAgenda, section, ...carried }));
      continue;
    }
    const { subjectKind, subjectId, decisionId, projectId, period, title, titleEn, addedBy } = item;
    const about = { subjectKind, subjectId, decisionId, projectId, period, title, titleEn, addedBy };
    const position = await agendas.positionIn(meeting);
    const [listed] = await insertItems(tx, [
      { ...about, ...carried, section, times, position, meetingId: meeting.meetingId },
    ]);
    matters.push({ item: listed!, meeting, series: ofLine, project: parties.get(projectId ?? '') ?? null });
  }
  await settlePlaced(tx, loaded, placed, counted ? 'agenda.carried-over' : null);
  await touchMeetings(
    tx,
    matters.map(({ meeting }) => meeting.meetingId),
  );
  if (counted) await tellOfMatters(tx, 'agenda.matter-listed', matters);
  await recordAudit(
    tx,
    matters.map(({ meeting, item: { title, times } }) => ({
      action: 'agenda.carry-over',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      detail: { title, times },
    })),
  );
  return going.map(({ itemId }) => itemId);
}
