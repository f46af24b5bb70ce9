import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, Role } from '../access/types.js';
import { addDays, dateOf, parseInstant, plainDate } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { admitVisit, CLOCK_TOLERANCE_MS, LATE_AFTER_MS, LOGGABLE_DAYS } from './admission.js';
import { mayChangeVisit } from './afterwards.js';
import type { ContractTerm } from './types.js';

const at = (text: string): Instant => parseInstant(`${text.replace(' ', 'T')}:00+08:00`)!;
const later = (instant: Instant, ms: number): Instant => (instant + ms) as Instant;
const person = (personId: string, ...roles: Role[]): Actor => ({
  kind: 'person',
  districtId: 'd1',
  personId,
  roles,
  unitId: 'u',
  companyId: null,
  name: personId,
});
const leader = person('leader', 'leader');
const former = person('former', 'leader');
const stranger = person('stranger', 'leader');
const principal = person('principal', 'principal');
const contracts: ContractTerm[] = [
  { contractId: 'old', leaderId: 'former', from: plainDate('2026-01-01'), to: plainDate('2026-03-10') },
  { contractId: 'new', leaderId: 'leader', from: plainDate('2026-03-10'), to: null },
];
const now = at('2026-03-20 17:00');
const judge = (by: Actor, visited: string, logged = visited, when = now) =>
  admitVisit({ visitedAt: at(visited), loggedAt: at(logged) }, by, contracts, when);
const codeOf = (result: ReturnType<typeof judge>) => (result.ok ? 'ok' : result.refusal.code);

describe('who may have been there', () => {
  it('the leader of that day, under the contract that covers it', () => {
    expect(judge(leader, '2026-03-20 15:00')).toMatchObject({
      ok: true,
      value: { visitedAs: 'leader', contractId: 'new', afterHandOver: false, visitedOn: '2026-03-20' },
    });
  });

  it('a leader who has handed over since, for a day that was still theirs, and it says so', () => {
    expect(judge(former, '2026-03-09 15:00')).toMatchObject({
      value: { contractId: 'old', afterHandOver: true, arrivedLate: true },
    });
    // The day of the hand-over is the new leader's.
    expect(codeOf(judge(former, '2026-03-10 09:00'))).toBe('visit.not_your_project');
  });

  it('the leader of now, on a day before the contract began, under no contract', () => {
    expect(judge(leader, '2026-03-05 15:00')).toMatchObject({ value: { contractId: null, afterHandOver: false } });
  });

  it('the principal anywhere; nobody else', () => {
    expect(judge(principal, '2026-03-05 15:00')).toMatchObject({ value: { visitedAs: 'principal', contractId: null } });
    for (const by of [stranger, person('leader', 'office'), person('c', 'coordinator')])
      expect(codeOf(judge(by, '2026-03-20 15:00'))).toBe('visit.not_your_project');
  });
});

describe('when it can have been', () => {
  it('keeps its own time and says that it came late', () => {
    const late = judge(leader, '2026-03-19 15:00', '2026-03-19 15:20');
    expect(late).toMatchObject({
      value: { visitedAt: at('2026-03-19 15:00'), loggedAt: at('2026-03-19 15:20'), arrivedLate: true },
    });
    const logged = (ms: number) => later(now, -ms);
    const lateness = (ms: number) => {
      const result = admitVisit({ visitedAt: at('2026-03-20 09:00'), loggedAt: logged(ms) }, leader, contracts, now);
      return result.ok && result.value.arrivedLate;
    };
    expect([lateness(0), lateness(LATE_AFTER_MS), lateness(LATE_AFTER_MS + 1)]).toEqual([false, false, true]);
  });

  it('takes a clock that is a little ahead for ours, and refuses one that is far ahead', () => {
    const ahead = (ms: number) =>
      admitVisit({ visitedAt: later(now, ms), loggedAt: later(now, ms) }, leader, contracts, now);
    expect(ahead(CLOCK_TOLERANCE_MS)).toMatchObject({ value: { visitedAt: now, loggedAt: now } });
    expect(ahead(CLOCK_TOLERANCE_MS + 1)).toMatchObject({
      refusal: { code: 'visit.in_future', args: { field: 'visitedAt' } },
    });
    expect(
      admitVisit({ visitedAt: now, loggedAt: later(now, CLOCK_TOLERANCE_MS + 1) }, leader, contracts, now),
    ).toMatchObject({ refusal: { code: 'visit.in_future', args: { field: 'loggedAt' } } });
  });

  it('refuses what is too old, to the day, and what was written down before it happened', () => {
    const day = (days: number) => `${addDays(dateOf(now), -days)} 00:00`;
    expect(codeOf(judge(principal, day(LOGGABLE_DAYS)))).toBe('ok');
    expect(judge(principal, `${addDays(dateOf(now), -LOGGABLE_DAYS - 1)} 23:59`)).toMatchObject({
      refusal: { code: 'visit.too_old', args: { field: 'visitedAt', limitDays: LOGGABLE_DAYS } },
    });
    expect(codeOf(judge(leader, '2026-03-20 15:00', '2026-03-20 14:59'))).toBe('visit.logged_before_visit');
  });

  it('whatever the clocks say, nothing in the record lies in the future or out of order', () => {
    const minutes = fc.integer({ min: -60_000, max: 120 });
    fc.assert(
      fc.property(minutes, minutes, (visited, logged) => {
        const times = { visitedAt: later(now, visited * 60_000), loggedAt: later(now, logged * 60_000) };
        const result = admitVisit(times, principal, contracts, now);
        if (!result.ok) return;
        const { visitedAt, loggedAt, visitedOn } = result.value;
        expect(visitedAt).toBeLessThanOrEqual(loggedAt);
        expect(loggedAt).toBeLessThanOrEqual(now);
        expect(visitedOn).toBe(dateOf(visitedAt));
        expect(visitedOn >= addDays(dateOf(now), -LOGGABLE_DAYS)).toBe(true);
      }),
    );
  });
});

describe('afterwards', () => {
  const visit = { visitorId: 'leader', receivedAt: at('2026-03-19 17:00'), withdrawnAt: null };
  const acts = ['correct', 'add', 'withdraw'] as const;
  const codes = (changes: object, by = 'leader', when = now) =>
    acts.map((act) => {
      const result = mayChangeVisit({ ...visit, ...changes }, act, by, when);
      return result.ok ? 'ok' : result.refusal.code;
    });

  it('the author may correct it for a day, add to it and take it back', () => {
    expect(codes({})).toEqual(['ok', 'ok', 'ok']);
    expect(codes({}, 'leader', later(now, 1))).toEqual(['visit.correction_too_late', 'ok', 'ok']);
  });

  it('nobody else may, and nothing goes on with a withdrawn one', () => {
    expect(codes({}, 'principal')).toEqual(acts.map(() => 'visit.not_yours'));
    expect(codes({ withdrawnAt: now })).toEqual(acts.map(() => 'visit.already_withdrawn'));
  });
});
