import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { formatInstant, plainDate, type Instant } from '#domain/calendar/index.js';
import { ProblemService } from '#features/problem/index.js';
import { fireDue, keepPromises } from '../../../../test/support/district-clockwork.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { openAgendas } from './meeting.course.js';
import { occurrencesQuery } from './meeting.dto.js';
import { MeetingHandlers } from './meeting.handlers.js';
import { MeetingReader } from './meeting.reader.js';

jest.setTimeout(120_000);

let town: SmallDistrict;
beforeEach(async () => {
  town = await createSmallDistrict();
});
afterEach(async () => town?.close());

type Line = 'construction' | 'investment';
const file = (database: Database, line: Line = 'construction', severity: 'normal' | 'urgent' = 'normal') =>
  new ProblemService(database).file(town.as('office'), {
    projectId: town.projects[line],
    title: '施工用电未接入',
    description: '三周未送电',
    category: 'utilities',
    severity,
    assistingDepartmentIds: [],
  });
/** Filed and signed up to the meeting at one moment, by the coordinator. */
const toMeeting = async (database: Database, line: Line = 'construction', severity: 'normal' | 'urgent' = 'normal') => {
  const { id } = await file(database, line, severity);
  const signUp = { type: 'signUp', reason: '急', toRung: 4 } as const;
  return new ProblemService(database).act(town.as('coordinator'), id, 1, signUp);
};
/** The worker at a moment: alarms, then what they promised, until nothing is left. */
const work = async (moment: string): Promise<Database> => {
  const database = town.at(moment);
  while ((await fireDue(database, town.districtId)) + (await keepPromises(database, town.system)) > 0);
  return database;
};
const rows = async <Row extends Record<string, unknown>>(database: Database, text: string) =>
  database.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
/** On which agendas a problem stands or stood: day held, times, state. */
const agendasOf = async (database: Database, problemId: string) =>
  (
    await rows<{ on: string; times: number; state: string }>(
      database,
      `select m.held_on::text as on, i.times, i.state from agenda_item i
       join meeting m on m.district_id = i.district_id and m.meeting_id = i.meeting_id
       where i.problem_id = '${problemId}' order by m.held_on`,
    )
  ).map(({ on, times, state }) => [on, times, state]);
const meetingOn = async (database: Database, day: string, who: Someone = 'coordinator') => {
  const [found] = await rows<{ id: string }>(database, `select meeting_id as id from meeting where held_on = '${day}'`);
  return new MeetingReader(database).one(town.as(who), found!.id);
};
const versionOf = async (database: Database, problemId: string) =>
  (await rows<{ version: number }>(database, `select version from problem where problem_id = '${problemId}'`))[0]!
    .version;

