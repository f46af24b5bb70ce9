import { describe, expect, it } from '@jest/globals';
import type { PlainDate } from '../calendar/index.js';
import { plainDate } from '../calendar/index.js';
import {
  act,
  calendar,
  clock,
  coordinator,
  department,
  file,
  fileOnRung,
  leader,
  noticesOf,
  office,
  principal,
  refusalOf,
  responsible,
} from './cast.fixture.js';
import { clockAccount } from './clocks.js';
import { defaultLadder } from './default-ladder.js';
import type { Command } from './events.js';
import type { ProblemState } from './types.js';

// Rung 2 entered Monday 2023-03-06 10:00, due Thursday 2023-03-09 18:00.
const day = (text: string): PlainDate => plainDate(text);
const ask = (
  from: string,
  until: string | null,
  changes: Partial<Command<'requestPause'>> = {},
): Command<'requestPause'> => ({
  type: 'requestPause',
  by: department,
  pauseId: 'pause-1',
  from: day(from),
  until: until === null ? null : day(until),
  reason: 'waiting for the design',
  ...changes,
});
const decideIt = (changes: Partial<Command<'decidePause'>> = {}): Command<'decidePause'> => ({
  type: 'decidePause',
  by: leader,
  pauseId: 'pause-1',
  approved: true,
  reason: '',
  ...changes,
});
const when = '2023-03-06 12:00';

function paused(from: string, until: string): ProblemState {
  return act(act(fileOnRung(2), ask(from, until), when).problem, decideIt(), '2023-03-06 14:00').problem;
}

