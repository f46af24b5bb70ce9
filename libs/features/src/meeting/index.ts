export { MeetingHandlersModule, MeetingModule } from './meeting.module.js';
export { admitProblems } from './meeting.admission.js';
export { replanMeetings, type MovedMeeting } from './meeting.replanning.js';
export { openAgendas } from './meeting.course.js';
export { meetingTimers } from './meeting.rows.js';
export { offerToAgenda, type AgendaOffer, type OfferPlace } from './meeting.offers.js';
export { meetingRules } from './meeting-rules.policy.js';
export type { MeetingRules, SeriesRule } from './meeting-rules.repository.js';
export { meetingSights } from './meeting-sight.queries.js';
