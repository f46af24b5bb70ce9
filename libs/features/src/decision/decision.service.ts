import { Injectable } from '@nestjs/common';
import { Database } from '#db/database.js';
import type { Actor, CommandContext } from '#domain/access/index.js';
import { isStanding, type DecisionCommand } from '#domain/decision/index.js';
import { RefusedError } from '#domain/refusal.js';
import { VersionConflictError } from '#platform/http/index.js';
import { actionOf, mayReach, personOf } from './decision.access.js';
import type { DecisionStandingView } from './decision.dto.js';
import { applyToLocked, lockMatters } from './decision.events.js';
import type { LoadedDecision } from './decision.repository.js';
import { standingOf, writtenOut } from './decision.standing.js';

/** A command still to be given its author. */
export type DecisionAct = Unsigned<Exclude<DecisionCommand, { type: 'withdraw' } | { type: 'restore' }>>;
type Unsigned<Command> = Command extends DecisionCommand ? Omit<Command, 'by'> : never;

/** What people do with decisions: each act one transaction, permission before any effect. */
@Injectable()
export class DecisionService {
  constructor(private readonly database: Database) {}

  /**
   * One act on a decision. Refusals, in this order: `decision.not_found` (also out of reach), `access.denied`,
   * `decision.version_conflict` with the present standing, then the rules' own, also the ladder's for the problem that the
   * decision answers. `answerWith` is added to the answer.
   */
  async act<Extra extends object = object>(
    context: CommandContext,
    decisionId: string,
    seen: number,
    act: DecisionAct,
    answerWith: Extra = {} as Extra,
  ): Promise<DecisionStandingView & Extra> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const successor = act.type === 'cancel' ? act.supersededById : null;
      const matters = await lockMatters(tx, [decisionId, ...(successor === null ? [] : [successor])]);
      allowAct(by, act.type, matters.decisions.get(decisionId), seen);
      if (successor !== null) assertSuccessor(by, matters.decisions.get(successor));
      const { after } = await applyToLocked(tx, matters, [{ decisionId, event: { ...act, by } }]);
      return { ...standingOf(after.get(decisionId)!), ...answerWith };
    });
  }
}

function assertSuccessor(by: Actor, successor: LoadedDecision | undefined): void {
  if (!successor || !mayReach(by, 'decision.read', successor.state))
    throw new RefusedError({ code: 'decision.not_found', args: { field: 'supersededById' } });
  if (!isStanding(successor.state) && successor.state.status !== 'struckOff')
    throw new RefusedError({
      code: 'decision.already_closed',
      args: { field: 'supersededById', status: successor.state.status },
    });
}

/** Passes when the actor may do such an act on the decision and has seen its present version. */
function allowAct(by: Actor, type: DecisionCommand['type'], loaded: LoadedDecision | undefined, seen: number): void {
  if (!loaded) throw new RefusedError({ code: 'decision.not_found', args: {} });
  if (!mayReach(by, 'decision.read', loaded.state))
    throw new RefusedError({ code: 'decision.not_found', args: {} }, 'access.out_of_reach');
  const action = actionOf[type];
  if (!mayReach(by, action, loaded.state)) throw new RefusedError({ code: 'access.denied', args: { action } });
  if (loaded.state.version !== seen) throw new VersionConflictError('decision', writtenOut(standingOf(loaded.state)));
}
