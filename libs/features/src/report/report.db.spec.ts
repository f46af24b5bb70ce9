import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { plainDate, type PlainDate } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { layFirstYears } from '#features/plan/index.js';
import { InvalidRequestError, VersionConflictError } from '#platform/http/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { ReportCorrections } from './report.corrections.js';
import { linesBody, reportLineBody, type ReportLineBody } from './report.dto.js';
import { ReportHandlers } from './report.handlers.js';
import { ReportReader } from './report.reader.js';
import { ReportService } from './report.service.js';
import { trailQuery } from './report-trail.dto.js';
import { ReportTrailReader } from './report-trail.reader.js';

jest.setTimeout(60_000);

let town: SmallDistrict;
const WEEK = plainDate('2023-02-20');
const FEBRUARY = plainDate('2023-02-27');
const MARCH = plainDate('2023-03-01');

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

const services = (moment: string) => {
  const database = town.at(moment);
  return {
    database,
    reports: new ReportService(database),
    reader: new ReportReader(database),
    corrections: new ReportCorrections(database),
    handlers: new ReportHandlers(),
  };
};
const line = (project: keyof SmallDistrict['projects'], figures: Record<string, number>, more: object = {}) =>
  reportLineBody.parse({
    projectId: town.projects[project],
    figures: Object.entries(figures).map(([start, amount]) => ({ start, amount })),
    ...more,
  }) as ReportLineBody;
const place = (start: PlainDate, seen: number, officeId = town.units.office) => ({ officeId, start, seen });
const fate = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof InvalidRequestError) return error.errors.map(({ field, code }) => `${field} ${code}`);
      if (error instanceof RefusedError) return error.refusal.code;
      throw error;
    },
  );
const rows = async <T extends Record<string, unknown>>(text: string) =>
  town.at('2023-12-31T00:00:00+08:00').read(town.system, async (tx) => (await tx.sql.execute<T>(sql.raw(text))).rows);
const actualsOf = (project: keyof SmallDistrict['projects']) =>
  rows<{ on: string; amount: string; kind: string; reason: string | null }>(
    `select span_start::text as "on", amount, kind, reason from span_actual
     where project_id = '${town.projects[project]}' order by span_start, entry`,
  );

