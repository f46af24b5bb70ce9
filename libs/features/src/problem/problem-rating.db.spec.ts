import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { RefusedError } from '#domain/refusal.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { ProblemRatingService } from './problem-rating.service.js';
import { ProblemReader } from './problem.reader.js';
import { ProblemService, type Act } from './problem.service.js';

let town: SmallDistrict;
const moments = new Map<string, Database>();

beforeAll(async () => {
  town = await createSmallDistrict();
}, 60_000);
afterAll(async () => town?.close());

function at(moment: string): Database {
  const text = `${moment}:00+08:00`;
  if (!moments.has(text)) moments.set(text, town.at(text));
  return moments.get(text)!;
}

/** Filed by the office on its project; answers an id. */
async function filed(moment: string, who: Someone = 'office'): Promise<string> {
  const { id } = await new ProblemService(at(moment)).file(town.as(who), {
    projectId: town.projects.construction,
    title: '施工用电未接入',
    description: '说明',
    category: 'utilities',
    severity: 'normal',
    assistingDepartmentIds: [],
  });
  return id;
}

async function act(moment: string, who: Someone, id: string, what: Act): Promise<void> {
  await new ProblemService(at(moment)).act(town.as(who), id, await versionOf(id), what);
}

async function rows<T extends Record<string, unknown>>(text: string): Promise<T[]> {
  const found = await at('2023-03-01T10:00').read(town.system, (tx) => tx.sql.execute<T>(sql.raw(text)));
  return found.rows as T[];
}

async function versionOf(id: string): Promise<number> {
  return (await rows<{ version: number }>(`select version from problem where problem_id = '${id}'`))[0]!.version;
}

async function struckOff(id: string, moment: string): Promise<void> {
  await act(moment, 'department', id, { type: 'claimDone', evidence: '已送电' });
  await act(moment, 'office', id, { type: 'verify', passed: true, finding: '已通', pauseId: id });
}

const up = { type: 'signUp', reason: '需部门办理' } as const;
const rate = async (
  moment: string,
  who: Someone,
  id: string,
  body: { score: 'satisfied' | 'basically' | 'unsatisfied'; text?: string },
  seen?: number,
) => new ProblemRatingService(at(moment)).rate(town.as(who), id, seen ?? (await versionOf(id)), body);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof RefusedError ? error.refusal.code : String(error)),
  );
const standing = () =>
  rows(`select (select count(*) from problem_rating) as ratings, (select count(*) from audit_entry) as audit,
    (select count(*) from problem_entry) as entries, (select sum(version) from problem) as versions`);

