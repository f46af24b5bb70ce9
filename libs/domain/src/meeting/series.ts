import type { Instant, PlainDate, TimeOfDay, Weekday } from '../calendar/index.js';

/** A moment before a meeting: so many workdays before the day it is held, at this time. */
export interface LeadTime {
  readonly workdaysBefore: number;
  readonly at: TimeOfDay;
}

/** When a series (系列) of weekly meetings meets. The lead times must put the cut-off before the approval before the start. */
export interface MeetingRule {
  readonly weekday: Weekday;
  readonly startsAt: TimeOfDay;
  /** No nominal day lies before it. */
  readonly beganOn: PlainDate;
  /** 截止: what is filed later goes to the next meeting. */
  readonly cutOff: LeadTime;
  /** By when the chair approves the agenda. */
  readonly approval: LeadTime;
  /** 停开: nominal days on which no meeting is held; what would have been their number is the next one's. */
  readonly calledOff?: readonly PlainDate[];
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
