import { describe, expect, it } from '@jest/globals';
import type { CalendarException, WorkCalendar } from '../calendar/index.js';
import { plainDate } from '../calendar/index.js';
import {
  abroad,
  act,
  at,
  calendar,
  cast,
  clock,
  coordinator,
  department,
  enterprise,
  file,
  fileOnRung,
  filing,
  leader,
  noticesOf,
  office,
  otherOffice,
  refusalOf,
  struckOff,
} from './cast.fixture.js';
import { decide } from './decide.js';
import { defaultLadder } from './default-ladder.js';
import type { ProblemCommand } from './events.js';
import { fileProblem } from './filing.js';
import { subjectOf } from './who-answers.js';

const when = '2023-03-06 15:00';
const withdraw = { type: 'withdraw', reason: 'filed by mistake' } as const;
const merge = {
  type: 'merge',
  intoId: 'p2',
  intoStatus: 'open',
  intoProjectId: 'project-1',
  reason: 'the same pipe',
} as const;

describe('filing', () => {
  it('is for the project’s own people and the coordinator', () => {
    const may = cast.filter((by) => fileProblem({ ...filing, by }, defaultLadder, calendar, at(when)).ok);
    expect(may.map(({ name }) => name)).toEqual([
      'office clerk',
      'leader',
      'coordinator',
      'company clerk',
      'coordinator',
    ]);
    const rival = { ...enterprise, companyId: 'c-2' };
    expect(fileProblem({ ...filing, by: rival }, defaultLadder, calendar, at(when)).ok).toBe(false);
    const refused = fileProblem({ ...filing, by: otherOffice }, defaultLadder, calendar, at(when));
    expect(refused).toEqual({ ok: false, refusal: { code: 'problem.not_yours', args: {} } });
  });

  it('tells the office at once when it is urgent', () => {
    expect(noticesOf(file(when, { by: leader, severity: 'urgent' }))).toEqual([
      'problem.filed now u-office',
      'problem.filed now c-1',
    ]);
  });
});

describe('what access depends on', () => {
  it('names the responsible department while no lead is named', () => {
    expect(subjectOf(file().problem)).toEqual({
      districtId: 'd1',
      officeId: 'u-office',
      leaderId: 'leader',
      departmentIds: ['u-dept', 'u-assist'],
      companyId: 'c-1',
      ownerId: 'office clerk',
    });
    expect(subjectOf(file(when, { leadDepartmentId: null }).problem).departmentIds).toEqual([
      'u-responsible',
      'u-assist',
    ]);
    const nobody = { leadDepartmentId: null, responsibleDepartmentId: null };
    expect(subjectOf(file(when, nobody).problem).departmentIds).toEqual(['u-assist']);
  });
});

describe('withdrawing', () => {
  it('is the filer’s, their office’s or the coordinator’s, with a reason', () => {
    const problem = file('2023-03-06 10:00', { by: enterprise }).problem;
    for (const by of [enterprise, office, coordinator]) {
      const decision = act(problem, { ...withdraw, by }, when);
      expect([decision.problem.status, decision.timers]).toEqual(['withdrawn', []]);
    }
    for (const by of [otherOffice, department, leader]) {
      expect(refusalOf(problem, { ...withdraw, by }, when)).toBe('problem.not_yours');
    }
    expect(refusalOf(problem, { ...withdraw, by: office, reason: '' }, when)).toBe('problem.reason_required');
    expect(act(fileOnRung(4), { ...withdraw, by: office }, when).agenda).toBe('leave');
  });
});

describe('merging a duplicate', () => {
  it('points to the other and closes this one', () => {
    const decision = act(fileOnRung(4), { ...merge, by: coordinator }, when);
    expect(decision.problem).toMatchObject({ status: 'merged', mergedIntoId: 'p2' });
    expect([decision.timers, decision.agenda]).toEqual([[], 'leave']);
  });

  it('is refused where it would lose the problem', () => {
    const { problem } = file();
    const refused = (changes: object): string => refusalOf(problem, { ...merge, by: office, ...changes }, when);
    expect(refused({})).toBe('done');
    expect(refused({ intoStatus: 'claimed' })).toBe('done');
    expect(refused({ intoId: 'p1' })).toBe('problem.merge_into_itself');
    expect(refused({ intoProjectId: 'project-2' })).toBe('problem.merge_other_project');
    for (const intoStatus of ['merged', 'withdrawn', 'struckOff']) {
      expect(refused({ intoStatus })).toBe('problem.merge_target_closed');
    }
    expect(refused({ by: department })).toBe('problem.not_yours');
    expect(refused({ reason: ' ' })).toBe('problem.reason_required');
  });
});

