import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { parseInstant, plainDate, type Instant } from '#domain/calendar/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import type { LogVisitBody } from './visit.dto.js';
import { lastVisits, visitsInMonth } from './visit.queries.js';
import { VisitReader } from './visit.reader.js';
import { insertVisits } from './visit.repository.js';
import { VisitService } from './visit.service.js';

jest.setTimeout(60_000);

const NOW = '2026-03-20T17:00:00+08:00';
const moment = (text: string): Instant => parseInstant(text)!;

let town: SmallDistrict;
let database: Database;
let visits: VisitService;
let reader: VisitReader;

beforeAll(async () => {
  town = await createSmallDistrict();
  database = town.at(NOW);
  visits = new VisitService(database);
  reader = new VisitReader(database);
});
afterAll(() => town?.close());

const body = (changes: Partial<LogVisitBody> = {}): LogVisitBody => ({
  projectId: town.projects.construction,
  visitedAt: moment('2026-03-20T15:00:00+08:00'),
  condition: 'slow',
  seen: '主厂房钢构已完成',
  photosExpected: 0,
  problems: [],
  ...changes,
});
const log = (who: Someone, changes: Partial<LogVisitBody> = {}, key?: string) =>
  visits.log(town.as(who, key), body(changes));
const rows = <Row>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  database.read(town.system, async (tx) => (await tx.sql.execute(query)).rows as Row[]);
const counts = async () =>
  (
    await rows<
      Record<string, string>
    >(sql`select (select count(*) from visit) as visits, (select count(*) from problem) as problems,
      (select count(*) from notice) as notices, (select count(*) from audit_entry where result = 'done') as audit`)
  )[0];
const refused = async (act: Promise<unknown>) => {
  const before = await counts();
  const error = await act.then(
    () => undefined,
    (thrown: { refusal?: { code: string } }) => thrown.refusal?.code ?? thrown,
  );
  expect(await counts()).toEqual(before);
  return error;
};
const found = (proceeding: LogVisitBody['problems'][number]['proceeding'], description = '专线未送电。请接通') => ({
  description,
  category: 'utilities' as const,
  severity: 'normal' as const,
  proceeding,
});