describe('a pause', () => {
  it('asked for stops nothing; approved by the rung above it is subtracted exactly', () => {
    const asked = act(fileOnRung(2), ask('2023-03-08', '2023-03-15'), when);
    expect(clock(asked.problem.resolutionDueAt)).toBe('2023-03-09 18:00');
    expect(noticesOf(asked).at(-1)).toBe('problem.pause-requested digest leader');
    const approved = act(asked.problem, decideIt(), '2023-03-06 14:00');
    expect(clock(approved.problem.resolutionDueAt)).toBe('2023-03-16 18:00');
    expect(noticesOf(approved)).toEqual(['problem.pause-decided digest department clerk']);
    const account = clockAccount(approved.problem, defaultLadder, calendar);
    expect(account?.days.filter(({ reason }) => reason === 'paused').map(({ date }) => date)).toEqual([
      '2023-03-08',
      '2023-03-09',
      '2023-03-10',
      '2023-03-13',
      '2023-03-14',
    ]);
    expect(account?.dueAt).toBe(approved.problem.resolutionDueAt);
  });

  it('holds the response clock too while nobody has responded', () => {
    expect(clock(paused('2023-03-07', '2023-03-09').responseDueAt)).toBe('2023-03-09 18:00');
    const accepted = act(fileOnRung(2), { type: 'accept', by: department }, when).problem;
    const later = act(act(accepted, ask('2023-03-07', '2023-03-09'), when).problem, decideIt(), when).problem;
    expect(clock(later.responseDueAt)).toBe('2023-03-07 18:00');
  });

  it('refused changes nothing but the record, and needs a reason', () => {
    const asked = act(fileOnRung(2), ask('2023-03-08', '2023-03-15'), when).problem;
    expect(refusalOf(asked, decideIt({ approved: false }), when)).toBe('problem.reason_required');
    const refused = act(asked, decideIt({ approved: false, reason: 'build on' }), when).problem;
    expect([refused.pauses[0]?.state, clock(refused.resolutionDueAt)]).toEqual(['refused', '2023-03-09 18:00']);
    expect(refusalOf(refused, decideIt(), when)).toBe('problem.pause_already_decided');
    expect(refusalOf(refused, ask('2023-03-08', '2023-03-15', { pauseId: 'pause-2' }), when)).toBe('done');
  });

  it.each([
    ['without end', ask('2023-03-08', null), 'problem.pause_has_no_end'],
    ['backwards', ask('2023-03-08', '2023-03-08'), 'problem.pause_ends_before_it_starts'],
    ['from yesterday', ask('2023-03-05', '2023-03-10'), 'problem.pause_in_past'],
    ['from today', ask('2023-03-06', '2023-03-10'), 'done'],
    ['of 60 workdays', ask('2023-03-07', '2023-06-01'), 'done'],
    ['of 61 workdays', ask('2023-03-07', '2023-06-02'), 'problem.pause_too_long'],
    ['without reason', ask('2023-03-08', '2023-03-10', { reason: '' }), 'problem.reason_required'],
    ['by the leader, who does not answer', ask('2023-03-08', '2023-03-10', { by: leader }), 'problem.not_yours'],
  ])('%s', (_, command, expected) => {
    expect(refusalOf(fileOnRung(2), command, when)).toBe(expected);
  });

  it('does not overlap another, but may touch it', () => {
    const problem = paused('2023-03-08', '2023-03-15');
    const second = { pauseId: 'pause-2' };
    expect(refusalOf(problem, ask('2023-03-14', '2023-03-20', second), when)).toBe('problem.pause_overlaps');
    expect(refusalOf(problem, ask('2023-03-07', '2023-03-20', second), when)).toBe('problem.pause_overlaps');
    expect(refusalOf(problem, ask('2023-03-15', '2023-03-20', second), when)).toBe('done');
    expect(refusalOf(problem, ask('2023-03-07', '2023-03-08', second), when)).toBe('done');
    // 5 workdays are taken, so 55 are left.
    expect(refusalOf(problem, ask('2023-03-15', '2023-06-02', second), when)).toBe('done');
    expect(refusalOf(problem, ask('2023-03-15', '2023-06-03', second), when)).toBe('problem.pause_too_long');
  });

  it('is decided by the rung above or the coordinator, never by who asked', () => {
    const asked = act(fileOnRung(2), ask('2023-03-08', '2023-03-15'), when).problem;
    expect(refusalOf(asked, decideIt({ by: coordinator }), when)).toBe('done');
    for (const by of [office, department, principal]) {
      expect(refusalOf(asked, decideIt({ by }), when)).toBe('problem.not_yours');
    }
    expect(refusalOf(asked, decideIt({ pauseId: 'other' }), when)).toBe('problem.pause_not_found');
    const leaderless = fileOnRung(3, '2023-03-06 10:00', { leaderId: null });
    const own = act(leaderless, ask('2023-03-08', '2023-03-15', { by: coordinator }), when).problem;
    expect(refusalOf(own, decideIt({ by: coordinator }), when)).toBe('problem.own_request');
    expect(refusalOf(own, decideIt({ by: { ...coordinator, personId: 'her deputy' } }), when)).toBe('done');
  });

  it('needs a clock to hold', () => {
    expect(refusalOf(fileOnRung(4), ask('2023-03-08', '2023-03-10', { by: coordinator }), when)).toBe(
      'problem.no_clock',
    );
  });

  it('ended early gives the day of ending back', () => {
    const problem = paused('2023-03-07', '2023-03-21');
    expect(clock(problem.resolutionDueAt)).toBe('2023-03-23 18:00');
    const end = { type: 'endPause', by: department, pauseId: 'pause-1' } as const;
    const ended = act(problem, end, '2023-03-09 10:00').problem;
    expect(ended.pauses[0]).toMatchObject({ state: 'ended', from: '2023-03-07', until: '2023-03-09' });
    // 7 and 8 March paused; 9, 10 and 13 counted.
    expect(clock(ended.resolutionDueAt)).toBe('2023-03-13 18:00');
    expect(refusalOf(ended, end, '2023-03-09 11:00')).toBe('problem.pause_not_running');
    expect(refusalOf(problem, { ...end, by: office }, '2023-03-09 10:00')).toBe('problem.not_yours');
    expect(refusalOf(problem, { ...end, pauseId: 'other' }, '2023-03-09 10:00')).toBe('problem.pause_not_found');
    expect(refusalOf(problem, end, '2023-03-21 09:00')).toBe('problem.pause_not_running');
  });

  it('ended before it began takes nothing', () => {
    const end = { type: 'endPause', by: leader, pauseId: 'pause-1' } as const;
    const ended = act(paused('2023-03-08', '2023-03-15'), end, '2023-03-07 10:00').problem;
    expect(ended.pauses[0]).toMatchObject({ state: 'ended', from: '2023-03-08', until: '2023-03-08' });
    expect(clock(ended.resolutionDueAt)).toBe('2023-03-09 18:00');
  });

  it('does not outlive the stay on its rung', () => {
    const asked = act(
      paused('2023-03-08', '2023-03-22'),
      ask('2023-03-22', '2023-03-24', { pauseId: 'pause-2' }),
      when,
    ).problem;
    const up = act(asked, { type: 'signUp', by: department, reason: 'beyond us' }, '2023-03-09 10:00').problem;
    expect(up.pauses.map(({ state, until }) => [state, until])).toEqual([
      ['ended', '2023-03-09'],
      ['refused', '2023-03-24'],
    ]);
    const down = act(up, { type: 'sendDown', by: leader, toRung: 2, reason: 'go on' }, '2023-03-10 10:00').problem;
    expect(clock(down.resolutionDueAt)).toBe('2023-03-15 18:00');
  });

  it('counts towards the limit of its own stay only', () => {
    const up = act(
      paused('2023-03-07', '2023-03-09'),
      { type: 'signUp', by: department, reason: 'beyond us' },
      '2023-03-13 10:00',
    ).problem;
    const down = act(up, { type: 'sendDown', by: leader, toRung: 2, reason: 'go on' }, '2023-03-13 11:00').problem;
    // 60 workdays from 14 March; two were paused in the first stay.
    expect(refusalOf(down, ask('2023-03-14', '2023-06-08', { pauseId: 'pause-2' }), '2023-03-13 12:00')).toBe('done');
    expect(refusalOf(down, ask('2023-03-14', '2023-06-09', { pauseId: 'pause-2' }), '2023-03-13 12:00')).toBe(
      'problem.pause_too_long',
    );
  });

  it('asked for on rung 1 goes to the lead department', () => {
    const asked = act(file().problem, ask('2023-03-08', '2023-03-10', { by: office }), when);
    expect(noticesOf(asked)).toEqual(['problem.pause-requested digest u-dept']);
    expect(refusalOf(asked.problem, decideIt({ by: department }), when)).toBe('done');
    const unnamed = file('2023-03-06 10:00', { leadDepartmentId: null }).problem;
    const askedThere = act(unnamed, ask('2023-03-08', '2023-03-10', { by: office }), when);
    expect(noticesOf(askedThere)).toEqual(['problem.pause-requested digest u-responsible']);
    expect(refusalOf(askedThere.problem, decideIt({ by: responsible }), when)).toBe('done');
  });
});