describe('a problem that reaches the meeting', () => {
  it('by its clocks alone stands on the next meeting of its line whose cut-off it made', async () => {
    const { id } = await file(town.at('2023-01-20T10:00:00+08:00'));
    for (const moment of ['2023-01-29T18:00:05+08:00', '2023-02-01T18:00:10+08:00', '2023-02-06T18:00:15+08:00'])
      await work(moment);
    const after = await work('2023-02-06T18:01:00+08:00');
    // Mondays: 13 February, cut-off Thursday the 9th.
    expect(await agendasOf(after, id)).toEqual([['2023-02-13', 1, 'listed']]);
    const { items, ...meeting } = await meetingOn(after, '2023-02-13');
    expect(meeting).toMatchObject({ number: 7, year: 2023, state: 'agendaOpen' });
    expect(formatInstant(meeting.cutOffAt as Instant)).toBe('2023-02-09T18:00:00+08:00');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ times: 1, section: 'problems', position: 1, problem: { id, rung: 4 } });
    expect(items[0]!.passages.map(({ rung, how }) => [rung, how])).toEqual([
      [1, 'filed'],
      [2, 'expired'],
      [3, 'expired'],
      [4, 'expired'],
    ]);
    const [row] = await rows(after, `select times_on_agenda as times from problem where problem_id = '${id}'`);
    expect(row).toEqual({ times: 1 });
    const told = await rows<{ username: string }>(
      after,
      `select p.username from notice n join person p on p.person_id = n.recipient_id
       where n.rule = 'agenda.listed' and n.subject_id = '${id}' order by 1`,
    );
    expect(told.map(({ username }) => username)).toEqual(['department', 'leader', 'office']);
  });

  it('at the very moment of the cut-off by its clock is in time, however late the worker', async () => {
    const { id } = await file(town.at('2023-01-20T10:00:00+08:00'), 'investment');
    await work('2023-01-29T18:00:05+08:00');
    await work('2023-02-01T18:00:10+08:00');
    // Wednesdays: 8 February, cut-off Monday the 6th at 18:00, when the third clock runs out too.
    const after = await work('2023-02-07T11:00:00+08:00');
    expect(await agendasOf(after, id)).toEqual([['2023-02-08', 1, 'listed']]);
    expect(await meetingOn(after, '2023-02-08')).toMatchObject({ state: 'agendaLocked' });
  });

  it('signed up before the cut-off is in time, after it goes to the next', async () => {
    const before = await toMeeting(town.at('2023-02-06T17:59:50+08:00'), 'investment');
    const late = await toMeeting(town.at('2023-02-06T18:00:00.500+08:00'), 'investment');
    const after = await work('2023-02-06T18:00:30+08:00');
    expect(await agendasOf(after, before.id)).toEqual([['2023-02-08', 1, 'listed']]);
    expect(await agendasOf(after, late.id)).toEqual([['2023-02-15', 1, 'listed']]);
  });

  it('is listed once, however often the promise is kept', async () => {
    const { id } = await toMeeting(town.at('2023-02-06T10:00:00+08:00'));
    const now = await work('2023-02-06T10:01:00+08:00');
    const handlers = new MeetingHandlers(now);
    await Promise.all([1, 2, 3].map(() => handlers.admit({ problemId: id }, town.system)));
    // Also long after, when a meeting has taken it up.
    await new MeetingHandlers(town.at('2023-02-13T10:00:00+08:00')).admit({ problemId: id }, town.system);
    expect(await agendasOf(now, id)).toEqual([['2023-02-13', 1, 'listed']]);
    const listed = await rows(now, `select 1 from problem_entry where problem_id = '${id}' and type = 'onAgenda'`);
    expect(listed).toHaveLength(1);
  });

  it('two at once open one meeting between them', async () => {
    const now = town.at('2023-02-06T10:00:00+08:00');
    const both = await Promise.all([toMeeting(now), toMeeting(now)]);
    const handlers = new MeetingHandlers(now);
    await Promise.all(both.map(({ id }) => handlers.admit({ problemId: id }, town.system)));
    expect(await rows(now, `select count(*)::int as count from meeting`)).toEqual([{ count: 1 }]);
    expect((await meetingOn(now, '2023-02-13')).items).toHaveLength(2);
  });

  it('and leaves it, or is closed, before the day is taken off', async () => {
    const now = town.at('2023-02-06T10:00:00+08:00');
    const problems = new ProblemService(now);
    const up = await toMeeting(now);
    const withdrawn = await toMeeting(now);
    await work('2023-02-06T10:01:00+08:00');
    const reason = '急';
    await problems.act(town.as('coordinator'), up.id, await versionOf(now, up.id), { type: 'signUp', reason });
    await problems.act(town.as('office'), withdrawn.id, await versionOf(now, withdrawn.id), {
      type: 'withdraw',
      reason,
    });
    const after = await work('2023-02-06T10:02:00+08:00');
    expect(await agendasOf(after, up.id)).toEqual([['2023-02-13', 1, 'removed']]);
    expect(await agendasOf(after, withdrawn.id)).toEqual([['2023-02-13', 1, 'removed']]);
    expect((await meetingOn(after, '2023-02-13')).items).toEqual([]);
    // Sent back to the meeting, it is on the same agenda for the same time.
    const down = { type: 'sendDown', toRung: 4, reason } as const;
    await new ProblemService(after).act(town.as('principal'), up.id, await versionOf(now, up.id), down);
    await work('2023-02-06T10:03:00+08:00');
    expect(await agendasOf(after, up.id)).toEqual([['2023-02-13', 1, 'listed']]);
  });
});

