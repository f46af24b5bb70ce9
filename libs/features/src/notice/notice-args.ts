import { z } from 'zod';

const text = z.string().catch('');
const textOrNull = z.string().nullable().catch(null);
const count = z.number().catch(0);
const texts = z.array(z.string()).catch([]);
const yes = z.boolean().catch(false);

/**
 * What words are filled with. Read from stored JSON that an older release may have written, so whatever is missing or
 * of another shape becomes empty, and no mail is held up by it. Moments are ISO text with their offset, days `YYYY-MM-DD`.
 */
export const noticeArgs = z.object({
  /** The person who acted; null for the clock. Put in by `raiseNotices`. */
  byName: textOrNull,
  /** Whom the acting person stood in for. */
  forName: textOrNull,
  /** Whom the reader stands in for: it was meant for them. */
  insteadOf: textOrNull,

  // The problem.
  number: text,
  title: text,
  project: text,
  severity: text,
  rung: count,
  /** Together with the account, when a resolution clock runs. */
  resolutionDueAt: textOrNull,
  accountZh: textOrNull,
  accountEn: textOrNull,
  /** The due day rests on a year whose notice of holidays is not out yet. */
  provisional: yes,

  // What happened to it. `from` and `to` are rungs of a move, `from` and `until` days of a pause.
  from: z.union([z.number(), z.string()]).catch(0),
  to: count,
  until: text,
  how: text,
  reason: textOrNull,
  /** The reader is who answers on the new rung. */
  answers: yes,
  /** The department leads; otherwise it assists. */
  lead: yes,
  approved: yes,
  granted: yes,
  workdays: count,
  text: text,
  evidence: text,
  finding: text,
  times: count,
  /** Solved while the visitor stood there. */
  onSite: yes,
  /** The visit on which it was found. */
  visitedAt: textOrNull,

  // The decision of a meeting. `part`: lead, handling, assisting, or concerned by it.
  part: text,

  // The meeting.
  series: text,
  seriesEn: text,
  meetingNumber: count,
  startsAt: textOrNull,
  cutOffAt: textOrNull,
  approvalDueAt: textOrNull,
  place: text,
  placeEn: text,
  items: count,
  /** The day held; for a meeting that is not held, the day it would have been. */
  on: text,

  // A leave: who is away, who stands in.
  person: text,
  deputy: text,
  revoked: yes,

  // The calendar.
  daysZh: texts,
  daysEn: texts,
  problems: z.array(z.object({ number: text, title: text, from: text, to: text })).catch([]),
  problemCount: count,
  meetings: z
    .array(z.object({ series: text, seriesEn: text, number: count, from: text, to: text, cutOffAt: text }))
    .catch([]),

  // Reports. `from` and `until` are days, `until` exclusive.
  office: text,
  officeEn: text,
  dueAt: textOrNull,
  left: count,
  yuanFrom: count,
  yuanTo: count,

  // Closing. Money in whole yuan; the words of a period in both languages.
  periodKind: text,
  periodZh: text,
  periodEn: text,
  plan: count,
  actual: count,
  shortBy: count,
  shortCount: count,
  short: z.array(z.object({ code: text, name: text, gap: count })).catch([]),
  /** The offices or projects that make up most of it. */
  makersZh: texts,
  makersEn: texts,
  notReported: count,
  /** Where it can be made up: the period's words, and what it takes a workday. */
  makeUpZh: text,
  makeUpEn: text,
  neededPace: z.number().nullable().catch(null),
  workdaysLeft: count,
  dueOn: text,
  /** Cards: how many of each colour were issued, or struck off. */
  blue: count,
  yellow: count,
  red: count,
  talk: yes,

  // The leader's contract. `month` is `YYYY-MM`, `promised` a day.
  month: text,
  promised: text,
  owed: z.array(z.object({ code: text, name: text, asked: count, visited: count })).catch([]),
  owedCount: count,
});

export type NoticeArgs = z.output<typeof noticeArgs>;
