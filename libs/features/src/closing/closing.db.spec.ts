import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { plainDate, type PlainDate } from '#domain/calendar/index.js';
import { defaultClosingPolicy } from '#domain/closing/index.js';
import { RefusedError } from '#domain/refusal.js';
import { layFirstYears } from '#features/plan/index.js';
import { publishPolicy } from '#features/policy/index.js';
import { setActuals } from '#features/progress/index.js';
import type { HandlerRegistry } from '#jobs/handler-registry.js';
import type { DuePeriod, PeriodHandler, PeriodicWork } from '#jobs/handlers.decorators.js';
import { PeriodRunner } from '#jobs/period-runner.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { ClosingDuties } from './closing.duties.js';
import { ClosingHandlers } from './closing.handlers.js';
import { closingPolicy } from './closing.policy.js';
import { ClosingReader } from './closing.reader.js';

jest.setTimeout(120_000);

type Project = keyof SmallDistrict['projects'];
let town: SmallDistrict;

/** A hundred thousand yuan a workday and project: 2023 has 248 workdays. */
beforeAll(async () => {
  town = await createSmallDistrict();
  await town.at('2023-01-02T09:00:00+08:00').transaction(town.system, (tx) =>
    layFirstYears(
      tx,
      Object.values(town.projects).map((projectId) => ({ projectId, year: 2023, annual: 24_800_000 })),
    ),
  );
});
afterAll(async () => town?.close());

const rows = async <T extends Record<string, unknown>>(text: string) =>
  town.at('2023-12-31T00:00:00+08:00').read(town.system, async (tx) => (await tx.sql.execute<T>(sql.raw(text))).rows);

/** So many per cent of the plan come in for the days. */
async function report(projects: readonly Project[], from: string, to: string, percent: number): Promise<void> {
  const ids = projects.map((project) => `'${town.projects[project]}'`).join(', ');
  const spans = await rows<{ projectId: string; spanStart: PlainDate; plan: string }>(
    `select project_id as "projectId", span_start::text as "spanStart", plan from span_figure
     where project_id in (${ids}) and span_start >= '${from}' and span_start < '${to}'`,
  );
  await town.at(`${to}T00:00:00+08:00`).transaction(town.system, (tx) =>
    setActuals(
      tx,
      spans.map(({ plan, ...span }) => ({
        ...span,
        amount: Math.floor((Number(plan) * percent) / 100),
        kind: 'report' as const,
      })),
    ),
  );
}

const work: PeriodicWork = { name: 'closing.close-periods', period: 'day', at: '08:30' };
/** The worker's own runner with the real handler, at that moment. Answers how many days it ran. */
async function workAt(moment: string): Promise<number> {
  const database = town.at(moment);
  const handlers = new ClosingHandlers();
  const handle: PeriodHandler = (tx, day: DuePeriod) => handlers.close(tx, day);
  const registry = { periods: new Map([[work.name, { work, handle }]]) } as unknown as HandlerRegistry;
  return new PeriodRunner(database, registry, { queue: 'postgres' }).runDue(town.districtId, await database.now());
}

const closedInOrder = async (since: string) =>
  (
    await rows<{ subject: string }>(
      `select subject_id as subject from audit_entry where action = 'closing.close' and at > '${since}' order by seq`,
    )
  ).map(({ subject }) => subject);
const cardsNow = () =>
  rows(`select number, colour, state, kind, period_start::text as start, runs_out_on::text as "runsOutOn"
        from card order by number`);
const inbox = (rule: string) =>
  rows<{ who: string; period: string; args: Record<string, unknown> }>(
    `select p.username as who, n.period, n.args from notice n join person p on p.person_id = n.recipient_id
     where rule = '${rule}' order by n.created_at, p.username, n.period`,
  );
const fate = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal?.code ?? error,
  );
const others: Project[] = ['investment', 'urban', 'livelihood', 'other'];