describe('an agenda', () => {
  it('is fixed at the cut-off, in its order, and later comers go to the next', async () => {
    const now = town.at('2023-02-06T10:00:00+08:00');
    const normal = await toMeeting(now);
    const urgent = await toMeeting(now, 'construction', 'urgent');
    await work('2023-02-06T10:01:00+08:00');
    const late = await toMeeting(town.at('2023-02-09T18:00:01+08:00'));
    const after = await work('2023-02-09T18:02:00+08:00');
    const meeting = await meetingOn(after, '2023-02-13');
    expect(meeting.state).toBe('agendaLocked');
    expect(meeting.items.map(({ position, problem }) => [position, problem?.id])).toEqual([
      [1, urgent.id],
      [2, normal.id],
    ]);
    expect(await agendasOf(after, late.id)).toEqual([['2023-02-20', 1, 'listed']]);
  });

  it('without a single item it asks nobody to approve it: the coordinators may call it off', async () => {
    const now = town.at('2023-02-06T10:00:00+08:00');
    const { id } = await toMeeting(now);
    await work('2023-02-06T10:01:00+08:00');
    await new ProblemService(now).act(town.as('office'), id, await versionOf(now, id), {
      type: 'withdraw',
      reason: '已解决',
    });
    await work('2023-02-06T10:02:00+08:00');
    await work('2023-02-09T18:02:00+08:00');
    const after = await work('2023-02-10T18:00:30+08:00');
    expect(await meetingOn(after, '2023-02-13')).toMatchObject({ state: 'agendaLocked', items: [] });
    const told = await rows(
      after,
      `select distinct n.rule, p.username from notice n join person p on p.person_id = n.recipient_id
       where n.rule in ('agenda.locked', 'agenda.approval-due') order by 1, 2`,
    );
    expect(told).toEqual([{ rule: 'agenda.locked', username: 'coordinator' }]);
  });

  it('takes up at the cut-off whom a lost promise forgot', async () => {
    const { id } = await toMeeting(town.at('2023-02-06T10:00:00+08:00'));
    const other = await toMeeting(town.at('2023-02-06T10:00:00+08:00'));
    const now = await work('2023-02-06T10:01:00+08:00');
    await now.transaction(town.system, (tx) => tx.sql.execute(sql`delete from agenda_item where problem_id = ${id}`));
    await fireDue(town.at('2023-02-09T18:02:00+08:00'), town.districtId);
    expect(await agendasOf(now, id)).toEqual([['2023-02-13', 2, 'listed']]);
    expect(await agendasOf(now, other.id)).toEqual([['2023-02-13', 1, 'listed']]);
  });

  it('that is over hands on what is left, counted; the third time the principal has it', async () => {
    const { id } = await toMeeting(town.at('2023-02-06T10:00:00+08:00'));
    await work('2023-02-06T10:01:00+08:00');
    const second = await work('2023-02-14T00:00:05+08:00');
    expect(await agendasOf(second, id)).toEqual([
      ['2023-02-13', 1, 'carriedOver'],
      ['2023-02-20', 2, 'listed'],
    ]);
    expect(await meetingOn(second, '2023-02-13')).toMatchObject({ state: 'passed' });
    const third = await work('2023-02-21T00:00:05+08:00');
    expect(await agendasOf(third, id)).toEqual([
      ['2023-02-13', 1, 'carriedOver'],
      ['2023-02-20', 2, 'carriedOver'],
      ['2023-02-27', 3, 'listed'],
    ]);
    expect(await rows(third, `select rung, times_on_agenda as times from problem where problem_id = '${id}'`)).toEqual([
      { rung: 5, times: 3 },
    ]);
    const told = await rows<{ rule: string }>(
      third,
      `select n.rule from notice n join person p on p.person_id = n.recipient_id
       where p.username = 'principal' and n.subject_id = '${id}' and n.urgency = 'now'`,
    );
    expect(told).toEqual([{ rule: 'problem.moved' }]);
    const fourth = await work('2023-02-28T00:00:05+08:00');
    expect(await agendasOf(fourth, id)).toHaveLength(3);
  });

  it('shows an office its own problems only', async () => {
    const now = town.at('2023-02-06T10:00:00+08:00');
    await toMeeting(now);
    await work('2023-02-06T10:01:00+08:00');
    expect((await meetingOn(now, '2023-02-13', 'office')).items).toHaveLength(1);
    expect((await meetingOn(now, '2023-02-13', 'otherOffice')).items).toHaveLength(0);
  });
});

