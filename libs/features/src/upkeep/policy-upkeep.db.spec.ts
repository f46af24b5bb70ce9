import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { formatInstant, plainDate, workEndsOn, type Instant } from '#domain/calendar/index.js';
import type { Ladders } from '#domain/ladder/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { openAgendas, type MeetingRules } from '#features/meeting/index.js';
import { MeetingRulesHandlers } from '#features/meeting/meeting-rules.handlers.js';
import { raiseNotices } from '#features/notice/index.js';
import { ProblemService } from '#features/problem/index.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { PolicyReader } from './policy-reader.js';
import { PolicyUpkeepService } from './policy-upkeep.service.js';

jest.setTimeout(120_000);

// Wednesday; an ordinary fortnight lies ahead.
const MOMENT = '2026-03-11T10:00:00+08:00';

let town: SmallDistrict;
let now: Database;
let upkeep: PolicyUpkeepService;
let reader: PolicyReader;

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at(MOMENT);
  upkeep = new PolicyUpkeepService(now);
  reader = new PolicyReader(now);
});
afterAll(async () => town?.close());

const rows = async <Row extends Record<string, unknown>>(text: string, database = now) =>
  database.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const publish = (kind: string, definition: object, more: { seen?: number; from?: string; preview?: boolean } = {}) =>
  upkeep.publish(
    town.as('coordinator'),
    kind,
    more.seen ?? 0,
    {
      definition: definition as Record<string, unknown>,
      ...(more.from === undefined ? {} : { inForceFrom: plainDate(more.from) }),
      reason: '试行',
    },
    more.preview ?? false,
  );
const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal.code,
  );
const file = (severity: 'normal' | 'urgent' = 'normal', database = now) =>
  new ProblemService(database).file(town.as('office'), {
    projectId: town.projects.construction,
    title: '施工用电未接入',
    description: '三周未送电',
    category: 'utilities',
    severity,
    assistingDepartmentIds: [],
  });
const everything = () =>
  rows(`select (select count(*) from policy_version) policies, (select count(*) from ladder_policy) ladders,
    (select count(*) from notice) notices, (select count(*) from audit_entry) audit,
    (select string_agg(version || ' ' || resolution_due_at, ',' order by problem_id) from problem) problems,
    (select string_agg(state || starts_at || version, ',' order by meeting_id) from meeting) meetings,
    (select string_agg(coalesce(rule::text, '') || version, ',' order by series_id) from meeting_series) series,
    (select string_agg(due_at::text, ',' order by delivery_id) from delivery) deliveries,
    (select string_agg(due_at::text, ',' order by timer_id) from timer where fired_at is null) timers`);
const on = (instant: unknown) =>
  (typeof instant === 'string' ? instant : formatInstant(instant as Instant)).slice(0, 16);

/** The preview changes nothing and says what the act then does. */
async function previewedAndDone(...[kind, definition, more]: Parameters<typeof publish>) {
  const before = await everything();
  const foreseen = await publish(kind, definition, { ...more, preview: true });
  expect(await everything()).toEqual(before);
  const done = await publish(kind, definition, more);
  // What is in force at once is so from the moment of the act, which the preview was not.
  expect({ ...done, preview: true, inForceFrom: foreseen.inForceFrom }).toEqual(foreseen);
  return done;
}

