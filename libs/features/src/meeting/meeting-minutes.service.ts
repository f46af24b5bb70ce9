import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '#db/database.js';
import { can, type CommandContext } from '#domain/access/index.js';
import { changesBetween, decideMeeting, type MinutesContent } from '#domain/meeting/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { agendaScope, holdMeeting, isChair, personOf } from './meeting.access.js';
import { saveCourse } from './meeting-course.repository.js';
import { minutesView, type MinutesView, type SaveMinutesBody } from './meeting-minutes.dto.js';
import { tellOfMinutes } from './meeting-minutes.notices.js';
import { editionsOf, freezeDraft, insertDraft, saveDraft } from './meeting-minutes.repository.js';
import type { PaperHead } from './meeting.docx.js';
import {
  selectAgenda,
  selectDistrictName,
  selectMeeting,
  selectNames,
  type MeetingWithSeries,
} from './meeting.queries.js';
import { announceMeetings } from './meeting.repository.js';
import { courseOf, type MinutesRow } from './meeting.rows.js';

/**
 * 纪要. A draft is written by the coordinators and read by them and the chair; what is published is read by whoever may see
 * the agenda, each as far as they may see its items, and never changes.
 */
@Injectable()
export class MeetingMinutesService {
  constructor(private readonly database: Database) {}

  /** An edition, or the newest that the asker may read. Refusals: `meeting.not_found`, `minutes.not_found`. */
  async read(context: CommandContext, meetingId: string, edition?: number): Promise<MinutesView> {
    return this.database.read(context, (tx) => readMinutes(tx, meetingId, edition));
  }

  /** With what the paper's head and foot say beside the minutes. */
  async paper(
    context: CommandContext,
    meetingId: string,
    edition?: number,
  ): Promise<{ minutes: MinutesView; head: PaperHead }> {
    return this.database.read(context, async (tx) => {
      const minutes = await readMinutes(tx, meetingId, edition);
      const { meeting, series } = (await selectMeeting(tx, meetingId))!;
      const { year, number } = meeting;
      const district = await selectDistrictName(tx);
      return { minutes, head: { district, series: series.name, seriesEn: series.nameEn, year, number } };
    });
  }

  /** Saves what changed of the draft. Refusals: `minutes.no_draft`, `minutes.version_conflict`, `minutes.no_such_item`. */
  async save(context: CommandContext, meetingId: string, seen: number, body: SaveMinutesBody): Promise<MinutesView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdMeeting(tx, meetingId);
      const draft = await draftOf(tx, meetingId, seen);
      const content = written(draft.content, body);
      await saveDraft(tx, meetingId, draft.edition, seen, { content, by: by.personId });
      await announceMeetings(tx, [meeting]);
      await recordAudit(tx, [
        {
          action: 'minutes.save',
          subjectKind: 'meeting',
          subjectId: meetingId,
          detail: { edition: draft.edition, version: draft.version + 1 },
        },
      ]);
      return readMinutes(tx, meetingId, draft.edition);
    });
  }

  /** Freezes the draft as an edition and tells those it concerns. A correction that corrects nothing is refused. */
  async publish(context: CommandContext, meetingId: string, seen: number): Promise<MinutesView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const held = await holdMeeting(tx, meetingId);
      const draft = await draftOf(tx, meetingId, seen);
      const { course } = valueOf(decideMeeting(courseOf(held.meeting), { type: 'publish' }, tx.now));
      const before = (await editionsOf(tx, meetingId)).find(({ edition }) => edition === draft.edition - 1);
      const changes = before ? changesBetween(before.content, draft.content) : [];
      if (before && changes.length === 0) throw new RefusedError({ code: 'minutes.nothing_corrected', args: {} });
      await freezeDraft(tx, meetingId, draft.edition, seen, { changes, by: by.personId });
      const meeting = await saveCourse(tx, meetingId, course);
      await tellOfMinutes(tx, { ...held, meeting }, draft.edition, draft.reason);
      await recordAudit(tx, [
        {
          action: before ? 'minutes.correct' : 'minutes.publish',
          subjectKind: 'meeting',
          subjectId: meetingId,
          detail: { edition: draft.edition, changes: changes.length },
        },
      ]);
      return readMinutes(tx, meetingId, draft.edition);
    });
  }

  /** Opens a draft of the next edition. Refusals: `meeting.wrong_state`, `minutes.draft_open`. */
  async correct(context: CommandContext, meetingId: string, reason: string): Promise<MinutesView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdMeeting(tx, meetingId);
      valueOf(decideMeeting(courseOf(meeting), { type: 'correct' }, tx.now));
      const [newest] = await editionsOf(tx, meetingId);
      if (newest?.state !== 'published') throw new RefusedError({ code: 'minutes.draft_open', args: {} });
      const edition = newest.edition + 1;
      await insertDraft(tx, meetingId, { edition, content: newest.content, reason, by: by.personId });
      await announceMeetings(tx, [meeting]);
      await recordAudit(tx, [
        {
          action: 'minutes.open-correction',
          subjectKind: 'meeting',
          subjectId: meetingId,
          detail: { edition, reason },
        },
      ]);
      return readMinutes(tx, meetingId, edition);
    });
  }
}

