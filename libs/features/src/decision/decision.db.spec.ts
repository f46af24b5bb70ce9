import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { plainDate } from '#domain/calendar/index.js';
import { openAgendas } from '#features/meeting/index.js';
import { listDueDecisions } from '#features/meeting/meeting.decisions.js';
import { ProblemService } from '#features/problem/index.js';
import { CalendarUpkeepService } from '#features/upkeep/calendar-upkeep.service.js';
import { fireDue, keepPromises } from '../../../../test/support/district-clockwork.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import {
  decisionsPassedMeeting,
  decisionsOfMeetings,
  decisionsOfProblem,
  recordMeetingDecisions,
  withdrawMeetingDecisions,
  type MeetingDecision,
} from './index.js';
import { DecisionReader } from './decision.reader.js';
import { DecisionService } from './decision.service.js';

jest.setTimeout(120_000);

let town: SmallDistrict;
beforeAll(async () => {
  town = await createSmallDistrict();
});
afterAll(async () => town?.close());
afterEach(() => void jest.restoreAllMocks());

const rows = async <Row extends Record<string, unknown>>(database: Database, text: string) =>
  database.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);

/** The first meeting of the construction line that is open at that moment. */
async function meetingAt(database: Database): Promise<string> {
  await database.transaction(town.system, openAgendas);
  const [row] = await rows<{ meeting_id: string }>(
    database,
    `select meeting_id from meeting where series_id = '${town.series.construction}' and starts_at > duban_now()
      order by starts_at limit 1`,
  );
  return row!.meeting_id;
}

async function record(database: Database, changes: Partial<MeetingDecision> = {}, ...more: Partial<MeetingDecision>[]) {
  const meetingId = await meetingAt(database);
  return database.transaction(town.as('coordinator'), (tx) =>
    recordMeetingDecisions(
      tx,
      [changes, ...more].map((each) => ({
        meetingId,
        agendaItemId: null,
        problemId: null,
        projectId: town.projects.construction,
        text: '一周内完成管线迁改',
        leadUnitId: town.units.department,
        handlingUnitIds: [],
        assistingUnitIds: [],
        dueOn: plainDate('2023-03-14'),
        ...each,
      })),
    ),
  );
}

/** A problem that the coordinator took to the weekly meeting. */
async function problemAtMeeting(database: Database): Promise<string> {
  const problems = new ProblemService(database);
  const filed = await problems.file(town.as('office'), {
    projectId: town.projects.construction,
    title: '施工用电未接入',
    description: '三周未送电',
    category: 'utilities',
    severity: 'normal',
    assistingDepartmentIds: [],
  });
  const up = { type: 'signUp', reason: '多部门', toRung: 4 } as const;
  await problems.act(town.as('coordinator'), filed.id, 1, up);
  return filed.id;
}

const problemRow = async (database: Database, id: string) =>
  (
    await rows(
      database,
      `select status, rung, version, decision_id, resolution_due_at from problem where problem_id = '${id}'`,
    )
  )[0]!;
const view = (database: Database, who: 'coordinator' | 'department' | 'office', id: string) =>
  new DecisionReader(database).one(town.as(who), id);
const notices = (database: Database, id: string) =>
  rows<{ rule: string; who: string; urgency: string }>(
    database,
    `select n.rule, p.username as who, n.urgency from notice n join person p on p.person_id = n.recipient_id
      where n.subject_id = '${id}' order by n.rule, p.username`,
  );

