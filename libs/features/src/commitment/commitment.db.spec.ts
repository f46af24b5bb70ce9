import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import JSZip from 'jszip';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { plainDate } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { ProblemService } from '../problem/problem.service.js';
import { MilestoneService } from '../project/milestone.service.js';
import { CommitmentReader } from './commitment.reader.js';
import { remindOfCommitments } from './commitment.reminders.js';
import { handOverDocument } from './hand-over-document.js';
import { HandOverService } from './hand-over.service.js';

jest.setTimeout(120_000);

// Wednesday 2026-03-18; the month has 22 workdays, nine of them from this day on.
const MOMENT = '2026-03-18T10:00:00+08:00';
let town: SmallDistrict;
let now: Database;
let reader: CommitmentReader;
let contractId: string;

const run = (text: string) => now.transaction(town.system, (tx) => tx.sql.execute(sql.raw(text)));
const rows = async <Row extends Record<string, unknown>>(text: string) =>
  now.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal.code,
  );
const project = () => town.projects.construction;
const milestones: Record<'reached' | 'soon' | 'far', string> = { reached: newId(), soon: newId(), far: newId() };

async function visited(...days: string[]): Promise<void> {
  for (const day of days)
    await run(`insert into visit (district_id, visit_id, project_id, visitor_id, visited_as, contract_id, visited_at,
      visited_on, logged_at, received_at, arrived_late, after_hand_over, condition, seen)
      values ('${town.districtId}', '${newId()}', '${project()}', '${town.actors.leader.personId}', 'leader',
      '${contractId}', '${day} 10:00+08', '${day}', '${day} 10:00+08', '${day} 10:00+08', false, false, 'normal', '主体施工')`);
}

const standings = async (who: Someone = 'coordinator') => {
  const { standing, commitments } = await reader.contract(town.as(who), contractId);
  return [standing, ...commitments.map((each) => `${each.kind} ${each.standing} ${each.reason}`)];
};

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at(MOMENT);
  reader = new CommitmentReader(now);
  await run(`update contract set from_on = '2026-01-01', year = 2026, created_at = '2026-01-01 09:00+08'`);
  const [row] = await rows<{ contract_id: string }>(
    `select contract_id from contract where project_id = '${project()}'`,
  );
  contractId = row!.contract_id;
  const milestone = (id: string, name: string, due: string, reached: string) =>
    run(
      `insert into milestone values ('${town.districtId}', '${id}', '${project()}', '${name}', '${due}', ${reached})`,
    );
  await milestone(milestones.reached, '开工', '2026-03-01', `'2026-02-27'`);
  await milestone(milestones.soon, '桩基完成', '2026-03-25', 'null');
  await milestone(milestones.far, '封顶', '2026-09-20', 'null');
  await run(`update contract set milestones = '[{"name":"开工","dueOn":"2026-03-01"},{"name":"桩基完成","dueOn":"2026-03-25",
    "milestoneId":"${milestones.soon}"},{"name":"封顶","dueOn":"2026-09-20"}]' where contract_id = '${contractId}'`);
  await run(
    `insert into contract_member values ('${town.districtId}', '${contractId}', '${town.actors.office.personId}', '首席服务官')`,
  );
  // Ten million a year; four due by the middle of March, three done.
  await run(
    `insert into span_figure values ('${town.districtId}', '2026-03-01', '${project()}', 4000000, 3000000, now())`,
  );
  await visited('2026-01-06', '2026-01-20', '2026-02-03', '2026-02-24');
});
afterAll(async () => town?.close());

describe('a contract', () => {
  it('says how each commitment stands, why, and by which evidence', async () => {
    expect(await standings()).toEqual([
      'atRisk',
      'plan atRisk planBehind',
      'milestone kept milestoneReached',
      'milestone atRisk milestoneDueSoon',
      'milestone kept milestoneAhead',
      'visits kept visitsOnCourse',
      'team kept teamThere',
    ]);
    const { commitments } = await reader.contract(town.as('leader'), contractId);
    expect(commitments[0]).toMatchObject({
      why: { zh: '已完成300 万元，为序时400 万元的75%' },
      plan: { committed: 10_000_000, planToDate: 4_000_000, actual: 3_000_000, ratio: 0.75 },
    });
    expect(commitments[2]!.milestone).toMatchObject({
      id: milestones.soon,
      committedOn: '2026-03-25',
      reachedOn: null,
    });
    expect(
      commitments[4]!.months!.map(({ month, asked, visited: made, days }) => [month, asked, made, days.length]),
    ).toEqual([
      ['2026-01-01', 2, 2, 2],
      ['2026-02-01', 2, 2, 2],
      ['2026-03-01', 2, 0, 0],
    ]);
  });

  it('is seen by those whose it is, and looks absent to others', async () => {
    for (const who of ['leader', 'office', 'department', 'principal'] as const)
      expect((await reader.contract(town.as(who), contractId)).id).toBe(contractId);
    for (const who of ['otherLeader', 'otherOffice', 'otherDepartment', 'enterprise'] as const)
      expect(await codeOf(reader.contract(town.as(who), contractId))).toBe('contract.not_found');
  });
});

