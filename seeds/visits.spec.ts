import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  dateOf,
  isWorkday,
  monthContaining,
  parseInstant,
  publishedCalendar,
  yearOf,
  type Instant,
} from '#domain/calendar/index.js';
import { visitMonths } from '#domain/commitment/index.js';
import { LATE_AFTER_MS, siteConditions } from '#domain/visit/index.js';
import { demoData } from './demo-data.js';

const calendar = publishedCalendar();
const moments = ['2023-03-24T10:00:00+08:00', '2023-01-03T08:59:00+08:00', '2026-11-26T18:40:00+08:00'];

describe.each(moments)('the demo’s visits at %s', (moment) => {
  const now = parseInstant(moment) as Instant;
  const { visits, contracts, problems } = demoData(now, 'demo');
  const contractOf = new Map(contracts.map(({ row }) => [row.contractId, row]));

  it('lie in the two months behind, on workdays, each known once', () => {
    expect(new Set(visits.map(({ visitId }) => visitId)).size).toBe(visits.length);
    for (const { visitedAt, visitedOn, loggedAt, receivedAt } of visits) {
      expect(visitedOn >= addDays(dateOf(now), -75)).toBe(true);
      expect(isWorkday(calendar, visitedOn)).toBe(true);
      expect(visitedOn).toBe(dateOf(visitedAt));
      expect([visitedAt, loggedAt, receivedAt, now]).toEqual(
        [visitedAt, loggedAt, receivedAt, now].toSorted((a, b) => a - b),
      );
    }
  });

  it('are a leader’s to the projects of their own contract; what waited in a queue says so', () => {
    for (const { visitedAs, visitorId, contractId, projectId, arrivedLate, ...when } of visits) {
      expect(arrivedLate).toBe(when.receivedAt - when.loggedAt > LATE_AFTER_MS);
      if (visitedAs === 'principal' || contractId == null) {
        // A contract runs with the year: what was seen before belongs to none of them.
        expect(visitedAs === 'principal' || yearOf(when.visitedOn) < yearOf(dateOf(now))).toBe(true);
        continue;
      }
      expect(contractOf.get(contractId)).toMatchObject({ leaderId: visitorId, projectId });
    }
  });

  it('name the problems that were found on them, filed in the same moment by the same person', () => {
    const byId = new Map(problems.map(({ story }) => [story.state.id, story]));
    const finding = visits.filter(({ problems: found }) => found !== undefined);
    expect(finding).toHaveLength(problems.filter(({ found }) => found !== null).length);
    for (const visit of finding)
      for (const { problemId } of visit.problems!) {
        const { state, entries } = byId.get(problemId)!;
        expect(state).toMatchObject({
          filedAt: visit.receivedAt,
          filedBy: visit.visitorId,
          projectId: visit.projectId,
        });
        expect(entries[0]).toMatchObject({ type: 'filed', args: { visitId: visit.visitId } });
      }
  });
});

describe('two months of visits on 24 March 2023', () => {
  const now = parseInstant(moments[0]!) as Instant;
  const { visits, contracts } = demoData(now, 'demo');

  it('begin after the Spring Festival, see every condition, and some waited in a queue', () => {
    const days = visits.map(({ visitedOn }) => visitedOn);
    expect(days.toSorted()[0]! >= '2023-01-28').toBe(true);
    expect(days.toSorted().at(-1)! >= '2023-03-23').toBe(true);
    expect(new Set(visits.map(({ condition }) => condition))).toEqual(new Set(siteConditions));
    const late = visits.filter(({ arrivedLate }) => arrivedLate).length;
    expect(late).toBeGreaterThan(20);
    expect(late).toBeLessThan(visits.length / 10);
    expect(new Set(visits.flatMap(({ problems = [] }) => problems.map(({ way }) => way)))).toEqual(
      new Set(['office', 'meeting', 'solved']),
    );
    expect(new Set(visits.map(({ seen }) => seen)).size).toBeGreaterThan(visits.length / 2);
  });

  it('keep February’s duty of two a month, but for a few leaders who are behind', () => {
    const of = (contractId: string) => visits.filter((visit) => visit.contractId === contractId);
    const february = contracts
      .filter(({ row }) => row.toOn === null)
      .map(({ row }) => {
        const contract = { from: row.fromOn, to: null };
        const visitedOn = of(row.contractId).map((visit) => visit.visitedOn);
        const facts = { visitsPerMonth: row.visitsPerMonth, contract, away: [], visitedOn };
        const months = visitMonths(calendar, facts, dateOf(now));
        const month = months.find((each) => each.month === monthContaining(addDays(dateOf(now), -30)).start)!;
        return { leaderId: row.leaderId, kept: month.judged.standing === 'kept' };
      });
    const share = (leaderId: string) => {
      const own = february.filter((each) => each.leaderId === leaderId);
      return own.filter(({ kept }) => kept).length / own.length;
    };
    const leaders = [...new Set(february.map(({ leaderId }) => leaderId))];
    expect(leaders.filter((id) => share(id) < 0.6)).toHaveLength(3);
    for (const id of leaders.filter((each) => share(each) >= 0.6)) expect(share(id)).toBeGreaterThan(0.75);
  });
});
