import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';

/** Every reason for which the ladder says no. The code is stable; `when` is for readers, the wording is the screens'. */
export const ladderRefusals = [
  { code: 'problem.not_yours', when: 'the person is not one of those whose act this is' },
  { code: 'problem.already_closed', when: 'struck off, withdrawn or merged: nothing more can be done with it' },
  { code: 'problem.already_claimed', when: 'claimed done and waiting for the check' },
  { code: 'problem.not_claimed', when: 'there is no claim to check' },
  { code: 'problem.not_struck_off', when: 'only a problem that was struck off can relapse' },
  { code: 'problem.already_accepted', when: 'the response was given before' },
  { code: 'problem.no_whistle', when: 'no whistle was blown on this rung' },
  { code: 'problem.whistle_already_signed', when: 'the whistle was signed before' },
  { code: 'problem.whistle_not_signed', when: 'contact is reported before the whistle is signed' },
  { code: 'problem.whistle_already_contacted', when: 'contact was reported before' },
  { code: 'problem.text_required', when: 'an answer without words' },
  { code: 'problem.reason_required', when: 'the act needs a reason and none was given' },
  { code: 'problem.top_rung', when: 'there is no rung above' },
  { code: 'problem.no_such_rung', when: 'the ladder has no rung of that number' },
  { code: 'problem.not_upward', when: 'signing up leads to a higher rung' },
  { code: 'problem.not_downward', when: 'sending down leads to a lower rung' },
  { code: 'problem.no_skipping', when: 'rungs would be skipped without the signature of leader or coordinator' },
  { code: 'problem.no_clock', when: 'the rung has no resolution clock to pause or extend' },
  { code: 'problem.pause_has_no_end', when: 'a pause without an end' },
  { code: 'problem.pause_ends_before_it_starts', when: 'a pause of no days, or backwards' },
  { code: 'problem.pause_in_past', when: 'a pause that starts before today' },
  {
    code: 'problem.pause_overlaps',
    when: 'another pause of this rung, asked for or approved, covers some of the days',
  },
  { code: 'problem.pause_too_long', when: 'the pauses of one stay on a rung would pass the limit' },
  { code: 'problem.pause_not_found', when: 'the problem has no such pause' },
  { code: 'problem.pause_already_decided', when: 'the pause was approved or refused before, or fell away' },
  { code: 'problem.pause_not_running', when: 'only an approved pause that is not over can be ended' },
  { code: 'problem.own_request', when: 'nobody decides what they asked for themselves' },
  { code: 'problem.extension_out_of_range', when: 'not a whole number of workdays within the limit for one extension' },
  { code: 'problem.extension_too_late', when: 'less than one workday before the clock runs out' },
  { code: 'problem.extension_too_long', when: 'the extensions of one clock would pass the limit' },
  { code: 'problem.extension_pending', when: 'another extension waits to be decided' },
  { code: 'problem.extension_not_found', when: 'the problem has no such extension' },
  { code: 'problem.extension_already_decided', when: 'the extension was granted or refused before, or fell away' },
  {
    code: 'problem.decision_rules_date',
    when: 'a decision of the meeting says by when; more time is asked for at the decision',
  },
  { code: 'problem.evidence_required', when: 'a claim without evidence' },
  { code: 'problem.own_claim', when: 'a unit does not verify its own claim; only the filing office checks on site' },
  { code: 'problem.finding_required', when: 'a failed check without a finding' },
  {
    code: 'problem.reopen_too_late',
    when: 'the time in which a relapse reopens the old problem is over; file a new one',
  },
  { code: 'problem.merge_into_itself', when: 'a problem cannot be its own duplicate' },
  { code: 'problem.merge_target_closed', when: 'the other problem is struck off, withdrawn or itself merged' },
  { code: 'problem.merge_other_project', when: 'the other problem belongs to another project' },
  { code: 'problem.department_named_twice', when: 'a department is named more than once, as lead or assisting' },
  { code: 'ladder.no_rungs', when: 'a ladder without rungs' },
  { code: 'ladder.misnumbered', when: 'rungs are not numbered 1, 2, 3 … up to at most 6' },
  { code: 'ladder.answerers_out_of_order', when: 'who answers does not rise from the site upward, or comes twice' },
  {
    code: 'ladder.bad_clock',
    when: 'a clock that is not a whole number of workdays, or responds later than it resolves',
  },
  { code: 'ladder.clock_required', when: 'a problem could lie on this rung for ever' },
  { code: 'ladder.clock_not_ours', when: 'a clock of workdays on the rung of the meeting or of the city' },
  { code: 'ladder.bad_whistle', when: 'whistle hours that are not positive, or contact before signature' },
  { code: 'ladder.bad_setting', when: 'verification, reminder or times on an agenda out of range' },
  { code: 'ladder.none', when: 'a district without a ladder' },
  { code: 'ladder.id_twice', when: 'two ladders of one id' },
  { code: 'ladder.meeting_elsewhere', when: 'the meeting answers another rung than the fourth' },
  { code: 'ladder.default_unknown', when: 'the default is none of the ladders' },
  { code: 'ladder.choice_unknown', when: 'a choice of a ladder that is not there' },
  { code: 'ladder.choice_twice', when: 'two choices for the same category and severity' },
  { code: 'ladder.choice_of_nothing', when: 'a choice for every category and severity: that is the default' },
] as const;

export type LadderRefusalCode = (typeof ladderRefusals)[number]['code'];

/** Says no with a code of the table above, and no other. */
export function deny(code: LadderRefusalCode, args: Refusal['args'] = {}): { ok: false; refusal: Refusal } {
  return refuse(code, args);
}

export const isBlank = (text: string): boolean => text.trim() === '';