describe('a milestone', () => {
  const service = () => new MilestoneService(now);
  const version = async () =>
    (await rows<{ version: number }>(`select version from project where project_id = '${project()}'`))[0]!.version;

  it('is reminded of once at five workdays, with the morning, to the leader', async () => {
    const remind = (database: Database, day: string) =>
      database.transaction(town.system, (tx) => remindOfCommitments(tx, plainDate(day)));
    await remind(now, '2026-03-18');
    await remind(now, '2026-03-18');
    await remind(now, '2026-03-17');
    const told = () =>
      rows(`select rule, period, args ->> 'workdaysLeft' as left, urgency from notice
        where rule like 'contract.%' and recipient_id = '${town.actors.leader.personId}' order by notice_id`);
    expect(await told()).toEqual([
      { rule: 'contract.milestone-due', period: '2026-03-25 T-5', left: '5', urgency: 'digest' },
      { rule: 'contract.visits-due', period: '2026-03 16', left: '10', urgency: 'digest' },
    ]);
    const [{ owed_count }] = (await rows<{ owed_count: string }>(
      `select args ->> 'owedCount' as owed_count from notice where rule = 'contract.visits-due'
        and recipient_id = '${town.actors.leader.personId}'`,
    )) as [{ owed_count: string }];
    expect(Number(owed_count)).toBe(4);
    // A Saturday is silent; the second reminder of the month speaks again.
    await remind(town.at('2026-03-21T08:30:00+08:00'), '2026-03-21');
    expect(await told()).toHaveLength(2);
    await remind(town.at('2026-03-25T08:30:00+08:00'), '2026-03-25');
    expect(
      (await told())
        .slice(2)
        .map(({ period }) => period)
        .sort(),
    ).toEqual(['2026-03 25', '2026-03-25 day']);
  });

  it('is moved with a reason by the coordinator, in time, and the promise moves with it', async () => {
    const seen = await version();
    const move = (who: Someone, to: string, at = seen) =>
      service().move(town.as(who), project(), milestones.soon, at, { to: plainDate(to), reason: '汛期停工' });
    expect(await codeOf(move('office', '2026-04-20'))).toBe('access.denied');
    expect(await codeOf(move('coordinator', '2026-03-25'))).toBe('project.milestone_same_day');
    expect(await codeOf(move('coordinator', '2026-03-17'))).toBe('project.milestone_moved_into_past');
    expect(await version()).toBe(seen);
    await move('coordinator', '2026-04-20');
    expect(await codeOf(move('coordinator', '2026-04-21'))).toBe('project.version_conflict');
    const { commitments } = await reader.contract(town.as('leader'), contractId);
    expect(commitments[2]).toMatchObject({
      standing: 'kept',
      milestone: {
        committedOn: '2026-03-25',
        promisedOn: '2026-04-20',
        changes: [{ kind: 'moved', reason: '汛期停工' }],
      },
    });
    // The mails that still wait ask for nothing any more.
    expect(
      await rows(`select distinct d.state from delivery d join notice n using (district_id, notice_id)
      where n.rule = 'contract.milestone-due'`),
    ).toEqual([{ state: 'skipped' }]);
  });

  it('moved after its day excuses nothing', async () => {
    const late = town.at('2026-04-22T10:00:00+08:00');
    await new MilestoneService(late).move(town.as('coordinator'), project(), milestones.soon, await version(), {
      to: plainDate('2026-05-20'),
      reason: '再次延后',
    });
    const { commitments } = await new CommitmentReader(late).contract(town.as('leader'), contractId);
    expect(commitments[2]).toMatchObject({
      standing: 'broken',
      reason: 'milestoneOverdue',
      milestone: { promisedOn: '2026-04-20', plannedOn: '2026-05-20' },
    });
    await expect(run(`update milestone_change set reason = 'x'`)).rejects.toThrow();
  });

  it('is reached by evidence, once, and taken back with a reason', async () => {
    const reach = async (on: string, who: Someone = 'office') =>
      service().reach(town.as(who), project(), milestones.far, await version(), {
        reachedOn: plainDate(on),
        evidence: '验收记录第3号',
      });
    expect(await codeOf(reach('2026-03-19'))).toBe('project.milestone_invalid');
    expect(await codeOf(reach('2026-03-18', 'otherOffice'))).toBe('project.not_found');
    await reach('2026-03-18');
    expect(await codeOf(reach('2026-03-18'))).toBe('project.milestone_already_reached');
    await service().takeBack(town.as('coordinator'), project(), milestones.far, await version(), '验收未通过');
    expect(
      await rows(
        `select kind, reason from milestone_change where milestone_id = '${milestones.far}' order by change_id`,
      ),
    ).toEqual([
      { kind: 'reached', reason: '验收记录第3号' },
      { kind: 'unreached', reason: '验收未通过' },
    ]);
    expect(
      await rows(
        `select action from audit_entry where action like 'project.milestone-%' and result = 'done' order by seq`,
      ),
    ).toEqual(['moved', 'moved', 'reached', 'unreached'].map((kind) => ({ action: `project.milestone-${kind}` })));
  });
});