describe('a week’s report', () => {
  it('is prefilled before anybody writes, with plan and days, and looks absent to who may not see it', async () => {
    const { reader } = services('2023-02-22T10:00:00+08:00');
    const report = await reader.one(town.as('office'), town.units.office, WEEK);
    expect(report).toMatchObject({
      ...{ reportId: null, state: 'none', version: 0, dueOn: '2023-02-24', overdue: false },
      spans: [
        { start: '2023-02-20', end: '2023-02-21', workdays: 1, begun: true },
        { start: '2023-02-21', end: '2023-02-27', workdays: 4, begun: true },
      ],
      may: { write: true, submit: true, decide: false },
      parts: [{ start: '2023-02-20', dueOn: '2023-02-24', state: 'none' }],
    });
    expect(report.lines).toHaveLength(4);
    expect(report.lines[0]).toMatchObject({ written: false, year: { plan: 24_800_000, actual: 0 } });
    // 24.8 million over the 248 workdays of 2023: a hundred thousand each.
    const plans = report.lines[0]!.figures.map(({ plan }) => plan);
    expect(Math.abs(plans[0]! - 100_000) + Math.abs(plans[1]! - 400_000)).toBeLessThan(4_000);
    const look = (who: Someone) => fate(reader.one(town.as(who), town.units.office, WEEK));
    expect([
      await look('otherOffice'),
      await look('otherEnterprise'),
      await look('enterprise'),
      await look('leader'),
    ]).toEqual([...['report.not_found', 'report.not_found'], ...['done', 'done']]);
    expect(await fate(reader.one(town.as('office'), town.units.office, plainDate('2023-02-21')))).toBe(
      'report.start_invalid',
    );
  });

  it('names every wrong cell and keeps nothing of a refused save', async () => {
    const { reports, reader } = services('2023-02-22T10:00:00+08:00');
    const wrong = [
      line('construction', { '2023-02-20': -5 }),
      line('other', { '2023-02-20': 5 }),
      line('urban', { '2023-02-20': 200_000_000, '2023-02-13': 1 }),
      line('livelihood', {}, { milestones: [{ id: town.projects.other, reachedOn: '2023-02-20' }] }),
    ];
    expect(await fate(reports.write(town.as('office'), place(WEEK, 0), wrong))).toEqual([
      'lines.0.figures.0.amount report.negative',
      'lines.1.projectId report.project_unknown',
      'lines.2.figures.0.amount report.above_total_investment',
      'lines.2.figures.1.start report.span_unknown',
      'lines.2.figures report.beyond_total_needs_reason',
      'lines.3.milestones.0.id report.milestone_unknown',
    ]);
    const halves = linesBody.safeParse({
      lines: [{ projectId: town.projects.urban, figures: [{ start: WEEK, amount: 0.5 }] }],
    });
    expect(halves.error?.issues.map(({ path }) => path.join('.'))).toEqual(['lines.0.figures.0.amount']);
    expect((await reader.one(town.as('office'), town.units.office, WEEK)).state).toBe('none');
  });

  it('goes from draft to submitted to returned to accepted, and its figures count when it is handed in', async () => {
    const { reports, reader } = services('2023-02-24T15:00:00+08:00');
    const office = town.as('office');
    const lines = [
      line(
        'construction',
        { '2023-02-20': 90_000, '2023-02-21': 410_000 },
        { progress: '地下室顶板浇筑完成', nextWeek: '进入主体施工' },
      ),
    ];
    expect(await reports.write(office, place(WEEK, 0), lines)).toMatchObject({
      state: 'draft',
      version: 1,
      written: 1,
      projects: 4,
    });
    expect(await actualsOf('construction')).toEqual([]);
    // Two tabs: the second one is told, and changes nothing.
    const stale = await reports.write(office, place(WEEK, 0), lines).catch((error: unknown) => error);
    expect(stale).toBeInstanceOf(VersionConflictError);
    expect((stale as VersionConflictError).current).toMatchObject({ state: 'draft', version: 1 });
    expect(await fate(reports.submit(office, place(WEEK, 1)))).toBe('report.lines_missing');
    expect(await reports.unchanged(office, place(WEEK, 1))).toMatchObject({ version: 2, written: 4 });
    expect(await fate(reports.submit(town.as('otherOffice'), place(WEEK, 2)))).toBe('report.not_found');
    expect(await fate(reports.submit(town.as('leader'), place(WEEK, 2)))).toBe('report.not_found');
    expect(await fate(reports.accept(town.as('coordinator'), place(WEEK, 2)))).toBe('report.not_submitted');
    expect(await reports.submit(office, place(WEEK, 2))).toMatchObject({ state: 'submitted', version: 3, late: false });
    expect(await actualsOf('construction')).toMatchObject([
      { on: '2023-02-20', amount: '90000', kind: 'report' },
      { on: '2023-02-21', amount: '410000', kind: 'report' },
    ]);
    // Nothing done is reported too: it is not the same as nothing reported.
    expect(await actualsOf('urban')).toMatchObject([{ amount: '0' }, { amount: '0' }]);
    expect(await fate(reports.write(office, place(WEEK, 3), lines))).toBe('report.already_submitted');
    expect(await fate(reports.accept(office, place(WEEK, 3)))).toBe('access.denied');
    expect(await reports.giveBack(town.as('coordinator'), place(WEEK, 3), '顶板面积与计划不符')).toMatchObject({
      state: 'returned',
    });
    const again = [
      line('construction', { '2023-02-20': 90_000, '2023-02-21': 310_000 }, { progress: '地下室顶板浇筑完成' }),
    ];
    await reports.write(office, place(WEEK, 4), again);
    await reports.submit(office, place(WEEK, 5));
    expect(await reports.accept(town.as('coordinator'), place(WEEK, 6))).toMatchObject({
      state: 'accepted',
      version: 7,
    });
    expect(await fate(reports.giveBack(town.as('coordinator'), place(WEEK, 7), 'x'))).toBe('report.already_accepted');
    expect((await actualsOf('construction')).map(({ amount }) => amount)).toEqual(['90000', '410000', '-100000']);
    const seen = await reader.one(office, town.units.office, WEEK);
    expect(seen.entries.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['submitted', null],
      ['returned', '顶板面积与计划不符'],
      ['submitted', null],
      ['accepted', null],
    ]);
    expect(seen.lines[0]!.figures.map(({ amount, entered }) => [amount, entered])).toEqual([
      [90_000, 90_000],
      [310_000, 310_000],
    ]);
    expect(await rows(`select rule, urgency from notice where rule like 'report.%'`)).toEqual([
      { rule: 'report.returned', urgency: 'digest' },
    ]);
  });

  it('starts from the last week, split at a month’s end by workdays, with two due days', async () => {
    const { reports, reader } = services('2023-02-28T15:00:00+08:00');
    const february = await reader.one(town.as('office'), town.units.office, FEBRUARY);
    expect(february).toMatchObject({ dueOn: '2023-02-28', parts: [{ dueOn: '2023-02-28' }, { dueOn: '2023-03-03' }] });
    expect(february.lines[0]).toMatchObject({
      figures: [{ start: '2023-02-27', amount: 160_000, entered: null }],
      progress: '地下室顶板浇筑完成',
      lastWording: { start: '2023-02-20' },
    });
    const march = await reader.one(town.as('office'), town.units.office, MARCH);
    expect(march.lines[0]!.figures).toMatchObject([{ start: '2023-03-01', amount: 240_000 }]);
    expect(await fate(reports.submit(town.as('office'), place(MARCH, 0)))).toBe('report.too_early');
    const future = reports.write(town.as('office'), place(MARCH, 0), [line('urban', { '2023-03-01': 5 })]);
    expect(await fate(future)).toEqual(['lines.0.figures.0.amount report.span_not_begun']);
  });

  it('is marked late after its due moment, and reminded of on the day and the next workday, once', async () => {
    const remind = async (moment: string, day: string) => {
      const { database, handlers } = services(moment);
      const period = { kind: 'day' as const, start: plainDate(day), end: plainDate(day) };
      await database.transaction(town.system, (tx) => handlers.remind(tx, period));
    };
    await remind('2023-02-28T08:45:00+08:00', '2023-02-28');
    await remind('2023-02-28T08:46:00+08:00', '2023-02-28');
    await remind('2023-03-01T08:45:00+08:00', '2023-03-01');
    // Made up for after downtime: nothing is left to remind of.
    await remind('2023-03-20T08:45:00+08:00', '2023-03-03');
    const told = await rows(`select rule, period, u.code from notice n join person p on p.person_id = n.recipient_id
      join unit u on u.unit_id = p.unit_id where rule in ('report.due', 'report.missing') order by 1, 2, 3`);
    expect(told).toEqual([
      { rule: 'report.due', period: '2023-02-27 2023-02-28', code: 'office' },
      { rule: 'report.due', period: '2023-02-27 2023-02-28', code: 'otherOffice' },
      { rule: 'report.missing', period: '2023-02-27 2023-03-01', code: 'office' },
      { rule: 'report.missing', period: '2023-02-27 2023-03-01', code: 'otherOffice' },
    ]);
    // Nobody has been sent a mail yet: who is late is not told that it is due today.
    const mails = await rows(`select distinct n.rule, d.state from delivery d
      join notice n using (district_id, notice_id) where n.rule in ('report.due', 'report.missing') order by 1`);
    expect(mails).toEqual([
      { rule: 'report.due', state: 'skipped' },
      { rule: 'report.missing', state: 'waiting' },
    ]);
    const { reports, reader } = services('2023-03-01T10:00:00+08:00');
    await reports.unchanged(town.as('office'), place(FEBRUARY, 0));
    expect(await reports.submit(town.as('office'), place(FEBRUARY, 1))).toMatchObject({
      late: true,
      state: 'submitted',
    });
    const list = (who: Someone) => reader.weeks(town.as(who), { from: WEEK, to: plainDate('2023-03-06') });
    expect((await list('office')).map(({ start, state, overdue, late }) => [start, state, overdue, late])).toEqual([
      ['2023-03-01', 'none', false, false],
      ['2023-02-27', 'submitted', false, true],
      ['2023-02-20', 'accepted', false, false],
    ]);
    expect(await list('coordinator')).toHaveLength(6);
    expect((await list('otherEnterprise')).map(({ office, overdue }) => [office.name, overdue])).toEqual([
      ['示例otherOffice', false],
      ['示例otherOffice', true],
      ['示例otherOffice', true],
    ]);
  });
});