describe('a rating', () => {
  it('is given by the filing unit, seen with the problem, told in the timeline and the audit trail', async () => {
    const id = await filed('2023-03-06T10:00');
    const reader = new ProblemReader(at('2023-03-09T10:00'));
    await act('2023-03-06T11:00', 'office', id, up);
    await act('2023-03-06T14:00', 'department', id, { type: 'accept' });
    expect((await reader.one(town.as('office'), id)).allowed).not.toContain('rate');
    expect(await codeOf(rate('2023-03-07T10:00', 'office', id, { score: 'satisfied' }))).toBe('rating.not_struck_off');
    await struckOff(id, '2023-03-07T10:00');
    expect((await reader.one(town.as('office'), id)).allowed).toContain('rate');
    expect((await reader.one(town.as('department'), id)).allowed).not.toContain('rate');
    expect((await reader.one(town.as('leader'), id)).allowed).not.toContain('rate');

    const before = await standing();
    for (const [who, code] of [
      ['department', 'access.denied'],
      ['otherOffice', 'problem.not_found'],
      ['leader', 'rating.not_yours'],
      ['coordinator', 'rating.not_yours'],
      ['enterprise', 'rating.not_yours'],
    ] as const)
      expect([who, await codeOf(rate('2023-03-08T10:00', who, id, { score: 'satisfied' }))]).toEqual([who, code]);
    expect(await codeOf(rate('2023-03-08T10:00', 'office', id, { score: 'unsatisfied' }))).toBe('rating.text_required');
    expect(await codeOf(rate('2023-03-08T10:00', 'office', id, { score: 'satisfied' }, 1))).toBe(
      'problem.version_conflict',
    );
    expect(await standing()).toEqual(before);

    const version = await versionOf(id);
    const rated = await rate('2023-03-08T10:00', 'office', id, { score: 'satisfied', text: '当天到场' });
    expect(rated).toMatchObject({
      version: version + 1,
      rating: { score: 'satisfied', text: '当天到场', changedAt: null, changeableUntil: '2023-04-01' },
    });
    const seen = await reader.one(town.as('department'), id);
    expect(seen).toMatchObject({ version: version + 1, rating: { score: 'satisfied', by: { name: '示例office' } } });
    const { items } = await reader.timeline(town.as('office'), id, { limit: 100 });
    expect(items.at(-1)).toMatchObject({ type: 'rated', args: { score: 'satisfied', changed: false } });
    expect(await rows(`select detail ->> 'score' as score from audit_entry where action = 'problem.rate'`)).toEqual([
      { score: 'satisfied' },
    ]);
  });

  it('is not given twice: it may be changed until its month is over; two at once are one', async () => {
    const [{ id }] = (await rows<{ id: string }>('select problem_id as id from problem_rating')) as [{ id: string }];
    const version = await versionOf(id);
    const both = await Promise.all(
      (['basically', 'unsatisfied'] as const).map((score) =>
        codeOf(rate('2023-03-20T10:00', 'office', id, { score, text: '又停电' }, version)),
      ),
    );
    expect(both.sort()).toEqual(['done', 'problem.version_conflict']);
    expect(await rows(`select count(*)::int as n from problem_rating`)).toEqual([{ n: 1 }]);
    const before = await standing();
    expect(await codeOf(rate('2023-04-03T10:00', 'office', id, { score: 'satisfied' }))).toBe('rating.month_over');
    expect(await standing()).toEqual(before);
    const { allowed } = await new ProblemReader(at('2023-04-03T10:00')).one(town.as('office'), id);
    expect(allowed).not.toContain('rate');
  });

  it('is for what was with a department', async () => {
    const id = await filed('2023-03-06T10:00');
    await act('2023-03-06T11:00', 'office', id, { type: 'claimDone', evidence: '办好了' });
    await act('2023-03-06T12:00', 'coordinator', id, { type: 'verify', passed: true, finding: '已核', pauseId: id });
    expect(await codeOf(rate('2023-03-07T10:00', 'office', id, { score: 'satisfied' }))).toBe('rating.no_department');
  });

  it('is given anew after a relapse', async () => {
    const id = await filed('2023-05-04T10:00');
    await act('2023-05-04T10:30', 'office', id, up);
    await struckOff(id, '2023-05-05T10:00');
    await rate('2023-05-05T11:00', 'office', id, { score: 'satisfied' });
    await act('2023-05-08T10:00', 'office', id, { type: 'reopen', reason: '又停电', pauseId: id });
    const reader = new ProblemReader(at('2023-05-09T10:00'));
    expect((await reader.one(town.as('office'), id)).rating).toBeNull();
    await struckOff(id, '2023-05-09T10:00');
    await rate('2023-05-09T11:00', 'office', id, { score: 'unsatisfied', text: '反复' });
    const [row] = await ratesIn('2023-05', 'coordinator');
    expect(row).toMatchObject({ satisfied: 1, unsatisfied: 1, rates: { satisfaction: { met: 1, of: 2, share: 0.5 } } });
  });
});

async function ratesIn(month: string, who: Someone) {
  const { items } = await new ProblemRatingService(at('2023-06-01T10:00')).rates(town.as(who), { month, limit: 100 });
  return items.filter(({ department: { id } }) => id === town.units.department);
}