describe('a visit', () => {
  it('files what was found in the same act: solved, to the office, and to the meeting', async () => {
    const visit = await log('leader', {
      problems: [
        found({ way: 'solved', evidence: '已清理出入口' }, '出入口被堵'),
        found({ way: 'office' }, '工人不足'),
        found({ way: 'meeting', reason: '街道协调不动' }),
      ],
    });
    expect(visit).toMatchObject({ version: 1, visitedAs: 'leader', arrivedLate: false, condition: 'slow' });
    expect(visit.problems).toMatchObject([
      { number: 'WT-2026-0001', title: '出入口被堵', status: 'struckOff', rung: 1, way: 'solved' },
      { number: 'WT-2026-0002', title: '工人不足', status: 'open', rung: 1, way: 'office' },
      { number: 'WT-2026-0003', title: '专线未送电', status: 'open', rung: 4, way: 'meeting' },
    ]);
    const told = await rows(sql`select p.username, n.rule, n.urgency from notice n
      join person p on p.person_id = n.recipient_id order by n.rule, p.username`);
    expect(told).toEqual([
      { username: 'enterprise', rule: 'problem.filed', urgency: 'digest' },
      { username: 'office', rule: 'problem.filed', urgency: 'digest' },
      { username: 'coordinator', rule: 'problem.moved', urgency: 'now' },
      { username: 'enterprise', rule: 'problem.moved', urgency: 'digest' },
      { username: 'office', rule: 'problem.moved', urgency: 'digest' },
      { username: 'enterprise', rule: 'problem.struck-off', urgency: 'digest' },
      { username: 'office', rule: 'problem.struck-off', urgency: 'digest' },
    ]);
    expect(
      await rows(
        sql`select job, count(*)::int as times from outbox where job = 'problem.reached-meeting' group by job`,
      ),
    ).toEqual([{ job: 'problem.reached-meeting', times: 1 }]);
    // Only the one on rung 1 has clocks.
    expect(await rows(sql`select distinct subject_id from timer where subject_kind = 'problem'`)).toEqual([
      { subject_id: visit.problems[1]!.id },
    ]);
    expect(await rows(sql`select action from audit_entry order by seq`)).toEqual([
      { action: 'problem.file' },
      { action: 'problem.file' },
      { action: 'problem.file' },
      { action: 'visit.log' },
    ]);
  });

  it('is refused whole: nothing of it stays', async () => {
    const problems = [found({ way: 'office' }), found({ way: 'meeting', reason: ' ' })];
    expect(await refused(log('leader', { problems }))).toBe('problem.reason_required');
    expect(await refused(log('otherLeader'))).toBe('project.not_found');
    expect(await refused(log('leader', { projectId: newId() }))).toBe('project.not_found');
    expect(await refused(log('leader', { visitedAt: moment('2026-03-20T17:30:00+08:00') }))).toBe('visit.in_future');
    expect(await refused(log('leader', { visitedAt: moment('2026-02-17T17:30:00+08:00') }))).toBe('visit.too_old');
  });

  it('from a device comes once, however often it is sent, and keeps its own time', async () => {
    const id = newId();
    const sent = {
      id,
      visitedAt: moment('2026-03-18T10:00:00+08:00'),
      loggedAt: moment('2026-03-18T10:20:00+08:00'),
      problems: [found({ way: 'office' }, '材料未到')],
      photosExpected: 2,
    };
    const before = Number((await counts())!.problems);
    const tries = await Promise.all([
      log('leader', sent, 'queue-1'),
      log('leader', sent, 'queue-1'),
      log('leader', sent),
    ]);
    tries.push(await log('leader', sent, 'another-key'));
    expect(new Set(tries.map((each) => each.id))).toEqual(new Set([id]));
    expect(tries[0]).toMatchObject({
      arrivedLate: true,
      visitedAt: sent.visitedAt,
      loggedAt: sent.loggedAt,
      photosExpected: 2,
    });
    expect(Number((await counts())!.problems)).toBe(before + 1);
    expect(await refused(log('leader', { ...sent, projectId: town.projects.urban }))).toBe('visit.id_taken');
    expect(await refused(log('principal', sent))).toBe('visit.id_taken');
  });

  it('is seen where its project is seen', async () => {
    const { id } = await log('principal', { projectId: town.projects.other, condition: 'stopped' });
    const seenBy = async (who: Someone) => {
      const page = await reader.list(town.as(who), { limit: 100, withdrawn: false });
      return page.items.some((each) => each.id === id);
    };
    for (const who of ['principal', 'coordinator', 'otherOffice', 'otherLeader', 'otherDepartment'] as const)
      expect([who, await seenBy(who)]).toEqual([who, true]);
    for (const who of ['office', 'leader', 'department'] as const) {
      expect([who, await seenBy(who)]).toEqual([who, false]);
      await expect(reader.one(town.as(who), id)).rejects.toMatchObject({ refusal: { code: 'visit.not_found' } });
      await expect(visits.add(town.as(who), id, 'x')).rejects.toMatchObject({ refusal: { code: 'visit.not_found' } });
    }
    expect(await refused(visits.add(town.as('otherOffice'), id, 'x'))).toBe('visit.not_yours');
  });

  it('is corrected with what it said before kept, added to, and taken back', async () => {
    const { id } = await log('leader', {
      seen: '工人40余名',
      location: { latitude: 34.7, longitude: 113.6, accuracyMetres: 12 },
    });
    const corrected = await visits.correct(town.as('leader'), id, 1, {
      condition: 'normal',
      seen: '工人80余名',
      location: null,
    });
    expect(corrected).toMatchObject({
      version: 2,
      condition: 'normal',
      location: null,
      earlier: [{ version: 1, condition: 'slow', seen: '工人40余名' }],
      allowed: ['correct', 'add', 'withdraw'],
    });
    await expect(
      visits.correct(town.as('leader'), id, 1, { condition: 'normal', seen: '', location: null }),
    ).rejects.toMatchObject({ refusal: { code: 'visit.version_conflict' }, current: { version: 2 } });
    const tomorrow = new VisitService(town.at('2026-03-21T17:01:00+08:00'));
    await expect(
      tomorrow.correct(town.as('leader'), id, 2, { condition: 'slow', seen: '', location: null }),
    ).rejects.toMatchObject({ refusal: { code: 'visit.correction_too_late' } });
    expect(await tomorrow.add(town.as('leader'), id, '次日已增员')).toMatchObject({
      version: 2,
      addenda: [{ text: '次日已增员' }],
      allowed: ['add', 'withdraw'],
    });
    expect(await tomorrow.withdraw(town.as('leader'), id, 2, '选错了项目')).toMatchObject({
      version: 3,
      withdrawReason: '选错了项目',
      allowed: [],
    });
    const listed = async (withdrawn: boolean) =>
      (await reader.list(town.as('leader'), { limit: 100, withdrawn })).items.some((each) => each.id === id);
    expect([await listed(false), await listed(true)]).toEqual([false, true]);
  });
});

