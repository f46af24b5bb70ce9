import { describe, expect, it } from '@jest/globals';
import { plainDate } from '../calendar/index.js';
import type { DecisionDraft, MatterInSession, Outcome, OutcomeKind } from './outcome.js';
import { goesOn, judgeOutcome, OUTCOME_KINDS } from './outcome.js';

const heldOn = plainDate('2026-10-08');
const draft: DecisionDraft = {
  text: '完成用地调规报批',
  leadUnitId: 'u1',
  handlingUnitIds: ['u2'],
  assistingUnitIds: ['u3'],
  dueOn: plainDate('2026-10-30'),
  recorded: null,
};
const outcomes: Readonly<Record<OutcomeKind, Outcome>> = {
  decision: { kind: 'decision', decisions: [draft], note: '' },
  carriedOver: { kind: 'carriedOver', note: '' },
  referredUp: { kind: 'referredUp', toRung: 5, note: '需区领导协调' },
  sentDown: { kind: 'sentDown', toRung: 2, leadDepartmentId: null, note: '部门权限内' },
  noted: { kind: 'noted', note: '' },
  struckOff: { kind: 'struckOff', note: '现场已核实' },
};
const matter = (status: NonNullable<MatterInSession['problem']>['status'] | null, rung = 4): MatterInSession => ({
  subjectKind: status === null ? 'project' : 'problem',
  problem: status === null ? null : { status, rung },
});
const codeOf = (outcome: Outcome, of = matter('open')) => {
  const result = judgeOutcome(outcome, of, heldOn);
  return result.ok ? 'ok' : result.refusal.code;
};
const allowed = (of: MatterInSession) => OUTCOME_KINDS.filter((kind) => codeOf(outcomes[kind], of) === 'ok');

describe('an outcome', () => {
  it('fits the matter it is of', () => {
    expect(allowed(matter('open'))).toEqual(['decision', 'carriedOver', 'referredUp', 'sentDown', 'struckOff']);
    expect(allowed(matter('claimed'))).toEqual(['carriedOver', 'noted', 'struckOff']);
    // The third time on an agenda it stands with the principal already.
    expect(allowed(matter('open', 5))).toEqual(['decision', 'carriedOver', 'sentDown', 'noted', 'struckOff']);
    for (const closed of ['struckOff', 'withdrawn', 'merged'] as const)
      expect(allowed(matter(closed))).toEqual(['noted']);
    expect(allowed(matter(null))).toEqual(OUTCOME_KINDS);
    const due = allowed({ subjectKind: 'decision', problem: null });
    expect(due).toEqual(['decision', 'carriedOver', 'referredUp', 'noted']);
    expect(codeOf({ ...outcomes.referredUp, toRung: 6 } as Outcome, matter('open', 5))).toBe('ok');
  });

  it('that moves a matter gives its reason', () => {
    for (const kind of ['referredUp', 'sentDown', 'struckOff'] as const)
      expect(codeOf({ ...outcomes[kind], note: ' ' } as Outcome)).toBe('meeting.outcome_reason_required');
  });

  it('of decisions names each unit once and a day after the meeting', () => {
    const decided = (...decisions: DecisionDraft[]) => codeOf({ kind: 'decision', decisions, note: '' });
    expect(decided()).toBe('meeting.no_decision');
    expect(decided({ ...draft, dueOn: plainDate('2026-10-09') })).toBe('ok');
    expect(decided({ ...draft, dueOn: heldOn })).toBe('meeting.decision_date');
    expect(decided({ ...draft, dueOn: plainDate('2028-10-08') })).toBe('meeting.decision_date');
    expect(decided(draft, { ...draft, assistingUnitIds: ['u1'] })).toBe('meeting.unit_named_twice');
    expect(decided(...Array.from({ length: 11 }, () => draft))).toBe('meeting.too_many_decisions');
    const result = judgeOutcome(
      { kind: 'decision', decisions: [draft, { ...draft, dueOn: plainDate('2026-10-07') }], note: '' },
      matter('open'),
      heldOn,
    );
    expect(result).toMatchObject({ refusal: { args: { field: 'decisions.1.dueOn' } } });
  });

  it('or none sends the matter on to the next meeting only when it is left over', () => {
    expect(goesOn(null)).toBe(true);
    expect(OUTCOME_KINDS.filter((kind) => goesOn(outcomes[kind]))).toEqual(['carriedOver']);
  });
});
