import type { Actor } from '../access/types.js';
import { at, calendar, coordinator, department, office } from '../ladder/cast.fixture.js';
import { plainDate } from '../calendar/index.js';
import { defaultDecisionLadder } from './default-decision-ladder.js';
import type { DecisionEvent, Recording } from './events.js';
import type { Followed } from './followed.js';
import { followUp } from './follow-up.js';
import { recordDecision } from './recording.js';
import type { DecisionState } from './types.js';

/** What the tests of decisions play with, beside the ladder's cast. Test code only. */
export const handler: Actor = { ...department, personId: 'handling clerk', unitId: 'u-handling' };
export const helper: Actor = { ...department, personId: 'helping clerk', unitId: 'u-helping' };
export const chair: Actor = { ...office, personId: 'chair', unitId: 'u-leadership', roles: ['leader'] };

export const recording: Recording = {
  id: 'd1',
  number: 'YD-2023-0001',
  by: coordinator,
  meetingId: 'm1',
  chairId: 'chair',
  projectId: 'project-1',
  projectOfficeId: 'u-office',
  leaderId: 'leader',
  problem: null,
  text: '一周内完成管线迁改',
  leadUnitId: 'u-dept',
  handlingUnitIds: ['u-handling'],
  assistingUnitIds: ['u-helping'],
  dueOn: plainDate('2023-03-14'),
};

/** Decided on Monday 2023-03-06 at 10:00 to be done by Tuesday the 14th, unless said otherwise. */
export function taken(changes: Partial<Recording> = {}, when = '2023-03-06 10:00'): Followed {
  const result = recordDecision({ ...recording, ...changes }, defaultDecisionLadder, calendar, at(when));
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

export function follow(decision: DecisionState, event: DecisionEvent, when: string): Followed {
  const result = followUp(decision, event, calendar, at(when));
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

/** The code of the refusal, or `done`. */
export function refusalOf(decision: DecisionState, event: DecisionEvent, when: string): string {
  const result = followUp(decision, event, calendar, at(when));
  return result.ok ? 'done' : result.refusal.code;
}

export const entriesOf = ({ entries }: Followed): string[] => entries.map(({ type }) => type);

/** `rule urgency recipient`, one line each. */
export const noticesOf = ({ notices }: Followed): string[] =>
  notices.flatMap(({ rule, urgency, to }) => to.map((each) => `${rule} ${urgency} ${Object.values(each).join('')}`));