describe('the rates of a month', () => {
  beforeAll(async () => {
    // In November: one answered and solved in time, one answered late, one never answered, one passed on, one running.
    const inTime = await filed('2023-11-06T09:00');
    await act('2023-11-06T10:00', 'office', inTime, up);
    await act('2023-11-06T11:00', 'department', inTime, { type: 'accept' });
    await struckOff(inTime, '2023-11-07T10:00');
    const late = await filed('2023-11-06T09:00');
    await act('2023-11-06T10:00', 'office', late, up);
    await act('2023-11-08T10:00', 'department', late, { type: 'answer', text: '在办' });
    await struckOff(late, '2023-11-09T10:00');
    const silent = await filed('2023-11-06T09:00');
    await act('2023-11-06T10:00', 'office', silent, up);
    await act('2023-11-08T10:00', 'coordinator', silent, { type: 'signUp', reason: '无人应答' });
    const passed = await filed('2023-11-06T09:00');
    await act('2023-11-06T10:00', 'office', passed, up);
    await act('2023-11-06T11:00', 'department', passed, { type: 'signUp', reason: '非我部门职责' });
    const running = await filed('2023-11-29T09:00');
    await act('2023-11-29T10:00', 'office', running, up);
    await act('2023-11-30T10:00', 'department', running, { type: 'accept' });
    // Asked in December.
    const december = await filed('2023-11-30T09:00');
    await act('2023-12-01T10:00', 'office', december, up);
    await rate('2023-11-08T10:00', 'office', inTime, { score: 'basically' });
    await rate('2023-12-01T10:00', 'office', late, { score: 'unsatisfied', text: '太慢' });
  });

  it('judge what was asked in it, with the counts that explain them', async () => {
    expect(await ratesIn('2023-11', 'coordinator')).toEqual([
      {
        department: expect.objectContaining({ id: town.units.department }),
        asked: 5,
        answered: 3,
        answeredInTime: 2,
        responseDue: 4,
        struckOff: 2,
        resolvedInTime: 2,
        resolutionDue: 2,
        passedOn: 2,
        running: 1,
        satisfied: 0,
        basically: 1,
        unsatisfied: 0,
        rates: {
          response: { met: 2, of: 4, share: 0.5 },
          resolution: { met: 2, of: 2, share: 1 },
          satisfaction: { met: 1, of: 1, share: 1 },
        },
      },
    ]);
    expect((await ratesIn('2023-12', 'principal'))[0]).toMatchObject({ asked: 1, unsatisfied: 1 });
  });

  it('show a department its own, page by page to who sees all', async () => {
    const ratings = new ProblemRatingService(at('2023-12-04T10:00'));
    const own = await ratings.rates(town.as('department'), { month: '2023-11', limit: 100 });
    expect(own.items.map(({ department }) => department.id)).toEqual([town.units.department]);
    const first = await ratings.rates(town.as('coordinator'), { month: '2023-11', limit: 1 });
    const second = await ratings.rates(town.as('coordinator'), { month: '2023-11', limit: 1, cursor: first.next! });
    const ids = [...first.items, ...second.items].map(({ department }) => department.id);
    expect(ids.sort()).toEqual([town.units.department, town.units.otherDepartment].sort());
    expect(second.next).toBeNull();
  });

  it('come from the moves of the month by index, not from all problems', async () => {
    const plan = await at('2023-12-04T10:00').transaction(town.system, async (tx) => {
      await tx.sql.execute(sql`set local enable_seqscan = off`);
      return tx.sql.execute<{ 'QUERY PLAN': string }>(
        sql.raw(`explain select m.problem_id from problem_entry m
        where m.district_id = '${town.districtId}' and m.at >= '2023-11-01' and m.at < '2023-12-01'
          and m.type in ('filed', 'climbed', 'signedUp', 'sentDown')`),
      );
    });
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('problem_entry_moves');
  });
});
