import { describe, expect, it } from '@jest/globals';
import { causeOf } from './causes.js';
import { periodLag } from './period-lag.js';
import { formatInstant, parseInstant, plainDate } from '#domain/calendar/index.js';
import { subjectOf } from './subjects.js';

describe('a failure in plain words', () => {
  it.each([
    ['Nobody handles the job visit.digest', 'noHandler', 'afterRepair'],
    ["The payload does not fit the job's schema: problemId: invalid_format", 'unreadable', 'afterRepair'],
    ['It was begun too often and never ended', 'begunTooOften', 'afterRepair'],
    ['550 5.1.1 mailbox unavailable', 'mailRefused', 'afterRepair'],
    ["Can't send mail - all recipients were rejected: 550 no such user", 'mailRefused', 'afterRepair'],
    ['the mail server refused the login', 'mailLogin', 'afterRepair'],
    ['SMTP_URL is not set', 'mailNotSet', 'afterRepair'],
    ['451 4.7.1 Greylisted', 'mailDeferred', 'now'],
    ['connect ECONNREFUSED 127.0.0.1:25', 'serverAway', 'afterRepair'],
    ['Greeting never received', 'serverAway', 'afterRepair'],
    ['canceling statement due to statement timeout', 'tooSlow', 'now'],
    ['deadlock detected', 'collision', 'now'],
    ['new row for relation "problem" violates check constraint', 'doesNotFit', 'afterRepair'],
    ['could not extend file: No space left on device', 'diskFull', 'afterRepair'],
    ['poison', 'unknown', 'now'],
    [null, 'unknown', 'now'],
  ])('%s', (text, code, tryAgain) => {
    const cause = causeOf(text);
    expect([cause.code, cause.tryAgain]).toEqual([code, tryAgain]);
    expect(cause.says.zh + cause.advice.zh).toMatch(/\p{Script=Han}/u);
    expect(cause.says.en + cause.advice.en).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('what a promise is about', () => {
  it('is the nearest subject its payload names', () => {
    expect(subjectOf({ meetingId: 'm', problemId: 'p' })).toEqual({ kind: 'problem', id: 'p' });
    expect(subjectOf({ districtWide: true })).toBeNull();
    expect(subjectOf('text')).toBeNull();
  });
});

describe('how far a periodic work is behind', () => {
  const daily = { name: 'x.daily', period: 'day', at: '03:30' } as const;
  const weekly = { name: 'x.weekly', period: 'week', at: '08:00' } as const;
  const since = plainDate('2026-03-02');
  const lag = (work: typeof daily | typeof weekly, last: [string, boolean] | undefined, now: string) => {
    const row = last && {
      periodStart: plainDate(last[0]),
      finishedAt: last[1] ? parseInstant('2026-03-05T00:00:00+08:00')! : null,
    };
    const { upTo, behind, dueSince } = periodLag(work, row, since, parseInstant(now)!);
    return [upTo, behind, dueSince && formatInstant(dueSince)];
  };

  it.each([
    ['before its hour', daily, ['2026-03-04', true], '2026-03-05T03:29:59+08:00', ['2026-03-04', 0, null]],
    [
      'from its hour on',
      daily,
      ['2026-03-04', true],
      '2026-03-05T03:30:00+08:00',
      ['2026-03-04', 1, '2026-03-05T03:30:00+08:00'],
    ],
    [
      'days later',
      daily,
      ['2026-03-04', true],
      '2026-03-08T09:00:00+08:00',
      ['2026-03-04', 4, '2026-03-05T03:30:00+08:00'],
    ],
    [
      'while a run is open',
      daily,
      ['2026-03-05', false],
      '2026-03-05T09:00:00+08:00',
      ['2026-03-04', 1, '2026-03-05T03:30:00+08:00'],
    ],
    ['before its first run', daily, undefined, '2026-03-03T09:00:00+08:00', [null, 2, '2026-03-02T03:30:00+08:00']],
    [
      'with its first run open',
      daily,
      ['2026-03-02', false],
      '2026-03-02T09:00:00+08:00',
      [null, 1, '2026-03-02T03:30:00+08:00'],
    ],
    [
      'a week',
      weekly,
      ['2026-03-02', true],
      '2026-03-09T08:00:00+08:00',
      ['2026-03-02', 1, '2026-03-09T08:00:00+08:00'],
    ],
  ] as const)('%s', (_, work, last, now, expected) => {
    expect(lag(work, last as [string, boolean] | undefined, now)).toEqual(expected);
  });
});
