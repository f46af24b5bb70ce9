import type { Tx } from '#db/database.js';
import { dateOf, formatInstant, type DayKind, type PlainDate } from '#domain/calendar/index.js';
import type { Recipient } from '#domain/ladder/index.js';
import type { MovedDate } from '#features/decision/index.js';
import { personsOf } from '#features/directory/index.js';
import type { MovedMeeting } from '#features/meeting/index.js';
import { raiseNotices } from '#features/notice/index.js';
import type { LoadedProblem, MovedClock } from '#features/problem/index.js';

/** A line in both languages. */
export interface Line {
  readonly zh: string;
  readonly en: string;
}

interface DayFacts {
  readonly date: PlainDate;
  readonly kind: DayKind;
  readonly name: string | null;
}

export interface Amendment {
  readonly rule: 'calendar.amended' | 'policy.changed';
  /** What was changed. */
  readonly lines: readonly Line[];
  readonly reason: string;
  /** Who is told even when nothing of theirs moved. */
  readonly also?: readonly Recipient[];
  readonly problems: readonly MovedClock[];
  readonly decisions?: readonly MovedDate[];
  readonly meetings: readonly MovedMeeting[];
  /** Every problem that is not closed: of those on a moved agenda, the parties are told. */
  readonly locked: ReadonlyMap<string, LoadedProblem>;
}

/** A deadline of a problem or the date of a decision. */
type Moved = Pick<MovedClock, 'number' | 'title' | 'from' | 'to'>;

/** A mail lists so many; the rest it counts. */
const LISTED = 20;

/**
 * Tells each person once what moved for them: at once when a meeting is among it, else with the morning. Answers how many
 * people that is, the acting coordinator left out.
 */
export async function tellOfAmendment(tx: Tx, amendment: Amendment): Promise<number> {
  // An amended day moves days; other working hours move the hour.
  const shown = amendment.rule === 'calendar.amended' ? dateOf : formatInstant;
  const meant: { recipient: Recipient; moved?: Moved; meeting?: MovedMeeting }[] = [
    ...(amendment.also ?? []).map((recipient) => ({ recipient })),
    ...amendment.problems.map((moved) => ({ recipient: moved.answerer, moved })),
    ...(amendment.decisions ?? []).flatMap((moved) => moved.unitIds.map((unit) => ({ recipient: { unit }, moved }))),
    ...amendment.meetings.flatMap((meeting) =>
      attendeesOf(meeting, amendment.locked).map((recipient) => ({ recipient, meeting })),
    ),
  ];
  const keyOf = (recipient: Recipient) => JSON.stringify(recipient);
  const recipients = new Map(meant.map(({ recipient }) => [keyOf(recipient), recipient]));
  const theirs = new Map<string, { problems: Set<Moved>; meetings: Set<MovedMeeting> }>();
  const byRecipient = new Map<string, (typeof meant)[number][]>();
  for (const each of meant) {
    const key = keyOf(each.recipient);
    const group = byRecipient.get(key);
    if (group) group.push(each);
    else byRecipient.set(key, [each]);
  }
  for (const { personId, recipient } of await personsOf(tx, [...recipients.values()])) {
    const mine = theirs.get(personId) ?? { problems: new Set(), meetings: new Set() };
    for (const each of byRecipient.get(keyOf(recipient)) ?? [])
      if (each.moved) mine.problems.add(each.moved);
      else if (each.meeting) mine.meetings.add(each.meeting);
    theirs.set(personId, mine);
  }
  const { actor } = tx.context;
  if (actor.kind === 'person') theirs.delete(actor.personId);
  await raiseNotices(
    tx,
    [...theirs].map(([personId, { problems, meetings }]) => ({
      rule: amendment.rule,
      subjectKind: 'calendar',
      subjectId: tx.districtId,
      period: formatInstant(tx.now),
      recipients: [{ person: personId }],
      urgency: meetings.size > 0 ? ('now' as const) : ('digest' as const),
      args: {
        by: actor.kind === 'person' ? actor.personId : null,
        reason: amendment.reason,
        daysZh: amendment.lines.map(({ zh }) => zh),
        daysEn: amendment.lines.map(({ en }) => en),
        problems: [...problems]
          .slice(0, LISTED)
          .map(({ number, title, from, to }) => ({ number, title, from: shown(from), to: shown(to) })),
        problemCount: problems.size,
        meetings: [...meetings].map(({ series, seriesEn, from, to }) => ({
          series,
          seriesEn,
          from: formatInstant(from.startsAt),
          to: formatInstant(to.startsAt),
          number: to.number,
          cutOffAt: formatInstant(to.cutOffAt),
        })),
      },
    })),
  );
  return theirs.size;
}

function attendeesOf({ chairId, problemIds }: MovedMeeting, locked: Amendment['locked']): Recipient[] {
  const ofProblems = problemIds.flatMap((id): Recipient[] => {
    const state = locked.get(id)?.state;
    if (!state) return [];
    return [
      { unit: state.projectOfficeId },
      ...(state.leaderId === null ? [] : [{ person: state.leaderId }]),
      ...(state.leadDepartmentId === null ? [] : [{ unit: state.leadDepartmentId }]),
    ];
  });
  return [{ person: chairId }, { role: 'coordinator' }, ...ofProblems];
}

const kinds = {
  zh: { workday: '工作日', weekend: '周末', holiday: '放假', makeUpDay: '调休上班' },
  en: { workday: 'a workday', weekend: 'a weekend', holiday: 'a holiday', makeUpDay: 'a make-up working day' },
} as const;

export function dayLine({ date, kind, name }: DayFacts): Line {
  const known = (open: string, close: string) => (name === null || name === '' ? '' : `${open}${name}${close}`);
  return {
    zh: `${date} ${kinds.zh[kind]}${known('（', '）')}`,
    en: `${date}: ${kinds.en[kind]}${known(' (', ')')}`,
  };
}
