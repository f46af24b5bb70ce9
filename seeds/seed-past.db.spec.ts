import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import type { CommandContext } from '#domain/access/index.js';
import { parseInstant } from '#domain/calendar/index.js';
import { pendingAlarms } from '#domain/decision/index.js';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { loadCalendar } from '#features/calendar/index.js';
import { openAgendas } from '#features/meeting/index.js';
import { loadForUpdate } from '#features/problem/index.js';
import { lockDecisions } from '../libs/features/src/decision/decision.repository.js';
import { composeMinutes } from '../libs/features/src/meeting/meeting.composing.js';
import { allSeries, lockMeetings } from '../libs/features/src/meeting/meeting.repository.js';
import { createTestDatabase, type TestDatabase } from '../test/support/test-database.js';
import { demoDistrict } from './district.js';
import { seedDemoDistrict } from './seed.js';

jest.setTimeout(60_000);

const folder = mkdtempSync(path.join(tmpdir(), 'duban-seed-past-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { districtId } = demoDistrict;
const context: CommandContext = { districtId, actor: { kind: 'system', districtId }, requestId: 'test', from: 'test' };
const DEMO_MOMENT = '2023-03-24T10:00:00+08:00';

/** What lies behind the demo district: visits, reports, meetings with their minutes, decisions. */
describe.each([DEMO_MOMENT, '2026-02-25T15:00:00+08:00', '2026-11-26T18:40:00+08:00'])(
  'the past of the demo district at %s',
  (moment) => {
    let testDatabase: TestDatabase;
    let database: Database;
    let pool: pg.Pool;

    beforeAll(async () => {
      testDatabase = await createTestDatabase();
      const clockOffsetMs = parseInstant(moment)! - Date.now();
      pool = createPool(
        { url: testDatabase.url, clockOffsetMs, maxConnections: 4, applicationName: 'seed-test' },
        () => undefined,
      );
      database = new Database(pool);
      const accounts = path.join(folder, `${moment.slice(0, 10)}.json`);
      expect(await seedDemoDistrict(database, accounts, 'demo')).toBe(true);
    });
    afterAll(async () => {
      await database.close();
      await testDatabase.drop();
    });

    async function rowsOf<Row extends pg.QueryResultRow>(_: pg.Pool, text: string): Promise<Row[]> {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('duban.district', $1, true)`, [districtId]);
        return (await client.query<Row>(text)).rows;
      } finally {
        await client.query('rollback');
        client.release();
      }
    }

    it('holds visits that count for their contracts, and point to the problems that were filed with them', async () => {
      const [counts] = await rowsOf<{ visits: number; late: number; broken: number; found: number; filed: number }>(
        pool,
        `select count(*)::int as visits, count(*) filter (where arrived_late)::int as late,
              count(*) filter (where v.visited_at > v.received_at or v.received_at > duban_now()
                or v.visited_on <> (v.visited_at at time zone 'Asia/Shanghai')::date
                or (c.contract_id is not null and (c.leader_id <> v.visitor_id or c.project_id <> v.project_id
                     or v.visited_on < c.from_on)))::int as broken,
              (select count(*)::int from visit_problem) as found,
              (select count(*)::int from visit_problem f join problem p using (district_id, problem_id)
                 join visit w using (district_id, visit_id)
                 join problem_entry e on e.problem_id = p.problem_id and e.type = 'filed'
                where p.filed_at = w.received_at and p.filed_by = w.visitor_id and p.project_id = w.project_id
                  and e.args ->> 'visitId' = w.visit_id::text) as filed
         from visit v left join contract c using (district_id, contract_id)`,
      );
      expect(counts!.visits).toBeGreaterThan(300);
      expect(counts).toMatchObject({ broken: 0, filed: counts!.found });
      expect(counts!.late).toBeGreaterThan(0);
      expect(counts!.found).toBeGreaterThanOrEqual(15);
    });

    it('holds the weekly reports whose lines are the figures, each entry with its report', async () => {
      expect(
        await rowsOf(
          pool,
          `select r.period_start, l.project_id from week_report r join week_report_line l using (district_id, report_id)
           cross join jsonb_to_recordset(l.figures) as f(start date, amount bigint)
           left join span_figure s on s.project_id = l.project_id and s.span_start = f.start
          where r.state <> 'draft' and f.amount <> coalesce(s.actual, 0)
             or r.state = 'draft' and s.reported_at is not null limit 3`,
        ),
      ).toEqual([]);
      expect(
        await rowsOf(
          pool,
          `select a.project_id, a.span_start from span_actual a left join week_report r using (district_id, report_id)
          where a.span_start >= (select min(period_start) from week_report)
            and (r.report_id is null or a.entered_at <> r.first_submitted_at or a.entered_by <> r.submitted_by) limit 3`,
        ),
      ).toEqual([]);
      const [reports] = await rowsOf<{ reports: number; wordless: number; unsettled: number }>(
        pool,
        `select count(*)::int as reports, (select count(*)::int from week_report_line where progress = '') as wordless,
              count(*) filter (where submitted_at > duban_now() or decided_at > duban_now())::int as unsettled
         from week_report`,
      );
      expect(reports).toMatchObject({ wordless: 0, unsettled: 0 });
      expect(reports!.reports).toBeGreaterThan(0);
    });

    it('has the minutes that the system itself would have drafted, and corrections that say what changed', async () => {
      const editions = await rowsOf<{ meeting_id: string; edition: number; content: unknown; changes: unknown[] }>(
        pool,
        'select meeting_id, edition, content, changes from meeting_minutes order by edition',
      );
      const first = editions.filter(({ edition }) => edition === 1);
      expect(first.length).toBeGreaterThan(20);
      const composed = await database.transaction(context, async (tx) => {
        const series = await allSeries(tx);
        const meetings = await lockMeetings(
          tx,
          first.map((row) => row.meeting_id),
        );
        const of = new Map<string, unknown>();
        for (const meeting of meetings.values())
          of.set(
            meeting.meetingId,
            await composeMinutes(tx, { meeting, series: series.find((row) => row.seriesId === meeting.seriesId)! }),
          );
        return of;
      });
      for (const { meeting_id: id, content } of first) expect(content).toEqual(composed.get(id));
      const later = editions.filter(({ edition }) => edition > 1);
      expect(later).toHaveLength(1);
      expect(later[0]!.changes).toHaveLength(1);
    });

    it('runs the numbers of each series without a gap; each meeting that was held has minutes and who was there', async () => {
      const meetings = await rowsOf<{
        series: string;
        year: number;
        number: number;
        state: string;
        there: number;
        minutes: number;
      }>(
        pool,
        `select s.line as series, m.year, m.number, m.state,
              (select count(*)::int from meeting_attendance a where a.meeting_id = m.meeting_id) as there,
              (select count(*)::int from meeting_minutes w where w.meeting_id = m.meeting_id) as minutes
         from meeting m join meeting_series s using (district_id, series_id) order by m.held_on`,
      );
      const kept = meetings.filter(({ state }) => state !== 'cancelled');
      for (const line of new Set(kept.map(({ series }) => series)))
        for (const [index, { number, year }] of kept.filter(({ series }) => series === line).entries()) {
          const before = kept.filter(({ series }) => series === line)[index - 1];
          if (before) expect(number).toBe(before.year === year ? before.number + 1 : 1);
        }
      const held = meetings.filter(({ state }) => state === 'published' || state === 'minutesDraft');
      expect(held.filter(({ there, minutes }) => there < 3 || minutes === 0)).toEqual([]);
      expect(
        meetings
          .filter(({ state }) => !['published', 'minutesDraft'].includes(state))
          .some(({ minutes }) => minutes > 0),
      ).toBe(false);
      expect(meetings.filter(({ state }) => state === 'cancelled')).toHaveLength(1);
      expect(meetings.filter(({ state }) => state === 'passed')).toEqual([]);
    });

    it('handed the agenda of the meeting that was called off to the next one', async () => {
      const [off] = await rowsOf<{ left: number; taken: number; fits: boolean }>(
        pool,
        `select (select count(*)::int from agenda_item i where i.meeting_id = m.meeting_id) as left,
              (select count(*)::int from agenda_item i where i.meeting_id = n.meeting_id and i.admitted_at <= m.cut_off_at) as taken,
              n.number = m.number and s.called_off @> m.nominal_days as fits
         from meeting m join meeting n on n.meeting_id = m.handed_to_id join meeting_series s on s.series_id = m.series_id
        where m.state = 'cancelled'`,
      );
      expect(off).toMatchObject({ left: 0, fits: true });
      expect(off!.taken).toBeGreaterThan(0);
    });

    it('leaves nothing for the daily round to list: what is due and what asks for a meeting stands on its agenda', async () => {
      const counts = `select (select count(*)::int from agenda_item) as items, (select count(*)::int from meeting) as meetings,
      (select count(*)::int from notice) as notices`;
      const before = await rowsOf(pool, counts);
      await database.transaction(context, (tx) => openAgendas(tx));
      expect(await rowsOf(pool, counts)).toEqual(before);
    });

    it('has every alarm of its decisions pending that they ask for, and none overdue', async () => {
      const rows = await rowsOf<{ decision_id: string; problem_id: string | null }>(
        pool,
        'select decision_id, problem_id from decision',
      );
      const wanted = await database.transaction(context, async (tx) => {
        const problems = await loadForUpdate(
          tx,
          rows.flatMap((row) => row.problem_id ?? []),
        );
        const calendar = await loadCalendar(tx);
        const ids = rows.map((row) => row.decision_id);
        return [...(await lockDecisions(tx, ids, problems)).values()].flatMap(({ state }) =>
          pendingAlarms(state, calendar).map(({ kind, dueAt }) => `${state.id} ${kind} ${dueAt}`),
        );
      });
      const pending = await rowsOf<{ line: string }>(
        pool,
        `select concat_ws(' ', subject_id, kind, (extract(epoch from due_at) * 1000)::bigint) as line
         from timer where fired_at is null and subject_kind = 'decision'`,
      );
      expect(pending.length).toBeGreaterThan(15);
      expect(pending.map(({ line }) => line).sort()).toEqual(wanted.sort());
      expect(await rowsOf(pool, 'select 1 from timer where fired_at is null and due_at <= duban_now()')).toEqual([]);
    });

    it('has decisions in every state, each taken on an item that says so, and driving its problem', async () => {
      const [states] = await rowsOf<Record<string, number>>(
        pool,
        `select count(*) filter (where status = 'open' and accepted_at is null)::int as untaken,
              count(*) filter (where status = 'open' and accepted_at is not null and progressed_at is null)::int as taken,
              count(*) filter (where status = 'open' and progressed_at is not null)::int as moving,
              count(*) filter (where status = 'claimed')::int as claimed,
              count(*) filter (where status = 'open' and reopened > 0)::int as wanting,
              count(*) filter (where status = 'struckOff')::int as done,
              count(*) filter (where status = 'struckOff' and overdue_at is not null)::int as late,
              count(*) filter (where status = 'open' and overdue_at is not null and principal_at is null)::int as overdue,
              count(*) filter (where status = 'open' and principal_at is not null)::int as principal,
              count(*) filter (where status = 'cancelled')::int as cancelled,
              count(*) filter (where problem_id is not null)::int as of_problems,
              (select count(*)::int from decision_extension where state = 'granted') as granted,
              (select count(*)::int from decision_extension where state = 'requested') as asked
         from decision`,
      );
      expect(Object.entries(states!).filter(([, count]) => count === 0)).toEqual([]);
      const closed = `select 1 from decision where status in ('cancelled', 'struckOff') and closed_at > duban_now() - interval '1 hour'`;
      if (moment === DEMO_MOMENT) expect(await rowsOf(pool, closed)).toEqual([]);
      expect(
        await rowsOf(
          pool,
          `select d.number from decision d left join agenda_item i on i.item_id = d.agenda_item_id and i.meeting_id = d.meeting_id
           left join problem p on p.problem_id = d.problem_id
          where i.outcome_kind is distinct from 'decision'
             or not i.outcome -> 'decisions' @> jsonb_build_array(jsonb_build_object('recorded',
                  jsonb_build_object('id', d.decision_id, 'number', d.number)))
             or (p.problem_id is not null and (p.decision_id is distinct from d.decision_id
                  or p.status is distinct from d.status and d.status <> 'open'
                  or d.status = 'open' and d.overdue_at is null and p.decision_due_at is distinct from d.due_at
                  or not exists (select 1 from problem_entry e where e.problem_id = p.problem_id and e.type = 'decided'
                                 and e.args ->> 'number' = d.number)))`,
        ),
      ).toEqual([]);
      expect(
        await rowsOf(
          pool,
          `select 1 from decision_entry where args::text like '%"#%' union all select 1 from problem_entry where args::text like '%"#%'`,
        ),
      ).toEqual([]);
    });

    it('has outcomes of every kind, and what was carried over stands on the next agenda with its count', async () => {
      const kinds = await rowsOf<{ kind: string }>(
        pool,
        'select distinct outcome_kind as kind from agenda_item where outcome_kind is not null',
      );
      const some = ['carriedOver', 'decision', 'noted', 'referredUp', 'struckOff'];
      expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(some));
      if (moment === DEMO_MOMENT) expect(kinds).toHaveLength(6);
      expect(
        await rowsOf(
          pool,
          `select a.item_id from agenda_item a left join agenda_item b on b.carried_from_id = a.item_id
          where a.state = 'carriedOver' and (b.item_id is null or b.times <> a.times + 1)`,
        ),
      ).toEqual([]);
    });
  },
);