describe('January: half of one project', () => {
  beforeAll(async () => {
    await report(others, '2022-12-26', '2023-02-01', 100);
    await report(['construction'], '2023-01-01', '2023-02-01', 50);
    await workAt('2023-01-16T09:00:00+08:00');
    await workAt('2023-02-01T09:00:00+08:00');
  });

  it('closes each period once, the shorter before the longer', async () => {
    expect(await closedInOrder('2000-01-01')).toEqual([
      'week 2022-12-26',
      'week 2023-01-02',
      'tenDay 2023-01-01',
      'week 2023-01-09',
      'tenDay 2023-01-11',
      'week 2023-01-16',
      'week 2023-01-23',
      'tenDay 2023-01-21',
      'month 2023-01-01',
    ]);
    expect(await workAt('2023-02-01T17:00:00+08:00')).toBe(0);
  });

  it('freezes project, office, leader, line and district under the plan of then', async () => {
    const month = await rows(
      `select p.code, r.plan, r.actual, r.verdict, r.plan_version as version, r.reported from closed_project r
       join project p on p.project_id = r.project_id where r.kind = 'month' order by r.plan - r.actual desc, p.code limit 2`,
    );
    expect(month[0]).toMatchObject({ code: 'P-construction', verdict: 'short', version: 1, reported: true });
    expect(Number(month[0]!['actual']) * 2).toBeLessThanOrEqual(Number(month[0]!['plan']));
    expect(month[1]).toMatchObject({ verdict: 'kept' });
    const scopes = await rows<{ scope: string; n: number; short: number; plan: string }>(
      `select scope, count(*)::int as n, sum(short_projects)::int as short, sum(plan)::text as plan
       from closed_scope where kind = 'month' group by 1 order by 1`,
    );
    expect(scopes.map(({ scope, n, short }) => [scope, n, short])).toEqual([
      ['district', 1, 1],
      ['leader', 2, 1],
      ['line', 4, 1],
      ['office', 2, 1],
    ]);
    expect(new Set(scopes.map(({ plan }) => plan)).size).toBe(1);
  });

  it('tells the office once a period, with what a day it takes to make it up', async () => {
    const weeks = await inbox('closing.week-short');
    expect(weeks.every(({ who }) => who === 'office')).toBe(true);
    expect(new Set(weeks.map(({ period }) => period)).size).toBe(weeks.length);
    const [first] = weeks.filter(({ period }) => period === 'week 2023-01-09');
    expect(first!.args).toMatchObject({ shortCount: 1, makeUpZh: '1月中旬', short: [{ code: 'P-construction' }] });
    const month = await inbox('closing.month-short');
    expect(month).toHaveLength(1);
    expect(month[0]!.args).toMatchObject({ makeUpZh: '第一季度', shortCount: 1, notReported: 0 });
  });

  it('asks the leader to look, once a ten-day period, and takes the answer', async () => {
    const { reader, duties } = at('2023-02-01T10:00:00+08:00');
    const looks = await reader.looks(town.as('leader'), true);
    expect(looks.map(({ period }) => period.start)).toEqual(['2023-01-01', '2023-01-11', '2023-01-21']);
    expect(await reader.looks(town.as('otherLeader'), true)).toEqual([]);
    const [look] = looks;
    expect(look).toMatchObject({ projects: [{ code: 'P-construction' }], lookedAt: null, version: 1 });
    expect(await fate(duties.looked(town.as('otherLeader'), look!.id, 1, 'x'))).toBe('look.not_found');
    expect(await fate(duties.looked(town.as('coordinator'), look!.id, 1, 'x'))).toBe('access.denied');
    expect(await fate(duties.looked(town.as('leader'), look!.id, 2, 'x'))).toBe('look.version_conflict');
    expect(await duties.looked(town.as('leader'), look!.id, 1, '已到现场，缺工，下周补齐')).toMatchObject({
      version: 2,
    });
    expect(await fate(duties.looked(town.as('leader'), look!.id, 2, 'x'))).toBe('look.already_looked');
    expect(await reader.looks(town.as('leader'), true)).toHaveLength(looks.length - 1);
  });

  it('issues one blue card, and lists the project on the next agenda of its line', async () => {
    expect(await cardsNow()).toEqual([
      {
        number: 'LP-2023-0001',
        colour: 'blue',
        state: 'open',
        kind: 'month',
        start: '2023-01-01',
        runsOutOn: '2023-04-01',
      },
    ]);
    const items = await rows(
      `select section, subject_kind as kind, i.period, s.line from agenda_item i join meeting m using (district_id, meeting_id)
       join meeting_series s using (district_id, series_id) where section = 'monthGaps'`,
    );
    expect(items).toEqual([{ section: 'monthGaps', kind: 'project', period: '2023-01', line: 'construction' }]);
    expect((await inbox('card.issued')).map(({ who, args }) => [who, args['blue']])).toEqual([
      ['leader', 1],
      ['office', 1],
    ]);
  });
});