describe('a closed problem', () => {
  const commands: ProblemCommand[] = [
    { type: 'accept', by: office },
    { type: 'answer', by: office, text: 'x' },
    { type: 'whistleSign', by: department },
    { type: 'whistleContact', by: department },
    { type: 'signUp', by: coordinator, reason: 'x' },
    { type: 'sendDown', by: coordinator, toRung: 1, reason: 'x' },
    {
      type: 'requestPause',
      by: office,
      pauseId: 'a',
      from: plainDate('2023-03-20'),
      until: plainDate('2023-03-21'),
      reason: 'x',
    },
    { type: 'decidePause', by: coordinator, pauseId: 'a', approved: true, reason: 'x' },
    { type: 'endPause', by: coordinator, pauseId: 'a' },
    { type: 'requestExtension', by: office, extensionId: 'a', workdays: 1, reason: 'x' },
    { type: 'decideExtension', by: coordinator, extensionId: 'a', granted: true, reason: 'x' },
    { type: 'claimDone', by: office, evidence: 'x' },
    { type: 'verify', by: office, passed: true, finding: 'x', pauseId: 'a' },
    { type: 'reopen', by: coordinator, reason: 'x', pauseId: 'a' },
    { ...withdraw, by: coordinator },
    { ...merge, by: coordinator },
    { type: 'assignDepartment', by: coordinator, lead: 'u-dept', assisting: [] },
  ];
  const withdrawn = act(file().problem, { ...withdraw, by: office }, when).problem;
  const merged = act(file().problem, { ...merge, by: office }, when).problem;

  it.each(commands.map((command) => [command.type, command] as const))('refuses to %s', (type, command) => {
    expect(refusalOf(withdrawn, command, when)).toBe('problem.already_closed');
    expect(refusalOf(merged, command, when)).toBe('problem.already_closed');
    expect(refusalOf(struckOff(), command, '2023-03-09 10:00')).toBe(
      type === 'reopen' ? 'done' : 'problem.already_closed',
    );
  });

  it('is out of reach of another district, open or closed', () => {
    for (const command of commands) {
      expect(refusalOf(file().problem, { ...command, by: abroad }, when)).toBe('problem.not_yours');
    }
  });
});

describe('a changed calendar', () => {
  const withDay = (date: string, kind: CalendarException['kind']): WorkCalendar => ({
    ...calendar,
    exceptions: new Map([...calendar.exceptions, [plainDate(date), { date: plainDate(date), kind, name: 'storm' }]]),
  });

  it('recounts every running clock and says which moved', () => {
    const { problem } = file();
    const result = decide(
      problem,
      { type: 'calendarChanged' },
      defaultLadder,
      withDay('2023-03-08', 'holiday'),
      at(when),
    );
    if (!result.ok) throw new Error(result.refusal.code);
    expect(clock(result.value.problem.resolutionDueAt)).toBe('2023-03-09 18:00');
    expect(result.value.entries.map(({ args }) => args)).toEqual([
      { clock: 'problem.resolution', from: '2023-03-08T18:00:00+08:00', to: '2023-03-09T18:00:00+08:00' },
    ]);
    expect(result.value.problem.version).toBe(2);
  });

  it('moves the verifier’s clock of a claim, and nothing that is closed or untouched', () => {
    const claimed = act(file().problem, { type: 'claimDone', by: office, evidence: 'x' }, when).problem;
    const stormy = withDay('2023-03-08', 'holiday');
    const result = decide(claimed, { type: 'calendarChanged' }, defaultLadder, stormy, at(when));
    expect(result.ok && clock(result.value.problem.verificationDueAt)).toBe('2023-03-09 18:00');
    for (const [problem, changed] of [
      [struckOff(), stormy],
      [file().problem, withDay('2023-05-31', 'holiday')],
    ] as const) {
      const unmoved = decide(problem, { type: 'calendarChanged' }, defaultLadder, changed, at(when));
      expect(unmoved.ok && unmoved.value.stale).toBe(true);
    }
  });
});
