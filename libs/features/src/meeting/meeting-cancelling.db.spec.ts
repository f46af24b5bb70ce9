import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { plainDate } from '#domain/calendar/index.js';
import { ProblemService } from '#features/problem/index.js';
import { fireDue, keepPromises } from '../../../../test/support/district-clockwork.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { MeetingCancellingService } from './meeting-cancelling.service.js';
import { openAgendas } from './meeting.course.js';
import { MeetingReader } from './meeting.reader.js';
import { MeetingSessionService } from './meeting-session.service.js';

jest.setTimeout(180_000);

let town: SmallDistrict;
beforeAll(async () => {
  town = await createSmallDistrict();
});
afterAll(async () => town?.close());

const rows = async <Row extends Record<string, unknown>>(text: string) =>
  town.at('2023-02-08T10:00:00+08:00').read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const held = () =>
  rows<{ on: string; number: number; state: string }>(
    `select held_on::text as on, number, state from meeting where series_id = '${town.series.construction}' order by 1`,
  );
const work = async (moment: string) => {
  const database = town.at(moment);
  while ((await fireDue(database, town.districtId)) + (await keepPromises(database, town.system)) > 0);
  return database;
};

describe('a meeting that is called off', () => {
  it('hands its agenda and its number to the next that takes place, uncounted, told once', async () => {
    const now = town.at('2023-02-07T10:00:00+08:00');
    const problems = new ProblemService(now);
    for (const title of ['供电', '征地']) {
      const { id } = await problems.file(town.as('office'), {
        projectId: town.projects.construction,
        title,
        description: '三周',
        category: 'utilities',
        severity: 'normal',
        assistingDepartmentIds: [],
      });
      await problems.act(town.as('coordinator'), id, 1, { type: 'signUp', toRung: 4, reason: '急' });
    }
    await now.transaction(town.system, openAgendas);
    expect(await held()).toEqual([
      { on: '2023-02-13', number: 7, state: 'agendaOpen' },
      { on: '2023-02-20', number: 8, state: 'agendaOpen' },
    ]);
    const [{ id, version }] = (await rows(
      `select meeting_id as id, version from meeting where held_on = '2023-02-13' and series_id = '${town.series.construction}'`,
    )) as [{ id: string; version: number }];
    const cancelling = new MeetingCancellingService(now);
    const reason = '防汛值守';
    await expect(cancelling.cancel(town.as('coordinator'), id, version + 1, reason)).rejects.toThrow(
      'meeting.version_conflict',
    );
    const answer = await cancelling.cancel(town.as('coordinator'), id, version, reason);
    expect(answer).toMatchObject({ state: 'cancelled', cancelReason: reason, items: [] });
    await now.transaction(town.system, openAgendas);
    expect(await held()).toEqual([
      { on: '2023-02-13', number: 7, state: 'cancelled' },
      { on: '2023-02-20', number: 7, state: 'agendaOpen' },
      { on: '2023-02-27', number: 8, state: 'agendaOpen' },
    ]);
    expect(
      await rows(`select m.held_on::text as on, i.times, i.state from agenda_item i
        join meeting m on m.meeting_id = i.meeting_id order by i.item_id`),
    ).toEqual([
      { on: '2023-02-20', times: 1, state: 'listed' },
      { on: '2023-02-20', times: 1, state: 'listed' },
    ]);
    expect(await rows(`select distinct times_on_agenda as times from problem`)).toEqual([{ times: 1 }]);
    const told = await rows(
      `select p.username, count(*)::int as count, max((n.args ->> 'problemCount')::int) as matters, n.args ->> 'on' as on
       from notice n join person p on p.person_id = n.recipient_id
       where n.rule = 'meeting.cancelled' group by 1, 4 order by 1`,
    );
    expect(told).toEqual(
      ['department', 'leader', 'office', 'principal'].map((username) => ({
        username,
        count: 1,
        matters: username === 'principal' ? 0 : 2,
        on: '2023-02-13',
      })),
    );
    expect(answer.handedToId).not.toBeNull();
    // Its alarms are silent, and nothing opens it again.
    expect(await rows(`select 1 from timer where subject_id = '${id}' and fired_at is null`)).toEqual([]);
    const span = { from: plainDate('2023-02-06'), to: plainDate('2023-03-06') };
    const series = await new MeetingReader(now).occurrences(town.as('office'), town.series.construction, span);
    expect(series.map(({ on, number, state }) => [on, number, state])).toEqual([
      ['2023-02-06', 6, null],
      ['2023-02-13', 7, 'cancelled'],
      ['2023-02-20', 7, 'agendaOpen'],
      ['2023-02-27', 8, 'agendaOpen'],
      ['2023-03-06', 9, null],
    ]);
  });

  it('that was carried on and is still in session at midnight is ended by the clock, with what was recorded', async () => {
    await work('2023-02-16T18:02:00+08:00');
    const [{ id, version }] = (await rows(
      `select meeting_id as id, version from meeting where held_on = '2023-02-20' and series_id = '${town.series.construction}'`,
    )) as [{ id: string; version: number }];
    const day = town.at('2023-02-20T09:00:00+08:00');
    const session = new MeetingSessionService(day);
    const { items } = await session.start(town.as('coordinator'), id, version);
    const note = '涉及跨区协调';
    const up = { kind: 'referredUp', toRung: 5, note } as const;
    await session.recordOutcome(town.as('coordinator'), id, items[0]!.id, items[0]!.version, up);
    await work('2023-02-21T00:00:05+08:00');
    expect(await rows(`select state, ended_by from meeting where meeting_id = '${id}'`)).toEqual([
      { state: 'minutesDraft', ended_by: null },
    ]);
    expect(await rows(`select rung, times_on_agenda as times from problem order by rung`)).toEqual([
      { rung: 4, times: 2 },
      { rung: 5, times: 1 },
    ]);
    expect(await rows(`select edition, state from meeting_minutes where meeting_id = '${id}'`)).toEqual([
      { edition: 1, state: 'draft' },
    ]);
  });
});

describe('the Spring Festival of 2026', () => {
  it('makes one meeting of two Mondays, with both agendas and the next number', async () => {
    const now = town.at('2026-02-05T10:00:00+08:00');
    await now.transaction(town.system, openAgendas);
    const span = { from: plainDate('2026-02-09'), to: plainDate('2026-03-02') };
    const series = await new MeetingReader(now).occurrences(town.as('office'), town.series.construction, span);
    expect(series.map(({ on, number, nominalDays }) => [on, number, nominalDays])).toEqual([
      ['2026-02-09', 6, ['2026-02-09']],
      ['2026-02-24', 7, ['2026-02-16', '2026-02-23']],
      ['2026-03-02', 8, ['2026-03-02']],
    ]);
    expect(series[1]).toMatchObject({ movedFrom: '2026-02-16', state: 'agendaOpen' });
  });
});
