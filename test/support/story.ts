import { setTimeout as sleep } from 'node:timers/promises';
import { parseInstant } from '#domain/calendar/index.js';
import { type HttpAnswer, type HttpClient, type Json, signIn } from './http-client.js';
import { type RunningSystem, type SystemOptions, startSystem } from './running-system.js';

/** Moves stop this long before the moment they are about, so that it passes while the system runs. */
const LEAD_MS = 3_000;

/** One thing that somebody was told, and what became of its mail. */
export interface Told {
  /** user name */
  readonly to: string;
  readonly rule: string;
  readonly headline: string;
  readonly state: string;
  /** Month, day and hour it was sent (`02-05T10`), empty when it was not. */
  readonly at: string;
}

/** A running system as a story meets it: people who are signed in, and a clock that jumps from moment to moment. */
export class Story {
  readonly #clients = new Map<string, HttpClient>();

  private constructor(readonly system: RunningSystem) {}

  static async open(options: SystemOptions): Promise<Story> {
    return new Story(await startSystem(options));
  }

  close(): Promise<void> {
    return this.system.stop();
  }

  /** Signed in once; again after the clock has jumped. */
  async as(username: string): Promise<HttpClient> {
    const known = this.#clients.get(username);
    if (known) return known;
    const account = this.system.accounts.find((each) => each.username === username);
    if (!account) throw new Error(`there is no account ${username}`);
    const client = await signIn(this.system.url, account.username, account.password);
    this.#clients.set(username, client);
    return client;
  }

  /** All that anybody was told about these subjects. */
  async told(subjectIds: readonly string[]): Promise<Told[]> {
    const notices: { to: string; notice: Json }[] = [];
    for (const { username: to } of this.system.accounts) {
      const inbox = await (await this.as(to)).get('/api/v1/notices?limit=100');
      // The three administrators have none.
      for (const notice of inbox.body.items ?? [])
        if (subjectIds.includes(notice.subjectId)) notices.push({ to, notice });
    }
    // After the inboxes: the house goes on meanwhile, and a notice found there has its mail by now.
    const mails = await this.#mails();
    return notices.map(({ to, notice: { id, rule, headline } }) => {
      const { state, sentAt } = mails.get(id)!;
      return { to, rule, headline, state, at: (sentAt ?? '').slice(5, 13) };
    });
  }

  /** By the notice it carries. */
  async #mails(): Promise<Map<string, Json>> {
    const mails = new Map<string, Json>();
    const coordinator = await this.as('coordinator1');
    let cursor = '';
    do {
      const page = await bodyOf(coordinator.get(`/api/v1/deliveries?limit=100${cursor}`));
      for (const mail of page.items) mails.set(mail.noticeId, mail);
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor !== '');
    return mails;
  }

  /** What the audit trail has of a subject, oldest first: `action`, or `action-refused`. */
  async trail(kind: string, id: string): Promise<string[]> {
    const auditor = await this.as('audit-admin');
    const { items, next } = await bodyOf(auditor.get(`/api/v1/audit?subjectKind=${kind}&subjectId=${id}&limit=100`));
    if (next) throw new Error(`more than a page of ${kind} ${id}`);
    return items.map(({ action, result }: Json) => (result === 'done' ? action : `${action}-${result}`)).reverse();
  }

  /** It is that moment (ISO with offset). */
  async jumpTo(moment: string): Promise<void> {
    await this.system.moveTo(moment);
    this.#clients.clear();
  }

  /** It is three seconds before that moment, and the clock runs. */
  async comeTo(moment: string): Promise<void> {
    const at = parseInstant(moment);
    if (at === undefined) throw new RangeError(`not a moment: ${moment}`);
    await this.jumpTo(new Date(at - LEAD_MS).toISOString());
  }
}

/** Looks until there is something, for half a minute. Throws with `what` when there never was. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look();
    if (found) return found;
    await sleep(200);
  }
  throw new Error(`It did not happen within 30 s: ${what}`);
}

/** The body of an answer that has this status. Throws, showing the whole answer, where it has another. */
export async function bodyOf(answer: Promise<HttpAnswer>, status = 200): Promise<Json> {
  const { status: actual, body } = await answer;
  if (actual !== status) throw new Error(`expected ${status}, got ${actual}: ${JSON.stringify(body, null, 2)}`);
  return body;
}
