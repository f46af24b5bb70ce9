import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { dueAt, formatInstant, plainDate, type Instant } from '#domain/calendar/index.js';
import { defaultLadder } from '#domain/ladder/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { openAgendas } from '#features/meeting/index.js';
import { ProblemService } from '#features/problem/index.js';
import { keepPromises } from '../../../../test/support/district-clockwork.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { CalendarUpkeepService } from './calendar-upkeep.service.js';

jest.setTimeout(120_000);

let town: SmallDistrict;
let now: Database;
let upkeep: CalendarUpkeepService;

// Wednesday; an ordinary fortnight lies ahead.
const MOMENT = '2026-03-11T10:00:00+08:00';
const storm = { kind: 'holiday', name: '暴雪停工', reason: '区防指通知' } as const;

beforeEach(async () => {
  town = await createSmallDistrict();
  now = town.at(MOMENT);
  upkeep = new CalendarUpkeepService(now);
});
afterEach(async () => town?.close());

const rows = async <Row extends Record<string, unknown>>(text: string, database = now) =>
  database.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const run = (text: string) => now.transaction(town.system, (tx) => tx.sql.execute(sql.raw(text)));
const amend = (
  date: string,
  body: Parameters<CalendarUpkeepService['amendDay']>[2],
  preview = false,
  who = town.as('coordinator'),
) => upkeep.amendDay(who, plainDate(date), body, preview);
const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal.code,
  );
const file = (database = now) =>
  new ProblemService(database).file(town.as('office'), {
    projectId: town.projects.construction,
    title: '施工用电未接入',
    description: '三周未送电',
    category: 'utilities',
    severity: 'normal',
    assistingDepartmentIds: [],
  });
const everything = () =>
  rows(`select (select count(*) from calendar_day) days, (select count(*) from notice) notices,
    (select count(*) from audit_entry) audit, (select count(*) from problem_entry) entries,
    (select string_agg(version || ' ' || resolution_due_at, ',' order by problem_id) from problem) problems,
    (select string_agg(state || held_on || version, ',' order by meeting_id) from meeting) meetings,
    (select string_agg(due_at::text, ',' order by timer_id) from timer where fired_at is null) timers`);

