import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { leaderChanged } from '#features/project/index.js';
import { outbox } from '#jobs/index.js';
import { keepPromises } from '../../../../test/support/district-clockwork.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { ProblemService } from './problem.service.js';

jest.setTimeout(60_000);

let town: SmallDistrict;
let now: Database;
beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at('2023-03-07T10:00:00+08:00');
});
afterAll(async () => town?.close());

const rows = async (text: string) => now.read(town.system, async (tx) => (await tx.sql.execute(sql.raw(text))).rows);

/** The contract of the project passes to the other leader, with the promise that goes with it. */
async function handOver(projectId: string): Promise<string> {
  const contractId = newId();
  const { leader, otherLeader } = town.actors;
  await now.transaction(town.system, async (tx) => {
    await tx.sql.execute(sql`with old as (
        update contract set to_on = '2023-03-07', result = '交接', handed_over_to = ${otherLeader.personId}
        where project_id = ${projectId} and to_on is null returning *)
      insert into contract (district_id, contract_id, project_id, leader_id, from_on, year, year_plan, visits_per_month,
        milestones, created_at)
      select district_id, ${contractId}, project_id, ${otherLeader.personId}, '2023-03-07', year, year_plan,
        visits_per_month, milestones, duban_now() from old`);
    const change = { projectId, contractId, fromLeaderId: leader.personId, toLeaderId: otherLeader.personId };
    await outbox.add(tx, leaderChanged, change, { key: contractId });
  });
  return contractId;
}

it('tells the new leader of every problem that is not closed, once, however often the promise is kept', async () => {
  const problems = new ProblemService(now);
  const body = { description: '说明', category: 'land', severity: 'normal' } as const;
  const projectId = town.projects.construction;
  const file = (title: string, of = projectId) =>
    problems.file(town.as('coordinator'), { ...body, assistingDepartmentIds: [], title, projectId: of });
  const low = await file('在现场');
  const raised = await file('在领导');
  await problems.act(town.as('coordinator'), raised.id, 1, { type: 'signUp', toRung: 3, reason: '急' });
  const closed = await file('已撤回');
  await problems.act(town.as('coordinator'), closed.id, 1, { type: 'withdraw', reason: '误报' });
  await file('别的项目', town.projects.urban);

  const contractId = await handOver(projectId);
  expect(await keepPromises(now, town.system)).toBe(1);
  const told = `select subject_id, urgency from notice where rule = 'problem.leader-changed'
    and recipient_id = '${town.actors.otherLeader.personId}' order by urgency`;
  const expected = [
    { subject_id: low.id, urgency: 'digest' },
    { subject_id: raised.id, urgency: 'now' },
  ];
  expect(await rows(told)).toEqual(expected);
  const written = await rows(
    `select problem_id, args from problem_entry where type = 'leaderChanged' order by problem_id`,
  );
  expect(written).toEqual(
    [low.id, raised.id].sort().map((id) => ({
      problem_id: id,
      args: { contractId, from: town.actors.leader.personId, to: town.actors.otherLeader.personId },
    })),
  );
  const audited = `select count(*)::int as count from audit_entry where action = 'problem.leaderChanged'`;
  expect(await rows(audited)).toEqual([{ count: 2 }]);

  await now.transaction(town.system, (tx) => tx.sql.execute(sql`update outbox set done_at = null`));
  await keepPromises(now, town.system);
  expect(await rows(told)).toEqual(expected);
  expect(await rows(audited)).toEqual([{ count: 2 }]);
});
