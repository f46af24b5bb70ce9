import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '#db/id.js';
import { district } from '#db/schema/index.js';
import type { Actor, CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { layFirstYears, preparePlans, storePlans } from '#features/plan/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { plansQuery } from './plan-ledger.dto.js';
import { PlanLedgerReader } from './plan-ledger.reader.js';

jest.setTimeout(60_000);

const JANUARY = '2023-01-03T10:00:00+08:00';
const MAY = '2023-05-10T10:00:00+08:00';
let town: SmallDistrict;
let reader: PlanLedgerReader;

/** Every project but the urban one has a plan of 2023; the livelihood one is revised in May. */
beforeAll(async () => {
  town = await createSmallDistrict();
  const { construction, investment, livelihood, other } = town.projects;
  await town.at(JANUARY).transaction(town.system, (tx) =>
    layFirstYears(
      tx,
      [construction, investment, livelihood, other].map((projectId) => ({ projectId, year: 2023, annual: 24_800_000 })),
    ),
  );
  await town.at(MAY).transaction(town.as('coordinator'), async (tx) => {
    const [prepared] = await preparePlans(tx, [
      {
        ...{ projectId: livelihood, year: 2023, annual: 30_000_000, reason: '年中调增', figures: { kind: 'workdays' } },
        effectiveFrom: undefined,
      },
    ]);
    if (!prepared || !('laid' in prepared)) throw new Error('the revision was refused');
    await storePlans(tx, [prepared.laid]);
  });
  reader = new PlanLedgerReader(town.at(MAY));
});
afterAll(async () => town?.close());

const plans = (who: Someone, query: object = {}) => reader.list(town.as(who), plansQuery.parse(query));
const codes = async (who: Someone, query: object = {}) => (await plans(who, query)).items.map(({ code }) => code);

describe('the ledger of plans', () => {
  it('has a row for every project with the version that holds, and what they come to', async () => {
    const { year, items, next, sums } = await plans('coordinator');
    expect({ year, next }).toEqual({ year: 2023, next: null });
    expect(items.map(({ code, annual, version }) => [code, annual, version])).toEqual([
      ['P-construction', 24_800_000, 1],
      ['P-investment', 24_800_000, 1],
      ['P-livelihood', 30_000_000, 2],
      ['P-other', 24_800_000, 1],
      ['P-urban', 0, 0],
    ]);
    expect(items[2]).toMatchObject({
      office: { id: town.units.office, nameEn: 'office' },
      leader: { name: '示例leader' },
      totalInvestment: 100_000_000,
      newest: { reason: '年中调增', effectiveFrom: '2023-05-08', by: { name: '示例coordinator' } },
    });
    expect(items[0]!.newest!.by).toBeNull();
    expect(items[4]!.newest).toBeNull();
    expect(sums).toEqual({
      ...{ projects: 5, planned: 4, revised: 1, totalInvestment: 500_000_000 },
      annual: 3 * 24_800_000 + 30_000_000,
    });
  });

  it('is of the year that is asked for', async () => {
    const { year, items, sums } = await plans('coordinator', { year: '2024' });
    expect(year).toBe(2024);
    expect(items.every(({ version, annual }) => version === 0 && annual === 0)).toBe(true);
    expect(sums).toMatchObject({ projects: 5, planned: 0, annual: 0 });
  });

  it('is narrowed, and its sums with it', async () => {
    expect(await codes('coordinator', { state: 'revised' })).toEqual(['P-livelihood']);
    expect(await codes('coordinator', { state: 'none' })).toEqual(['P-urban']);
    expect(await codes('coordinator', { state: 'first', line: 'construction' })).toEqual(['P-construction', 'P-other']);
    expect(await codes('coordinator', { officeId: town.units.otherOffice })).toEqual(['P-other']);
    expect(await codes('coordinator', { q: 'invest' })).toEqual(['P-investment']);
    const { sums } = await plans('coordinator', { state: 'revised' });
    expect(sums).toMatchObject({ projects: 1, revised: 1, annual: 30_000_000 });
    expect((await plans('coordinator', { level: 'province' })).sums).toMatchObject({ projects: 0, annual: 0 });
  });

  it('goes by pages, each project once; the sums are of all of them', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await plans('coordinator', { limit: 2, cursor });
      expect(page.sums.projects).toBe(5);
      seen.push(...page.items.map(({ code }) => code));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(await codes('coordinator'));
    const odd = plans('coordinator', { cursor: 'bm9wZQ' });
    await expect(odd).rejects.toMatchObject({ refusal: { code: 'request.invalid', args: { field: 'cursor' } } });
    await expect(odd).rejects.toBeInstanceOf(RefusedError);
  });
});

describe('who sees which plans', () => {
  it('is decided by what they answer for, sums included', async () => {
    const ours = ['P-construction', 'P-investment', 'P-livelihood', 'P-urban'];
    for (const who of ['office', 'leader', 'department', 'enterprise'] as const) expect(await codes(who)).toEqual(ours);
    for (const who of ['otherOffice', 'otherLeader', 'otherDepartment'] as const) {
      expect(await codes(who)).toEqual(['P-other']);
      expect((await plans(who)).sums).toMatchObject({ projects: 1, annual: 24_800_000 });
      // Asking for another's office opens nothing.
      expect((await plans(who, { officeId: town.units.office })).sums.projects).toBe(0);
    }
    expect(await codes('principal')).toHaveLength(5);
  });

  it('ends at the wall: another district of the same database sees none of it', async () => {
    const districtId = newId();
    const actor: Actor = { ...town.actors.coordinator, districtId } as Actor;
    const elsewhere: CommandContext = { ...town.as('coordinator'), districtId, actor };
    await town
      .at(MAY)
      .transaction({ ...town.system, districtId, actor: { kind: 'system', districtId } }, (tx) =>
        tx.sql.insert(district).values({ districtId, code: 'east', name: '东区', nameEn: 'East', createdAt: tx.now }),
      );
    expect(await reader.list(elsewhere, plansQuery.parse({}))).toMatchObject({ items: [], sums: { projects: 0 } });
  });
});
