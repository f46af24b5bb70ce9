import type { Tx } from '#db/database.js';
import type { Actor } from '#domain/access/index.js';
import { noticeSubjects, type NoticeSubject } from './notice-subjects.js';

/** A problem told of as an item of an agenda: whoever sees the agenda sees it there, the chair above all. */
const AGENDA_ITEM = 'agendaItem';
export type SightKind = NoticeSubject | typeof AGENDA_ITEM;

/**
 * Who may see the subjects of one kind at this moment, by the read scope that the screens use. The feature whose subject it
 * is exports it, for notices know no other feature; the worker brings them together.
 */
export interface NoticeSight {
  readonly kind: SightKind;
  /** Which of these subjects the reader may see now. One query, however many there are. */
  seen(tx: Tx, reader: Actor, subjectIds: readonly string[]): Promise<ReadonlySet<string>>;
}

interface Told {
  readonly rule: string;
  readonly subjectKind: string;
  readonly subjectId: string;
}

const kindOf = ({ rule, subjectKind }: Told): string =>
  rule.startsWith('agenda.') && subjectKind === 'problem' ? AGENDA_ITEM : subjectKind;

/** A release that knows the subject will have to send it. */
export class UnknownSubject extends Error {
  override readonly name = 'UnknownSubject';
}

/** All sights together. It refuses to be made, and the worker to start, without exactly one for each kind of subject. */
export class NoticeSights {
  private readonly byKind: ReadonlyMap<string, NoticeSight>;

  constructor(sights: readonly NoticeSight[]) {
    const given = sights.map(({ kind }) => kind);
    const missing = [...noticeSubjects, AGENDA_ITEM].filter((kind) => !(given as string[]).includes(kind));
    const twice = given.filter((kind, index) => given.indexOf(kind) !== index);
    if (missing.length + twice.length > 0)
      throw new Error(
        `Sights of notices: missing ${missing.join(', ') || 'none'}; twice ${twice.join(', ') || 'none'}`,
      );
    this.byKind = new Map(sights.map((sight) => [sight.kind, sight]));
  }

  /** Those of the notices whose subject the reader may not see now. One query for each kind of subject among them. */
  async hidden<T extends Told>(tx: Tx, reader: Actor, notices: readonly T[]): Promise<T[]> {
    const byKind = new Map<string, T[]>();
    for (const each of notices) byKind.set(kindOf(each), [...(byKind.get(kindOf(each)) ?? []), each]);
    const hidden: T[] = [];
    for (const [kind, told] of byKind) {
      const sight = this.byKind.get(kind);
      if (!sight) throw new UnknownSubject(`No sight of ${kind}`);
      const seen = await sight.seen(tx, reader, [...new Set(told.map(({ subjectId }) => subjectId))]);
      hidden.push(...told.filter(({ subjectId }) => !seen.has(subjectId)));
    }
    return hidden;
  }
}
