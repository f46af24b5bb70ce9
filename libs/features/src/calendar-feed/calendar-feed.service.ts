import { Injectable } from '@nestjs/common';
import { Database } from '#db/database.js';
import { authorOf, can, type Actor, type CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { actorsOf } from '#features/directory/index.js';
import {
  admitAttempt,
  newToken,
  readCookieToken,
  releaseAttempt,
  secretLinkBuckets,
  tokenHashOf,
  writeCookieToken,
} from '#features/identity/index.js';
import { MeetingReader } from '#features/meeting/index.js';
import { Config } from '#platform/config/index.js';
import type { FeedQuery, FeedView, MadeFeedView } from './calendar-feed.dto.js';
import { feedSince, ownerOf, removeFeed, replaceFeed } from './calendar-feed.repository.js';

export const FEED_PATH = '/api/v1/calendar-feeds';
const SUFFIX = '.ics';

/** A calendar program's look, which has no session. */
export interface FeedRequest extends FeedQuery {
  /** The last part of the address, `<secret>.ics`. */
  readonly file: string;
  readonly requestId: string;
  readonly from: string;
}

interface Reader {
  readonly actor: Actor;
  readonly language: 'zh' | 'en';
}

/** A person's meetings for a calendar program that cannot sign in, by a secret link that they make, replace and revoke. */
@Injectable()
export class CalendarFeedService {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingReader,
    private readonly config: Config,
  ) {}

  own(context: CommandContext): Promise<FeedView> {
    return this.database.read(context, async (tx) => ({ since: await feedSince(tx, personOf(context)) }));
  }

  /** Makes a new link; one made before opens nothing any more. A retry makes another: the answer is not kept. */
  make({ idempotency: _, ...context }: CommandContext): Promise<MadeFeedView> {
    const personId = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const replaced = (await feedSince(tx, personId)) !== null;
      const token = newToken();
      await replaceFeed(tx, personId, tokenHashOf(token));
      await recordAudit(tx, [
        { action: 'calendar-feed.make', subjectKind: 'person', subjectId: personId, detail: { replaced } },
      ]);
      const secret = writeCookieToken({ districtId: tx.districtId, token });
      return { since: tx.now, url: `${this.config.publicUrl}${FEED_PATH}/${secret}${SUFFIX}` };
    });
  }

  revoke(context: CommandContext): Promise<FeedView> {
    const personId = personOf(context);
    return this.database.transaction(context, async (tx) => {
      if (await removeFeed(tx, personId))
        await recordAudit(tx, [
          { action: 'calendar-feed.revoke', subjectKind: 'person', subjectId: personId, detail: {} },
        ]);
      return { since: null };
    });
  }

  /**
   * The calendar that the link's person would see. Refusals: `session.too_many_attempts`, and one and the same
   * `calendar_feed.not_found` for a link that never was, was replaced or revoked, or whose person has left.
   */
  async read({ file, language, requestId, from }: FeedRequest): Promise<string> {
    const secret = file.endsWith(SUFFIX) ? readCookieToken(file.slice(0, -SUFFIX.length)) : null;
    const districts = secret === null ? [] : await this.database.districts();
    if (secret === null || !districts.some(({ districtId }) => districtId === secret.districtId)) throw notFound();
    const { districtId, token } = secret;
    const context = { districtId, actor: { kind: 'system', districtId }, requestId, from } as const;
    const reader = await this.readerOf(context, token);
    if (reader === null) throw notFound();
    return this.meetings.calendar({ ...context, actor: reader.actor }, language ?? reader.language);
  }

  /** Counted as failed before the link is looked at, so that many guesses at once cannot slip by together. */
  private readerOf(context: CommandContext, token: string): Promise<Reader | null> {
    return this.database.transaction(context, async (tx) => {
      const buckets = secretLinkBuckets(context.from);
      await admitAttempt(tx, buckets);
      const owner = await ownerOf(tx, tokenHashOf(token));
      const actor = owner && (await actorsOf(tx, [owner.personId])).get(owner.personId);
      if (!owner || !actor || !can(actor, 'meeting.read')) return null;
      await releaseAttempt(tx, buckets);
      return { actor, language: owner.language };
    });
  }
}

const notFound = () => new RefusedError({ code: 'calendar_feed.not_found', args: {} });

function personOf(context: CommandContext): string {
  const personId = authorOf(context);
  if (personId === null) throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return personId;
}
