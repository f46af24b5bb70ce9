import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { can, type Actor, type CommandContext } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { raiseNotices } from '#features/notice/index.js';
import { decodeCursor, encodeCursor, VersionConflictError, type Page } from '#platform/http/index.js';
import type { FeedbackQuery, FeedbackView, FileFeedbackBody } from './feedback.dto.js';
import { feedbackById, selectFeedback } from './feedback.queries.js';
import { answerFeedback, filedSince, insertFeedback, loadFeedbackForUpdate } from './feedback.repository.js';

/** More in a day is a mistake of a program, not an opinion. */
const FILED_A_DAY = 20;
const DAY_MS = 24 * 60 * 60_000;
/** A notice says how it begins. */
const BEGINNING = 80;

/** 意见: one is filed from any screen, by anybody; a coordinator or system administrator answers it. */
@Injectable()
export class FeedbackService {
  constructor(private readonly database: Database) {}

  /** Refusals: `feedback.too_many` (`limit`). The coordinators are told with the morning's digest. */
  async file(context: CommandContext, { text, screen, contact }: FileFeedbackBody): Promise<FeedbackView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      if ((await filedSince(tx, by.personId, (tx.now - DAY_MS) as Instant)) >= FILED_A_DAY)
        throw new RefusedError({ code: 'feedback.too_many', args: { limit: FILED_A_DAY } });
      const feedbackId = newId();
      await insertFeedback(tx, {
        feedbackId,
        filedBy: by.personId,
        text,
        screen: screen ?? null,
        contact: contact ?? null,
      });
      await tell(tx, 'feedback.filed', feedbackId, [{ role: 'coordinator' }], { title: beginningOf(text) });
      await finish(tx, 'feedback.file', feedbackId, 1);
      return (await feedbackById(tx, feedbackId))!;
    });
  }

  /** All of the district for those who answer it, one's own for everybody else. */
  async list(context: CommandContext, { cursor, mine, answered, limit }: FeedbackQuery): Promise<Page<FeedbackView>> {
    const by = personOf(context);
    const filedBy = mine || !can(by, 'feedback.read') ? by.personId : null;
    const beforeId = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0];
    const found = await this.database.read(context, (tx) => selectFeedback(tx, { filedBy, answered, limit }, beforeId));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: last && found.length > limit ? encodeCursor([last.id]) : null };
  }

  /** An answer may be bettered; the filer is told of each. Refusals: `feedback.not_found`, `feedback.version_conflict`. */
  async answer(context: CommandContext, feedbackId: string, seen: number, text: string): Promise<FeedbackView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const row = await loadFeedbackForUpdate(tx, feedbackId);
      if (!row) throw new RefusedError({ code: 'feedback.not_found', args: {} });
      if (row.version !== seen)
        throw new VersionConflictError('feedback', { id: feedbackId, version: row.version, answer: row.answer });
      await answerFeedback(tx, row, text, by.personId);
      const version = row.version + 1;
      await tell(
        tx,
        'feedback.answered',
        feedbackId,
        [{ person: row.filedBy }],
        { title: beginningOf(row.text), text },
        `v${version}`,
      );
      await finish(tx, 'feedback.answer', feedbackId, version);
      return (await feedbackById(tx, feedbackId))!;
    });
  }
}

function tell(
  tx: Tx,
  rule: 'feedback.filed' | 'feedback.answered',
  feedbackId: string,
  recipients: ({ role: 'coordinator' } | { person: string })[],
  args: Record<string, unknown>,
  period = 'filed',
): Promise<void> {
  const about = { rule, subjectKind: 'feedback' as const, subjectId: feedbackId, period };
  return raiseNotices(tx, [{ ...about, recipients, urgency: 'digest', args }]);
}

async function finish(tx: Tx, action: string, feedbackId: string, version: number): Promise<void> {
  await announceChange(tx, { subject: 'feedback', id: feedbackId, version });
  await recordAudit(tx, [{ action, subjectKind: 'feedback', subjectId: feedbackId, detail: { version } }]);
}

function beginningOf(text: string): string {
  const signs = [...text.replace(/\s+/g, ' ')];
  return signs.length <= BEGINNING ? signs.join('') : `${signs.slice(0, BEGINNING - 1).join('')}…`;
}

function personOf(context: CommandContext): Actor {
  if (context.actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return context.actor;
}
