export type {
  Decision,
  EntryArgs,
  NoticeIntent,
  NoticeRule,
  Recipient,
  TimelineEntry,
  TimelineEntryType,
  TimerPlan,
} from './decision.js';
export type { Filing, MeetingName, ProblemCommand, ProblemEvent, ProblemOccurrence } from './events.js';
export type {
  Answerer,
  AnsweringDecision,
  ExtensionRequest,
  FiredTimer,
  Ladder,
  Passage,
  PauseRequest,
  ProblemState,
  ProblemStatus,
  Rung,
  RungNumber,
  Severity,
  TimerKind,
} from './types.js';
export { answerers, timerKinds } from './types.js';
export { clockAccount, isDriven, occurrenceOf, pendingTimers } from './clocks.js';
export { asksForAgenda, isClosed } from './closing.js';
export { decide } from './decide.js';
export { defaultLadder, validateLadder } from './default-ladder.js';
export { extensionLimitWorkdays, extensionsTogetherLimitWorkdays } from './extension.js';
export type { LadderChoice, Ladders, NamedLadder } from './ladder-choice.js';
export { ladderFor, validateLadders } from './ladder-choice.js';
export { overtakenRules } from './overtaking.js';
export { fileProblem } from './filing.js';
export type { OnSite, Proceeding } from './filing-on-site.js';
export { fileOnSite } from './filing-on-site.js';
export { pauseLimitWorkdays } from './pause.js';
export type { LadderRefusalCode } from './refusal-codes.js';
export { ladderRefusals } from './refusal-codes.js';
export { relapseDays } from './verification.js';
export { answererOf, rungOf, subjectOf, verifiersOf } from './who-answers.js';
