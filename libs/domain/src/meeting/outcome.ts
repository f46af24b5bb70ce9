import { addDays, type PlainDate } from '../calendar/plain-date.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';
import { MEETING_RUNG, type SubjectKind } from './sections.js';

/** What becomes of an item in session: 议定, 结转, 提请上级, 退回下级, 知悉, 销号. */
export const OUTCOME_KINDS = ['decision', 'carriedOver', 'referredUp', 'sentDown', 'noted', 'struckOff'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** 议定事项 as it was taken down in session. It comes into force when the session ends, and has its number from then on. */
export interface DecisionDraft {
  readonly text: string;
  /** 牵头. */
  readonly leadUnitId: string;
  /** 承办. */
  readonly handlingUnitIds: readonly string[];
  /** 配合. */
  readonly assistingUnitIds: readonly string[];
  readonly dueOn: PlainDate;
  readonly recorded: { readonly id: string; readonly number: string } | null;
}

/** `note` is what the minutes say beside it; where it is the reason for a move it may not be empty. */
export type Outcome =
  | { readonly kind: 'decision'; readonly decisions: readonly DecisionDraft[]; readonly note: string }
  | { readonly kind: 'carriedOver'; readonly note: string }
  | { readonly kind: 'referredUp'; readonly toRung: 5 | 6; readonly note: string }
  | {
      readonly kind: 'sentDown';
      readonly toRung: 1 | 2 | 3;
      readonly leadDepartmentId: string | null;
      readonly note: string;
    }
  | { readonly kind: 'noted'; readonly note: string }
  | { readonly kind: 'struckOff'; readonly note: string };

/** What an outcome is judged by. `problem` is null for a matter that is none. */
export interface MatterInSession {
  readonly subjectKind: SubjectKind;
  readonly problem: {
    readonly status: 'open' | 'claimed' | 'struckOff' | 'withdrawn' | 'merged';
    readonly rung: number;
  } | null;
}

export const MAX_DECISIONS_PER_ITEM = 10;
/** A decision's date lies within so many days of the meeting. */
const FURTHEST_DUE_DAYS = 730;

/**
 * Whether an outcome can be recorded on an item of a meeting held on `heldOn`.
 *
 * Refusals: `meeting.outcome_reason_required`; `meeting.outcome_does_not_fit` (`outcome`, `status`, `rung`): an open
 * problem on the meeting's rung may not be merely noted, one that is closed can only be, and up is up;
 * `meeting.no_decision`, `meeting.too_many_decisions`, `meeting.decision_date` (`dueOn`, `on`),
 * `meeting.unit_named_twice`.
 */
export function judgeOutcome(outcome: Outcome, matter: MatterInSession, heldOn: PlainDate): Result<Outcome> {
  const { problem, subjectKind } = matter;
  const moves = outcome.kind === 'referredUp' || outcome.kind === 'sentDown' || outcome.kind === 'struckOff';
  if (moves && outcome.note.trim() === '') return refuse('meeting.outcome_reason_required', { field: 'note' });
  if (problem !== null && !fits(outcome, problem)) {
    return refuse('meeting.outcome_does_not_fit', {
      outcome: outcome.kind,
      status: problem.status,
      rung: problem.rung,
    });
  }
  // A decision that is due is struck off by its check, not by being spoken of.
  if (subjectKind === 'decision' && (outcome.kind === 'struckOff' || outcome.kind === 'sentDown'))
    return refuse('meeting.outcome_does_not_fit', { outcome: outcome.kind, status: 'open', rung: null });
  return outcome.kind === 'decision' ? judgeDecisions(outcome, heldOn) : ok(outcome);
}

function fits(outcome: Outcome, { status, rung }: NonNullable<MatterInSession['problem']>): boolean {
  const closed = status !== 'open' && status !== 'claimed';
  if (closed) return outcome.kind === 'noted';
  switch (outcome.kind) {
    case 'noted':
      // A claim waits for its check, and one that went to the principal is dealt with there; else it would lie still.
      return status === 'claimed' || rung > MEETING_RUNG;
    case 'referredUp':
      return status === 'open' && outcome.toRung > rung;
    case 'sentDown':
      return status === 'open' && outcome.toRung < rung;
    case 'decision':
      return status === 'open';
    case 'carriedOver':
    case 'struckOff':
      return true;
  }
}

function judgeDecisions(outcome: Extract<Outcome, { kind: 'decision' }>, heldOn: PlainDate): Result<Outcome> {
  const { decisions } = outcome;
  if (decisions.length === 0) return refuse('meeting.no_decision', { field: 'decisions' });
  if (decisions.length > MAX_DECISIONS_PER_ITEM)
    return refuse('meeting.too_many_decisions', { field: 'decisions', limit: MAX_DECISIONS_PER_ITEM });
  for (const [index, { dueOn, leadUnitId, handlingUnitIds, assistingUnitIds }] of decisions.entries()) {
    const field = `decisions.${index}`;
    if (dueOn <= heldOn || dueOn > addDays(heldOn, FURTHEST_DUE_DAYS))
      return refuse('meeting.decision_date', { field: `${field}.dueOn`, dueOn, on: heldOn });
    const named = [leadUnitId, ...handlingUnitIds, ...assistingUnitIds];
    if (new Set(named).size < named.length)
      return refuse('meeting.unit_named_twice', { field: `${field}.assistingUnitIds` });
  }
  return ok(outcome);
}

/** What an item without an outcome, or one that was carried over, does when the session ends. */
export function goesOn(outcome: Outcome | null): boolean {
  return outcome === null || outcome.kind === 'carriedOver';
}
