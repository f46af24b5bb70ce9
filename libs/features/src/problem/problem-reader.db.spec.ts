import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { RefusedError } from '#domain/refusal.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import type { StandingView } from './problem.dto.js';
import { ProblemReader } from './problem.reader.js';
import { ProblemService } from './problem.service.js';
import { problemsQuery } from './problem-views.dto.js';

jest.setTimeout(60_000);

let town: SmallDistrict;
let now: Database;
let reader: ProblemReader;
let problems: ProblemService;
const filed: Record<string, StandingView> = {};

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at('2023-03-10T10:00:00+08:00');
  reader = new ProblemReader(now);
  problems = new ProblemService(now);
  const file = (database: Database, title: string, projectId: string, who: Someone) =>
    new ProblemService(database).file(town.as(who), {
      projectId,
      title,
      description: '说明',
      category: 'land',
      severity: 'normal',
      assistingDepartmentIds: [],
    });
  // Late and never fired: its clock has run out by now.
  filed.late = await file(town.at('2023-03-01T10:00:00+08:00'), '过期 100%', town.projects.urban, 'office');
  filed.fresh = await file(now, '新问题', town.projects.construction, 'office');
  filed.other = await file(now, '别处', town.projects.other, 'otherOffice');
  const raised = await file(now, '已上报', town.projects.investment, 'office');
  filed.raised = await problems.act(town.as('coordinator'), raised.id, 1, { type: 'signUp', reason: '急', toRung: 3 });
  const toCheck = await file(now, '待核验', town.projects.livelihood, 'office');
  const atDepartment = await problems.act(town.as('office'), toCheck.id, 1, { type: 'signUp', reason: '部门' });
  filed.claimed = await problems.act(town.as('department'), toCheck.id, atDepartment.version, {
    type: 'claimDone',
    evidence: '已办',
  });
});
afterAll(async () => town?.close());

const namesFor = async (who: Someone, query: Record<string, string> = {}) => {
  const { items } = await reader.list(town.as(who), problemsQuery.parse(query));
  return items.map(({ id }) => Object.keys(filed).find((name) => filed[name]!.id === id)!).sort();
};

describe('the list', () => {
  it('shows everyone what their scope reaches and nothing else', async () => {
    expect(await namesFor('coordinator')).toEqual(['claimed', 'fresh', 'late', 'other', 'raised']);
    expect(await namesFor('principal')).toHaveLength(5);
    for (const who of ['office', 'department', 'leader', 'enterprise'] as const)
      expect([who, await namesFor(who)]).toEqual([who, ['claimed', 'fresh', 'late', 'raised']]);
    for (const who of ['otherOffice', 'otherDepartment', 'otherLeader', 'otherEnterprise'] as const)
      expect([who, await namesFor(who)]).toEqual([who, ['other']]);
    expect(await namesFor('systemAdmin')).toEqual([]);
  });

  it('agrees with the single look on what is in reach', async () => {
    for (const who of Object.keys(town.actors) as Someone[]) {
      const listed = await namesFor(who);
      for (const [name, { id }] of Object.entries(filed)) {
        const seen = await reader.one(town.as(who), id).then(
          () => true,
          (error: RefusedError) => error.refusal.code !== 'problem.not_found',
        );
        expect([who, name, seen]).toEqual([who, name, listed.includes(name)]);
      }
    }
  });

  it('narrows by every filter', async () => {
    expect(await namesFor('coordinator', { rung: '3' })).toEqual(['raised']);
    expect(await namesFor('coordinator', { status: 'claimed' })).toEqual(['claimed']);
    expect(await namesFor('coordinator', { overdue: 'true' })).toEqual(['late']);
    expect(await namesFor('coordinator', { overdue: 'false', status: 'open' })).toEqual(['fresh', 'other', 'raised']);
    expect(await namesFor('coordinator', { officeId: town.units.otherOffice })).toEqual(['other']);
    expect(await namesFor('coordinator', { leaderId: town.actors.otherLeader.personId })).toEqual(['other']);
    expect(await namesFor('coordinator', { departmentId: town.units.department })).toEqual(['claimed']);
    expect(await namesFor('coordinator', { projectId: town.projects.urban })).toEqual(['late']);
    expect(await namesFor('coordinator', { q: '100%' })).toEqual(['late']);
    expect(await namesFor('coordinator', { q: '_' })).toEqual([]);
    expect(await namesFor('coordinator', { q: filed.fresh!.number.toLowerCase() })).toEqual(['fresh']);
    expect(await namesFor('otherOffice', { officeId: town.units.office })).toEqual([]);
  });

  it('knows what waits for whom', async () => {
    expect(await namesFor('office', { mine: 'true' })).toEqual(['claimed', 'fresh', 'late']);
    expect(await namesFor('leader', { mine: 'true' })).toEqual(['raised']);
    expect(await namesFor('department', { mine: 'true' })).toEqual([]);
    expect(await namesFor('coordinator', { mine: 'true' })).toEqual([]);
    expect(await namesFor('otherOffice', { mine: 'true' })).toEqual(['other']);
  });

  it('counts by rung what it lists, and nobody counts what they may not see', async () => {
    const counts = async (who: Someone) =>
      (await reader.ladder(town.as(who))).map(({ open, overdue, cameUp }) => `${open} ${overdue} ${cameUp}`);
    // late, fresh and other on the site, the claimed one at the department, the raised one with the leader.
    expect(await counts('coordinator')).toEqual(['3 1 0', '1 0 1', '1 0 1', '0 0 0', '0 0 0', '0 0 0']);
    expect(await counts('otherOffice')).toEqual(['1 0 0', '0 0 0', '0 0 0', '0 0 0', '0 0 0', '0 0 0']);
    expect(await counts('systemAdmin')).toEqual(Array.from({ length: 6 }, () => '0 0 0'));
    const [site, , , meeting] = await reader.ladder(town.as('coordinator'));
    // Nine days, and twice none.
    expect([site!.meanDays, meeting!.meanDays]).toEqual([3, null]);
  });

  it('goes page by page in both orders, each row once', async () => {
    for (const sort of ['newest', 'due'] as const) {
      const whole = (await reader.list(town.as('coordinator'), problemsQuery.parse({ sort }))).items.map(
        ({ id }) => id,
      );
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await reader.list(town.as('coordinator'), problemsQuery.parse({ sort, limit: '2', cursor }));
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(5);
    }
    const newest = (await reader.list(town.as('coordinator'), problemsQuery.parse({}))).items;
    expect(newest.at(-1)!.id).toBe(filed.late!.id);
    const due = (await reader.list(town.as('coordinator'), problemsQuery.parse({ sort: 'due' }))).items;
    expect(due[0]!.id).toBe(filed.late!.id);
  });
});

