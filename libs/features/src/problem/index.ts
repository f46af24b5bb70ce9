export { ProblemHandlersModule, ProblemModule } from './problem.module.js';
export { ProblemService } from './problem.service.js';
export { applyProblemEvents, applyToLoaded } from './problem.events.js';
export type { EventOutcome, ProblemEventOf } from './problem.events.js';
export { problemLeftMeeting, problemReachedMeeting } from './problem.jobs.js';
export { insertProblems, loadForUpdate, loadLadders, ladderKey } from './problem.repository.js';
export type { LoadedProblem, NewProblem } from './problem.repository.js';
export type { ProblemSubject } from './problem.rows.js';
export { problemsInScope } from './problem-scope.queries.js';
