export { DecisionHandlersModule, DecisionModule } from './decision.module.js';
export { decisionLeftMeeting, decisionReachedMeeting } from './decision.jobs.js';
export { decisionsPassedMeeting, recordMeetingDecisions, withdrawMeetingDecisions } from './decision.of-meetings.js';
export type { MeetingDecision, RecordedDecision } from './decision.of-meetings.js';
export {
  decisionsById,
  decisionsDueForAgenda,
  decisionsOfMeetings,
  decisionsOfProblem,
  type DecisionFacts,
} from './decision.queries.js';
export { recountDecisions, type MovedDate } from './decision.recount.js';
export { insertDecisions, type NewDecision } from './decision.repository.js';
export { openDecisionsOfProjects } from './decision-of-projects.queries.js';
export { decisionSight } from './decision-sight.queries.js';
export { DecisionReader } from './decision.reader.js';
export {
  decisionsQuery,
  decisionSummaryQuery,
  zDecisionStatus,
  type DecisionRowView,
  type DecisionSummaryView,
} from './decision.dto.js';
export { decisionLadder, type DecisionRules } from './decision-ladder.policy.js';
export { openDecisionsByLadder } from './decision-ladder.queries.js';