describe('the series', () => {
  it('list their meetings over the holidays, opened and still to come alike', async () => {
    const now = town.at('2026-09-21T10:00:00+08:00');
    const reader = new MeetingReader(now);
    const span = { from: plainDate('2026-09-28'), to: plainDate('2026-10-20') };
    const computed = await reader.occurrences(town.as('office'), town.series.construction, span);
    expect(computed.map(({ on, movedFrom }) => [on, movedFrom])).toEqual([
      ['2026-09-28', null],
      ['2026-10-08', '2026-10-05'],
      ['2026-10-12', null],
      ['2026-10-19', null],
    ]);
    expect(formatInstant(computed[1]!.cutOffAt as Instant)).toBe('2026-09-29T18:00:00+08:00');
    for (let round = 0; round < 2; round++) await now.transaction(town.system, openAgendas);
    expect(await rows(now, `select count(*)::int as count from meeting`)).toEqual([{ count: 8 }]);
    const opened = await reader.occurrences(town.as('office'), town.series.construction, span);
    expect(opened[0]).toMatchObject({ meetingId: expect.any(String), state: 'agendaOpen' });
    expect(opened.map((each) => ({ ...each, meetingId: null, state: null }))).toEqual(computed);
    const series = await reader.series(town.as('office'));
    expect(series.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4]);
    expect(series[0]!.next).toEqual(opened[0]);
  });

  it('refuse a span that is backwards, too long or no span, naming the field', () => {
    const fault = (from: string, to: string) => occurrencesQuery.safeParse({ from, to }).error?.issues[0]?.path[0];
    expect(fault('2026-10-20', '2026-09-28')).toBe('to');
    expect(fault('2025-01-01', '2065-01-02')).toBe('to');
    expect(fault('2025-01-01', '2064-12-31')).toBeUndefined();
    expect(fault('2026-02-30', '2026-03-01')).toBe('from');
    expect(fault('2026-09-28', '2026-10-20')).toBeUndefined();
  });

  it('page through the opened meetings, the latest first; what is not there is refused', async () => {
    const now = town.at('2026-09-21T10:00:00+08:00');
    await now.transaction(town.system, openAgendas);
    const reader = new MeetingReader(now);
    const first = await reader.list(town.as('office'), { limit: 5 });
    const rest = await reader.list(town.as('office'), { limit: 5, cursor: first.next! });
    const days = [...first.items, ...rest.items].map(({ on }) => on as string);
    expect(days).toHaveLength(8);
    expect(days).toEqual(days.toSorted().reverse());
    expect(rest.next).toBeNull();
    await expect(reader.one(town.as('office'), newId())).rejects.toThrow('meeting.not_found');
    await expect(
      reader.occurrences(town.as('office'), newId(), { from: plainDate('2026-09-28'), to: plainDate('2026-09-28') }),
    ).rejects.toThrow('series.not_found');
  });
});
