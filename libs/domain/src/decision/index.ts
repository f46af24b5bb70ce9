export type { DecisionCommand, DecisionEvent, DecisionOccurrence, Recording } from './events.js';
export type {
  DecisionArgs,
  DecisionEntry,
  DecisionEntryType,
  DecisionNotice,
  DecisionNoticeRule,
  DecisionTimer,
  Followed,
} from './followed.js';
export { decisionNoticeRules } from './followed.js';
export type {
  DateExtension,
  DecidedProblem,
  DecisionLadder,
  DecisionState,
  DecisionStatus,
  DecisionTimerKind,
  FiredAlarm,
  LostDays,
} from './types.js';
export { decisionTimerKinds, isStanding } from './types.js';
export { alarmOf, dateAccount, dueDay, pendingAlarms } from './date.js';
export { defaultDecisionLadder, validateDecisionLadder } from './default-decision-ladder.js';
export { followUp } from './follow-up.js';
export { recordDecision } from './recording.js';
export { overtakenDecisionRules } from './overtaking.js';
export type { DecisionRefusalCode } from './refusal-codes.js';
export { decisionRefusals } from './refusal-codes.js';
export { subjectsOf } from './who.js';