describe('a correction', () => {
  it('is one more entry with its reason; what was handed in stays as it was', async () => {
    const { corrections, reader } = services('2023-03-10T10:00:00+08:00');
    const office = town.as('office');
    const body = {
      projectId: town.projects.construction,
      spanStart: plainDate('2023-02-21'),
      amount: 300_000,
      reason: '发票重复',
    };
    const attempt = (more: object, seen = 7) =>
      fate(corrections.correct(office, place(WEEK, seen), { ...body, ...more }));
    expect([
      await attempt({ amount: 310_000 }),
      await attempt({ amount: -1 }),
      await attempt({ spanStart: plainDate('2023-02-22') }),
      await attempt({ projectId: town.projects.other }),
      await attempt({}, 6),
      await fate(corrections.correct(town.as('otherOffice'), place(WEEK, 7), body)),
    ]).toEqual([
      'report.nothing_changes',
      ['amount report.negative'],
      'report.span_unknown',
      'report.project_unknown',
      'report.version_conflict',
      'report.not_found',
    ]);
    expect(await corrections.correct(office, place(WEEK, 7), body)).toMatchObject({ state: 'accepted', version: 8 });
    expect((await actualsOf('construction')).slice(-2)).toMatchObject([
      { on: '2023-02-21', amount: '-10000', kind: 'correction', reason: '发票重复' },
      { on: '2023-02-27', amount: '0', kind: 'report' },
    ]);
    const seen = await reader.one(office, town.units.office, WEEK);
    expect(seen.lines[0]!.figures[1]).toMatchObject({ amount: 310_000, entered: 300_000 });
    expect(seen.entries.at(-1)).toMatchObject({ kind: 'corrected', from: 310_000, to: 300_000, reason: '发票重复' });
  });

  it('of a figure that came without a report is possible too; of one that never came it is not', async () => {
    const { corrections, database } = services('2023-03-10T10:00:00+08:00');
    const { setActuals } = await import('#features/progress/index.js');
    const spanStart = plainDate('2023-02-06');
    const opening = { projectId: town.projects.urban, spanStart, amount: 70_000, kind: 'opening' as const };
    await database.transaction(town.system, (tx) => setActuals(tx, [opening]));
    const body = { projectId: town.projects.urban, spanStart, amount: 60_000, reason: '台账数有误' };
    const other = { ...body, projectId: town.projects.livelihood };
    expect(await fate(corrections.correct(town.as('office'), place(spanStart, 0), other))).toBe(
      'report.figure_not_reported',
    );
    expect(await corrections.correct(town.as('office'), place(spanStart, 0), body)).toMatchObject({
      state: 'accepted',
    });
    expect((await actualsOf('urban'))[1]).toMatchObject({ amount: '-10000', kind: 'correction' });
  });
});

