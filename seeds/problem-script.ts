import type { Proceeding, ProblemState, Severity } from '#domain/ladder/index.js';
import type { Scene } from './problem-acts.js';
import type { Cast } from './problem-cast.js';
import type { Act, DecisionAct, Ruling } from './problem-story.js';

/** A kind of problem for the demo: who files it, what people do about it, and how it must stand at the seeding. */
export interface Script {
  readonly name: string;
  readonly count: number;
  readonly filedBy?: keyof Cast;
  readonly severity?: Severity;
  /** Found by the leader on a visit, and filed with it. */
  readonly found?: Proceeding;
  readonly acts: (scene: Scene) => (Act | DecisionAct)[];
  /** What the meeting makes of it, time by time. */
  readonly rulings?: (scene: Scene) => Ruling[];
  readonly stands: (state: ProblemState) => boolean;
  /** A duplicate is merged into a problem of that script, and of the same project. */
  readonly duplicateOf?: string;
  /** Told instead where the calendar leaves no room, as in the first days of a series. */
  readonly otherwise?: string;
}
