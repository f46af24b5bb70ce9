import { describe, expect, it } from '@jest/globals';
import { parseInstant, plainDate, publishedCalendar, spanContaining, type Instant } from '#domain/calendar/index.js';
import { demoActuals, demoPlans } from './figures.js';
import { demoProjects } from './projects.js';

const calendar = publishedCalendar();
const sum = (amounts: readonly number[]): number => amounts.reduce((so, amount) => so + amount, 0);

describe('the demo’s figures', () => {
  const now = parseInstant('2023-03-24T10:00:00+08:00') as Instant;
  const projects = demoProjects(2023, plainDate('2023-03-24'));
  const plans = demoPlans(projects, calendar);
  const actuals = demoActuals(projects, plans, calendar, now);
  const upper = new Set(projects.flatMap(({ row }) => (row.level === 'district' ? [] : [row.projectId])));
  const ofYear = (year: string) => actuals.filter(({ spanStart }) => spanStart.startsWith(year));

  it('meet last year’s published results exactly', () => {
    const last = ofYear('2022');
    expect(sum(last.map(({ amount }) => amount))).toBe(65_300_000_000);
    expect(sum(last.filter(({ projectId }) => upper.has(projectId)).map(({ amount }) => amount))).toBe(35_250_000_000);
    expect(new Set(last.map(({ projectId }) => projectId)).size).toBe(291);
  });

  it('lay what the ledger plans', () => {
    for (const { annual, laid } of plans) expect(sum(laid.map(({ amount }) => amount))).toBe(annual);
    expect(plans).toHaveLength(332 + 291);
  });

  it('reach as far as reports were due, each span once, and leave some out', () => {
    const keys = actuals.map(({ projectId, spanStart }) => `${projectId} ${spanStart}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(
      actuals.filter(
        ({ at, amount, spanStart }) => at > now || amount < 0 || spanContaining(spanStart).start !== spanStart,
      ),
    ).toEqual([]);
    const newest = ofYear('2023').filter(({ spanStart }) => spanStart === '2023-03-13').length;
    expect(newest).toBeGreaterThan(290);
    expect(newest).toBeLessThan(332);
  });

  it('are the same every time', () => {
    expect(demoActuals(projects, plans, calendar, now)).toEqual(actuals);
  });
});