describe('a decision from its meeting to its strike-off', () => {
  it('is told to its units, accepted, noted, put off, claimed and struck off, each act once and in the trail', async () => {
    const monday = town.at('2023-03-06T10:00:00+08:00');
    const [{ id, number }] = (await record(monday, {
      handlingUnitIds: [town.units.office],
      assistingUnitIds: [town.units.otherDepartment],
    })) as [{ id: string; number: string }];
    expect(number).toBe('YD-2023-0001');
    expect(await notices(monday, id)).toEqual(
      ['department', 'leader', 'office', 'otherDepartment'].map((who) => ({
        rule: 'decision.assigned',
        who,
        urgency: 'digest',
      })),
    );
    const service = new DecisionService(monday);
    const as = town.as;
    await service.act(as('department'), id, 1, { type: 'accept' });
    await expect(service.act(as('department'), id, 1, { type: 'accept' })).rejects.toMatchObject({
      refusal: { code: 'decision.version_conflict' },
    });
    await expect(service.act(as('otherOffice'), id, 2, { type: 'accept' })).rejects.toMatchObject({
      refusal: { code: 'decision.not_found' },
    });
    await expect(service.act(as('otherDepartment'), id, 2, { type: 'accept' })).rejects.toMatchObject({
      refusal: { code: 'decision.not_yours' },
    });
    await service.act(as('otherDepartment'), id, 2, { type: 'note', text: '图纸已核' });
    const extensionId = newId();
    const asked = await service.act(as('office'), id, 3, {
      type: 'requestExtension',
      extensionId,
      workdays: 2,
      reason: '下雨',
    });
    await expect(
      service.act(as('department'), id, asked.version, {
        type: 'decideExtension',
        extensionId,
        granted: true,
        reason: '',
      }),
    ).rejects.toMatchObject({ refusal: { code: 'access.denied' } });
    const granted = await service.act(as('principal'), id, asked.version, {
      type: 'decideExtension',
      extensionId,
      granted: true,
      reason: '',
    });
    expect(new Date(granted.dueAt).toISOString()).toBe('2023-03-16T10:00:00.000Z');
    const claimed = await service.act(as('department'), id, granted.version, { type: 'claim', evidence: '已迁改' });
    const done = await service.act(as('coordinator'), id, claimed.version, {
      type: 'verify',
      passed: true,
      finding: '',
      pauseId: newId(),
    });
    expect(done).toMatchObject({ status: 'struckOff', version: 7, overdueAt: null });
    const shown = await view(monday, 'office', id);
    expect(shown.timeline.map(({ type }) => type)).toEqual([
      'decided',
      'accepted',
      'noted',
      'extensionRequested',
      'extensionGranted',
      'claimed',
      'checkPassed',
      'struckOff',
    ]);
    expect(shown).toMatchObject({ allowed: [], answersProblem: false, handlingUnits: [{ id: town.units.office }] });
    const trail = await rows(
      monday,
      `select action from audit_entry where subject_id = '${id}' order by entry_no`,
    ).catch(() => rows(monday, `select action from audit_entry where subject_id = '${id}'`));
    expect(trail.map(({ action }) => action).sort()).toEqual(
      ['record', 'accept', 'note', 'requestExtension', 'decideExtension', 'claim', 'verify']
        .map((each) => `decision.${each}`)
        .sort(),
    );
    expect(await rows(monday, `select 1 from timer where subject_id = '${id}' and fired_at is null`)).toEqual([]);
    const summary = await new DecisionReader(monday).summary(town.as('coordinator'), {});
    expect(summary.units).toEqual([
      expect.objectContaining({
        unit: expect.objectContaining({ id: town.units.department }),
        struckOff: 1,
        struckOffOnTime: 1,
      }),
    ]);
  });

  it('overdue, it is told once, reminded of by the cool-down, heads the next agenda, and goes to the principal after it', async () => {
    const monday = town.at('2023-03-06T10:00:00+08:00');
    const [{ id }] = (await record(monday)) as [{ id: string; number: string }];
    await fireDue(town.at('2023-03-13T09:00:05+08:00'), town.districtId);
    const tuesday = town.at('2023-03-14T18:00:05+08:00');
    await fireDue(tuesday, town.districtId);
    await keepPromises(tuesday, town.system);
    await fireDue(tuesday, town.districtId);
    const told = await notices(tuesday, id);
    expect(told.filter(({ rule }) => rule === 'decision.expired').map(({ who }) => who)).toEqual([
      'coordinator',
      'department',
    ]);
    expect(told.filter(({ rule }) => rule === 'decision.reminder').map(({ who }) => who)).toEqual(['department']);
    // Overdue on Tuesday the 14th: the meeting of Monday the 20th has it at its head.
    await town.at('2023-03-14T18:01:00+08:00').transaction(town.system, openAgendas);
    await town.at('2023-03-14T18:01:00+08:00').transaction(town.system, listDueDecisions);
    const listed = await rows<{ held_on: string; section: string; meeting_id: string; times: number }>(
      tuesday,
      `select to_char(m.held_on, 'YYYY-MM-DD') as held_on, i.section, i.meeting_id, i.times from agenda_item i
        join meeting m on m.meeting_id = i.meeting_id where i.decision_id = '${id}' and i.state = 'listed'`,
    );
    expect(listed).toMatchObject([{ held_on: '2023-03-20', section: 'decisionsDue', times: 1 }]);
    await fireDue(town.at('2023-03-16T09:00:05+08:00'), town.districtId);
    const morning = town.at('2023-03-21T00:45:00+08:00');
    await fireDue(morning, town.districtId);
    await morning.transaction(town.system, (tx) => decisionsPassedMeeting(tx, listed[0]!.meeting_id, [id]));
    await morning.transaction(town.system, (tx) => decisionsPassedMeeting(tx, listed[0]!.meeting_id, [id]));
    const urgent = (await notices(morning, id)).filter(({ rule }) => rule === 'decision.to-principal');
    expect(urgent).toEqual([
      { rule: 'decision.to-principal', who: 'coordinator', urgency: 'digest' },
      { rule: 'decision.to-principal', who: 'department', urgency: 'digest' },
      { rule: 'decision.to-principal', who: 'principal', urgency: 'now' },
    ]);
    const types = (await view(morning, 'coordinator', id)).timeline.map(({ type }) => type);
    expect(types.filter((type) => type === 'overdue')).toHaveLength(1);
    expect(types.filter((type) => type === 'toPrincipal')).toHaveLength(1);
    const page = await new DecisionReader(morning).list(town.as('department'), {
      overdue: true,
      mine: true,
      sort: 'due',
      limit: 5,
    });
    expect(page.items.map((row) => row.id)).toEqual([id]);
  });
});

