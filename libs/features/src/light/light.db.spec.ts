import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { plainDate } from '#domain/calendar/index.js';
import { tenAndThirtyPoints } from '#domain/light/index.js';
import { layFirstYears } from '#features/plan/index.js';
import { policyInForce, publishPolicy } from '#features/policy/index.js';
import { setActuals } from '#features/progress/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { lightsQuery } from './light.dto.js';
import { LightReader } from './light.reader.js';
import { lightChanges, lightPolicy } from './index.js';

jest.setTimeout(60_000);

type Project = keyof SmallDistrict['projects'];
let town: SmallDistrict;

/** The week of Monday 2023-02-20, due on the Friday; a hundred thousand a workday and project, all reported before. */
beforeAll(async () => {
  town = await createSmallDistrict();
  const share: Partial<Record<Project, number>> = { construction: 100, urban: 85, investment: 65, livelihood: 40 };
  await town.at('2023-02-24T12:00:00+08:00').transaction(town.system, async (tx) => {
    await layFirstYears(
      tx,
      Object.values(town.projects).map((projectId) => ({ projectId, year: 2023, annual: 24_800_000 })),
    );
    const { sql } = await import('drizzle-orm');
    const spans = await tx.sql.execute<{ id: string; start: string; plan: string }>(
      sql`select project_id as id, span_start::text as start, plan from span_figure where span_start < '2023-02-20'`,
    );
    await setActuals(
      tx,
      spans.rows.map(({ id, start, plan }) => {
        const [project] = Object.entries(town.projects).find(([, known]) => known === id)!;
        const amount = Math.floor((Number(plan) * (share[project as Project] ?? 100)) / 100);
        return { projectId: id, spanStart: plainDate(start), amount, kind: 'report' as const };
      }),
    );
  });
});
afterAll(async () => town?.close());

const lights = async (moment: string, who: Someone = 'principal', query: object = {}) =>
  new LightReader(town.at(moment)).lights(town.as(who), lightsQuery.parse(query));
const shown = async (...asked: Parameters<typeof lights>) =>
  Object.fromEntries((await lights(...asked)).items.map(({ code, light }) => [code.slice(2), light]));

describe('the lights', () => {
  it('compare plan and figures up to the last report that was due, and say why', async () => {
    const before = await lights('2023-02-24T17:59:00+08:00');
    expect(before).toMatchObject({
      asOf: '2023-02-19',
      policyVersion: 0,
      counts: { green: 3, yellow: 1, red: 1, grey: 0 },
    });
    expect(await shown('2023-02-24T17:59:00+08:00')).toEqual({
      ...{ construction: 'green', other: 'green', urban: 'green', investment: 'yellow', livelihood: 'red' },
    });
    expect(before.items.find(({ code }) => code === 'P-investment')).toMatchObject({
      percent: 64.9,
      why: { code: 'light.behind', args: { percent: 64.9, from: 60, to: 80 } },
    });
  });

  it('turn grey the moment a report is missing, never green, and back when it comes', async () => {
    expect((await lights('2023-02-24T18:00:00+08:00')).counts).toEqual({ green: 0, yellow: 0, red: 0, grey: 5 });
    const [item] = (await lights('2023-02-24T18:00:00+08:00')).items;
    expect(item!.why).toEqual({
      code: 'light.report_missing',
      args: { weekStart: '2023-02-20', dueAt: '2023-02-24T18:00:00+08:00' },
    });
    await town.at('2023-02-24T18:10:00+08:00').transaction(town.system, (tx) =>
      setActuals(
        tx,
        ['2023-02-20', '2023-02-21'].map((start) => ({
          projectId: town.projects.construction,
          spanStart: plainDate(start),
          amount: 0,
          kind: 'report',
        })),
      ),
    );
    // Nothing done, but reported: 3.3 million of 3.8 is 86 per cent.
    expect(await shown('2023-02-24T18:20:00+08:00', 'principal', { light: 'green' })).toEqual({
      construction: 'green',
    });
  });

  it('of an earlier day are those of its end; before anything is due they are green', async () => {
    expect((await lights('2023-03-10T10:00:00+08:00', 'principal', { on: '2023-02-17' })).counts).toMatchObject({
      grey: 0,
      red: 1,
    });
    const first = await lights('2023-03-10T10:00:00+08:00', 'principal', { on: '2023-01-02' });
    expect(first.items.every(({ light, why }) => light === 'grey' || why.code === 'light.nothing_due_yet')).toBe(true);
    await expect(lights('2023-03-10T10:00:00+08:00', 'principal', { on: '2023-03-11' })).rejects.toThrow(
      'request.invalid',
    );
  });

  it('are narrowed by scope and by who asks', async () => {
    const at = '2023-02-24T17:00:00+08:00';
    expect(Object.keys(await shown(at, 'principal', { scope: 'series:urban' }))).toEqual(['urban']);
    expect(Object.keys(await shown(at, 'principal', { scope: `office:${town.units.otherOffice}` }))).toEqual(['other']);
    expect(Object.keys(await shown(at, 'otherLeader'))).toEqual(['other']);
    expect(await shown(at, 'otherOffice', { scope: `office:${town.units.office}` })).toEqual({});
    for (const scope of ['county', 'office:x', 'series:a:b', "series:x'"])
      await expect(lights(at, 'principal', { scope })).rejects.toThrow('request.invalid');
  });

  it('change under another policy as its preview says, and one with a hole is refused by name', async () => {
    const database = town.at('2023-02-24T17:00:00+08:00');
    const changes = await database.read(town.system, async (tx) =>
      lightChanges(tx, await policyInForce(tx, lightPolicy), tenAndThirtyPoints),
    );
    expect(changes).toEqual([
      { from: 'green', to: 'yellow', projects: 1 },
      { from: 'yellow', to: 'red', projects: 1 },
    ]);
    const publish = (definition: unknown, seen: number) =>
      database.transaction(town.as('coordinator'), (tx) =>
        publishPolicy(tx, lightPolicy, { definition, seen, inForceFrom: null, reason: '从严' }),
      );
    await expect(publish({ bands: tenAndThirtyPoints.bands.slice(1) }, 0)).rejects.toMatchObject({
      refusal: { code: 'light.hole', args: { field: 'definition.bands', interval: '(−∞, 70)' } },
    });
    await publish(tenAndThirtyPoints, 0);
    expect(await lights('2023-02-24T17:30:00+08:00')).toMatchObject({
      policyVersion: 1,
      counts: { green: 2, yellow: 1, red: 2, grey: 0 },
    });
  });
});
