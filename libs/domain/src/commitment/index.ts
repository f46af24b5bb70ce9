export type { ContractDays, Judged, MilestoneMove, ReasonCode, Standing, StandingReason } from './types.js';
export { worstOf } from './types.js';
export { judgeMilestone, MILESTONE_WARNING_WORKDAYS, promisedOn, workdaysLeft } from './milestones.js';
export type { AwayDays, VisitDutyFacts, VisitMonth } from './visits.js';
export { judgeVisits, VISIT_WARNING_WORKDAYS, visitMonths, visitsAsked } from './visits.js';
export type { PlanFacts } from './plan.js';
export { judgePlan, judgeTeam } from './plan.js';
export { commitmentWords, standingWords } from './words.js';