describe('working hours', () => {
  it('move every deadline from their day on, its alarms too, and tell whose it is; what is due before stays', async () => {
    const soon = await file(); // due Friday 13th
    const later = await file();
    await new ProblemService(now).act(town.as('office'), later.id, 1, {
      type: 'requestExtension',
      extensionId: newId(),
      workdays: 2,
      reason: '等材料',
    });
    const [extension] = await rows<{ extension_id: string }>('select extension_id from problem_extension');
    await new ProblemService(now).act(town.as('coordinator'), later.id, 2, {
      type: 'decideExtension',
      extensionId: extension!.extension_id,
      granted: true,
      reason: '同意',
    });
    const done = await previewedAndDone(
      'working-hours',
      { startsAt: '08:30', endsAt: '17:30' },
      { from: '2026-03-16' },
    );
    expect(done.problems.map(({ id, clock, from, to }) => [id, clock, on(from), on(to)])).toEqual([
      [later.id, 'resolution', '2026-03-17T18:00', '2026-03-17T17:30'],
    ]);
    // Its reminder is set for the new start of work, a workday ahead.
    expect(
      await rows(`select kind, to_char(due_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as due from timer
        where fired_at is null and subject_id = '${later.id}' and kind <> 'problem.response' order by due_at`),
    ).toEqual([
      { kind: 'problem.reminder', due: '03-16 08:30' },
      { kind: 'problem.resolution', due: '03-17 17:30' },
    ]);
    expect(
      await rows(
        `select recipient_id, urgency, args ->> 'problemCount' as n from notice where rule = 'policy.changed'`,
      ),
    ).toEqual([{ recipient_id: town.actors.office.personId, urgency: 'digest', n: '1' }]);
    expect(
      await rows(`select detail ->> 'problems' as problems from audit_entry where action = 'policy.publish'`),
    ).toEqual([{ problems: '1' }]);
    expect((await rows(`select resolution_due_at from problem where problem_id = '${soon.id}'`))[0]).toBeDefined();
    const view = await reader.one(town.as('office'), 'working-hours');
    expect(view).toMatchObject({
      version: 1,
      inForce: { version: 0, definition: { startsAt: '09:00', endsAt: '18:00' } },
      coming: [{ version: 1, reason: '试行' }],
    });
  });

  it('are refused when nobody could work them, for today, or over somebody else’s version', async () => {
    const before = await everything();
    const hours = { startsAt: '09:00', endsAt: '17:00' };
    expect(await codeOf(publish('working-hours', { ...hours, endsAt: '08:00' }, { seen: 1 }))).toBe(
      'calendar.hours_too_short',
    );
    expect(await codeOf(publish('working-hours', { ...hours, endsAt: '24:00' }, { seen: 1 }))).toBe('request.invalid');
    expect(await codeOf(publish('working-hours', hours, { seen: 1, from: '2026-03-11' }))).toBe('policy.in_the_past');
    expect(await codeOf(publish('working-hours', hours))).toBe('policy.version_conflict');
    expect(await codeOf(publish('no-such', hours))).toBe('policy.not_found');
    expect(await everything()).toEqual(before);
  });

  it('of a later version that holds sooner overtake those that were to come', async () => {
    const calendar = () => now.read(town.system, loadCalendar);
    const endOf = async (day: string) => on(workEndsOn(await calendar(), plainDate(day)));
    // In force from Monday 16 March: until 17:30.
    expect([await endOf('2026-03-13'), await endOf('2026-03-16')]).toEqual(['2026-03-13T18:00', '2026-03-16T17:30']);
    await publish('working-hours', { startsAt: '08:30', endsAt: '17:00' }, { seen: 1, from: '2026-03-13' });
    expect([await endOf('2026-03-12'), await endOf('2026-03-13'), await endOf('2026-03-16')]).toEqual([
      '2026-03-12T18:00',
      '2026-03-13T17:00',
      '2026-03-16T17:00',
    ]);
  });
});

describe('meeting rules', () => {
  it('move the announced meetings of the series from their day on, and say so at once', async () => {
    await now.transaction(town.system, openAgendas);
    const { definition } = (await reader.one(town.as('office'), 'meeting-rules')).inForce;
    const rules = definition as unknown as MeetingRules;
    const changed = rules.series.map((each) =>
      each.seriesId === town.series.construction
        ? { ...each, weekday: 4, startsAt: '14:30', place: '新会议室', chairId: town.actors.leader.personId }
        : each,
    );
    const done = await previewedAndDone('meeting-rules', { series: changed }, { from: '2026-03-20' });
    expect(done.meetings.map(({ from, to }) => [on(from.startsAt), on(to.startsAt), to.number])).toEqual([
      // That of Monday the 16th is before the change and stays.
      ['2026-03-23T09:00', '2026-03-26T14:30', 11],
    ]);
    expect(
      await rows(
        `select distinct urgency from notice where rule = 'policy.changed' and recipient_id = '${town.actors.principal.personId}'`,
      ),
    ).toEqual([{ urgency: 'now' }]);
    // The chair and the place are the old ones until the day has come.
    const shown = (database: Database) =>
      rows(
        `select weekday, starts_at, place, chair_id = '${town.actors.leader.personId}' as led from meeting_series
         where series_id = '${town.series.construction}'`,
        database,
      );
    const handlers = new MeetingRulesHandlers();
    await now.transaction(town.system, (tx) => handlers.show(tx, {} as never));
    expect(await shown(now)).toEqual([{ weekday: 1, starts_at: '09:00', place: '示例会议室', led: false }]);
    const then = town.at('2026-03-20T00:00:05+08:00');
    await then.transaction(town.system, (tx) => handlers.show(tx, {} as never));
    expect(await shown(then)).toEqual([{ weekday: 4, starts_at: '14:30', place: '新会议室', led: true }]);
    expect((await reader.versions(town.as('office'), 'meeting-rules')).map(({ version }) => version)).toEqual([1, 0]);
  });

  it('are refused with the series and the fault', async () => {
    const { version, inForce } = await reader.one(town.as('office'), 'meeting-rules');
    const rules = inForce.definition as unknown as MeetingRules;
    const before = await everything();
    const wrong = (change: object) =>
      codeOf(
        publish(
          'meeting-rules',
          { series: rules.series.map((each, n) => (n === 1 ? { ...each, ...change } : each)) },
          { seen: version },
        ),
      );
    expect(await wrong({ cutOff: { workdaysBefore: 1, at: '18:00' } })).toBe('series.cut_off_after_approval');
    expect(await wrong({ approval: { workdaysBefore: 0, at: '23:00' } })).toBe('series.approval_after_start');
    expect(await wrong({ chairId: town.actors.office.personId })).toBe('series.chair_unknown');
    expect(await wrong({ seriesId: newId() })).toBe('series.not_all_named');
    expect(await everything()).toEqual(before);
  });
});

