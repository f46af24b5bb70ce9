import { describe, expect, it } from '@jest/globals';
import {
  act,
  at,
  calendar,
  clock,
  coordinator,
  entriesOf,
  filing,
  leader,
  noticesOf,
  office,
  otherLeader,
  principal,
  refusalOf,
  timersOf,
} from './cast.fixture.js';
import type { Decision } from './decision.js';
import { defaultLadder } from './default-ladder.js';
import { fileOnSite, type OnSite, type Proceeding } from './filing-on-site.js';
import type { Ladder } from './types.js';

const when = '2023-03-06 10:00';
const visit = { visitId: 'v1', visitedAt: at('2023-03-05 16:00'), visitedAs: 'leader' } as const;
const attempt = (
  proceeding: Proceeding,
  changes: Partial<Omit<OnSite, 'proceeding'>> & { by?: typeof leader } = {},
  ladder: Ladder = defaultLadder,
) => {
  const { by = leader, ...more } = changes;
  return fileOnSite({ ...filing, by }, { ...visit, ...more, proceeding }, ladder, calendar, at(when));
};
const found = (...given: Parameters<typeof attempt>): Decision => {
  const result = attempt(...given);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const codeOf = (...given: Parameters<typeof attempt>) => {
  const result = attempt(...given);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('what is found on a visit', () => {
  it('goes to the office like any other, names its visit, and counts from when it was told', () => {
    const decision = found({ way: 'office' });
    expect(decision.problem).toMatchObject({ rung: 1, status: 'open', filedBy: 'leader', version: 1 });
    expect(clock(decision.problem.resolutionDueAt)).toBe('2023-03-08 18:00');
    expect(decision.entries).toMatchObject([
      { type: 'filed', args: { visitId: 'v1', visitedAt: '2023-03-05T16:00:00+08:00' } },
    ]);
    expect(noticesOf(decision)).toEqual(['problem.filed digest u-office', 'problem.filed digest c-1']);
  });

  it('goes to the meeting on the visitor’s signature, with the rungs between on record', () => {
    const decision = found({ way: 'meeting', reason: 'the power company' });
    expect(decision.problem.rung).toBe(4);
    expect(decision.problem.passages.map(({ rung, how, reason }) => [rung, how, reason])).toEqual([
      [1, 'filed', null],
      [2, 'skipped', 'the power company'],
      [3, 'skipped', 'the power company'],
      [4, 'signedUp', 'the power company'],
    ]);
    expect(entriesOf(decision)).toEqual(['filed', 'signedUp']);
    expect(decision).toMatchObject({ agenda: 'enter', timers: [] });
    expect(noticesOf(decision)).toEqual([
      'problem.moved now coordinator',
      'problem.moved digest leader',
      'problem.moved digest u-office',
      'problem.moved digest c-1',
      'problem.moved digest leader',
    ]);
    // The same as the leader's own signing up would have made of it, but for the version.
    const { problem } = act(
      found({ way: 'office' }).problem,
      { type: 'signUp', by: leader, reason: 'x', toRung: 4 },
      when,
    );
    expect(decision.problem.passages.map(({ how }) => how)).toEqual(problem.passages.map(({ how }) => how));
  });

  it('solved on the spot is struck off at once, with its trace', () => {
    const decision = found({ way: 'solved', evidence: 'the gate was cleared' });
    expect(decision.problem).toMatchObject({ status: 'struckOff', claimedBy: 'leader', struckOffAt: at(when) });
    expect(decision.entries).toMatchObject([
      { type: 'filed' },
      { type: 'solvedOnSite', args: { evidence: 'the gate was cleared' } },
      { type: 'struckOff' },
    ]);
    expect(timersOf(decision)).toEqual([]);
    expect(noticesOf(decision)).toEqual([
      'problem.struck-off digest u-office',
      'problem.struck-off digest c-1',
      'problem.struck-off digest leader',
    ]);
  });

  it('solved on the spot can relapse like any other, and then has its clock', () => {
    const { problem } = found({ way: 'solved', evidence: 'cleared' });
    const back = act(
      problem,
      { type: 'reopen', by: office, reason: 'blocked again', pauseId: 'p' },
      '2023-03-07 09:00',
    );
    expect(back.problem).toMatchObject({ status: 'open', rung: 1, reopened: 1 });
    expect(timersOf(back)).not.toEqual([]);
    expect(refusalOf(problem, { type: 'accept', by: office }, when)).toBe('problem.already_closed');
  });

  it('may be filed by the principal, and by a leader of that day who has handed over since', () => {
    const meeting = { way: 'meeting', reason: 'x' } as const;
    expect(found(meeting, { by: principal, visitedAs: 'principal' }).problem).toMatchObject({
      rung: 4,
      filedBy: 'principal',
    });
    expect(found(meeting, { by: otherLeader }).problem).toMatchObject({ rung: 4, leaderId: 'leader' });
    for (const by of [office, coordinator, principal]) expect(codeOf(meeting, { by })).toBe('problem.not_yours');
  });

  it('needs the reason, the evidence, and a ladder with a meeting', () => {
    expect(codeOf({ way: 'meeting', reason: ' ' })).toBe('problem.reason_required');
    expect(codeOf({ way: 'solved', evidence: '' })).toBe('problem.evidence_required');
    const short = { ...defaultLadder, rungs: defaultLadder.rungs.slice(0, 3) };
    expect(codeOf({ way: 'meeting', reason: 'x' }, {}, short)).toBe('problem.no_such_rung');
  });
});