describe('four weeks of downtime over the quarter’s end', () => {
  const before = '2023-03-20T09:00:00+08:00';
  const after = '2023-04-17T09:00:00+08:00';

  beforeAll(async () => {
    await report(others, '2023-02-01', '2023-04-17', 100);
    await report(['construction'], '2023-02-01', '2023-04-17', 90);
    await workAt(before);
  });

  it('has one matter and one card: February short again changes nothing', async () => {
    expect(await cardsNow()).toMatchObject([{ number: 'LP-2023-0001', state: 'open' }]);
  });

  it('closes what was missed once, oldest first', async () => {
    expect(await workAt(after)).toBe(28);
    expect(await closedInOrder('2023-03-21')).toEqual([
      'tenDay 2023-03-11',
      'week 2023-03-20',
      'tenDay 2023-03-21',
      'month 2023-03-01',
      'quarter 2023-01-01',
      'week 2023-03-27',
      'week 2023-04-03',
      'tenDay 2023-04-01',
      'week 2023-04-10',
    ]);
    expect(await workAt(after)).toBe(0);
    const twice = await rows(`select 1 from closed_period group by kind, period_start having count(*) > 1`);
    expect(twice).toEqual([]);
  });

  it('sends the newest reminder of a kind and records the older ones as skipped', async () => {
    const weeks = await inbox('closing.week-short');
    expect(weeks.slice(-4).map(({ period }) => period)).toEqual([
      'week 2023-03-20',
      'week 2023-03-27',
      'week 2023-04-03',
      'week 2023-04-10',
    ]);
    const due = await rows<{ dates: number }>(
      `select count(distinct due_at)::int as dates from delivery d join notice n using (district_id, notice_id)
       where n.rule = 'closing.week-short' and n.created_at > '2023-04-16'`,
    );
    // All four wait for one morning; the digest sends the newest of what replaces (see the notice feature).
    expect(due).toEqual([{ dates: 1 }]);
  });

  it('turns blue to yellow when the quarter closes short, and tells the principal once', async () => {
    expect(await cardsNow()).toEqual([
      {
        number: 'LP-2023-0001',
        colour: 'blue',
        state: 'ranOut',
        kind: 'month',
        start: '2023-01-01',
        runsOutOn: '2023-04-01',
      },
      {
        number: 'LP-2023-0002',
        colour: 'yellow',
        state: 'open',
        kind: 'quarter',
        start: '2023-01-01',
        runsOutOn: '2024-01-01',
      },
    ]);
    const told = (await inbox('closing.principal')).map(({ who, period, args }) => [
      who,
      period,
      args['yellow'],
      args['talk'],
    ]);
    expect(told).toEqual([
      ['coordinator', 'quarter 2023-01-01', 1, true],
      ['principal', 'quarter 2023-01-01', 1, true],
    ]);
  });

  it('puts a talk on record, by who may', async () => {
    const { reader, duties } = at('2023-04-18T10:00:00+08:00');
    const [card] = (await reader.cards(town.as('principal'), { limit: 25, state: 'open' })).items;
    const body = { heldOn: plainDate('2023-04-18'), attendees: '示例office主任', summary: '五月底前补齐' };
    expect(await fate(duties.talk(town.as('office'), card!.id, 1, body))).toBe('access.denied');
    expect(await fate(duties.talk(town.as('principal'), card!.id, 9, body))).toBe('card.version_conflict');
    expect(
      await fate(duties.talk(town.as('principal'), card!.id, 1, { ...body, heldOn: plainDate('2023-04-19') })),
    ).toBe('card.talk_in_future');
    expect(await duties.talk(town.as('principal'), card!.id, 1, body)).toMatchObject({
      talks: 1,
      talkRecords: [{ summary: '五月底前补齐' }],
      earlier: [{ number: 'LP-2023-0001', state: 'ranOut' }],
    });
    const seen = async (who: Someone) => (await reader.cards(town.as(who), { limit: 25 })).items.length;
    expect([
      await seen('office'),
      await seen('enterprise'),
      await seen('otherOffice'),
      await seen('otherLeader'),
    ]).toEqual([...[2, 2], ...[0, 0]]);
  });
});

