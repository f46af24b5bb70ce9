import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';

/** Every reason for which a decision's rules say no. The code is stable; `when` is for readers, the wording is the screens'. */
export const decisionRefusals = [
  { code: 'decision.not_yours', when: 'the person is not one of those whose act this is' },
  { code: 'decision.already_closed', when: 'struck off, cancelled, superseded or no longer needed' },
  { code: 'decision.already_claimed', when: 'claimed done and waiting for the check' },
  { code: 'decision.not_claimed', when: 'there is no claim to check' },
  { code: 'decision.already_accepted', when: 'it was accepted before' },
  { code: 'decision.text_required', when: 'a decision or a note without words' },
  { code: 'decision.evidence_required', when: 'a claim without evidence' },
  { code: 'decision.finding_required', when: 'a failed check without a finding' },
  { code: 'decision.reason_required', when: 'the act needs a reason and none was given' },
  { code: 'decision.own_claim', when: 'a unit does not check its own claim' },
  { code: 'decision.own_request', when: 'nobody decides what they asked for themselves' },
  { code: 'decision.unit_named_twice', when: 'a unit is named more than once, as lead, handling or assisting' },
  { code: 'decision.due_in_past', when: 'by the day named, work is over already' },
  { code: 'decision.due_too_far', when: 'the day named is more than two years away' },
  { code: 'decision.problem_closed', when: 'nothing is left to decide about a problem that is closed' },
  {
    code: 'decision.extension_out_of_range',
    when: 'not a whole number of workdays within the limit for one extension',
  },
  { code: 'decision.extension_too_late', when: 'less than one workday before it is due' },
  { code: 'decision.extension_too_long', when: 'the extensions of one decision would pass the limit' },
  { code: 'decision.extension_pending', when: 'another extension waits to be decided' },
  { code: 'decision.extension_not_found', when: 'the decision has no such extension' },
  { code: 'decision.extension_already_decided', when: 'it was granted or refused before, or fell away' },
  { code: 'decision.supersedes_itself', when: 'a decision cannot take its own place' },
  { code: 'decision.not_superseded', when: 'only what another decision superseded is restored' },
  { code: 'decision_ladder.bad_setting', when: 'a number of workdays out of range' },
] as const;

export type DecisionRefusalCode = (typeof decisionRefusals)[number]['code'];

export function deny(code: DecisionRefusalCode, args: Refusal['args'] = {}): { ok: false; refusal: Refusal } {
  return refuse(code, args);
}

export const isBlank = (text: string): boolean => text.trim() === '';