describe('one problem', () => {
  it('says what the one who asks may do now', async () => {
    const allowed = async (who: Someone, name: string) =>
      (await reader.one(town.as(who), filed[name]!.id)).allowed.toSorted();
    expect(await allowed('office', 'fresh')).toEqual(
      [
        'accept',
        'answer',
        'assignDepartment',
        'claimDone',
        'merge',
        'requestExtension',
        'requestPause',
        'signUp',
        'withdraw',
      ].sort(),
    );
    expect(await allowed('enterprise', 'fresh')).toEqual([]);
    expect(await allowed('office', 'claimed')).toEqual(['verify']);
    expect(await allowed('department', 'claimed')).toEqual([]);
    expect(await allowed('leader', 'raised')).toEqual(
      ['accept', 'answer', 'claimDone', 'requestExtension', 'requestPause', 'sendDown', 'signUp'].sort(),
    );
  });

  it('counts each clock day by day', async () => {
    const { clocks } = await reader.one(town.as('office'), filed.fresh!.id);
    expect(clocks.response?.days.map(({ date, ordinal, reason }) => [date, ordinal, reason])).toEqual([
      ['2023-03-10', null, 'dayOfStart'],
      ['2023-03-11', null, 'weekend'],
      ['2023-03-12', null, 'weekend'],
      ['2023-03-13', 1, 'workday'],
    ]);
    expect(clocks.resolution?.days.at(-1)).toMatchObject({ date: '2023-03-14', ordinal: 2 });
    expect(clocks.verification).toBeNull();
    const claimed = await reader.one(town.as('office'), filed.claimed!.id);
    expect(claimed.clocks.verification?.days.at(-1)).toMatchObject({ date: '2023-03-14', ordinal: 2 });
  });

  it('shows its timeline in pages, oldest first, to who may see it', async () => {
    const { id } = filed.claimed!;
    const first = await reader.timeline(town.as('office'), id, { limit: 2 });
    const rest = await reader.timeline(town.as('office'), id, { limit: 2, cursor: first.next! });
    expect([...first.items, ...rest.items].map(({ type, by }) => [type, by?.name])).toEqual([
      ['filed', '示例office'],
      ['signedUp', '示例office'],
      ['claimed', '示例department'],
    ]);
    expect(rest.next).toBeNull();
    await expect(reader.timeline(town.as('otherOffice'), id, { limit: 2 })).rejects.toThrow('problem.not_found');
    await expect(reader.timeline(town.as('office'), newId(), { limit: 2 })).rejects.toThrow('problem.not_found');
    await expect(reader.timeline(town.as('office'), id, { limit: 2, cursor: 'e30' })).rejects.toThrow(
      'request.invalid',
    );
  });
});
