import type { Tx } from '#db/database.js';
import type { Actor } from '#domain/access/index.js';
import { recordAudit } from '#features/audit/index.js';
import {
  decisionsById,
  decisionsDueForAgenda,
  decisionsPassedMeeting,
  recordMeetingDecisions,
  type DecisionFacts,
  type MeetingDecision,
} from '#features/decision/index.js';
import { loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { projectParties } from '#features/project/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { tellOfMatters } from './meeting.matter-notices.js';
import { openAgendasToList, timesOfDecisions } from './meeting-matters.queries.js';
import { changeItem } from './meeting-items.repository.js';
import { allSeries, insertItems, lockMeetings, setItemState, touchMeetings } from './meeting.repository.js';
import type { AgendaItemRow, MeetingRow } from './meeting.rows.js';

/**
 * Decisions that are due by the day of their series' next open meeting head its agenda, the longest due first, unless they
 * stand on an agenda already. Safe to repeat: by the promise of a decision, by the daily round, and before a cut-off.
 */
export async function listDueDecisions(tx: Tx): Promise<void> {
  const series = new Map((await allSeries(tx)).map((row) => [row.seriesId, row]));
  const open = await openAgendasToList(tx);
  const due: { meeting: MeetingRow; facts: DecisionFacts }[] = [];
  for (const { meeting, standing } of open) {
    const found = await decisionsDueForAgenda(tx, { seriesId: meeting.seriesId, by: meeting.heldOn });
    due.push(...found.filter(({ id }) => !standing.has(id)).map((facts) => ({ meeting, facts })));
  }
  if (due.length === 0) return;
  const meetings = await lockMeetings(
    tx,
    due.map(({ meeting }) => meeting.meetingId),
  );
  const before = await timesOfDecisions(
    tx,
    due.map(({ facts }) => facts.id),
  );
  const listed = await insertItems(
    tx,
    due
      .filter(({ meeting }) => meetings.get(meeting.meetingId)?.state === 'agendaOpen')
      .map(({ meeting, facts }) => ({
        meetingId: meeting.meetingId,
        section: 'decisionsDue' as const,
        subjectKind: 'decision' as const,
        subjectId: facts.id,
        decisionId: facts.id,
        projectId: facts.project?.id ?? null,
        title: `${facts.number} ${facts.text}`.slice(0, 200),
        presenterUnitId: facts.leadUnit.id,
        times: (before.get(facts.id) ?? 0) + 1,
        position: 0,
        // Two that come at once take it once: an agenda has a decision on it for one meeting.
        period: meeting.meetingId,
      })),
  );
  if (listed.length === 0) return;
  await touchMeetings(
    tx,
    listed.map(({ meetingId }) => meetingId),
  );
  const parties = await projectParties(
    tx,
    listed.flatMap(({ projectId }) => projectId ?? []),
  );
  await tellOfMatters(
    tx,
    'agenda.matter-listed',
    listed.map((item) => {
      const meeting = meetings.get(item.meetingId)!;
      const ofMeeting = series.get(meeting.seriesId)!;
      return { item, meeting, series: ofMeeting, project: parties.get(item.projectId ?? '') ?? null };
    }),
  );
  await recordAudit(
    tx,
    listed.map(({ meetingId, title, times }) => ({
      action: 'agenda.list-decision',
      subjectKind: 'meeting',
      subjectId: meetingId,
      detail: { title, times },
    })),
  );
}

/** A decision that is closed is taken off the agenda it waits on. Safe to repeat. */
export async function removeDecision(tx: Tx, decisionId: string): Promise<void> {
  const [facts] = await decisionsById(tx, [decisionId]);
  if (!facts || facts.status === 'open' || facts.status === 'claimed') return;
  const standing = (await openAgendasToList(tx, ['agendaOpen', 'agendaLocked'])).flatMap(({ meeting, items }) =>
    items.filter((item) => item.decisionId === decisionId).map((item) => ({ item, meeting })),
  );
  if (standing.length === 0) return;
  await lockMeetings(
    tx,
    standing.map(({ meeting }) => meeting.meetingId),
  );
  await setItemState(
    tx,
    standing.map(({ item }) => item.itemId),
    'removed',
  );
  await touchMeetings(
    tx,
    standing.map(({ meeting }) => meeting.meetingId),
  );
  await recordAudit(
    tx,
    standing.map(({ item, meeting }) => ({
      action: 'agenda.remove',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      detail: { title: item.title, times: item.times },
    })),
  );
}

/** The problems that the outcomes of these items touch, locked before the meeting: the items' own, and their decisions'. */
export async function lockMattersOf(tx: Tx, items: readonly AgendaItemRow[]): Promise<Map<string, LoadedProblem>> {
  const decisions = await decisionsById(
    tx,
    items.flatMap(({ decisionId }) => decisionId ?? []),
  );
  return loadForUpdate(tx, [
    ...items.flatMap(({ problemId }) => problemId ?? []),
    ...decisions.flatMap(({ problem }) => problem?.id ?? []),
  ]);
}

/**
 * What was decided comes into force: each decision gets its number, drives its problem's clock, and is told; one about a
 * decision that was due takes its place. Decisions that were on the agenda hear that the meeting is over. The caller has
 * locked the matters before the meeting.
 */
export async function takeDecisions(
  tx: Tx,
  { meeting }: HeldMeeting,
  items: readonly AgendaItemRow[],
  problems: ReadonlyMap<string, LoadedProblem>,
): Promise<void> {
  const decided = items.filter(({ outcome }) => outcome?.kind === 'decision');
  const due = await decisionsById(
    tx,
    decided.flatMap(({ decisionId }) => decisionId ?? []),
  );
  const inputs = decided.flatMap((item) => {
    const earlier = due.find(({ id }) => id === item.decisionId);
    const problemId = stillOpen(item.problemId ?? earlier?.problem?.id ?? null, problems);
    const drafts = item.outcome?.kind === 'decision' ? item.outcome.decisions : [];
    return drafts.map((draft, place): MeetingDecision => ({
      meetingId: meeting.meetingId,
      agendaItemId: item.itemId,
      problemId,
      projectId: item.projectId,
      text: draft.text,
      leadUnitId: draft.leadUnitId,
      handlingUnitIds: draft.handlingUnitIds,
      assistingUnitIds: draft.assistingUnitIds,
      dueOn: draft.dueOn,
      ...(earlier && place === 0 && isStanding(earlier) && { supersedesIds: [earlier.id] }),
    }));
  });
  const recorded = await recordMeetingDecisions(recordedBy(tx, decided), inputs);
  let next = 0;
  for (const { itemId, outcome } of decided) {
    if (outcome?.kind !== 'decision') continue;
    const decisions = outcome.decisions.map((draft) => ({ ...draft, recorded: recorded[next++] ?? null }));
    await changeItem(tx, itemId, { outcome: { ...outcome, decisions } });
  }
  const superseded = new Set(inputs.flatMap(({ supersedesIds = [] }) => supersedesIds));
  const passed = items.flatMap(({ decisionId }) => decisionId ?? []).filter((id) => !superseded.has(id));
  await decisionsPassedMeeting(tx, meeting.meetingId, passed);
}

const isStanding = ({ status }: DecisionFacts) => status === 'open' || status === 'claimed';

/** A problem that was closed meanwhile has nothing left to decide: the decision stands beside it. */
function stillOpen(problemId: string | null, problems: ReadonlyMap<string, LoadedProblem>): string | null {
  const status = problemId === null ? undefined : problems.get(problemId)?.state.status;
  return status === 'open' || status === 'claimed' ? problemId : null;
}

/** Ended by the clock, decisions are recorded in the name of who wrote them down in session. */
function recordedBy(tx: Tx, decided: readonly AgendaItemRow[]): Tx {
  const personId = decided.findLast(({ outcomeBy }) => outcomeBy !== null)?.outcomeBy;
  if (tx.context.actor.kind === 'person' || !personId) return tx;
  const { districtId } = tx;
  const recorder: Actor = {
    kind: 'person',
    districtId,
    personId,
    roles: ['coordinator'],
    unitId: null,
    companyId: null,
    name: '',
  };
  return { ...tx, context: { ...tx.context, actor: recorder } };
}