describe('a correction after closing', () => {
  it('leaves what was closed as it was, and strikes the card off on the next morning', async () => {
    const gap = await rows<{ gap: string }>(
      `select sum(plan - actual) as gap from span_figure where project_id = '${town.projects.construction}'
       and span_start < '2023-04-17'`,
    );
    const [span] = await rows<{ actual: string }>(
      `select actual from span_figure where project_id = '${town.projects.construction}' and span_start = '2023-03-13'`,
    );
    const frozen = () =>
      rows(`select kind, period_start, actual, verdict from closed_project order by 1, 2, project_id`);
    const before = await frozen();
    await town.at('2023-04-18T16:00:00+08:00').transaction(town.system, (tx) =>
      setActuals(tx, [
        {
          projectId: town.projects.construction,
          spanStart: plainDate('2023-03-13'),
          amount: Number(span!.actual) + Number(gap[0]!.gap),
          kind: 'correction',
          reason: '设备款漏报',
        },
      ]),
    );
    await workAt('2023-04-19T09:00:00+08:00');
    expect(await frozen()).toEqual(before);
    expect(await rows(`select number, state, ended_plan = ended_actual as even from card order by 1`)).toEqual([
      { number: 'LP-2023-0001', state: 'ranOut', even: null },
      { number: 'LP-2023-0002', state: 'struckOff', even: true },
    ]);
    expect((await inbox('card.struck-off')).map(({ who }) => who)).toEqual(['leader', 'office']);
    // Made up, and the week that fell short stays short.
    const { reader } = at('2023-04-19T10:00:00+08:00');
    const closings = await reader.closings(town.as('office'), {
      from: plainDate('2023-01-01'),
      to: plainDate('2023-02-01'),
    });
    expect(closings.find(({ kind }) => kind === 'month')).toMatchObject({
      verdict: 'short',
      shortProjects: 1,
      projects: 4,
    });
    const all = await reader.closings(town.as('principal'), {
      from: plainDate('2023-01-01'),
      to: plainDate('2023-02-01'),
    });
    expect(all.find(({ kind }) => kind === 'month')).toMatchObject({ projects: 5 });
  });

  it('cannot be undone by anybody: the application’s role neither rewrites nor deletes a result', async () => {
    for (const text of [`update closed_project set actual = plan`, `delete from closed_period`]) {
      const attempt = at('2023-04-19T10:00:00+08:00').database.transaction(town.system, (tx) =>
        tx.sql.execute(sql.raw(text)),
      );
      await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });
});

describe('before a period closes', () => {
  it('warns the office that is behind, on the morning the policy names, once', async () => {
    await report(['investment', 'urban', 'livelihood'], '2023-04-17', '2023-04-24', 100);
    await report(['construction', 'other'], '2023-04-17', '2023-04-24', 40);
    const remind = async (moment: string, day: string) => {
      const period: DuePeriod = { kind: 'day', start: plainDate(day), end: plainDate(day) };
      await town.at(moment).transaction(town.system, (tx) => new ClosingHandlers().remind(tx, period));
    };
    // Wednesday the 26th leaves three workdays of April; a day made up for after downtime is past reminding.
    await remind('2023-04-25T08:45:00+08:00', '2023-04-25');
    await remind('2023-04-27T08:45:00+08:00', '2023-04-26');
    expect(await inbox('closing.coming-short')).toEqual([]);
    await remind('2023-04-26T08:45:00+08:00', '2023-04-26');
    await remind('2023-04-26T08:46:00+08:00', '2023-04-26');
    const warned = await inbox('closing.coming-short');
    expect(warned.map(({ who, period, args }) => [who, period, args['workdaysLeft'], args['periodZh']])).toEqual([
      ['office', 'month 2023-04-01', 3, '4月'],
      ['otherOffice', 'month 2023-04-01', 3, '4月'],
    ]);
    const { plan, actual, neededPace } = warned[0]!.args as Record<string, number>;
    expect(neededPace).toBe(Math.ceil((plan! - actual!) / 3));
  });
});

describe('another policy', () => {
  it('acts below its own threshold only, says under which version, and can give cards to offices', async () => {
    const links = defaultClosingPolicy.links.map((link) => ({ ...link, actsBelowPercent: 60 }));
    await town.at('2023-04-26T10:00:00+08:00').transaction(town.as('coordinator'), (tx) =>
      publishPolicy(tx, closingPolicy, {
        definition: { ...defaultClosingPolicy, links, cardsFor: 'office' },
        seen: 0,
        inForceFrom: null,
        reason: '突出重点',
      }),
    );
    await report(others, '2023-04-24', '2023-05-01', 70);
    await report(['construction'], '2023-04-24', '2023-05-01', 5);
    await workAt('2023-05-04T09:00:00+08:00');
    const april = (await inbox('closing.month-short')).filter(({ period }) => period === 'month 2023-04-01');
    expect(april.map(({ who, args }) => [who, args['shortCount']])).toEqual([['office', 1]]);
    const closed = await rows(
      `select c.policy_version as version, s.short_projects as short from closed_period c
       join closed_scope s using (district_id, kind, period_start)
       where kind = 'month' and period_start = '2023-04-01' and scope = 'district'`,
    );
    // All five fell short, and are closed as short; the threshold is for what follows from it.
    expect(closed).toEqual([{ version: 1, short: 5 }]);
    // No card for the project any more, and none for the office: as a whole it did more than 60 per cent.
    expect(await rows(`select 1 from card where period_start >= '2023-04-01'`)).toEqual([]);
    const bad = { ...defaultClosingPolicy, links: defaultClosingPolicy.links.slice(1) };
    const attempt = town
      .at('2023-05-04T10:00:00+08:00')
      .transaction(town.as('coordinator'), (tx) =>
        publishPolicy(tx, closingPolicy, { definition: bad, seen: 1, inForceFrom: null, reason: 'x' }),
      );
    expect(await fate(attempt)).toBe('closing.link_missing');
  });
});

describe('candidates', () => {
  it('go on an agenda when the coordinator says so, and only what fell short', async () => {
    const { duties } = at('2023-05-04T10:00:00+08:00');
    const offer = (project: Project, start: string) =>
      duties.offer(town.as('coordinator'), 'tenDay', plainDate(start), [town.projects[project]], '说明原因');
    expect(await fate(offer('construction', '2023-04-02'))).toBe('closing.not_found');
    expect(await fate(offer('other', '2023-04-01'))).toBe('closing.not_short');
    expect(await offer('construction', '2023-04-21')).toMatchObject([{ meetingId: expect.any(String) }]);
  });
});

function at(moment: string): { database: Database; reader: ClosingReader; duties: ClosingDuties } {
  const database = town.at(moment);
  return { database, reader: new ClosingReader(database), duties: new ClosingDuties(database) };
}
