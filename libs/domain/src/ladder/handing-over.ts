import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import type { Occurrence } from './events.js';
import { notice } from './notices.js';
import { entry, stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import type { ProblemState } from './types.js';
import { rungOf } from './who-answers.js';

/**
 * The project has another leader. The problem stays with the post: nothing of its clocks moves, the new leader only has
 * to know of it, at once where it is theirs to answer now. Stale when the post has changed hands again since.
 */
export function leaderChanged(
  problem: ProblemState,
  { from, to, contractId }: Occurrence<'leaderChanged'>,
  { ladder, now }: Setting,
): Result<Outcome> | Stale {
  const standing = problem.status === 'open' || problem.status === 'claimed';
  if (!standing || problem.leaderId !== to) return stale;
  const theirs = problem.status === 'open' && rungOf(ladder, problem.rung).answeredBy === 'leader';
  return ok({
    problem,
    entries: [entry('leaderChanged', problem, now, null, { from, to, contractId })],
    notices: [
      notice('problem.leader-changed', problem, {
        to: [{ person: to }],
        urgency: theirs ? 'now' : 'digest',
        by: null,
        detail: contractId,
        args: { answers: theirs },
      }),
    ],
  });
}
