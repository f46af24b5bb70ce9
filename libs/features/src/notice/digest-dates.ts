import {
  addDays,
  dateOf,
  formatInstant,
  parseInstant,
  parsePlainDate,
  workdaysBetween,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { dayWords, momentWords, type Language } from './moment-words.js';
import type { NoticeArgs } from './notice-args.js';
import type { DigestTask } from './digest-tasks.js';

/** The day that the reader of an entry has to keep, or on which it happened. */
export interface EntryDate {
  readonly kind: 'due' | 'meeting' | 'happened';
  /** ISO text of the moment, or of the day where no hour is meant. */
  readonly at: string;
}

/**
 * The date of an entry: of what is to be done, when it is due; of a meeting, when it begins; of what is good to know, when
 * it happened.
 */
export function dateOfEntry(rule: string, task: DigestTask, args: NoticeArgs, raisedAt: Instant): EntryDate {
  const happened: EntryDate = { kind: 'happened', at: formatInstant(raisedAt) };
  if (task === 'know') return happened;
  if (rule === 'agenda.locked' || rule === 'agenda.approval-due')
    return args.approvalDueAt === null ? happened : { kind: 'due', at: args.approvalDueAt };
  if (args.startsAt !== null) return { kind: 'meeting', at: args.startsAt };
  const due = args.resolutionDueAt ?? args.dueAt ?? (args.dueOn || args.promised || null);
  return due === null ? happened : { kind: 'due', at: due };
}

const kinds = {
  zh: { due: '时限', meeting: '会议时间', happened: '发生时间' },
  en: { due: 'Due', meeting: 'Held', happened: 'Since' },
} as const;

/** `时限：2023年2月17日（周五）18:00，还有1个工作日`, counted in the district's calendar. */
export function dateLine(
  { kind, at }: EntryDate,
  calendar: WorkCalendar,
  today: PlainDate,
  language: Language,
): string {
  const moment = parseInstant(at);
  const words = moment === undefined ? dayWords(at, language) : momentWords(at, language);
  const day = moment === undefined ? parsePlainDate(at) : dateOf(moment);
  const distance = kind === 'happened' || day === undefined ? '' : distanceWords(calendar, today, day, language);
  const [colon, comma] = language === 'zh' ? ['：', '，'] : [': ', ', '];
  return `${kinds[language][kind]}${colon}${words}${distance === '' ? '' : `${comma}${distance}`}`;
}

function distanceWords(calendar: WorkCalendar, today: PlainDate, day: PlainDate, language: Language): string {
  const zh = language === 'zh';
  if (day === today) return zh ? '就在今天' : 'today';
  const over = day < today;
  const workdays = over
    ? workdaysBetween(calendar, day, today)
    : workdaysBetween(calendar, addDays(today, 1), addDays(day, 1));
  if (workdays === 0) return '';
  if (zh) return over ? `已过${workdays}个工作日` : `还有${workdays}个工作日`;
  const count = workdays === 1 ? '1 workday' : `${workdays} workdays`;
  return over ? `${count} ago` : `in ${count}`;
}
