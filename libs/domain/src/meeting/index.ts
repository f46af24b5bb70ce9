export type { LeadTime, MeetingRule, MeetingState, MeetingTimes, Occurrence } from './series.js';
export { DEFAULT_APPROVAL, DEFAULT_CUT_OFF, changedFrom, timesOn, validateMeetingTimes } from './series.js';
export { nextOccurrenceOpenAt, occurrenceOn, occurrences } from './occurrence.js';
export type { Admission, AgendaCandidate, AgendaItemState, AgendaPlace, CandidatePassage } from './agenda.js';
export { THIRD_TIME, admit, arrangeAgenda, isThirdTime, orderAgenda } from './agenda.js';
export type { AgendaSection, SubjectKind } from './sections.js';
export { AGENDA_SECTIONS, MEETING_LASTS_MINUTES, MEETING_RUNG, MINUTES_PLANNED, SUBJECT_KINDS } from './sections.js';
export type { Announced, Replanned } from './replanning.js';
export { replan } from './replanning.js';
export type {
  MeetingCourse,
  MeetingEffect,
  MeetingEvent,
  MeetingStep,
  MeetingTimer,
  MeetingTimerKind,
  OpenedMeetingState,
} from './course.js';
export { dayOverAt, decideMeeting, locksAt, meetingTimerKinds, pendingMeetingTimers } from './course.js';
export type { DecisionDraft, MatterInSession, Outcome, OutcomeKind } from './outcome.js';
export { MAX_DECISIONS_PER_ITEM, OUTCOME_KINDS, goesOn, judgeOutcome } from './outcome.js';
export type { AttendanceStanding, Change, MinutesContent, MinutesDecision, MinutesItem } from './minutes.js';
export { ATTENDANCE_STANDINGS, changesBetween } from './minutes.js';
export type { Attending, ItemFacts, MeetingFacts, MinutesFacts } from './composing.js';
export { composeContent, composeItem, composeOpening } from './composing.js';
