import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sql } from 'drizzle-orm';
import { Database } from '#db/database.js';
import { DatabaseModule } from '#db/database.module.js';
import { parseInstant, plainDate, publishedCalendar, workdaysBetween } from '#domain/calendar/index.js';
import { yearGrid } from '#domain/guarantee/index.js';
import { PlanLedgerModule } from '#features/plan-ledger/index.js';
import { PlanModule } from '#features/plan/index.js';
import { projectFigures, setActuals, type ActualOfSpan } from '#features/progress/index.js';
import { ProjectModule } from '#features/project/index.js';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '#platform/http/index.js';
import { PlatformModule } from '#platform/platform.module.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { GuaranteeModule } from './guarantee.module.js';

jest.setTimeout(120_000);

class Routes {}

let town: SmallDistrict;
const apps = new Map<string, NestFastifyApplication>();

/** The real routes as if it were that moment; only who is signed in is told by the cookie's value. */
async function appAt(moment: string): Promise<NestFastifyApplication> {
  const known = apps.get(moment);
  if (known) return known;
  const url = town.databaseUrl;
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: url, DUBAN_QUEUE: 'postgres', LOG_LEVEL: 'silent' });
  const clockOffsetMs = parseInstant(moment)! - Date.now();
  const read = (cookie: string) => Promise.resolve(town.actors[cookie.split('.')[1] as Someone] ?? null);
  const module: DynamicModule = {
    module: Routes,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({ url, clockOffsetMs, maxConnections: 2, applicationName: 'duban-test' }),
      HttpModule.with({
        providers: [
          { provide: SESSION_READER, useValue: { read } },
          { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
          { provide: DISTRICT_REGISTER, useExisting: Database },
        ],
      }),
      ProjectModule,
      PlanModule,
      PlanLedgerModule,
      GuaranteeModule,
    ],
  };
  const app = await createHttpApp(module, config, false);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  apps.set(moment, app);
  return app;
}

async function call(
  moment: string,
  who: Someone,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  body?: object,
  version?: number,
) {
  const cookie = `__Host-duban=${town.districtId}.${who}`;
  const headers = { cookie, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) };
  const answer = await (await appAt(moment)).inject({ method, url: `/api/v1${url}`, headers, payload: body });
  // A test reads what it expects of an answer, and fails by itself where it is not there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() as any };
}

const calendar = publishedCalendar();
const workdaysOf = (year: number) =>
  workdaysBetween(calendar, plainDate(`${year}-01-01`), plainDate(`${year + 1}-01-01`));
/** So much a workday that every span, week and month can be reckoned in the head. */
const A_DAY = 100;
const JANUARY = '2026-01-05T10:00:00+08:00';
const MAY = '2026-05-13T10:00:00+08:00';
const JUNE = '2026-06-09T10:00:00+08:00';
const LATER = '2027-01-04T10:00:00+08:00';

const plan = (moment: string, project: string, year: number, body: object, version: number, preview = false) =>
  call(moment, 'coordinator', 'PUT', `/projects/${project}/plan/${year}?preview=${preview}`, body, version);
const flat = (year: number) => ({ annual: workdaysOf(year) * A_DAY, reason: '年度计划' });
const report = (
  rows: (Omit<ActualOfSpan, 'kind' | 'spanStart'> & { spanStart: string; kind?: ActualOfSpan['kind'] })[],
) =>
  town.at(LATER).transaction(town.system, (tx) =>
    setActuals(
      tx,
      rows.map((row) => ({ kind: 'report', ...row, spanStart: plainDate(row.spanStart) })),
    ),
  );
const chain = async (moment: string, on: string, scope = 'district', who: Someone = 'coordinator') => {
  const { body } = await call(moment, who, 'GET', `/chain?scope=${scope}&on=${on}`);
  const links = Object.fromEntries(body.links.map((link: { kind: string }) => [link.kind, link]));
  return { ...body, ...links };
};
const rows = async (text: string) =>
  town.at(LATER).read(town.system, async (tx) => (await tx.sql.execute<Record<string, string>>(sql.raw(text))).rows);
