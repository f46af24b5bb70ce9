import {
  addDays,
  dateOf,
  instantAt,
  nextWorkday,
  plainDate,
  yearOf,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { reportDueAt, reportingPeriodContaining, type ReportingPeriod } from '#domain/report/index.js';
import { Dice } from './dice.js';
import { stableId } from './stable-id.js';
import type { OfficeCode } from './units.js';

/** When an office handed a period's report in and what the coordinator made of it, as far as that has come by now. */
export interface ReportTimes {
  readonly period: ReportingPeriod;
  /** null = not handed in yet. */
  readonly submittedAt: Instant | null;
  readonly late: boolean;
  /** Sent back once, and handed in again. */
  readonly returned: { readonly at: Instant; readonly reason: string } | null;
  readonly again: Instant | null;
  readonly acceptedAt: Instant | null;
}

/** Reports are kept this far back; the figures of before came without. */
const LOOK_BACK_DAYS = 90;
/** Of the newest report that was due: who has not sent it, whose came back, whose came late and is still unread. */
const NOT_SENT: OfficeCode = 'xida';
const SENT_BACK: OfficeCode = 'longhai';
const LATE_AND_UNREAD: OfficeCode = 'erligang';
/** In a hundred of all others: late, and returned once. */
const [LATE, RETURNED] = [5, 4];
const MINUTE = 60_000;

const REASONS: readonly string[] = [
  '形象进度与上周完全相同，投资额却增加，请核实后重报。',
  '两个项目的完成数疑似按累计数填报，请改为本期数。',
  '停工项目仍报有投资，请附监理月报佐证。',
];

/** Whether and when every report of the demo was handed in. One for a seeding: what it worked out it keeps. */
export class ReportDesk {
  private readonly known = new Map<string, ReportTimes>();
  private readonly due = new Map<PlainDate, Instant | null>();
  private readonly newest: PlainDate | null;
  /** The first day from which reports are there. */
  readonly from: PlainDate;

  constructor(
    private readonly calendar: WorkCalendar,
    private readonly now: Instant,
  ) {
    let period = reportingPeriodContaining(dateOf(now));
    const oldest = addDays(dateOf(now), -LOOK_BACK_DAYS);
    const yearStart = plainDate(`${yearOf(dateOf(now))}-01-01`);
    this.from = oldest > yearStart ? reportingPeriodContaining(oldest).start : yearStart;
    while (period.end > oldest && !this.isDue(period)) period = reportingPeriodContaining(addDays(period.start, -1));
    this.newest = period.end > oldest ? period.start : null;
  }

  /** Null when no day of it is worked: nothing is asked for. */
  dueAt(period: ReportingPeriod): Instant | null {
    const { start } = period;
    const known = this.due.get(start);
    if (known !== undefined) return known;
    const at = reportDueAt(period, this.calendar);
    this.due.set(start, at);
    return at;
  }

  isDue(period: ReportingPeriod): boolean {
    const at = this.dueAt(period);
    return at !== null && at <= this.now;
  }

  of(office: OfficeCode, period: ReportingPeriod): ReportTimes {
    const key = `${office} ${period.start}`;
    const known = this.known.get(key);
    if (known) return known;
    const times = this.timesOf(office, period);
    this.known.set(key, times);
    return times;
  }

  /** Null where figures came in before there were reports. */
  idOf(office: OfficeCode, { start }: ReportingPeriod): string | null {
    return start < this.from ? null : stableId('report', `${office}/${start}`);
  }

  private timesOf(office: OfficeCode, period: ReportingPeriod): ReportTimes {
    const none = { period, submittedAt: null, late: false, returned: null, again: null, acceptedAt: null };
    const dueAt = this.dueAt(period);
    const isNewest = period.start === this.newest;
    if (dueAt === null || dueAt > this.now || (isNewest && office === NOT_SENT)) return none;
    const dice = new Dice(`report-${office}-${period.start}`);
    const chance = dice.between(1, 100);
    const late = isNewest ? office === LATE_AND_UNREAD : chance <= LATE;
    const sentBack = isNewest ? office === SENT_BACK : chance > 100 - RETURNED;
    const morning = instantAt(nextWorkday(this.calendar, dateOf(dueAt)), '09:20');
    const submittedAt = late
      ? ((morning + dice.between(0, 80) * MINUTE) as Instant)
      : ((dueAt - dice.between(20, 160) * MINUTE) as Instant);
    if (submittedAt > this.now) return none;
    const readAt = this.readingAfter(submittedAt, dice);
    const sent = { ...none, submittedAt, late };
    if (readAt > this.now || (isNewest && office === LATE_AND_UNREAD)) return sent;
    if (!sentBack) return { ...sent, acceptedAt: readAt };
    const returned = { at: readAt, reason: dice.pick(REASONS) };
    const again = (readAt + dice.between(70, 190) * MINUTE) as Instant;
    if (isNewest || again > this.now) return { ...sent, returned };
    const acceptedAt = this.readingAfter(again, dice);
    return { ...sent, returned, again, acceptedAt: acceptedAt <= this.now ? acceptedAt : null };
  }

  /** The coordinator reads what came in on the next workday. */
  private readingAfter(at: Instant, dice: Dice): Instant {
    const day = nextWorkday(this.calendar, dateOf(at));
    return (instantAt(day, '09:40') + dice.between(0, 85) * MINUTE) as Instant;
  }
}
