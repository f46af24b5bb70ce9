import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { fireDue } from '../../../../test/support/district-clockwork.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { ProblemService } from './problem.service.js';

jest.setTimeout(120_000);

let town: SmallDistrict;
beforeAll(async () => {
  town = await createSmallDistrict();
});
afterAll(async () => town?.close());
afterEach(() => void jest.restoreAllMocks());

const fileOn = (database: Database) =>
  new ProblemService(database).file(town.as('office'), {
    projectId: town.projects.construction,
    title: '施工用电未接入',
    description: '三周未送电',
    category: 'utilities',
    severity: 'normal',
    assistingDepartmentIds: [],
  });
const rows = async <Row extends Record<string, unknown>>(database: Database, text: string) =>
  database.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);

/** Copies of a problem with its timers, as many as asked for. */
async function multiply(database: Database, problemId: string, count: number): Promise<void> {
  await database.transaction(town.system, async (tx) => {
    const ids = sql.param(Array.from({ length: count }, () => newId()));
    await tx.sql.execute(sql`create temporary table copy on commit drop as
      select id, (row_number() over ())::int as n from unnest(${ids}::uuid[]) as id`);
    for (const [table, own] of [
      ['problem', `jsonb_build_object('problem_id', c.id, 'number', 'K-' || c.id)`],
      ['timer', `jsonb_build_object('subject_id', c.id, 'timer_id', gen_random_uuid())`],
    ] as const) {
      const key = table === 'problem' ? 'problem_id' : 'subject_id';
      await tx.sql.execute(sql`insert into ${sql.raw(table)}
        select (jsonb_populate_record(t, ${sql.raw(own)})).* from ${sql.raw(table)} t, copy c
        where t.${sql.raw(key)} = ${problemId}`);
    }
  });
}

/** Statements that the process sends to Postgres meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  await work();
  const sent = query.mock.calls.length;
  query.mockRestore();
  return sent;
}

describe('alarms', () => {
  it('climb from the site to the meeting by themselves, each rung with its own clock, and ring once', async () => {
    const filed = await fileOn(town.at('2023-01-20T10:00:00+08:00'));
    const moments = [
      ['2023-01-28T09:00:05+08:00', 1],
      ['2023-01-28T18:00:05+08:00', 1],
      ['2023-01-29T17:59:00+08:00', 1],
      ['2023-01-29T18:00:05+08:00', 2],
      ['2023-02-01T18:00:10+08:00', 3],
      ['2023-02-06T18:00:15+08:00', 4],
    ] as const;
    for (const [moment, rung] of moments) {
      const database = town.at(moment);
      await fireDue(database, town.districtId);
      expect(await fireDue(database, town.districtId)).toBe(0);
      const found = await rows<{ rung: number }>(database, `select rung from problem where problem_id = '${filed.id}'`);
      expect([moment, found[0]!.rung]).toEqual([moment, rung]);
    }
    const after = town.at('2023-02-06T18:01:00+08:00');
    const climbs = await rows<{ args: { from: number; to: number } }>(
      after,
      `select args from problem_entry where problem_id = '${filed.id}' and type = 'climbed' order by at`,
    );
    expect(climbs.map(({ args }) => [args.from, args.to])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(await rows(after, `select job from outbox where payload ->> 'problemId' = '${filed.id}'`)).toEqual([
      { job: 'problem.reached-meeting' },
    ]);
    expect(await rows(after, `select kind from timer where subject_id = '${filed.id}' and fired_at is null`)).toEqual(
      [],
    );
  });

  it('of a problem that was moved meanwhile are recorded as stale or cancelled, and do nothing', async () => {
    const friday = town.at('2023-03-03T10:00:00+08:00');
    const filed = await fileOn(friday);
    // An alarm that nobody cancelled, as after a restored backup.
    await friday.transaction(town.system, (tx) =>
      tx.sql.execute(sql`insert into timer (district_id, timer_id, subject_kind, subject_id, kind, subject_version,
        due_at, created_at) values (${town.districtId}, ${newId()}, 'problem', ${filed.id}, 'problem.verification', 1,
        duban_now() - interval '1 hour', duban_now())`),
    );
    expect(await fireDue(friday, town.districtId)).toBe(1);
    expect(
      await rows(friday, `select outcome from timer where subject_id = '${filed.id}' and fired_at is not null`),
    ).toEqual([{ outcome: 'stale' }]);
    expect(await rows(friday, `select version from problem where problem_id = '${filed.id}'`)).toEqual([
      { version: 1 },
    ]);
  });

  it('of 500 problems take as many statements as those of 20', async () => {
    const friday = town.at('2023-05-12T10:00:00+08:00');
    const one = await fileOn(friday);
    await multiply(friday, one.id, 19);
    // The response and the reminder ring first, so that only resolutions are left.
    const tuesday = town.at('2023-05-16T12:00:00+08:00');
    await fireDue(tuesday, town.districtId);
    const few = await statementsOf(() => fireDue(town.at('2023-05-16T18:00:01+08:00'), town.districtId));
    const another = await fileOn(town.at('2023-05-12T10:00:00+08:00'));
    await multiply(friday, another.id, 499);
    await fireDue(tuesday, town.districtId);
    const evening = town.at('2023-05-16T18:00:01+08:00');
    await evening.now();
    const startedAt = performance.now();
    const many = await statementsOf(() => fireDue(evening, town.districtId));
    const tookMs = Math.round(performance.now() - startedAt);
    process.stdout.write(`500 due resolutions: ${many} statements, ${tookMs} ms\n`);
    const climbed = await rows<{ count: number }>(
      friday,
      `select count(*)::int as count from problem where rung = 2 and filed_at > '2023-05-01'`,
    );
    expect(climbed[0]!.count).toBe(520);
    // Inserts of thousands of rows go in slices, hence a handful more. The second round of 500 is the sweep's last look.
    expect(many - few).toBeLessThan(20);
    expect(many).toBeLessThan(80);
  });
});