const everything = () =>
  rows(`select (select count(*) from plan_version) versions, (select count(*) from span_actual) entries,
    (select string_agg(span_start || ' ' || plan || ' ' || actual, ',' order by span_start, project_id) from span_figure) figures,
    (select string_agg(year || ' ' || planned_investment, ',' order by year, project_id) from project_year) years,
    (select count(*) from audit_entry) audit`);

let construction: string;
let other: string;
let livelihood: string;

beforeAll(async () => {
  town = await createSmallDistrict();
  ({ construction, other, livelihood } = town.projects);
});
afterAll(async () => {
  for (const app of apps.values()) await app.close();
  await town?.close();
});

describe('a plan', () => {
  it('is laid onto spans and read back on every level', async () => {
    const answer = await plan(JANUARY, construction, 2026, flat(2026), 0);
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    const { body } = await call(JANUARY, 'office', 'GET', `/projects/${construction}/plan?year=2026`);
    expect(body).toEqual(answer.body);
    expect(body).toMatchObject({ version: 1, annual: 24_800, provisional: false });
    expect(body.months.slice(0, 3)).toEqual([21, 16, 22].map((days) => days * A_DAY));
    const onSpan = (start: string) => body.spans.find((span: { start: string }) => span.start === start).plan;
    // The week of 28 September: all of it in September, October's days are holidays.
    expect([onSpan('2026-09-28'), onSpan('2026-10-01')]).toEqual([300, 0]);
    expect(body.quarters.reduce((so: number, amount: number) => so + amount)).toBe(body.annual);
    for (const project of [livelihood, other]) await plan(JANUARY, project, 2026, flat(2026), 0);
  });

  it('of a year that is over may still be entered where there was none, and is laid over its boundaries', async () => {
    await plan(JANUARY, construction, 2023, flat(2023), 0);
    expect(await chain(JANUARY, '2023-02-27')).toMatchObject({ week: { plan: 500 }, tenDay: { plan: 600 } });
    const spans = (await call(JANUARY, 'leader', 'GET', `/projects/${construction}/plan?year=2023`)).body.spans;
    const onSpan = (start: string) => spans.find((span: { start: string }) => span.start === start).plan;
    expect([onSpan('2023-02-27'), onSpan('2023-03-01')]).toEqual([200, 300]);
  });

  it('is revised in mid-quarter from the next span on; what was before keeps its plan', async () => {
    const before = await chain(MAY, '2026-05-17');
    const body = { annual: 50_000, reason: '年中调增', effectiveFrom: '2026-05-13' };
    const was = await everything();
    const foreseen = await plan(MAY, construction, 2026, body, 1, true);
    expect(await everything()).toEqual(was);
    const done = await plan(MAY, construction, 2026, body, 1);
    expect(done.status).toBe(200);
    expect({ ...done.body, versions: 0 }).toEqual({ ...foreseen.body, versions: 0 });
    expect(done.body.versions).toMatchObject([{ version: 2, effectiveFrom: '2026-05-18' }, { version: 1 }]);
    const after = await chain(MAY, '2026-05-17');
    // The week that runs keeps its plan; of its ten-day period only the 18th to the 20th are laid anew.
    const anew = done.body.spans.find(({ start }: { start: string }) => start === '2026-05-18').plan;
    expect(anew).toBeGreaterThan(3 * A_DAY);
    expect(after.week.plan).toBe(before.week.plan);
    expect(after.tenDay.plan).toBe(before.tenDay.plan - 3 * A_DAY + anew);
    const sums = await chain(MAY, '2026-05-17', `project:${construction}`);
    const kept = workdaysBetween(calendar, plainDate('2026-01-01'), plainDate('2026-05-18')) * A_DAY;
    expect(sums).toMatchObject({ year: { plan: 50_000, planToDate: kept }, projects: 1, narrowed: false });
    expect(
      await rows(
        `select detail ->> 'effectiveFrom' as on from audit_entry where action = 'plan.publish' order by seq desc limit 1`,
      ),
    ).toEqual([{ on: '2026-05-18' }]);
  });

  it('is refused with a reason, and nothing is changed', async () => {
    const was = await everything();
    const revise = (body: object, version = 2) =>
      plan(MAY, construction, 2026, { reason: '调整', annual: 60_000, ...body }, version);
    expect(await revise({ effectiveFrom: '2026-05-04' })).toMatchObject({
      status: 409,
      body: { code: 'plan.period_closed', args: { field: 'effectiveFrom', earliest: '2026-05-11' } },
    });
    expect((await revise({ effectiveFrom: '2027-01-01' })).body.code).toBe('plan.effective_outside_year');
    expect((await revise({ annual: 1 })).body).toMatchObject({ code: 'plan.below_kept', args: { field: 'annual' } });
    const quarters = { kind: 'quarters', amounts: [1, 2, 3, 4] };
    expect((await revise({ figures: quarters })).body.code).toBe('plan.does_not_add_up');
    expect(await revise({}, 1)).toMatchObject({
      status: 409,
      body: { code: 'plan.version_conflict', current: { version: 2 } },
    });
    expect((await plan(MAY, construction, 2024, { ...flat(2024), effectiveFrom: '2026-05-18' }, 0)).body.code).toBe(
      'plan.effective_outside_year',
    );
    expect((await plan(MAY, construction, 2023, flat(2023), 1)).body.code).toBe('plan.period_closed');
    const asOffice = await call(MAY, 'office', 'PUT', `/projects/${construction}/plan/2026`, flat(2026), 2);
    expect(asOffice.status).toBe(403);
    expect((await call(MAY, 'otherOffice', 'GET', `/projects/${construction}/plan`)).status).toBe(404);
    for (const url of [`/projects/${construction}/plan`, '/plans'])
      expect((await call(MAY, 'systemAdmin', 'GET', url)).status).toBe(403);
    expect((await call(MAY, 'office', 'GET', '/plans?stat=first')).status).toBe(400);
    const ledger = await call(MAY, 'office', 'GET', '/plans?state=revised');
    expect(ledger).toMatchObject({ status: 200, body: { items: [{ id: construction, version: 2, annual: 50_000 }] } });
    expect(await everything()).toEqual(was);
  });

  it('follows the ledger: a new annual amount is laid from the running span, an absent year is planned no more', async () => {
    const { body: seen } = await call(MAY, 'coordinator', 'GET', `/projects/${livelihood}`);
    const change = (version: number, years: object[]) => {
      const { code, name, level, field, line, stage, totalInvestment } = seen;
      const ledger = { code, name, level, field, line, stage, totalInvestment, years };
      return call(
        MAY,
        'coordinator',
        'PUT',
        `/projects/${livelihood}`,
        { ...ledger, officeId: seen.office.id, companyId: seen.company.id },
        version,
      );
    };
    const years = [
      { year: 2026, plannedInvestment: 30_000 },
      { year: 2027, plannedInvestment: 7_000 },
    ];
    const { body: changed } = await change(seen.version, years);
    expect(changed.years).toEqual(years);
    const laid = (await call(MAY, 'coordinator', 'GET', `/projects/${livelihood}/plan?year=2026`)).body;
    expect(laid).toMatchObject({ version: 2, annual: 30_000, versions: [{ effectiveFrom: '2026-05-11' }, {}] });
    expect((await change(changed.version, [{ year: 2026, plannedInvestment: 9 }])).body).toMatchObject({
      code: 'plan.below_kept',
      args: { field: 'years.0.plannedInvestment' },
    });
    expect((await change(changed.version, [years[0]!, years[0]!])).body.code).toBe('plan.year_twice');
    expect((await change(changed.version, [years[0]!])).status).toBe(200);
    expect(
      await rows(
        `select sum(plan) as plan from span_figure where project_id = '${livelihood}' and span_start >= '2027-01-01'`,
      ),
    ).toEqual([{ plan: '0' }]);
  });
});

