import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database } from '#db/database.js';
import { authorOf, can, type CommandContext } from '#domain/access/index.js';
import { dateOf, type PeriodKind, type PlainDate } from '#domain/calendar/index.js';
import { moneyInEnglish, moneyWords, periodWords } from '#domain/guarantee/index.js';
import { recordAudit } from '#features/audit/index.js';
import { offerToAgenda, type AgendaOffer } from '#features/meeting/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { selectLooks } from './card.queries.js';
import { insertTalk, lockCard, markLooked } from './duty.repository.js';
import type { CardView, LookView, TalkBody } from './closing.dto.js';
import { closedOf, selectClosedProjects } from './duty.queries.js';
import { lookOf, readCard, refuse, scopeOf } from './closing.reader.js';

/** What people do about what fell short. */
@Injectable()
export class ClosingDuties {
  constructor(private readonly database: Database) {}

  /** The leader looked, and says what came of it. Refusals: `look.not_found`, `look.already_looked`, `look.version_conflict`. */
  async looked(context: CommandContext, lookId: string, seen: number, note: string): Promise<LookView> {
    return this.database.transaction(context, async (tx) => {
      const { actor } = tx.context;
      const asked = { id: lookId, limit: 1 };
      const [before] = await selectLooks(tx, asked, scopeOf(context));
      if (!before) return refuse('look.not_found');
      if (actor.kind === 'person' && before.leaderId !== actor.personId)
        return refuse('access.denied', { action: 'look.write' });
      if (before.lookedAt !== null) return refuse('look.already_looked');
      if (!(await markLooked(tx, lookId, seen, note)))
        throw new VersionConflictError('look', { ...lookOf(before, dateOf(tx.now)) });
      const [after] = await selectLooks(tx, asked, scopeOf(context));
      await announceChange(tx, { subject: 'look', id: lookId, version: after!.version });
      await recordAudit(tx, [
        {
          action: 'look.looked',
          subjectKind: 'look',
          subjectId: lookId,
          detail: { note, projects: after!.projects.length },
        },
      ]);
      return lookOf(after!, dateOf(tx.now));
    });
  }

  /** A talk about a card is put on record. Refusals: `card.not_found`, `card.version_conflict`, `card.talk_in_future`. */
  async talk(context: CommandContext, cardId: string, seen: number, body: TalkBody): Promise<CardView> {
    return this.database.transaction(context, async (tx) => {
      const { actor } = tx.context;
      const before = await readCard(tx, cardId);
      if (
        actor.kind === 'person' &&
        !can(actor, 'card.talk', { districtId: tx.districtId, officeId: before.office.id })
      )
        refuse('access.denied', { action: 'card.talk' });
      if (body.heldOn > dateOf(tx.now)) refuse('card.talk_in_future', { field: 'heldOn' });
      if (!(await lockCard(tx, cardId, seen)))
        throw new VersionConflictError('card', { ...(await readCard(tx, cardId)) });
      await insertTalk(tx, cardId, body, authorOf(tx.context)!);
      const after = await readCard(tx, cardId);
      await announceChange(tx, { subject: 'card', id: cardId, version: after.version });
      await recordAudit(tx, [
        {
          action: 'card.talk',
          subjectKind: 'card',
          subjectId: cardId,
          detail: { heldOn: body.heldOn, number: after.number },
        },
      ]);
      return after;
    });
  }

  /**
   * The coordinator puts candidates, projects that a closed period left short, on the next agenda of their lines.
   * Refusals: `closing.not_found`, `closing.not_short` (`field` names the project).
   */
  async offer(
    context: CommandContext,
    kind: PeriodKind,
    start: PlainDate,
    projectIds: readonly string[],
    ask: string,
  ): Promise<{ projectId: string; what: 'listed' | 'reworded' | 'before' | 'no-meeting'; meetingId: string | null }[]> {
    return this.database.transaction(context, async (tx) => {
      const period = await closedOf(tx, kind, start);
      if (!period) return refuse('closing.not_found');
      const ids = [...new Set(projectIds)];
      const found = new Map((await selectClosedProjects(tx, kind, start, ids)).map((row) => [row.id, row]));
      const stranger = ids.findIndex((id) => found.get(id)?.verdict !== 'short');
      if (stranger >= 0) refuse('closing.not_short', { field: `projectIds.${stranger}` });
      const words = periodWords(period);
      const offers = ids.map((id): AgendaOffer => {
        const { name, line, gap } = found.get(id)!;
        return {
          section: 'monthGaps',
          subjectKind: 'project',
          subjectId: id,
          projectId: id,
          line,
          title: `${name}${words.zh}欠账${moneyWords(gap)}`,
          titleEn: `${name}: ${moneyInEnglish(gap)} short in ${words.en}`,
          ask,
          period: `${kind} ${start}`,
        };
      });
      const places = await offerToAgenda(tx, offers);
      await recordAudit(tx, [
        {
          action: 'closing.offer',
          subjectKind: 'period',
          subjectId: `${kind} ${start}`,
          detail: { projects: ids.length, ask },
        },
      ]);
      return places.map(({ what, meetingId }, n) => ({ projectId: ids[n]!, what, meetingId }));
    });
  }
}
