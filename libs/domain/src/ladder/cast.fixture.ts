import type { Actor, Role } from '../access/types.js';
import { formatInstant, parseInstant, publishedCalendar } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { defaultLadder } from './default-ladder.js';
import type { Filing, ProblemEvent } from './events.js';
import { fileProblem } from './filing.js';
import type { Ladder, ProblemState } from './types.js';

/** The people and the problem that the ladder's tests play with. Test code only. */
function person(name: string, role: Role, unitId: string | null, companyId: string | null = null): Actor {
  return { kind: 'person', districtId: 'd1', personId: name, roles: [role], unitId, companyId, name };
}

export const office = person('office clerk', 'office', 'u-office');
export const otherOffice = person('other office clerk', 'office', 'u-other-office');
export const department = person('department clerk', 'department', 'u-dept');
export const responsible = person('responsible clerk', 'department', 'u-responsible');
export const leader = person('leader', 'leader', 'u-leadership');
export const otherLeader = person('other leader', 'leader', 'u-leadership');
export const coordinator = person('coordinator', 'coordinator', 'u-coordination');
export const principal = person('principal', 'principal', 'u-leadership');
export const enterprise = person('company clerk', 'enterprise', null, 'c-1');
export const abroad: Actor = { ...coordinator, districtId: 'd2' };
export const cast = [
  office,
  otherOffice,
  department,
  responsible,
  leader,
  otherLeader,
  coordinator,
  principal,
  enterprise,
  abroad,
];

export const calendar = publishedCalendar();

/** `at('2023-01-20 10:00')` in Shanghai. */
export function at(text: string): Instant {
  const instant = parseInstant(`${text.replace(' ', 'T')}:00+08:00`);
  if (instant === undefined) throw new RangeError(`Not a moment: ${text}`);
  return instant;
}

/** `2023-01-29 18:00`, or null. */
export const clock = (instant: Instant | null): string | null =>
  instant === null ? null : formatInstant(instant).slice(0, 16).replace('T', ' ');

export const filing: Filing = {
  id: 'p1',
  by: office,
  severity: 'normal',
  projectId: 'project-1',
  projectOfficeId: 'u-office',
  filingOfficeId: 'u-office',
  leaderId: 'leader',
  leadDepartmentId: 'u-dept',
  assistingDepartmentIds: ['u-assist'],
  responsibleDepartmentId: 'u-responsible',
  companyId: 'c-1',
};

/** Filed on Monday 2023-03-06 at 10:00 unless said otherwise: an ordinary week without a holiday. */
export function file(
  when = '2023-03-06 10:00',
  changes: Partial<Filing> = {},
  ladder: Ladder = defaultLadder,
): Decision {
  const result = fileProblem({ ...filing, ...changes }, ladder, calendar, at(when));
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

/** The decision, which must not be a refusal. */
export function act(problem: ProblemState, event: ProblemEvent, when: string, ladder = defaultLadder): Decision {
  const result = decide(problem, event, ladder, calendar, at(when));
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

/** The code of the refusal, or `done`. */
export function refusalOf(problem: ProblemState, event: ProblemEvent, when: string, ladder = defaultLadder): string {
  const result = decide(problem, event, ladder, calendar, at(when));
  return result.ok ? 'done' : result.refusal.code;
}

/** The problem brought to a rung by the coordinator's signature. */
export function fileOnRung(
  rung: 1 | 2 | 3 | 4 | 5 | 6,
  when = '2023-03-06 10:00',
  changes: Partial<Filing> = {},
): ProblemState {
  const { problem } = file(when, changes);
  if (rung === 1) return problem;
  return act(problem, { type: 'signUp', by: coordinator, toRung: rung, reason: 'needed at once' }, when).problem;
}

export function claimedOnRung(rung: 1 | 2 | 3 | 4 | 5, by: Actor, when = '2023-03-07 11:00'): ProblemState {
  return act(fileOnRung(rung), { type: 'claimDone', by, evidence: 'the water runs' }, when).problem;
}

export function struckOff(when = '2023-03-08 11:00'): ProblemState {
  const claimed = claimedOnRung(2, department);
  return act(claimed, { type: 'verify', by: office, passed: true, finding: '', pauseId: 'v1' }, when).problem;
}

export const timersOf = (decision: Decision): string[] =>
  decision.timers.map((timer) => `${timer.kind} ${clock(timer.dueAt) ?? ''}`);

export const entriesOf = (decision: Decision): string[] => decision.entries.map((entry) => entry.type);

/** `rule urgency recipient`, one line each. */
export const noticesOf = (decision: Decision): string[] =>
  decision.notices.flatMap((notice) =>
    notice.to.map((to) => `${notice.rule} ${notice.urgency} ${Object.values(to).join('')}`),
  );