describe('the chain over HTTP', () => {
  it('lets week 2 bring what week 1 left, warns before the ten days end, and forgives when it is made up', async () => {
    const scope = `project:${other}`;
    await report([{ projectId: other, spanStart: '2026-06-01', amount: 375 }]);
    const warned = await chain(JUNE, '2026-06-07', scope);
    expect(warned.week).toMatchObject({
      start: '2026-06-01',
      end: '2026-06-08',
      plan: 500,
      actual: 375,
      gap: 125,
      verdict: 'closedShort',
    });
    expect(warned.tenDay).toMatchObject({
      ...{ plan: 800, planToDate: 500, actual: 375, gap: 125, pace: 75, forecast: 600, verdict: 'broken' },
      // 425 are to come in the three workdays left.
      ...{ remainingWorkdays: 3, neededPace: 142 },
      why: { code: 'outOfReach', zh: '剩3个工作日，每日需142 元，现每日仅75 元，将差200 元'.replaceAll(' ', '') },
    });
    // Asked on Tuesday of week 2, whose report is due on Friday: judged by what is in.
    expect(await chain(JUNE, '2026-06-09', scope)).toMatchObject({
      countedTo: '2026-06-07',
      tenDay: { planToDate: 700, neededPace: 142, verdict: 'broken' },
    });
    await report([{ projectId: other, spanStart: '2026-06-08', amount: 425 }]);
    expect(await chain(LATER, '2026-06-10', scope)).toMatchObject({
      tenDay: { verdict: 'closedKept', actual: 800, gap: 0 },
    });
    expect((await chain(LATER, '2026-06-07', scope)).week.verdict).toBe('closedShort');
  });

  it('takes a correction after the close as one more entry, and repeats none', async () => {
    const corrected = {
      projectId: other,
      spanStart: '2026-06-01',
      amount: 500,
      kind: 'correction',
      reason: '漏报设备款',
    } as const;
    expect(await report([corrected])).toBe(1);
    expect(await report([corrected])).toBe(0);
    expect(await report([{ projectId: other, spanStart: '2026-06-08', amount: 425 }])).toBe(0);
    expect((await chain(LATER, '2026-06-07', `project:${other}`)).week).toMatchObject({
      verdict: 'closedKept',
      actual: 500,
    });
    expect(
      await rows(`select entry, amount, kind, reason from span_actual where span_start = '2026-06-01' order by entry`),
    ).toEqual([
      { entry: 1, amount: '375', kind: 'report', reason: null },
      { entry: 2, amount: '125', kind: 'correction', reason: '漏报设备款' },
    ]);
    await expect(report([{ ...corrected, reason: ' ' }])).rejects.toThrow(RangeError);
    await expect(report([{ ...corrected, spanStart: '2026-06-02' }])).rejects.toThrow(RangeError);
    await expect(report([corrected, corrected])).rejects.toThrow(RangeError);
    await expect(report([{ ...corrected, projectId: town.districtId }])).rejects.toThrow(RangeError);
  });

  it('keeps a week over a quarter’s end apart: what is June’s is not July’s', async () => {
    await report([
      { projectId: other, spanStart: '2026-06-29', amount: 200 },
      { projectId: other, spanStart: '2026-07-01', amount: 50 },
    ]);
    const scope = `project:${other}`;
    const end = await chain(LATER, '2026-06-30', scope);
    expect(end.week).toMatchObject({ plan: 500, planToDate: 200, actual: 200, remainingWorkdays: 3 });
    expect(end.quarter).toMatchObject({
      start: '2026-04-01',
      end: '2026-07-01',
      actual: 1_125,
      verdict: 'closedShort',
    });
    expect((await chain(LATER, '2026-07-05', scope)).week).toMatchObject({ actual: 250, verdict: 'closedShort' });
    expect((await chain(LATER, '2026-07-05', scope)).quarter.actual).toBe(50);
  });

  it('asks nothing of a week without workdays, and closes February with its last workday', async () => {
    const scope = `project:${other}`;
    expect((await chain(LATER, '2026-02-18', scope)).week).toMatchObject({
      plan: 0,
      gap: 0,
      neededPace: 0,
      why: { code: 'noPlan' },
    });
    // Saturday the 28th of February 2026 is a make-up day.
    expect((await chain(LATER, '2026-02-27', scope)).month).toMatchObject({ verdict: 'broken', remainingWorkdays: 1 });
    expect((await chain(LATER, '2026-02-28', scope)).month).toMatchObject({ verdict: 'closedShort', plan: 1_600 });
  });

  it('answers exactly what is asked for, and counts the district’s parts once', async () => {
    const { status, body } = await call(JUNE, 'principal', 'GET', '/chain?scope=district&on=2026-03-24');
    expect(status).toBe(200);
    expect(body).toMatchObject({ scope: 'district', on: '2026-03-24', projects: 5, narrowed: false });
    expect(body.links.map(({ kind }: { kind: string }) => kind)).toEqual([
      'week',
      'tenDay',
      'month',
      'quarter',
      'year',
    ]);
    for (const key of ['plan', 'planToDate', 'actual', 'gap', 'pace', 'neededPace', 'forecast', 'verdict', 'why'])
      expect(Object.keys(body.links[0])).toContain(key);
    const parts = ['office', 'otherOffice'].map((key) => `office:${town.units[key as 'office']}`);
    const leaders = ['leader', 'otherLeader'].map((key) => `leader:${town.actors[key as 'leader'].personId}`);
    const series = ['construction', 'investment', 'urban', 'livelihood'].map((line) => `series:${line}`);
    for (const scopes of [
      parts,
      leaders,
      series,
      ['level:province', 'level:city', 'level:district'],
      ['field:industry'],
    ]) {
      const sums = await Promise.all(scopes.map((scope) => chain(JUNE, '2026-06-09', scope)));
      const whole = await chain(JUNE, '2026-06-09');
      for (const figure of ['plan', 'planToDate', 'actual', 'gap'])
        expect(sums.reduce((so, part) => so + part.year[figure], 0)).toBe(whole.year[figure]);
    }
    expect((await chain(JUNE, '2026-06-09', 'platform:jindai')).year).toMatchObject({ plan: 0, verdict: 'kept' });
  });

  it('agrees with plain SQL in every period around random days', async () => {
    const amounts = yearGrid(calendar, 2025).map(({ start }, index) => ({
      ...{ spanStart: start, projectId: index % 3 === 0 ? other : construction, amount: (index * 7_919) % 1_000 },
    }));
    await plan(JANUARY, construction, 2025, { annual: 777_777, reason: '补录' }, 0);
    await report(amounts);
    for (const on of ['2025-01-01', '2025-02-03', '2025-04-30', '2025-09-30', '2025-12-31']) {
      const { links } = await chain(LATER, on);
      for (const { start, end, plan: planned, actual } of links) {
        const [sums] = await rows(`select coalesce(sum(plan), 0) as plan,
            coalesce(sum(actual) filter (where span_start <= '${on}'), 0) as actual
          from span_figure where span_start >= '${start}' and span_start < '${end}'`);
        expect([planned, actual]).toEqual([Number(sums!.plan), Number(sums!.actual)]);
      }
    }
  });

  it('shows each only what they may see, and says that it is not all', async () => {
    const mine = await chain(JUNE, '2026-06-09', 'district', 'office');
    const parts = await chain(JUNE, '2026-06-09', `office:${town.units.office}`);
    expect(mine).toMatchObject({ narrowed: true, projects: 4 });
    expect(mine.year).toEqual(parts.year);
    expect((await call(JUNE, 'office', 'GET', `/chain?scope=project:${other}`)).body.code).toBe('chain.not_found');
    expect((await call(JUNE, 'office', 'GET', `/chain?scope=office:${town.units.otherOffice}`)).status).toBe(404);
    expect((await call(JUNE, 'coordinator', 'GET', `/chain?scope=office:${town.districtId}`)).status).toBe(404);
    for (const scope of ['office', 'office:1', 'level:county', 'district:1', 'moon'])
      expect((await call(JUNE, 'coordinator', 'GET', `/chain?scope=${scope}`)).body).toMatchObject({
        code: 'request.invalid',
        args: { field: 'scope' },
      });
    expect((await call(JUNE, 'systemAdmin', 'GET', '/chain')).status).toBe(403);
    expect((await call(JUNE, 'enterprise', 'GET', '/chain')).body).toMatchObject({ projects: 4, narrowed: true });
  });

  it('has in its sentence the few who make up the gap, as the breakdown of that link tells it', async () => {
    const makers = async (on: string, scope = 'district') =>
      /(one office|one project) makes up (\d+)%/.exec((await chain(JUNE, on, scope)).sentence.en)?.slice(1);
    const shares = async (on: string) =>
      (await call(JUNE, 'coordinator', 'GET', `/chain/breakdown?kind=month&by=office&on=${on}`)).body.rows.map(
        ({ share }: { share: number }) => Math.round(share * 100),
      );
    // May is over; of June's first week it counts what was due by its Sunday.
    expect([await shares('2026-05-31'), await shares('2026-06-07')]).toEqual([
      [76, 24],
      [100, 0],
    ]);
    expect([await makers('2026-05-31'), await makers('2026-06-07')]).toEqual([
      ['one office', '76'],
      ['one office', '100'],
    ]);
    // Two of two are not a few.
    expect(await makers('2026-05-31', `office:${town.units.office}`)).toBeUndefined();
  });

  it('names who makes up the gap, and draws the curve', async () => {
    const { body } = await call(JUNE, 'coordinator', 'GET', '/chain/breakdown?kind=quarter&by=office&on=2026-06-07');
    expect(body).toMatchObject({ countedTo: '2026-06-07', link: { kind: 'quarter' }, rest: 0 });
    expect(body.rows.reduce((so: number, { gap }: { gap: number }) => so + gap, 0)).toBe(body.link.gap);
    expect(body.rows.map(({ share }: { share: number }) => share).reduce((a: number, b: number) => a + b)).toBeCloseTo(
      1,
      3,
    );
    expect(body.rows[0].key).toBe(town.units.office);
    const one = (await call(JUNE, 'coordinator', 'GET', '/chain/breakdown?kind=year&by=project&limit=1')).body;
    expect(one).toMatchObject({ rest: 2, rows: [{ projects: 1 }] });
    const curve = (await call(JUNE, 'coordinator', 'GET', `/chain/curve?scope=project:${other}&year=2026`)).body;
    expect(curve.points.at(-1)).toMatchObject({
      cumulativePlan: 24_800,
      cumulativeActual: null,
      forecast: curve.forecast,
    });
    // The ten days' second span came in on the 8th, so Tuesday the 9th counts; the forecast begins behind it.
    expect(curve.countedTo).toBe('2026-06-09');
    expect(curve.points.find(({ start }: { start: string }) => start === '2026-06-01')).toMatchObject({
      actual: 500,
      forecast: null,
    });
  });

  it('tables results by every cut, with last year beside it and nothing counted twice', async () => {
    for (const by of ['level', 'field', 'platform', 'office', 'leader', 'series']) {
      const { body } = await call(LATER, 'coordinator', 'GET', `/results?year=2026&by=${by}`);
      for (const figure of ['projects', 'total', 'plan', 'planToDate', 'actual'])
        expect(body.rows.reduce((so: number, row: Record<string, number>) => so + row[figure]!, 0)).toBe(
          body.sum[figure],
        );
      expect(body.sum).toMatchObject({ projects: 3, plan: 50_000 + 30_000 + 24_800, planToDate: body.sum.plan });
      expect(body.sum.lastYear).toMatchObject({ projects: 1, plan: 777_777, ofPlan: body.sum.lastYear.ofToDate });
    }
    const { body: office } = await call(LATER, 'office', 'GET', '/results?year=2026&by=office');
    expect(office).toMatchObject({ narrowed: true, rows: [{ key: town.units.office }], sum: { projects: 2 } });
    const { body: ahead } = await call(JUNE, 'coordinator', 'GET', '/results?year=2027');
    expect(ahead.sum).toMatchObject({ plan: 0, planToDate: 0, ofPlan: null });
  });

  it('gives other screens a project’s figures', async () => {
    const figures = await town
      .at(LATER)
      .read(town.system, (tx) => projectFigures(tx, [other, livelihood], plainDate('2026-06-09')));
    expect(figures.get(other)).toEqual({
      ...{
        plan: 24_800,
        planToDate: workdaysBetween(calendar, plainDate('2026-01-01'), plainDate('2026-06-10')) * A_DAY,
      },
      ...{ actual: 925, ratio: 0.0873, reportedTo: '2026-06-10' },
    });
    expect(figures.get(livelihood)).toMatchObject({ actual: 0, ratio: 0, reportedTo: null });
  });
});
