export type { LeadTime, MeetingRule, MeetingState, Occurrence } from './series.js';
export { DEFAULT_APPROVAL, DEFAULT_CUT_OFF } from './series.js';
export { nextOccurrenceOpenAt, occurrenceOn, occurrences } from './occurrence.js';
export type { Admission, AgendaCandidate, AgendaPlace, AgendaSection, CandidatePassage } from './agenda.js';
export { AGENDA_SECTIONS, MEETING_RUNG, THIRD_TIME, admit, isThirdTime, orderAgenda } from './agenda.js';
export type { Announced, Replanned } from './replanning.js';
export { replan } from './replanning.js';
