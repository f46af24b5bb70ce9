import { describe, expect, it } from '@jest/globals';
import {
  act,
  at,
  claimedOnRung,
  coordinator,
  department,
  entriesOf,
  file,
  fileOnRung,
  office,
} from './cast.fixture.js';
import { overtakenRules } from './overtaking.js';

const claim = { type: 'claimDone', by: department, evidence: 'done' } as const;

describe('what a step overtakes', () => {
  it('is the request it decides', () => {
    const { problem } = file();
    const asked = act(
      problem,
      { type: 'requestExtension', by: office, extensionId: 'e', workdays: 2, reason: 'rain' },
      '2023-03-06 11:00',
    );
    expect(overtakenRules(asked.entries)).toEqual([]);
    const granted = act(
      asked.problem,
      { type: 'decideExtension', by: coordinator, extensionId: 'e', granted: true, reason: '' },
      '2023-03-06 12:00',
    );
    expect(entriesOf(granted)).toEqual(['extensionGranted']);
    expect(overtakenRules(granted.entries)).toEqual(['problem.extension-requested', 'problem.reminder']);
  });

  it('is every clock of a rung that was left, and not the check of a claim', () => {
    const up = act(fileOnRung(1), { type: 'resolutionLapsed' }, '2023-03-08 18:00');
    expect(overtakenRules(up.entries)).toEqual(expect.arrayContaining(['problem.reminder', 'problem.response-lapsed']));
    expect(overtakenRules(up.entries)).not.toContain('problem.claimed');
    expect(overtakenRules(act(fileOnRung(2), claim, '2023-03-07 10:00').entries)).toContain('problem.reminder');
  });

  it('is the asking for a check once it was made, passed or failed', () => {
    for (const passed of [true, false]) {
      const check = { type: 'verify', by: office, passed, finding: 'leaks', pauseId: 'v' } as const;
      const { entries } = act(claimedOnRung(2, department), check, '2023-03-08 10:00');
      expect(overtakenRules(entries)).toEqual(
        expect.arrayContaining(['problem.claimed', 'problem.verification-lapsed']),
      );
    }
  });
});

describe('a reminder', () => {
  it('that rings after the clock has run out says nothing any more', () => {
    const { problem } = file();
    expect(problem.resolutionDueAt).toBe(at('2023-03-08 18:00'));
    expect(act(problem, { type: 'reminderDue' }, '2023-03-08 18:00').stale).toBe(true);
    expect(act(problem, { type: 'reminderDue' }, '2023-03-08 17:59').stale).toBe(false);
  });
});