describe('a project’s trail', () => {
  const trail = (who: Someone, project: keyof SmallDistrict['projects'], page: object = {}) =>
    new ReportTrailReader(services('2023-03-10T10:00:00+08:00').database).trail(
      town.as(who),
      town.projects[project],
      trailQuery.parse(page),
    );

  it('is what the reports said, newest first, by pages, with plan, figures as reported and now, and corrections', async () => {
    const { items, next } = await trail('coordinator', 'construction');
    expect(next).toBeNull();
    expect(items.map(({ start }) => start)).toEqual(
      [MARCH, FEBRUARY, WEEK].filter((start) => start <= items[0]!.start),
    );
    const week = items.at(-1)!;
    expect(week).toMatchObject({
      officeId: town.units.office,
      end: '2023-02-27',
      progress: '地下室顶板浇筑完成',
      unchanged: false,
    });
    expect(week.figures.map(({ start, end, reported, actual }) => [start, end, reported, actual])).toEqual([
      ['2023-02-20', '2023-02-21', 90_000, 90_000],
      ['2023-02-21', '2023-02-27', 310_000, 300_000],
    ]);
    expect(week.figures.every(({ plan }) => plan > 0)).toBe(true);
    expect(week.corrections).toMatchObject([
      { spanStart: '2023-02-21', from: 310_000, to: 300_000, reason: '发票重复' },
    ]);
    const first = await trail('coordinator', 'construction', { limit: '1' });
    const rest = await trail('coordinator', 'construction', { limit: '100', cursor: first.next! });
    expect([...first.items, ...rest.items]).toEqual(items);
  });

  it('holds nothing of a draft, and looks absent to whom the project is out of sight', async () => {
    const { reports } = services('2023-03-10T10:00:00+08:00');
    const draft = plainDate('2023-03-06');
    await reports.unchanged(town.as('otherOffice'), place(draft, 0, town.units.otherOffice));
    expect((await trail('otherOffice', 'other')).items).toEqual([]);
    expect(await fate(trail('office', 'other'))).toBe('project.not_found');
    expect((await trail('leader', 'construction')).items.length).toBeGreaterThan(0);
    expect(await fate(trail('otherLeader', 'construction'))).toBe('project.not_found');
  });
});

describe('the audit trail', () => {
  it('has every act, and none that was refused', async () => {
    const acts = await rows<{ action: string; count: number }>(
      `select action, count(*)::int as count from audit_entry where action like 'report.%' group by 1 order by 1`,
    );
    expect(Object.fromEntries(acts.map(({ action, count }) => [action, count]))).toEqual({
      'report.accept': 1,
      'report.correct': 2,
      'report.return': 1,
      'report.submit': 3,
      'report.unchanged': 3,
      'report.write': 2,
    });
  });
});
