import { minutesOf } from '../calendar/index.js';
import type { Instant, PlainDate, TimeOfDay, Weekday } from '../calendar/index.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';

/** A moment before a meeting: so many workdays before the day it is held, at this time. */
export interface LeadTime {
  readonly workdaysBefore: number;
  readonly at: TimeOfDay;
}

/** The times of a meeting. The lead times must put the cut-off before the approval before the start. */
export interface MeetingTimes {
  readonly weekday: Weekday;
  readonly startsAt: TimeOfDay;
  /** 截止: what is filed later goes to the next meeting. */
  readonly cutOff: LeadTime;
  /** By when the chair approves the agenda. */
  readonly approval: LeadTime;
  /** 停开: nominal days on which no meeting is held; what would have been their number is the next one's. */
  readonly calledOff?: readonly PlainDate[];
}

/** When a series (系列) of weekly meetings meets. */
export interface MeetingRule extends MeetingTimes {
  /** No nominal day lies before it. */
  readonly beganOn: PlainDate;
  /** Other times for nominal days from a day on, in order of those days, no day twice and none before the series began. */
  readonly changes?: readonly (MeetingTimes & { readonly from: PlainDate })[];
}

/** No lead time is longer than a fortnight of workdays. */
const LONGEST_LEAD_WORKDAYS = 10;

/**
 * Whether a meeting can be held by such times. Refusals, naming the field under `definition.…` as given by `at`:
 * `series.bad_lead_time`, `series.cut_off_after_approval`, `series.approval_after_start`.
 */
export function validateMeetingTimes(times: Omit<MeetingTimes, 'weekday'>, at: string): Result<null> {
  for (const key of ['cutOff', 'approval'] as const) {
    const { workdaysBefore } = times[key];
    if (!Number.isInteger(workdaysBefore) || workdaysBefore < 0 || workdaysBefore > LONGEST_LEAD_WORKDAYS)
      return refuse('series.bad_lead_time', { field: `${at}.${key}.workdaysBefore`, most: LONGEST_LEAD_WORKDAYS });
  }
  const { cutOff, approval, startsAt } = times;
  if (!isBefore(cutOff, approval)) return refuse('series.cut_off_after_approval', { field: `${at}.cutOff` });
  if (!isBefore(approval, { workdaysBefore: 0, at: startsAt }))
    return refuse('series.approval_after_start', { field: `${at}.approval` });
  return ok(null);
}

function isBefore(a: LeadTime, b: LeadTime): boolean {
  if (a.workdaysBefore !== b.workdaysBefore) return a.workdaysBefore > b.workdaysBefore;
  return minutesOf(a.at) < minutesOf(b.at);
}

/** The times that hold for a nominal day. */
export function timesOn(rule: MeetingRule, nominal: PlainDate): MeetingTimes {
  return rule.changes?.findLast(({ from }) => from <= nominal) ?? rule;
}

/**
 * The rule with other times for nominal days from `from` on. Changes that were to come on that day or later are
 * overtaken; one that says what holds anyway is none.
 */
export function changedFrom(rule: MeetingRule, times: MeetingTimes, from: PlainDate): MeetingRule {
  const changes = (rule.changes ?? []).filter((change) => change.from < from);
  const kept: MeetingRule = { ...rule, changes };
  if (sameTimes(timesOn(kept, from), times)) return kept;
  const { weekday, startsAt, cutOff, approval } = times;
  return { ...kept, changes: [...changes, { from, weekday, startsAt, cutOff, approval }] };
}

function sameTimes(a: MeetingTimes, b: MeetingTimes): boolean {
  return (
    a.weekday === b.weekday &&
    a.startsAt === b.startsAt &&
    sameLead(a.cutOff, b.cutOff) &&
    sameLead(a.approval, b.approval)
  );
}

function sameLead(a: LeadTime, b: LeadTime): boolean {
  return a.workdaysBefore === b.workdaysBefore && a.at === b.at;
}

export const DEFAULT_CUT_OFF: LeadTime = { workdaysBefore: 2, at: '18:00' };
export const DEFAULT_APPROVAL: LeadTime = { workdaysBefore: 1, at: '18:00' };

/** One meeting of a series, planned or held. */
export interface Occurrence {
  /** 第几次: runs from 1, without a gap, within the calendar year of the day held. */
  readonly number: number;
  readonly year: number;
  /** The day held: always a workday. */
  readonly on: PlainDate;
  readonly startsAt: Instant;
  readonly cutOffAt: Instant;
  readonly approvalDueAt: Instant;
  /** The first nominal day, when the meeting is not held on it. */
  readonly movedFrom: PlainDate | null;
  /** The nominal days that this meeting serves, in order: one, or several when meetings of the series fell on one day. */
  readonly nominalDays: readonly PlainDate[];
  /** Some day it rests on lies in a year without a published notice. */
  readonly provisional: boolean;
}

export type MeetingState =
  'planned' | 'agendaOpen' | 'agendaLocked' | 'inSession' | 'minutesDraft' | 'published' | 'passed' | 'cancelled';
