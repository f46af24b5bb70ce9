import { useQuery } from '@tanstack/react-query';
import { listCalendarDays, listMeetingOccurrences } from '#api-client/sdk.gen.js';
import type { CalendarDays } from '#api-client/types.gen.js';
import { addDays, type PlainDate } from '#domain/calendar/plain-date.js';
import { call } from '../../api/call.js';
import { day } from '../../format/dates.js';
import type { Language } from '../../i18n/i18n.js';
import type { Words } from '../../i18n/use-words.js';
import type { Meeting } from './use-meeting.js';

export interface DueDate {
  readonly key: 'nextMeeting' | 'workdays3' | 'workdays5' | 'monthEnd';
  readonly on: string;
}

export interface DueDates {
  readonly proposed: readonly DueDate[];
  readonly byDefault: string;
  readonly days: CalendarDays;
}

const LOOK_AHEAD_DAYS = 90;

/** The days a decision is usually due by, by the working calendar: the next meeting first, which is also the default. */
export function useDueDates({ on, series }: Meeting): DueDates {
  const heldOn = on as PlainDate;
  const until = addDays(heldOn, LOOK_AHEAD_DAYS);
  const calendar = useQuery({
    queryKey: ['calendar', on, 'due'],
    queryFn: () => call(listCalendarDays({ query: { from: addDays(heldOn, 1), to: until } })),
    staleTime: 600_000,
  });
  const next = useQuery({
    queryKey: ['series', series.id, on],
    queryFn: () =>
      call(listMeetingOccurrences({ path: { id: series.id }, query: { from: addDays(heldOn, 1), to: until } })),
    staleTime: 600_000,
  });
  const days = calendar.data ?? [];
  const works = days.filter((each) => each.works);
  const nextMeeting = next.data?.find((each) => each.on > on && each.state !== 'cancelled')?.on;
  const monthEnd = days.filter((each) => each.date.slice(0, 7) === on.slice(0, 7)).at(-1)?.date;
  const found: { key: DueDate['key']; on: string | undefined }[] = [
    { key: 'nextMeeting', on: nextMeeting },
    { key: 'workdays3', on: works[2]?.date },
    { key: 'workdays5', on: works[4]?.date },
    { key: 'monthEnd', on: monthEnd },
  ];
  const proposed = found.filter(
    (each, index): each is DueDate =>
      each.on !== undefined && found.findIndex((other) => other.on === each.on) === index,
  );
  return { proposed, byDefault: proposed[0]?.on ?? addDays(heldOn, 7), days };
}

/** How far off a day is in workdays, and where it really ends when it is none itself. */
export function dueHint(on: string, { days }: DueDates, t: Words, language: Language): string {
  const at = days.findIndex(({ date }) => date === on);
  if (at < 0) return '';
  const chosen = days[at]!;
  const count = days.slice(0, at + 1).filter(({ works }) => works).length;
  const rolls = chosen.works ? undefined : days.slice(at).find(({ works }) => works);
  return [
    t('meeting.due.workdays', { count }),
    rolls && t('meeting.due.rolls', { on: day(rolls.date, language) }),
    chosen.provisional && t('meeting.due.provisional'),
  ]
    .filter(Boolean)
    .join(' · ');
}