describe("a leader's page", () => {
  it('shows contracts, what waits and what was done, as far as the asker reaches', async () => {
    const filed = await new ProblemService(now).file(town.as('office'), {
      projectId: project(),
      title: '征地未完成',
      description: '三户未签',
      category: 'land',
      severity: 'normal',
      assistingDepartmentIds: [],
    });
    await run(`update problem set rung = 3 where problem_id = '${filed.id}'`);
    const { personId } = town.actors.leader;
    for (const who of ['leader', 'coordinator', 'office'] as const) {
      const page = await reader.leader(town.as(who), personId);
      expect(page.contracts).toHaveLength(4);
      expect(page.waiting.problems.map(({ id }) => id)).toEqual([filed.id]);
      expect(page.done.visits).toHaveLength(4);
    }
    expect(await codeOf(reader.leader(town.as('otherOffice'), personId))).toBe('leader.not_found');
    expect(await codeOf(reader.leader(town.as('otherLeader'), personId))).toBe('leader.not_found');
    const { items } = await reader.leaders(town.as('coordinator'), { limit: 25 });
    expect(items.map(({ name, contracts, waiting }) => [name, contracts, waiting])).toEqual([
      ['示例leader', 4, 1],
      ['示例otherLeader', 1, 0],
    ]);
    // By name, and by nothing a leader could be ranked by.
    expect(Object.keys(items[0]!).sort()).toEqual([
      'contracts',
      'id',
      'milestonesSoon',
      'name',
      'standings',
      'waiting',
    ]);
    const first = await reader.leaders(town.as('coordinator'), { limit: 1 });
    const second = await reader.leaders(town.as('coordinator'), { limit: 1, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });
});

describe('handing over', () => {
  it('freezes the sheet in the same act; a draft before, nothing after a refusal', async () => {
    const handOvers = new HandOverService(now);
    const draft = await handOvers.sheet(town.as('leader'), contractId);
    expect([draft.frozenAt, draft.problems.length, draft.visits.length]).toEqual([null, 1, 4]);
    const [{ version }] = (await rows(`select version from project where project_id = '${project()}'`)) as [
      { version: number },
    ];
    const body = {
      toLeaderId: town.actors.otherLeader.personId,
      on: plainDate('2026-03-18'),
      result: '桩基未完，征地剩三户。',
      words: '第一户已口头同意。',
    };
    expect(await codeOf(handOvers.handOver(town.as('leader'), project(), version, body))).toBe('access.denied');
    expect(await rows('select 1 from hand_over_sheet')).toEqual([]);
    await handOvers.handOver(town.as('coordinator'), project(), version, body);
    const sheet = await handOvers.sheet(town.as('coordinator'), contractId);
    expect(sheet).toMatchObject({
      from: { id: town.actors.leader.personId },
      to: { id: town.actors.otherLeader.personId },
      on: '2026-03-18',
      result: body.result,
      words: body.words,
      contract: { id: contractId },
    });
    expect(sheet.frozenAt).not.toBeNull();
    // Frozen: what happens afterwards does not change it.
    await run(
      `update problem set title = '改名', status = 'struckOff', closed_at = now() where project_id = '${project()}'`,
    );
    await visited('2026-03-17');
    expect(await handOvers.sheet(town.as('coordinator'), contractId)).toEqual(sheet);
    await expect(run(`update hand_over_sheet set content = '{}'`)).rejects.toThrow();
    // Both leaders read it whole; the outgoing one keeps the way to it.
    for (const who of ['leader', 'otherLeader'] as const)
      expect((await handOvers.sheet(town.as(who), contractId)).problems).toEqual(sheet.problems);
    expect(await codeOf(handOvers.sheet(town.as('otherOffice'), contractId))).toBe('contract.not_found');
    const page = await reader.leader(town.as('leader'), town.actors.leader.personId);
    expect(page.handOvers.map(({ contractId: id, on }) => [id, on])).toEqual([[contractId, '2026-03-18']]);
    // What was committed goes on: the milestone by the day it is planned for now.
    const next = await reader.contracts(town.as('otherLeader'), { limit: 25, projectId: project(), running: true });
    expect(next.items[0]!.commitments.flatMap(({ milestone }) => milestone?.committedOn ?? [])).toEqual([
      '2026-03-01',
      '2026-05-20',
      '2026-09-20',
    ]);
  });

  it('gives a Word document with what the sheet says', async () => {
    const sheet = await new HandOverService(now).sheet(town.as('coordinator'), contractId);
    const document = await handOverDocument(sheet);
    const zip = await JSZip.loadAsync(document);
    const text = (await zip.file('word/document.xml')!.async('string')).replace(/<[^>]+>/g, '');
    for (const word of [
      '分包交接单',
      '桩基完成',
      '征地未完成',
      '第一户已口头同意。',
      '桩基未完，征地剩三户。',
      '监交人',
    ])
      expect(text).toContain(word);
    expect(text).not.toMatch(/undefined|NaN|（草稿）/);
  });
});
