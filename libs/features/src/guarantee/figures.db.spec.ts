import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { plainDate } from '#domain/calendar/index.js';
import { layFirstYears } from '#features/plan/index.js';
import { setActuals } from '#features/progress/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { FiguresReader } from './figures.reader.js';

jest.setTimeout(60_000);

const NOW = '2023-03-06T10:00:00+08:00';
let town: SmallDistrict;
beforeAll(async () => {
  town = await createSmallDistrict();
  const projectId = town.projects.construction;
  await town
    .at('2023-01-02T09:00:00+08:00')
    .transaction(town.system, (tx) => layFirstYears(tx, [{ projectId, year: 2023, annual: 24_900_000 }]));
  const spanStart = plainDate('2023-03-01');
  await town
    .at(NOW)
    .transaction(town.as('office'), (tx) =>
      setActuals(tx, [{ projectId, spanStart, amount: 500_000, kind: 'report' }]),
    );
  await town
    .at('2023-03-08T10:00:00+08:00')
    .transaction(town.as('coordinator'), (tx) =>
      setActuals(tx, [{ projectId, spanStart, amount: 300_000, kind: 'correction', reason: '重复计入' }]),
    );
});
afterAll(async () => town?.close());

const figures = (who: Someone, year?: number) =>
  new FiguresReader(town.at('2023-03-08T11:00:00+08:00')).figures(town.as(who), town.projects.construction, year);

describe("a project's figures", () => {
  it('are told span by span, with every entry, its reason, who made it and when', async () => {
    const { spans, year } = await figures('office');
    expect(year).toBe(2023);
    expect(spans.reduce((so, { plan }) => so + plan, 0)).toBe(24_900_000);
    const reported = spans.filter(({ entries }) => entries.length > 0);
    expect(reported).toEqual([
      {
        ...{ start: '2023-03-01', end: '2023-03-06', weekStart: '2023-02-27', tenDayStart: '2023-03-01' },
        ...{ plan: 300_000, actual: 300_000, reported: true },
        entries: [
          { amount: 500_000, kind: 'report', reportId: null, reason: null, by: '示例office', at: expect.any(Number) },
          {
            ...{ amount: -200_000, kind: 'correction', reportId: null, reason: '重复计入' },
            ...{ by: '示例coordinator', at: expect.any(Number) },
          },
        ],
      },
    ]);
    for (const { actual, entries } of spans) expect(entries.reduce((so, { amount }) => so + amount, 0)).toBe(actual);
    expect((await figures('office', 2022)).spans.every(({ plan, entries }) => plan === 0 && entries.length === 0)).toBe(
      true,
    );
  });

  it('are not there for who may not see the project', async () => {
    for (const who of ['otherOffice', 'otherLeader', 'otherEnterprise'] as const)
      await expect(figures(who)).rejects.toMatchObject({ refusal: { code: 'project.not_found' } });
  });
});
