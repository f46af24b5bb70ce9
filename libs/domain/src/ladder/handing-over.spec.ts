import { describe, expect, it } from '@jest/globals';
import {
  act,
  claimedOnRung,
  department,
  entriesOf,
  fileOnRung,
  noticesOf,
  struckOff,
  timersOf,
} from './cast.fixture.js';
import type { ProblemState } from './types.js';

const change = { type: 'leaderChanged', from: 'leader', to: 'other leader', contractId: 'contract-2' } as const;
const now = '2023-03-07 15:00';
const handedOver = (problem: ProblemState) => ({ ...problem, leaderId: 'other leader' });

describe('a project handed over to another leader', () => {
  it('tells the new one at once of what is theirs to answer, and moves no clock', () => {
    const problem = handedOver(fileOnRung(3));
    const decision = act(problem, change, now);
    expect(noticesOf(decision)).toEqual(['problem.leader-changed now other leader']);
    expect(entriesOf(decision)).toEqual(['leaderChanged']);
    expect(decision.entries[0]!.args).toEqual({ from: 'leader', to: 'other leader', contractId: 'contract-2' });
    expect(decision.problem).toEqual({ ...problem, version: problem.version + 1 });
    expect(timersOf(decision)).toEqual([
      'problem.response 2023-03-07 18:00',
      'problem.reminder 2023-03-08 09:00',
      'problem.resolution 2023-03-09 18:00',
    ]);
  });

  it.each([1, 2, 4, 5, 6] as const)('tells of what stands on rung %i with the morning', (rung) => {
    const { notices } = act(handedOver(fileOnRung(rung, '2023-03-07 14:30')), change, now);
    expect(notices.map(({ rule, urgency }) => [rule, urgency])).toEqual([['problem.leader-changed', 'digest']]);
  });

  it('tells of a claim with the morning too: it is the verifier who moves next', () => {
    expect(noticesOf(act(handedOver(claimedOnRung(3, department)), change, now))).toEqual([
      'problem.leader-changed digest other leader',
    ]);
  });

  it('is stale for what is closed, and when the post has changed hands again', () => {
    expect(act(handedOver(struckOff()), change, '2023-03-09 10:00').stale).toBe(true);
    expect(act({ ...fileOnRung(3), leaderId: 'a third' }, change, now).stale).toBe(true);
  });
});