describe('ladders', () => {
  it('are frozen into what is filed from now on; what is filed already keeps its own', async () => {
    const old = await file('urgent');
    const { inForce } = await reader.one(town.as('office'), 'ladders');
    const ladders = inForce.definition as unknown as Ladders;
    const [usual] = ladders.ladders;
    const fast = {
      ...usual!,
      id: newId(),
      name: '紧急阶梯',
      rungs: usual!.rungs.map((rung) => (rung.number === 1 ? { ...rung, resolveWorkdays: 1 } : rung)),
    };
    const done = await previewedAndDone('ladders', {
      ...ladders,
      ladders: [{ ...usual!, verifyWorkdays: 3 }, fast],
      choices: [{ category: null, severity: 'urgent', ladderId: fast.id }],
    });
    // Eight categories, each normal (another version) and urgent (another ladder).
    expect(done.choices).toHaveLength(16);
    expect(done.choices.find(({ category, severity }) => category === 'land' && severity === 'urgent')).toEqual({
      category: 'land',
      severity: 'urgent',
      before: { id: usual!.id, version: 1, name: '默认阶梯' },
      after: { id: fast.id, version: 1, name: '紧急阶梯' },
    });
    expect(done.kept).toEqual([{ ladder: { id: usual!.id, version: 1, name: '默认阶梯' }, open: 3 }]);
    const fresh = await file('urgent');
    const usualToo = await file();
    const under = await rows<{ problem_id: string; ladder: string }>(
      `select problem_id, ladder_id || ' ' || ladder_version as ladder from problem`,
    );
    const ladderOf = (id: string) => under.find(({ problem_id }) => problem_id === id)?.ladder;
    expect([ladderOf(old.id), ladderOf(fresh.id), ladderOf(usualToo.id)]).toEqual([
      `${usual!.id} 1`,
      `${fast.id} 1`,
      `${usual!.id} 2`,
    ]);
    // One workday instead of two.
    expect(
      await rows(
        `select to_char(resolution_due_at at time zone 'Asia/Shanghai', 'MM-DD') as due from problem where problem_id = '${fresh.id}'`,
      ),
    ).toEqual([{ due: '03-12' }]);
    const again = done.version;
    const broken = { ...ladders, ladders: [{ ...usual!, rungs: usual!.rungs.filter(({ number }) => number !== 3) }] };
    expect(await codeOf(publish('ladders', broken, { seen: again }))).toBe('ladder.misnumbered');
  });
});

describe('the cool-down', () => {
  const remind = (database: Database, period: string) =>
    database.transaction(town.system, (tx) =>
      raiseNotices(tx, [
        {
          rule: 'problem.verification-lapsed',
          subjectKind: 'problem',
          subjectId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51',
          period,
          recipients: [{ person: town.actors.department.personId }],
          urgency: 'digest',
          args: { by: null },
        },
      ]),
    );
  const due = async (period: string) =>
    (
      await rows<{ due: string }>(`select to_char(d.due_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as due
        from delivery d join notice n using (district_id, notice_id) where n.period = '${period}'`)
    ).map((row) => row.due);

  it('puts a repeated reminder off; a new policy moves those that wait, and says which', async () => {
    await remind(now, 'first');
    expect(await due('first')).toEqual(['03-12 09:00']);
    await now.transaction(town.system, (tx) =>
      tx.sql.execute(sql`update delivery set state = 'sent', sent_at = '2026-03-12 09:05+08'`),
    );
    // Mailed on Thursday; raised again that evening: two workdays later is Monday, when work starts at 08:30.
    const evening = town.at('2026-03-12T20:00:00+08:00');
    await remind(evening, 'second');
    expect(await due('second')).toEqual(['03-16 08:30']);
    upkeep = new PolicyUpkeepService(evening);
    const done = await previewedAndDone('cool-down', { workdays: 4 });
    expect(done.reminders.map(({ rule, from, to }) => [rule, on(from), on(to)])).toEqual([
      ['problem.verification-lapsed', '2026-03-16T08:30', '2026-03-18T08:30'],
    ]);
    expect(await due('second')).toEqual(['03-18 08:30']);
    expect(
      await rows(
        `select count(*)::int as n from outbox where job = 'notice.digest' and key = '${town.actors.department.personId} 2026-03-18'`,
      ),
    ).toEqual([{ n: 1 }]);
  });
});
