import { plainDate, yearOf, type PlainDate, type Weekday } from '#domain/calendar/index.js';
import type { MeetingName } from '#domain/ladder/index.js';
import { DEFAULT_APPROVAL, DEFAULT_CUT_OFF, type MeetingRule, type Occurrence } from '#domain/meeting/index.js';
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

export function seriesRows(today: PlainDate): Omit<typeof meetingSeries.$inferInsert, 'districtId'>[] {
  return SERIES.map((series) => ({
    ...series,
    seriesId: seriesId(series.line),
    chairId: principalId,
    beganOn: seriesBeganOn(today),
    cutOffWorkdaysBefore: DEFAULT_CUT_OFF.workdaysBefore,
    cutOffAt: DEFAULT_CUT_OFF.at,
    approvalWorkdaysBefore: DEFAULT_APPROVAL.workdaysBefore,
    approvalAt: DEFAULT_APPROVAL.at,
  }));
}

/** The id a seeded meeting has, so that whatever tells of it can point to it. */
export const meetingId = (line: Line, occurrence: Pick<Occurrence, 'on'>): string =>
  stableId('meeting', `${line}/${occurrence.on}`);

export function meetingName(line: Line, occurrence: Occurrence): MeetingName {
  const { name, nameEn } = SERIES.find((series) => series.line === line)!;
  const { number, on } = occurrence;
  return { meetingId: meetingId(line, occurrence), series: name, seriesEn: nameEn, number, on };
}

/** When each line's series meets, as the rules ask for it. */
export function meetingRules(today: PlainDate): Record<Line, MeetingRule> {
  const ruleOf = (line: Line): MeetingRule => {
    const { weekday, startsAt } = SERIES.find((series) => series.line === line)!;
    return { weekday, startsAt, beganOn: seriesBeganOn(today), cutOff: DEFAULT_CUT_OFF, approval: DEFAULT_APPROVAL };
  };
  return {
    construction: ruleOf('construction'),
    investment: ruleOf('investment'),
    urban: ruleOf('urban'),
    livelihood: ruleOf('livelihood'),
  };
}