describe('a day amended', () => {
  it('moves every open deadline, its alarms and its timeline, in the act, and says from when to when', async () => {
    const filed = await file(); // due in 2 workdays: Friday the 13th
    const answer = await amend('2026-03-13', storm);
    expect(answer.days).toEqual([
      {
        before: { date: '2026-03-13', kind: 'workday', name: null, works: true },
        after: { date: '2026-03-13', kind: 'holiday', name: '暴雪停工', works: false },
      },
    ]);
    expect(answer.problems.map(({ id, clock, from, to }) => [id, clock, on(from), on(to)])).toEqual([
      [filed.id, 'resolution', '2026-03-13T18:00:00+08:00', '2026-03-16T18:00:00+08:00'],
    ]);
    // The resolution; one workday before it is still Thursday, and so is the response.
    expect(answer.timers).toBe(1);
    expect(await rows(`select kind, due_at from timer where fired_at is null order by due_at`)).toMatchObject([
      { kind: 'problem.reminder' },
      { kind: 'problem.response' },
      { kind: 'problem.resolution' },
    ]);
    expect(await rows(`select type, args from problem_entry where type = 'clockMoved'`)).toEqual([
      {
        type: 'clockMoved',
        args: { clock: 'problem.resolution', from: '2026-03-13T18:00:00+08:00', to: '2026-03-16T18:00:00+08:00' },
      },
    ]);
  });

  it('tells each person once, with all that moved for them, and the trail once', async () => {
    await file();
    await file();
    const { told } = await amend('2026-03-13', storm);
    const notices = await rows<{ recipient_id: string; urgency: string; args: { problemCount: number } }>(
      `select recipient_id, urgency, args from notice where rule = 'calendar.amended'`,
    );
    expect(notices.map(({ recipient_id, urgency, args }) => [recipient_id, urgency, args.problemCount])).toEqual([
      [town.actors.office.personId, 'digest', 2],
    ]);
    expect(told).toBe(1);
    expect(await rows(`select 1 from notice where rule = 'problem.clock-moved'`)).toEqual([]);
    const trail = `select person_id, detail ->> 'problems' as problems from audit_entry where action = 'calendar.amend-day'`;
    expect((await rows(trail)).at(-1)).toEqual({ person_id: town.actors.coordinator.personId, problems: '2' });
  });

  it('as a preview answers the same and leaves every row as it was', async () => {
    await file();
    await now.transaction(town.system, openAgendas);
    const before = await everything();
    const foreseen = await amend('2026-03-16', storm, true);
    expect(await everything()).toEqual(before);
    const done = await amend('2026-03-16', storm);
    expect({ ...done, preview: true }).toEqual(foreseen);
    expect(done.meetings.length).toBeGreaterThan(0);
  });

  it('and restored, returns every deadline to where it was', async () => {
    const filed = await file();
    await amend('2026-03-13', storm);
    expect(await upkeep.amendments(town.as('office'), 2026)).toMatchObject([{ date: '2026-03-13', name: '暴雪停工' }]);
    const back = await upkeep.restoreDay(town.as('coordinator'), plainDate('2026-03-13'), '恢复上班', false);
    expect(back.problems).toMatchObject([{ id: filed.id, clock: 'resolution' }]);
    expect(on(back.problems[0]!.to)).toBe('2026-03-13T18:00:00+08:00');
    // A day that the notice had keeps what it says: 5 October is a holiday again, not a plain Monday.
    await amend('2026-10-05', { kind: 'workday', name: '照常上班', reason: '抢工期' });
    await amend('2026-10-05', { kind: 'workday', name: '照常上班二', reason: '改名' });
    await upkeep.restoreDay(town.as('coordinator'), plainDate('2026-10-05'), '恢复', false);
    expect(await rows(`select kind, name, source from calendar_day where date = '2026-10-05'`)).toMatchObject([
      { kind: 'holiday', source: 'notice' },
    ]);
  });

  it('leaves what is claimed to its verifier’s clock, and what is closed alone', async () => {
    const problems = new ProblemService(now);
    const claimed = await file();
    await problems.act(town.as('office'), claimed.id, 1, { type: 'claimDone', evidence: '已送电' });
    const closed = await file();
    await problems.act(town.as('office'), closed.id, 1, { type: 'withdraw', reason: '误报' });
    const { problems: moved } = await amend('2026-03-13', storm);
    expect(moved.map(({ id, clock }) => [id, clock])).toEqual([[claimed.id, 'verification']]);
  });

  it('is refused where it makes no sense, with nothing changed', async () => {
    await file();
    await amend('2026-03-17', storm);
    const before = await everything();
    expect(await codeOf(amend('2026-03-14', { ...storm, kind: 'workday' }))).toBe('calendar.kind_does_not_fit');
    expect(await codeOf(amend('2036-03-14', storm))).toBe('calendar.too_far');
    expect(await codeOf(amend('2026-03-17', storm))).toBe('calendar.nothing_changes');
    const restore = upkeep.restoreDay(town.as('coordinator'), plainDate('2026-03-18'), '恢复', false);
    expect(await codeOf(restore)).toBe('calendar.not_amended');
    const day = { date: plainDate('2027-01-01'), kind: 'holiday', name: '元旦' } as const;
    const publish = (days: (typeof day)[]) =>
      codeOf(upkeep.publishYear(town.as('coordinator'), 2027, { days, reason: '通知' }, false));
    expect(await publish([day, day])).toBe('calendar.day_twice');
    expect(await publish([{ ...day, date: plainDate('2028-01-01') }])).toBe('calendar.day_of_another_year');
    expect(await everything()).toEqual(before);
  });
});

describe('meetings under an amended calendar', () => {
  const held = () =>
    rows<{ held_on: string; state: string; number: number }>(
      `select held_on::text, state, number from meeting where series_id = '${town.series.construction}' order by held_on`,
    );

  it('move, become one with both agendas, and keep their numbers without a gap; people are told at once', async () => {
    await now.transaction(town.system, openAgendas);
    const problems = new ProblemService(now);
    const first = await file();
    await problems.act(town.as('coordinator'), first.id, 1, { type: 'signUp', toRung: 4, reason: '急' });
    await keepPromises(now, town.system);
    expect(await held()).toEqual([
      { held_on: '2026-03-16', state: 'agendaOpen', number: 10 },
      { held_on: '2026-03-23', state: 'agendaOpen', number: 11 },
    ]);
    for (const date of ['16', '17', '18', '19', '20']) await amend(`2026-03-${date}`, storm);
    expect(await held()).toEqual([
      { held_on: '2026-03-20', state: 'cancelled', number: 10 },
      { held_on: '2026-03-23', state: 'agendaOpen', number: 10 },
    ]);
    expect(
      await rows(
        `select i.problem_id, m.held_on::text, i.state, i.times from agenda_item i join meeting m using (district_id, meeting_id)`,
      ),
    ).toEqual([{ problem_id: first.id, held_on: '2026-03-23', state: 'listed', times: 1 }]);
    const told = await rows<{ recipient_id: string; urgency: string }>(
      `select distinct recipient_id, urgency from notice where rule = 'calendar.amended' and urgency = 'now'`,
    );
    expect(told.map(({ recipient_id }) => recipient_id)).toEqual(
      expect.arrayContaining([town.actors.office.personId, town.actors.leader.personId]),
    );
    expect(
      await rows(`select count(*)::int as count from timer t join meeting m on m.meeting_id = t.subject_id
      where m.state = 'cancelled' and t.fired_at is null`),
    ).toEqual([{ count: 0 }]);
    // Taken back, the meeting of the 16th is opened anew beside the cancelled one.
    for (const date of ['16', '17', '18', '19', '20'])
      await upkeep.restoreDay(town.as('coordinator'), plainDate(`2026-03-${date}`), '恢复', false);
    await now.transaction(town.system, openAgendas);
    expect((await held()).filter(({ state }) => state !== 'cancelled')).toEqual([
      { held_on: '2026-03-16', state: 'agendaOpen', number: 10 },
      { held_on: '2026-03-23', state: 'agendaOpen', number: 11 },
    ]);
  });

  it('Monday 2026-10-05, announced as a plain Monday, moves to Thursday with its cut-off when the notice comes', async () => {
    await run(`delete from calendar_day where date >= '2026-09-01' and date < '2027-01-01'`);
    const september = town.at('2026-09-22T10:00:00+08:00');
    await september.transaction(town.system, openAgendas);
    const notice = ['01', '02', '05', '06', '07'].map((day) => ({
      date: plainDate(`2026-10-${day}`),
      kind: 'holiday' as const,
      name: '国庆节',
    }));
    const answer = await new CalendarUpkeepService(september).publishYear(
      town.as('coordinator'),
      2026,
      { days: notice, reason: '国办通知' },
      false,
    );
    const moved = answer.meetings.find(({ from }) => from.on === '2026-10-05' && true);
    expect(moved && [moved.to.on, on(moved.to.cutOffAt)]).toEqual(['2026-10-08', '2026-09-29T18:00:00+08:00']);
  });
});

