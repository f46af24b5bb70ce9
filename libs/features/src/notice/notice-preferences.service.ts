import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import { authorOf, type CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import type { NoticePreferencesBody, NoticePreferencesView } from './notice-preferences.dto.js';
import { choiceOf } from './notice-preferences.queries.js';
import { choose } from './notice-preferences.repository.js';
import { isDuty, noticeTopics } from './notice-topics.js';

/** What a person is mailed of. Duties are not theirs to choose; the inbox has everything. */
@Injectable()
export class NoticePreferencesService {
  constructor(private readonly database: Database) {}

  read(context: CommandContext): Promise<NoticePreferencesView> {
    return this.database.read(context, (tx) => preferencesOf(tx, readerOf(context)));
  }

  /** Refusals: `notice.duty` (`field`, `topic`), `notice-preferences.version_conflict`. */
  write(context: CommandContext, seen: number, body: NoticePreferencesBody): Promise<NoticePreferencesView> {
    const personId = readerOf(context);
    const duty = body.without.findIndex((topic) => isDuty(topic));
    if (duty >= 0)
      throw new RefusedError({
        code: 'notice.duty',
        args: { field: `without.${duty}`, topic: body.without[duty]! },
      });
    const without = noticeTopics.filter((topic) => body.without.includes(topic));
    return this.database.transaction(context, async (tx) => {
      if (!(await choose(tx, personId, seen, without)))
        throw new VersionConflictError('notice', { ...(await preferencesOf(tx, personId)) });
      await recordAudit(tx, [
        { action: 'notice.prefer', subjectKind: 'person', subjectId: personId, detail: { without } },
      ]);
      return preferencesOf(tx, personId);
    });
  }
}

async function preferencesOf(tx: Tx, personId: string): Promise<NoticePreferencesView> {
  const { version, without } = await choiceOf(tx, personId);
  return {
    version,
    topics: noticeTopics.map((topic) => ({
      topic,
      duty: isDuty(topic),
      mail: isDuty(topic) || !without.includes(topic),
    })),
  };
}

function readerOf(context: CommandContext): string {
  const personId = authorOf(context);
  if (personId === null) throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return personId;
}