describe('a decision about a problem', () => {
  it('is its clock; claimed and checked it claims and strikes off the problem in the same act, told once', async () => {
    const monday = town.at('2023-04-10T10:00:00+08:00');
    const problemId = await problemAtMeeting(monday);
    await keepPromises(monday, town.system);
    const [{ id }] = (await record(monday, {
      problemId,
      leadUnitId: town.units.otherDepartment,
      dueOn: plainDate('2023-04-19'),
    })) as [{ id: string; number: string }];
    await keepPromises(monday, town.system);
    expect(await problemRow(monday, problemId)).toMatchObject({ rung: 4, decision_id: id });
    expect(await rows(monday, `select kind from timer where subject_id = '${problemId}' and fired_at is null`)).toEqual(
      [],
    );
    // It was listed and stays on that agenda.
    expect(await rows(monday, `select state from agenda_item where problem_id = '${problemId}'`)).toEqual([
      { state: 'listed' },
    ]);
    const service = new DecisionService(monday);
    await service.act(town.as('otherDepartment'), id, 1, { type: 'claim', evidence: '已送电' });
    expect(await problemRow(monday, problemId)).toMatchObject({ status: 'claimed' });
    expect((await notices(monday, problemId)).filter(({ rule }) => rule === 'problem.claimed')).toHaveLength(1);
    expect((await notices(monday, id)).filter(({ rule }) => rule === 'decision.claimed')).toEqual([]);
    const check = { type: 'verify', passed: false, finding: '仍无电', pauseId: newId() } as const;
    const back = await service.act(town.as('office'), id, 2, check);
    expect(back).toMatchObject({ status: 'open', reopened: 1, dueAt: Date.parse('2023-04-20T18:00:00+08:00') });
    expect(await problemRow(monday, problemId)).toMatchObject({ status: 'open' });
    expect(new Date((await problemRow(monday, problemId)).resolution_due_at as string).toISOString()).toBe(
      '2023-04-20T10:00:00.000Z',
    );
    await keepPromises(monday, town.system);
    expect(await view(monday, 'coordinator', id)).toMatchObject({ version: 3, reopened: 1 });
    // The other way round: claimed and checked by the problem's own door.
    const problems = new ProblemService(monday);
    const seen = (await problemRow(monday, problemId)).version as number;
    await problems.act(town.as('office'), problemId, seen, { type: 'claimDone', evidence: '已送电' });
    await keepPromises(monday, town.system);
    expect(await view(monday, 'coordinator', id)).toMatchObject({ status: 'claimed' });
    await problems.act(town.as('office'), problemId, seen + 1, { ...check, passed: true });
    await keepPromises(monday, town.system);
    expect(await view(monday, 'coordinator', id)).toMatchObject({ status: 'struckOff', answersProblem: true });
    const ofProblem = await monday.read(town.system, (tx) => decisionsOfProblem(tx, problemId));
    expect(ofProblem.map((each) => each.id)).toEqual([id]);
  });

  it('overdue it brings the problem to the principal, once, and whoever is behind is told in one notice', async () => {
    const monday = town.at('2023-04-10T11:00:00+08:00');
    const problemId = await problemAtMeeting(monday);
    const [{ id }] = (await record(monday, { problemId, dueOn: plainDate('2023-04-12') })) as [
      { id: string; number: string },
    ];
    const late = town.at('2023-04-12T18:00:05+08:00');
    await fireDue(late, town.districtId);
    await keepPromises(late, town.system);
    expect(await problemRow(late, problemId)).toMatchObject({ rung: 5, status: 'open' });
    const moved = (await notices(late, problemId)).filter(({ rule }) => rule === 'problem.moved');
    expect(moved.filter(({ who }) => who === 'department')).toHaveLength(1);
    expect(moved.find(({ who }) => who === 'principal')).toMatchObject({ urgency: 'now' });
    expect((await notices(late, id)).filter(({ rule }) => /expired|to-principal/.test(rule))).toEqual([]);
    const seen = (await problemRow(late, problemId)).version as number;
    await new ProblemService(late).act(town.as('coordinator'), problemId, seen, { type: 'withdraw', reason: '改线' });
    await keepPromises(late, town.system);
    expect(await view(late, 'coordinator', id)).toMatchObject({ status: 'unneeded' });
  });

  it('taken back in session it leaves the problem to the meeting, and what it had superseded stands again', async () => {
    const monday = town.at('2023-05-08T10:00:00+08:00');
    const problemId = await problemAtMeeting(monday);
    const [first] = await record(monday, { problemId, dueOn: plainDate('2023-05-18') });
    const [second, task] = await record(
      monday,
      { problemId, dueOn: plainDate('2023-05-25'), supersedesIds: [first!.id] },
      { problemId, dueOn: plainDate('2023-05-15') },
    );
    expect(await problemRow(monday, problemId)).toMatchObject({ decision_id: second!.id });
    expect(await view(monday, 'coordinator', first!.id)).toMatchObject({
      status: 'superseded',
      supersededById: second!.id,
    });
    const undo = (ids: string[]) =>
      monday.transaction(town.as('coordinator'), (tx) => withdrawMeetingDecisions(tx, ids));
    await undo([second!.id]);
    expect(await view(monday, 'coordinator', first!.id)).toMatchObject({ status: 'open' });
    const answering = (await problemRow(monday, problemId)).decision_id;
    expect([first!.id, task!.id]).toContain(answering);
    await undo([first!.id, task!.id]);
    expect(await problemRow(monday, problemId)).toMatchObject({ decision_id: null, resolution_due_at: null });
    const meetingId = await meetingAt(monday);
    const standing = await monday.read(town.system, (tx) => decisionsOfMeetings(tx, [meetingId]));
    expect(standing).toEqual([]);
    await expect(undo([task!.id])).rejects.toMatchObject({ refusal: { code: 'decision.already_closed' } });
  });

  it('a day amended moves its date, its alarms and its problem’s clock together', async () => {
    const monday = town.at('2023-07-10T10:00:00+08:00');
    const problemId = await problemAtMeeting(monday);
    const [taken] = await record(monday, { problemId, dueOn: plainDate('2023-07-14') });
    const amended = await new CalendarUpkeepService(monday).amendDay(
      town.as('coordinator'),
      plainDate('2023-07-14'),
      { kind: 'holiday', name: '停工', reason: '高温停工' },
      false,
    );
    const to = Date.parse('2023-07-17T18:00:00+08:00');
    expect(amended.decisions).toMatchObject([{ id: taken!.id, to }]);
    expect(await view(monday, 'coordinator', taken!.id)).toMatchObject({ dueAt: to });
    const { resolution_due_at: clock } = await problemRow(monday, problemId);
    expect(Date.parse(clock as string)).toBe(to);
    const expiry = `select due_at from timer where subject_id = '${taken!.id}' and kind = 'decision.expiry' and fired_at is null`;
    expect((await rows(monday, expiry)).map(({ due_at }) => Date.parse(due_at as string))).toEqual([to]);
  });

  it('a refused recording leaves nothing, and names which one and which field', async () => {
    const monday = town.at('2023-05-09T10:00:00+08:00');
    const before = await rows(monday, 'select count(*)::int as count from decision');
    await expect(record(monday, {}, { leadUnitId: town.units.company })).rejects.toMatchObject({
      refusal: { code: 'request.invalid', args: { index: 1, field: 'leadUnitId' } },
    });
    await expect(record(monday, { dueOn: plainDate('2023-05-05') })).rejects.toMatchObject({
      refusal: { code: 'decision.due_in_past', args: { index: 0, field: 'dueOn' } },
    });
    expect(await rows(monday, 'select count(*)::int as count from decision')).toEqual(before);
  });
});

