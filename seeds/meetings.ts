import {
  addDays,
  dateOf,
  plainDate,
  yearOf,
  type Instant,
  type PlainDate,
  type Weekday,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import type { MeetingName } from '#domain/ladder/index.js';
import {
  DEFAULT_APPROVAL,
  DEFAULT_CUT_OFF,
  occurrences,
  type MeetingRule,
  type Occurrence,
} from '#domain/meeting/index.js';
import type { meetingSeries } from '#db/schema/index.js';
import { principalId } from './persons.js';
import type { Line } from './project-names.js';
import { stableId } from './stable-id.js';

/** Of one chair, so at times that do not collide on a day to which a holiday has moved several. */
const SERIES: readonly {
  readonly line: Line;
  readonly name: string;
  readonly nameEn: string;
  readonly weekday: Weekday;
  readonly startsAt: string;
  readonly place: string;
  readonly placeEn: string;
}[] = [
  {
    line: 'construction',
    name: '项目建设周例会',
    nameEn: 'Weekly meeting on project construction',
    weekday: 1,
    startsAt: '09:00',
    place: '区政府第一会议室',
    placeEn: 'Meeting room 1, district government',
  },
  {
    line: 'investment',
    name: '招商引资周例会',
    nameEn: 'Weekly meeting on investment promotion',
    weekday: 2,
    startsAt: '16:00',
    place: '区政府第二会议室',
    placeEn: 'Meeting room 2, district government',
  },
  {
    line: 'urban',
    name: '城建交通工程周例会',
    nameEn: 'Weekly meeting on urban construction and transport',
    weekday: 3,
    startsAt: '14:30',
    place: '区政府第一会议室',
    placeEn: 'Meeting room 1, district government',
  },
  {
    line: 'livelihood',
    name: '重点民生工程周例会',
    nameEn: 'Weekly meeting on key livelihood projects',
    weekday: 4,
    startsAt: '10:30',
    place: '区政府第二会议室',
    placeEn: 'Meeting room 2, district government',
  },
];

/** The four series began on 2025-01-01; in a demo set before that day, on the first of January of its year. */
export function seriesBeganOn(today: PlainDate): PlainDate {
  const began = plainDate('2025-01-01');
  return today < began ? plainDate(`${yearOf(today)}-01-01`) : began;
}

export const seriesId = (line: Line): string => stableId('meeting-series', line);

export function seriesRows(
  now: Instant,
  calendar: WorkCalendar,
): Omit<typeof meetingSeries.$inferInsert, 'districtId'>[] {
  const rules = meetingRules(now, calendar);
  return SERIES.map((series) => ({
    ...series,
    calledOff: [...(rules[series.line].calledOff ?? [])],
    seriesId: seriesId(series.line),
    chairId: principalId,
    beganOn: seriesBeganOn(dateOf(now)),
    cutOffWorkdaysBefore: DEFAULT_CUT_OFF.workdaysBefore,
    cutOffAt: DEFAULT_CUT_OFF.at,
    approvalWorkdaysBefore: DEFAULT_APPROVAL.workdaysBefore,
    approvalAt: DEFAULT_APPROVAL.at,
  }));
}

/** The id a seeded meeting has, so that whatever tells of it can point to it. */
export const meetingId = (line: Line, occurrence: Pick<Occurrence, 'on'>): string =>
  stableId('meeting', `${line}/${occurrence.on}`);

export function seriesOf(line: Line): (typeof SERIES)[number] {
  return SERIES.find((series) => series.line === line)!;
}

export function meetingName(line: Line, occurrence: Occurrence): MeetingName {
  const { name, nameEn } = seriesOf(line);
  const { number, on } = occurrence;
  return { meetingId: meetingId(line, occurrence), series: name, seriesEn: nameEn, number, on };
}

/** Longer than any session lasts. */
const SESSION_MS = 2 * 3_600_000;

/** Whoever was to hold it has held it by then. */
export const wasOverBy = ({ startsAt }: Pick<Occurrence, 'startsAt'>, at: Instant): boolean =>
  startsAt + SESSION_MS <= at;

/** The line one of whose meetings was called off: so many before the last that was held, where there are so many. */
const CALLED_OFF = { line: 'urban', before: 3, lookBackDays: 50 } as const;

/** The meeting that the rule says is off, as it had been announced. */
export function calledOffOf(line: Line, rule: MeetingRule, calendar: WorkCalendar): Occurrence | undefined {
  const [nominal] = rule.calledOff ?? [];
  if (line !== CALLED_OFF.line || nominal === undefined) return undefined;
  const announced = occurrences({ ...rule, calledOff: [] }, calendar, nominal, addDays(nominal, 14));
  return announced.find(({ nominalDays }) => nominalDays.includes(nominal));
}

/** When each line's series meets, as the rules ask for it. */
export function meetingRules(now: Instant, calendar: WorkCalendar): Record<Line, MeetingRule> {
  const today = dateOf(now);
  const ruleOf = (line: Line): MeetingRule => {
    const { weekday, startsAt } = seriesOf(line);
    const beganOn = seriesBeganOn(today);
    const rule = { weekday, startsAt, beganOn, cutOff: DEFAULT_CUT_OFF, approval: DEFAULT_APPROVAL };
    if (line !== CALLED_OFF.line) return rule;
    const from = addDays(today, -CALLED_OFF.lookBackDays);
    const held = occurrences(rule, calendar, from, today).filter((each) => wasOverBy(each, now));
    return { ...rule, calledOff: held.at(-CALLED_OFF.before)?.nominalDays ?? [] };
  };
  return {
    construction: ruleOf('construction'),
    investment: ruleOf('investment'),
    urban: ruleOf('urban'),
    livelihood: ruleOf('livelihood'),
  };
}