describe('what others read of visits', () => {
  it('pages, filters, last visits and the month’s counts agree with the rows', async () => {
    const ids = Array.from({ length: 7 }, () => newId());
    await database.transaction(town.system, (tx) =>
      insertVisits(
        tx,
        ids.map((visitId, n) => {
          const visitedAt = moment(`2026-01-${String(10 + Math.floor(n / 2)).padStart(2, '0')}T1${n % 2}:00:00+08:00`);
          return {
            visitId,
            projectId: town.projects.livelihood,
            visitorId: town.actors.leader.personId,
            visitedAs: 'leader' as const,
            visitedAt,
            visitedOn: plainDate(`2026-01-${10 + Math.floor(n / 2)}`),
            loggedAt: visitedAt,
            receivedAt: visitedAt,
            arrivedLate: false,
            afterHandOver: false,
            condition: 'normal' as const,
            seen: '',
            withdrawnAt: n === 6 ? visitedAt : null,
          };
        }),
      ),
    );
    const projectId = town.projects.livelihood;
    const query = { projectId, limit: 4, withdrawn: false };
    const first = await reader.list(town.as('office'), query);
    const second = await reader.list(town.as('office'), { ...query, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.slice(0, 6).reverse());
    expect(second.next).toBeNull();
    const days = await reader.list(town.as('office'), {
      ...query,
      from: plainDate('2026-01-11'),
      to: plainDate('2026-01-11'),
    });
    expect(days.items.map(({ id }) => id)).toEqual([ids[3], ids[2]]);
    await database.read(town.system, async (tx) => {
      expect(await visitsInMonth(tx, plainDate('2026-01-31'))).toMatchObject([{ projectId, visits: 6, days: 3 }]);
      expect(await visitsInMonth(tx, plainDate('2025-12-31'))).toEqual([]);
      const last = await lastVisits(tx, Object.values(town.projects));
      expect(last.get(projectId)).toMatchObject({ id: ids[5], condition: 'normal' });
      expect(last.has(town.projects.investment)).toBe(false);
    });
  });

  it('suggests one’s own projects, the nearest first', async () => {
    await database.transaction(town.system, async (tx) => {
      await tx.sql.execute(sql`update project set latitude = 34.75, longitude = 113.65 where code = 'P-urban'`);
      await tx.sql.execute(sql`update project set latitude = 34.76, longitude = 113.65 where code = 'P-livelihood'`);
    });
    const near = await reader.suggestions(town.as('leader'), { latitude: 34.751, longitude: 113.65, limit: 20 });
    expect(near.items.map(({ project, distanceMetres }) => [project.code, distanceMetres])).toEqual([
      ['P-urban', 111],
      ['P-livelihood', 1001],
      ['P-construction', null],
      ['P-investment', null],
    ]);
    expect(near.items[1]!.lastVisit).toMatchObject({ visitor: { name: '示例leader' } });
    const all = await reader.suggestions(town.as('principal'), { limit: 20 });
    expect(all.items).toHaveLength(5);
    await expect(reader.suggestions(town.as('leader'), { latitude: 1, limit: 20 })).rejects.toMatchObject({
      refusal: { args: { field: 'longitude' } },
    });
  });
});