/** Copies of a decision with its timers. */
async function multiply(database: Database, decisionId: string, count: number): Promise<void> {
  await database.transaction(town.system, async (tx) => {
    const ids = sql.param(Array.from({ length: count }, () => newId()));
    await tx.sql.execute(
      sql`create temporary table copy on commit drop as select id from unnest(${ids}::uuid[]) as id`,
    );
    for (const [table, own] of [
      ['decision', `jsonb_build_object('decision_id', c.id, 'number', 'K-' || c.id)`],
      ['timer', `jsonb_build_object('subject_id', c.id, 'timer_id', gen_random_uuid())`],
    ] as const) {
      const key = table === 'decision' ? 'decision_id' : 'subject_id';
      await tx.sql.execute(sql`insert into ${sql.raw(table)}
        select (jsonb_populate_record(t, ${sql.raw(own)})).* from ${sql.raw(table)} t, copy c
        where t.${sql.raw(key)} = ${decisionId}`);
    }
  });
}

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  await work();
  const sent = query.mock.calls.length;
  query.mockRestore();
  return sent;
}

it('a thousand that are due at once take as many statements as twenty', async () => {
  const monday = town.at('2023-06-05T10:00:00+08:00');
  const due = (day: string) => ({ dueOn: plainDate(day) });
  const [few, many] = await record(monday, due('2023-06-06'), due('2023-06-08'));
  await multiply(monday, few!.id, 19);
  await multiply(monday, many!.id, 999);
  // Reminders first, so that only the dates are left.
  await fireDue(town.at('2023-06-06T12:00:00+08:00'), town.districtId);
  const sentFew = await statementsOf(() => fireDue(town.at('2023-06-06T18:00:01+08:00'), town.districtId));
  await fireDue(town.at('2023-06-08T12:00:00+08:00'), town.districtId);
  const evening = town.at('2023-06-08T18:00:01+08:00');
  await evening.now();
  const startedAt = performance.now();
  const sentMany = await statementsOf(() => fireDue(evening, town.districtId));
  const tookMs = Math.round(performance.now() - startedAt);
  process.stdout.write(`1,000 decisions due: ${sentMany} statements, ${tookMs} ms; 20: ${sentFew}\n`);
  const [counted] = await rows<{ count: number }>(
    evening,
    `select count(*)::int as count from decision where overdue_at > '2023-06-01'`,
  );
  expect(counted!.count).toBe(1020);
  // Slices of thousands of rows, and batches of timers: more statements, not a loop of them.
  expect(sentMany - sentFew).toBeLessThan(60);
});
