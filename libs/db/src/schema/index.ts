export { district, calendarDay, calendarYear, numberCounter } from './district.js';
export { unit, person, personRole } from './directory.js';
export { session, knownDevice, signInThrottle, idempotencyKey, calendarFeed } from './session.js';
export {
  project,
  projectYear,
  milestone,
  milestoneChange,
  projectDepartment,
  contract,
  contractMember,
  handOverSheet,
} from './project.js';
export { planVersion, spanFigure } from './plan.js';
export { spanActual } from './progress.js';
export { ladderPolicy, policyVersion } from './policy.js';
export { problem, problemEntry, problemPause, problemExtension, problemRating } from './problem.js';
export { meetingSeries, meeting, agendaItem, meetingAttendance, meetingMinutes } from './meeting.js';
export { decision, decisionEntry, decisionExtension } from './decision.js';
export { timer, outbox, periodRun } from './job.js';
export { leave } from './leave.js';
export { notice, noticeChoice, delivery } from './notice.js';
export { auditEntry, auditHead } from './audit.js';
export { weekReport, weekReportEntry, weekReportLine } from './report.js';
export { card, cardTalk, closedPeriod, closedProject, closedScope, leaderLook } from './closing.js';
export { storedFile } from './stored-file.js';
export { visit, visitVersion, visitAddendum, visitProblem, visitPhoto } from './visit.js';
export { feedback } from './feedback.js';
export { sheetImport, type StoredFault } from './sheet.js';
export { districtMap, type MapRegion } from './map.js';
