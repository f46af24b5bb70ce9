import { describe, expect, it } from '@jest/globals';
import { dateOf, parseInstant, publishedCalendar, yearOf, type Instant } from '#domain/calendar/index.js';
import { defaultLadder, isClosed, pendingTimers } from '#domain/ladder/index.js';
import { demoTimetables } from './demo-data.js';
import { passedAt } from './problem-story.js';
import { demoLadderId, demoProblems, type DemoProblem } from './problems.js';
import { demoProjects } from './projects.js';

const ladder = { ...defaultLadder, id: demoLadderId };
const calendar = publishedCalendar();
const districtId = '6f0f6d2e-6d1b-4c39-9d3c-2f1f0c5d2a10';

function problemsAt(moment: string): { now: Instant; problems: DemoProblem[] } {
  const now = parseInstant(moment)!;
  const today = dateOf(now);
  const projects = demoProjects(yearOf(today), today);
  return {
    now,
    problems: demoProblems({ districtId, projects, ladder, calendar, timetables: demoTimetables(now, calendar), now }),
  };
}

/** A working morning, an evening, a long holiday, the turn of a year, a minute before a clock runs out, a year without a notice. */
const moments = [
  '2023-01-20T10:00:00+08:00',
  '2022-01-01T00:00:00+08:00',
  '2022-01-05T09:00:00+08:00',
  '2023-01-03T08:59:00+08:00',
  '2024-02-29T17:59:30+08:00',
  '2025-01-01T12:00:00+08:00',
  '2026-02-16T08:00:00+08:00',
  '2026-10-08T09:00:00+08:00',
  '2026-11-24T10:40:00+08:00',
  '2026-12-31T23:59:00+08:00',
  '2027-06-15T18:00:00+08:00',
  '2027-12-31T18:00:00+08:00',
];

describe.each(moments)('the demo problems at %s', (moment) => {
  const { now, problems } = problemsAt(moment);

  it('stand on every rung and in every state', () => {
    const open = problems.filter(({ story }) => story.state.status === 'open');
    expect(new Set(open.map(({ story }) => story.state.rung))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(new Set(problems.map(({ story }) => story.state.status))).toEqual(
      new Set(['open', 'claimed', 'struckOff', 'withdrawn', 'merged']),
    );
    expect(problems.length).toBeGreaterThanOrEqual(60);
  });

  it('wait for exactly what the ladder says, and for nothing in the first minutes', () => {
    for (const { story } of problems) {
      expect(story.timers).toEqual(pendingTimers(story.state, ladder, calendar));
      for (const { dueAt } of story.timers) expect(dueAt).toBeGreaterThan(now + 10 * 60_000);
      if (isClosed(story.state.status)) expect(story.timers).toEqual([]);
      else if ([1, 2, 3, 5].includes(story.state.rung) || story.state.status === 'claimed')
        expect(story.timers.length).toBeGreaterThan(0);
    }
  });

  it('have a past only, told in order', () => {
    for (const { story } of problems) {
      const told = story.entries.map(({ at }) => at);
      expect(told[0]).toBe(story.state.filedAt);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(told.at(-1)).toBeLessThanOrEqual(now);
    }
  });

  it('stand on an agenda as often as they count, those at the meeting on one still to come', () => {
    for (const { story } of problems) {
      expect(story.listings).toHaveLength(story.state.timesOnAgenda);
      const atMeeting = story.state.rung === 4 && story.state.status === 'open';
      const standing = story.listings.filter(({ state, outcome }) => state === 'listed' && outcome === null);
      const waits = atMeeting && story.state.decision === null;
      if (story.state.passages.at(-1)?.how !== 'thirdTime') expect(standing).toHaveLength(waits ? 1 : 0);
      for (const { meeting } of standing) expect(passedAt(meeting)).toBeGreaterThan(now);
      for (const { meeting, state, outcome } of story.listings)
        expect(meeting.session !== null && state !== 'removed').toBe(outcome !== null);
    }
  });

  it('are numbered per year without a gap', () => {
    const numbers = problems.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const year of new Set(numbers.map((number) => number.slice(3, 7)))) {
      const ofYear = numbers
        .filter((number) => number.startsWith(`WT-${year}-`))
        .map((number) => Number(number.slice(8)));
      expect(ofYear).toEqual(ofYear.map((_, index) => index + 1));
    }
  });
});

it('is the same every time', () => {
  expect(problemsAt(moments[0]!)).toEqual(problemsAt(moments[0]!));
});
