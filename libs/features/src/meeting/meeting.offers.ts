import type { Tx } from '#db/database.js';
import type { AgendaSection, SubjectKind } from '#domain/meeting/index.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { projectParties, type Line } from '#features/project/index.js';
import { Agendas } from './meeting.agendas.js';
import { tellOfMatters } from './meeting.matter-notices.js';
import { matterKey, offeredBefore, standingMatters } from './meeting-matters.queries.js';
import { rewordItem } from './meeting-matters.repository.js';
import { allSeries, insertItems, touchMeetings } from './meeting.repository.js';
import type { AgendaItemRow, MeetingRow, SeriesRow } from './meeting.rows.js';

/** A matter that another part of the house wants before the weekly meeting of its line. */
export interface AgendaOffer {
  readonly section: Exclude<AgendaSection, 'problems'>;
  readonly subjectKind: Exclude<SubjectKind, 'problem' | 'matter'>;
  readonly subjectId: string;
  readonly projectId: string | null;
  readonly line: Line;
  readonly title: string;
  readonly titleEn?: string;
  /** 提请事项. */
  readonly ask: string;
  /** What makes it come again, e.g. `2026-03` for a month's gap. Once per section, subject and period. */
  readonly period: string;
  /** Who answers for it, and presents it. */
  readonly presenterUnitId?: string | null;
}

/** Where an offer stands: `listed` now, `reworded` where the matter still waited there, `before` when it had its turn. */
export interface OfferPlace {
  readonly what: 'listed' | 'reworded' | 'before' | 'no-meeting';
  readonly meetingId: string | null;
  readonly itemId: string | null;
}

/**
 * Puts each matter on the agenda of its line's next meeting whose cut-off it makes. Safe to repeat: once per section,
 * subject and period. A subject that still waits on an agenda in the same section is not listed twice: its item takes the
 * new words and period. Told to the project's office, leader and department, the presenter and the chair. Answers one
 * place per offer, in order. The caller has locked the problems it needs, if any, before.
 */
export async function offerToAgenda(tx: Tx, offers: readonly AgendaOffer[]): Promise<OfferPlace[]> {
  if (offers.length === 0) return [];
  const series = new Map((await allSeries(tx)).map((row) => [row.line, row]));
  const before = await offeredBefore(tx, offers);
  const standing = await standingMatters(tx, offers);
  const agendas = new Agendas(tx, await calendarToCountBy(tx));
  const placed: { item: AgendaItemRow; meeting: MeetingRow; series: SeriesRow }[] = [];
  const places: OfferPlace[] = [];
  const take = (offer: AgendaOffer, item: AgendaItemRow, meeting: MeetingRow, ofLine: SeriesRow) => {
    before.set(matterKey(offer, offer.period), item);
    standing.set(matterKey(offer), item);
    placed.push({ item, meeting, series: ofLine });
  };
  for (const offer of offers) {
    const earlier = before.get(matterKey(offer, offer.period));
    if (earlier) {
      places.push({ what: 'before', meetingId: earlier.meetingId, itemId: earlier.itemId });
      continue;
    }
    const waiting = standing.get(matterKey(offer));
    if (waiting) {
      await rewordItem(tx, waiting.itemId, offer);
      before.set(matterKey(offer, offer.period), waiting);
      places.push({ what: 'reworded', meetingId: waiting.meetingId, itemId: waiting.itemId });
      continue;
    }
    const ofLine = series.get(offer.line);
    const meeting = ofLine && (await firstOpen(agendas, ofLine, tx));
    if (!ofLine || !meeting) {
      places.push({ what: 'no-meeting', meetingId: null, itemId: null });
      continue;
    }
    const { section, subjectKind, subjectId, projectId, title, titleEn = '', ask, period } = offer;
    const about = { section, subjectKind, subjectId, projectId, title, titleEn, ask, period };
    const { presenterUnitId = null } = offer;
    const decisionId = subjectKind === 'decision' ? subjectId : null;
    const [item] = await insertItems(tx, [
      { ...about, presenterUnitId, decisionId, meetingId: meeting.meetingId, times: 1, position: 0 },
    ]);
    if (item) take(offer, item, meeting, ofLine);
    places.push({ what: item ? 'listed' : 'before', meetingId: meeting.meetingId, itemId: item?.itemId ?? null });
  }
  await settle(tx, placed);
  return places;
}

/** The next meeting whose agenda still orders itself: now is when the matter comes, and it comes before its cut-off. */
async function firstOpen(agendas: Agendas, series: SeriesRow, tx: Tx): Promise<MeetingRow | undefined> {
  for await (const meeting of agendas.takingAt(series, tx.now)) if (meeting.state === 'agendaOpen') return meeting;
  return undefined;
}

async function settle(
  tx: Tx,
  placed: readonly { item: AgendaItemRow; meeting: MeetingRow; series: SeriesRow }[],
): Promise<void> {
  if (placed.length === 0) return;
  await touchMeetings(
    tx,
    placed.map(({ meeting }) => meeting.meetingId),
  );
  const parties = await projectParties(
    tx,
    placed.flatMap(({ item }) => item.projectId ?? []),
  );
  await tellOfMatters(
    tx,
    'agenda.matter-listed',
    placed.map((each) => ({ ...each, project: parties.get(each.item.projectId ?? '') ?? null })),
  );
  await recordAudit(
    tx,
    placed.map(({ item, meeting }) => ({
      action: 'agenda.offer',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      detail: { section: item.section, title: item.title, period: item.period },
    })),
  );
}
