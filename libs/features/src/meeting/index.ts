export { MeetingHandlersModule, MeetingModule } from './meeting.module.js';
export { admitProblems } from './meeting.admission.js';
export { openAgendas } from './meeting.course.js';
export { meetingTimers } from './meeting.rows.js';
