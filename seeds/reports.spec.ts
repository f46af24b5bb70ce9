import { describe, expect, it } from '@jest/globals';
import { parseInstant, publishedCalendar, type Instant } from '#domain/calendar/index.js';
import { reportDueAt, reportingPeriodContaining, spansOfReport } from '#domain/report/index.js';
import { demoData } from './demo-data.js';

const calendar = publishedCalendar();
const now = parseInstant('2023-03-24T10:00:00+08:00') as Instant;
const { reports, actuals, projects } = demoData(now, 'demo');
const periodOf = (start: string) => reportingPeriodContaining(start as never);

describe('the demo’s weekly reports on 24 March 2023', () => {
  it('are there for every office and every period that was due in the year', () => {
    const starts = [...new Set(reports.map(({ row }) => row.periodStart))].toSorted();
    // The Spring Festival's week is none: 28 and 29 January were worked, and are its report.
    expect(starts).toEqual([
      ...['2023-01-02', '2023-01-09', '2023-01-16', '2023-01-23', '2023-01-30', '2023-02-01', '2023-02-06'],
      ...['2023-02-13', '2023-02-20', '2023-02-27', '2023-03-01', '2023-03-06', '2023-03-13', '2023-03-20'],
    ]);
    for (const start of starts) {
      const dueAt = reportDueAt(periodOf(start), calendar)!;
      const offices = new Set(reports.filter(({ row }) => row.periodStart === start).map(({ row }) => row.officeId));
      if (dueAt <= now) expect(offices.size).toBe(12);
      else expect(offices.size).toBe(4);
    }
  });

  it('are accepted but for the newest: one not sent, one sent back, one late and unread', () => {
    const earlier = reports.filter(({ row }) => row.periodStart < '2023-03-13');
    expect(new Set(earlier.map(({ row }) => row.state))).toEqual(new Set(['accepted']));
    const states = (start: string) =>
      reports
        .filter(({ row }) => row.periodStart === start)
        .map(({ row }) => row.state)
        .toSorted();
    expect(states('2023-03-13')).toEqual([...Array<string>(9).fill('accepted'), 'draft', 'returned', 'submitted']);
    expect(states('2023-03-20')).toEqual(Array<string>(4).fill('draft'));
    expect(earlier.filter(({ row }) => row.late).length).toBeGreaterThan(2);
    expect(earlier.filter(({ entries }) => entries.some(({ kind }) => kind === 'returned')).length).toBeGreaterThan(2);
  });

  it('say to the yuan what the figures say, for every project of the office and every span', () => {
    const reported = new Map<string, number>();
    for (const { row, lines } of reports) {
      const own = projects.filter(({ row: { officeId } }) => officeId === row.officeId);
      if (row.state !== 'draft')
        expect(lines.map(({ projectId }) => projectId)).toEqual(own.map((p) => p.row.projectId));
      for (const { projectId, figures } of lines) {
        expect(figures.map(({ start }) => start)).toEqual(
          spansOfReport(periodOf(row.periodStart)).map(({ start }) => start),
        );
        if (row.state !== 'draft')
          for (const { start, amount } of figures) reported.set(`${projectId} ${start}`, amount);
      }
    }
    const entered = actuals.filter(({ reportId }) => reportId !== null);
    expect(entered).toHaveLength(actuals.filter(({ spanStart }) => spanStart >= '2023-01-01').length);
    for (const { projectId, spanStart, amount } of entered) {
      expect(reported.get(`${projectId} ${spanStart}`)).toBe(amount);
      reported.delete(`${projectId} ${spanStart}`);
    }
    // What is left are days that nobody worked.
    expect(new Set(reported.values())).toEqual(new Set([0]));
  });

  it('tell what is being built in words of their own, and get on from week to week', () => {
    const words = reports.flatMap(({ lines }) => lines.map(({ progress }) => progress));
    expect(words.filter((text) => text === '')).toEqual([]);
    expect(new Set(words).size).toBeGreaterThan(300);
    const [first, last] = ['2023-01-09', '2023-03-06'].map((start) => {
      const lines = reports.filter(({ row }) => row.periodStart === start).flatMap((report) => report.lines);
      return new Map(lines.map(({ projectId, progress }) => [projectId, progress]));
    });
    const same = [...first!].filter(([projectId, text]) => last!.get(projectId) === text).length;
    expect(same).toBeLessThan(first!.size / 5);
  });
});
