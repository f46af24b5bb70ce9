import { RefusedError } from '#domain/refusal.js';
import { workingHours } from '#features/calendar/index.js';
import { closingPolicy } from '#features/closing/index.js';
import { decisionLadder } from '#features/decision/index.js';
import { lightPolicy } from '#features/light/index.js';
import { meetingRules } from '#features/meeting/index.js';
import { coolDown, visitDuty, type PolicyDefinition } from '#features/policy/index.js';
import { laddersPolicy } from '#features/problem/index.js';
import {
  followCoolDown,
  followDecisionLadder,
  followHours,
  followLadders,
  followLights,
  followMeetingRules,
  nothingFollows,
} from './policy-effects.js';
import type { PolicyEffect } from './policy-effects.js';

export interface KeptPolicy {
  readonly policy: PolicyDefinition;
  /** What a new version of it moves. */
  readonly effect: PolicyEffect;
}

/** Every policy that coordinators keep up. One more kind is one more line here, and what follows from it. */
export const keptPolicies: readonly KeptPolicy[] = [
  kept(laddersPolicy, followLadders),
  kept(meetingRules, followMeetingRules),
  kept(visitDuty, nothingFollows),
  kept(workingHours, followHours),
  kept(coolDown, followCoolDown),
  kept(lightPolicy, followLights),
  kept(closingPolicy, nothingFollows),
  kept(decisionLadder, followDecisionLadder),
];

/** Refusal: `policy.not_found`. */
export function policyOf(kind: string): KeptPolicy {
  const found = keptPolicies.find(({ policy }) => policy.kind === kind);
  if (!found) throw new RefusedError({ code: 'policy.not_found', args: {} });
  return found;
}

/** The definition's type stays between a policy and its effect, which were written for each other. */
function kept<T>(policy: PolicyDefinition<T>, effect: PolicyEffect<T>): KeptPolicy {
  return { policy: policy as unknown as PolicyDefinition, effect: effect as unknown as PolicyEffect };
}
