import type { Actor } from '../access/types.js';
import { addDays, dateOf, plainDate, workEndsOn } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import type { Result } from '../refusal.js';
import { at, calendar, cast, filing, office } from './cast.fixture.js';
import { occurrenceOf, pendingTimers } from './clocks.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { defaultLadder } from './default-ladder.js';
import type { ProblemCommand, ProblemEvent, ProblemOccurrence } from './events.js';
import { fileProblem } from './filing.js';
import type { ProblemState, RungNumber } from './types.js';

/** What one event did; `code` is the refusal's when it was refused, and then there is no decision. */
export interface Step {
  readonly before: ProblemState;
  readonly event: ProblemEvent;
  readonly now: Instant;
  readonly decision: Decision | null;
  readonly code: string | null;
}

/** One throw of dice; what they stand for depends on the problem they meet. */
const meeting = { meetingId: 'm', series: '周例会', seriesEn: 'Weekly', number: 9, on: plainDate('2023-03-13') };

/** Occurrences that bring something with them; the others are alarms and need nothing. */
type TaughtOccurrence =
  | 'timesOnAgendaReached'
  | 'meetingRuled'
  | 'leaderChanged'
  | 'decided'
  | 'decisionMoved'
  | 'decisionReleased'
  | 'decisionOverdue';

/** The end of work, so many days from now. */
const endOfWork = (now: Instant, days: number) => workEndsOn(calendar, addDays(dateOf(now), Math.max(1, days)));

export interface Dice {
  readonly what: ProblemCommand['type'] | TaughtOccurrence | 'alarm' | 'occurrence';
  /**
   * Makes the event one that has a chance: done by somebody it is for, about a request that is there, a check when there
   * is a claim; otherwise nearly all of a random story would be refusals.
   */
  readonly eager: boolean;
  readonly minutesLater: number;
  readonly by: number;
  readonly yes: boolean;
  readonly text: string;
  readonly rung: RungNumber | null;
  readonly days: number;
  readonly ahead: number;
  readonly workdays: number;
  readonly occurrence: Exclude<ProblemOccurrence['type'], TaughtOccurrence>;
  readonly closes: number;
}

/** The event the dice stand for, done by this person. */
function eventOf(die: Dice, by: Actor, problem: ProblemState, now: Instant, index: number): ProblemEvent {
  const { text: reason, eager, yes } = die;
  let { what } = die;
  if (eager && problem.status === 'claimed' && what !== 'alarm') what = 'verify';
  if (eager && problem.status === 'struckOff') what = 'reopen';
  // Seldom, or most stories would end early.
  if ((what === 'withdraw' || what === 'merge') && die.closes > 0) what = 'claimDone';
  const fresh = `id-${index}`;
  const pauseId = problem.pauses.findLast(({ kind }) => kind === 'granted')?.id ?? 'none';
  const extensionId = problem.extensions.at(-1)?.id ?? 'none';
  const decisionId = eager ? (problem.decision?.id ?? 'none') : 'none';
  switch (what) {
    case 'alarm': {
      const next = earliest(problem);
      return next === undefined ? { type: 'calendarChanged' } : occurrenceOf(next.kind);
    }
    case 'occurrence':
      return { type: die.occurrence };
    case 'timesOnAgendaReached':
      return { type: what, times: eager ? problem.timesOnAgenda + 1 : die.workdays, meeting };
    case 'meetingRuled': {
      const ruling = (['referredUp', 'sentDown', 'struckOff'] as const)[die.closes > 0 ? Number(yes) : 2]!;
      const leadDepartmentId = yes ? 'u-responsible' : null;
      return { type: what, ruling, toRung: die.rung ?? 5, leadDepartmentId, reason, recordedBy: null, meeting };
    }
    case 'leaderChanged':
      return { type: what, from: 'other leader', to: yes ? (problem.leaderId ?? 'leader') : 'gone', contractId: fresh };
    case 'decided':
      return { type: what, decisionId: fresh, number: 'YD', dueAt: endOfWork(now, die.days), unitIds: ['u-dept'] };
    case 'decisionMoved':
      return { type: what, decisionId, number: 'YD', dueAt: endOfWork(now, die.days) };
    case 'decisionReleased':
    case 'decisionOverdue':
      return { type: what, decisionId, number: 'YD' };
    case 'accept':
    case 'whistleSign':
    case 'whistleContact':
      return { type: what, by };
    case 'answer':
      return { type: what, by, text: reason };
    case 'signUp':
      return { type: what, by, reason, toRung: die.rung };
    case 'sendDown':
      return { type: what, by, reason, toRung: die.rung ?? 1 };
    case 'requestPause': {
      const from = addDays(dateOf(now), die.ahead);
      return { type: what, by, reason, pauseId: fresh, from, until: die.days < 0 ? null : addDays(from, die.days) };
    }
    case 'decidePause':
      return { type: what, by, reason, pauseId, approved: yes };
    case 'endPause':
      return { type: what, by, pauseId };
    case 'requestExtension':
      return { type: what, by, reason, extensionId: fresh, workdays: die.workdays };
    case 'decideExtension':
      return { type: what, by, reason, extensionId, granted: yes };
    case 'claimDone':
      return { type: what, by, evidence: reason };
    case 'verify':
      return { type: what, by, passed: yes, finding: reason, pauseId: fresh };
    case 'reopen':
      return { type: what, by, reason, pauseId: fresh };
    case 'assignDepartment':
      return { type: what, by, lead: yes ? 'u-dept' : 'u-responsible', assisting: ['u-assist'] };
    case 'withdraw':
      return { type: what, by, reason };
    case 'merge':
      return { type: what, by, reason, intoId: yes ? 'p1' : 'p2', intoStatus: 'open', intoProjectId: 'project-1' };
  }
}

const earliest = (problem: ProblemState) =>
  pendingTimers(problem, defaultLadder, calendar).sort((a, b) => a.dueAt - b.dueAt)[0];
const strangers = ['problem.not_yours', 'problem.own_claim', 'problem.own_request'];

/** Plays one story on a problem filed just before the Spring Festival of 2023. */
export function play(story: readonly Dice[]): Step[] {
  const filed = fileProblem({ ...filing, by: office }, defaultLadder, calendar, at('2023-01-18 15:00'));
  if (!filed.ok) throw new Error(filed.refusal.code);
  let problem = filed.value.problem;
  let now = problem.filedAt;
  return story.map((die, index) => {
    const before = problem;
    const due = die.what === 'alarm' ? (earliest(before)?.dueAt ?? now) : now + die.minutesLater * 60_000;
    now = Math.max(now, due) as Instant;
    let event: ProblemEvent = { type: 'calendarChanged' };
    let result: Result<Decision> | null = null;
    for (let turn = 0; turn < (die.eager ? cast.length : 1); turn += 1) {
      const by = cast[(die.by + turn) % cast.length] ?? office;
      event = eventOf(die, by, before, now, index);
      result = decide(before, event, defaultLadder, calendar, now);
      if (result.ok || !strangers.includes(result.refusal.code)) break;
    }
    if (result?.ok === true) problem = result.value.problem;
    return {
      before,
      event,
      now,
      decision: result?.ok === true ? result.value : null,
      code: result?.ok === false ? result.refusal.code : null,
    };
  });
}