async function readMinutes(tx: Tx, meetingId: string, wanted?: number): Promise<MinutesView> {
  const found = await selectMeeting(tx, meetingId);
  if (!found) throw new RefusedError({ code: 'meeting.not_found', args: {} });
  const drafts = readsDrafts(tx.context, found);
  const editions = (await editionsOf(tx, meetingId)).filter(({ state }) => state === 'published' || drafts);
  const row = wanted === undefined ? editions[0] : editions.find(({ edition }) => edition === wanted);
  if (!row) throw new RefusedError({ code: 'minutes.not_found', args: {} });
  const scope = agendaScope(tx.context);
  const visible =
    scope.kind === 'district'
      ? null
      : new Set((await selectAgenda(tx, meetingId, scope)).map(({ item: { itemId } }) => itemId));
  const seen = ({ itemId }: { itemId: string | null }) => visible === null || itemId === null || visible.has(itemId);
  const publishers = await selectNames(tx, [], row.publishedBy === null ? [] : [row.publishedBy]);
  const items = row.content.items.filter(seen);
  return {
    meetingId,
    edition: row.edition,
    state: row.state,
    version: row.version,
    whole: items.length === row.content.items.length,
    content: contentView({ ...row.content, items }),
    changes: row.changes.filter(seen),
    reason: row.reason,
    updatedAt: row.updatedAt,
    publishedAt: row.publishedAt,
    publishedBy: row.publishedBy === null ? null : (publishers.persons.get(row.publishedBy) ?? null),
    editions: editions.map(({ edition, state, publishedAt, reason, changes }) => ({
      edition,
      state,
      publishedAt,
      reason,
      changes: changes.filter(seen).length,
    })),
  };
}

/** Drafts are for those who write them and for the chair. */
function readsDrafts({ actor }: CommandContext, { series }: MeetingWithSeries): boolean {
  return actor.kind === 'system' || can(actor, 'meeting.record') || isChair(actor, series);
}

async function draftOf(tx: Tx, meetingId: string, seen: number): Promise<MinutesRow> {
  const [newest] = await editionsOf(tx, meetingId);
  if (newest?.state !== 'draft') throw new RefusedError({ code: 'minutes.no_draft', args: {} });
  if (newest.version !== seen) {
    const current = await readMinutes(tx, meetingId, newest.edition);
    throw new VersionConflictError('minutes', z.encode(minutesView, current));
  }
  return newest;
}

function written(content: MinutesContent, body: SaveMinutesBody): MinutesContent {
  const { items: edits, ...parts } = body;
  const known = new Set(content.items.map(({ itemId }) => itemId));
  const stranger = edits.findIndex(({ itemId }) => !known.has(itemId));
  if (stranger >= 0)
    throw new RefusedError({ code: 'minutes.no_such_item', args: { field: `items.${stranger}.itemId` } });
  const said = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return {
    ...content,
    ...said,
    items: content.items.map((item) => {
      const edit = edits.findLast(({ itemId }) => itemId === item.itemId);
      return edit ? { ...item, title: edit.title ?? item.title, text: edit.text ?? item.text } : item;
    }),
  };
}

function contentView({ items, present, excused, sittingIn, ...words }: MinutesContent): MinutesView['content'] {
  return {
    ...words,
    items: items.map((item) => ({
      ...item,
      decisions: item.decisions.map((each) => ({
        ...each,
        handlingUnits: [...each.handlingUnits],
        assistingUnits: [...each.assistingUnits],
      })),
    })),
    present: [...present],
    excused: [...excused],
    sittingIn: [...sittingIn],
  };
}