describe('with 5,000 open deadlines', () => {
  it('an amendment is right to the day against counting each by itself, and takes seconds at most', async () => {
    const one = await file();
    await now.transaction(town.system, async (tx) => {
      const ids = sql.param(Array.from({ length: 4_999 }, () => newId()));
      await tx.sql.execute(sql`create temporary table copy on commit drop as
        select id, (row_number() over ())::int as n from unnest(${ids}::uuid[]) as id`);
      // Filed on all days of the last week, at all hours, with the clocks they would have.
      await tx.sql
        .execute(sql`insert into problem select (jsonb_populate_record(p, jsonb_build_object('problem_id', c.id,
          'number', 'K-' || c.n))).* from problem p, copy c where p.problem_id = ${one.id}`);
      await tx.sql.execute(sql`insert into timer select (jsonb_populate_record(t, jsonb_build_object('subject_id', c.id,
          'timer_id', gen_random_uuid()))).* from timer t, copy c where t.subject_id = ${one.id}`);
    });
    await run(
      `update problem set rung_started_at = '2026-03-09 09:00+08'::timestamptz + (abs(hashtext(number)) % 3000) * interval '1 minute'`,
    );
    const calendar = await now.read(town.system, loadCalendar);
    const started = await rows<{ problem_id: string; at: string }>(
      `select problem_id, to_char(rung_started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from problem`,
    );
    const rung = defaultLadder.rungs[0]!;
    const expectedOf = (by: typeof calendar) =>
      new Map(
        started.map(({ problem_id, at }) => [
          problem_id,
          dueAt(by, Date.parse(at) as Instant, rung.resolveWorkdays!).dueAt,
        ]),
      );
    const wanted = expectedOf(calendar);
    await now.transaction(town.system, (tx) =>
      tx.sql.execute(sql`update problem p set resolution_due_at = to_timestamp(d.due / 1000.0)
        from jsonb_to_recordset(${JSON.stringify([...wanted].map(([id, due]) => ({ id, due })))}::jsonb) as d(id uuid, due numeric)
        where p.problem_id = d.id`),
    );
    const began = performance.now();
    const answer = await amend('2026-03-12', storm);
    const tookMs = Math.round(performance.now() - began);
    process.stdout.write(
      `a day amended with 5,000 open deadlines: ${tookMs} ms, ${answer.problems.length} clocks moved\n`,
    );
    const after = expectedOf(await now.read(town.system, loadCalendar));
    const found = await rows<{ problem_id: string; due: string }>(
      `select problem_id, extract(epoch from resolution_due_at) * 1000 as due from problem`,
    );
    expect(found).toHaveLength(5_000);
    expect(found.filter(({ problem_id, due }) => Number(due) !== after.get(problem_id))).toEqual([]);
    const moved = answer.problems.filter(({ clock }) => clock === 'resolution');
    expect(moved).toHaveLength([...after].filter(([id, due]) => wanted.get(id) !== due).length);
    expect(moved.length).toBeGreaterThan(2_000);
    // Three seconds on an idle machine; tests run beside each other.
    expect(tookMs).toBeLessThan(15_000);
  });
});

function on(value: unknown): string {
  return typeof value === 'string' ? value : formatInstant(value as Instant);
}
