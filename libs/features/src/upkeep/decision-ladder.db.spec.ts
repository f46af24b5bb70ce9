import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { plainDate } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordMeetingDecisions } from '#features/decision/index.js';
import { DecisionReader } from '#features/decision/decision.reader.js';
import { openAgendas } from '#features/meeting/index.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { PolicyUpkeepService } from './policy-upkeep.service.js';

let town: SmallDistrict;
let now: Database;

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at('2023-03-01T10:00:00+08:00');
  await now.transaction(town.system, openAgendas);
}, 60_000);
afterAll(async () => town?.close());

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return now.read(town.system, async (tx) => (await tx.sql.execute(sql.raw(text))).rows);
}

async function decided(): Promise<string> {
  const [meeting] = await rows(
    `select meeting_id from meeting where series_id = '${town.series.construction}' and starts_at > duban_now()
      order by starts_at limit 1`,
  );
  const [recorded] = await now.transaction(town.as('coordinator'), (tx) =>
    recordMeetingDecisions(tx, [
      {
        meetingId: meeting!.meeting_id as string,
        agendaItemId: null,
        problemId: null,
        projectId: town.projects.construction,
        text: '一周内完成管线迁改',
        leadUnitId: town.units.department,
        handlingUnitIds: [],
        assistingUnitIds: [],
        dueOn: plainDate('2023-03-14'),
      },
    ]),
  );
  return recorded!.id;
}

const alarms = (id: string) =>
  rows(`select kind, to_char(due_at at time zone 'Asia/Shanghai', 'MM-DD') as due from timer
    where subject_id = '${id}' and kind = 'decision.reminder' and fired_at is null`);
const ladderOf = async (id: string) => (await new DecisionReader(now).one(town.as('coordinator'), id)).ladder;
const publish = (definition: object, seen: number, preview = false) =>
  new PolicyUpkeepService(now).publish(
    town.as('coordinator'),
    'decision-ladder',
    seen,
    { definition: definition as Record<string, unknown>, reason: '早些提醒' },
    preview,
  );
const settings = { reminderWorkdaysBefore: 3, remindAgainWorkdays: 1, principalWorkdays: 4, verifyWorkdays: 1 };

describe('the ladder of decisions', () => {
  it('is published with a preview; what is decided already keeps its own, what comes gets the new one', async () => {
    const before = await decided();
    expect(await alarms(before)).toEqual([{ kind: 'decision.reminder', due: '03-13' }]);
    const preview = await publish(settings, 0, true);
    expect(preview).toMatchObject({ preview: true, version: 1, decisionsKept: [{ version: 0, open: 1 }] });
    expect(await rows(`select count(*)::int as n from policy_version where kind = 'decision-ladder'`)).toEqual([
      { n: 0 },
    ]);
    expect(await publish(settings, 0)).toMatchObject({
      preview: false,
      version: 1,
      decisionsKept: [{ version: 0, open: 1 }],
    });
    const after = await decided();
    expect(await ladderOf(before)).toEqual({
      version: 0,
      reminderWorkdaysBefore: 1,
      remindAgainWorkdays: 2,
      principalWorkdays: 5,
      verifyWorkdays: 2,
    });
    expect(await ladderOf(after)).toEqual({ version: 1, ...settings });
    expect(await alarms(before)).toEqual([{ kind: 'decision.reminder', due: '03-13' }]);
    expect(await alarms(after)).toEqual([{ kind: 'decision.reminder', due: '03-09' }]);
    expect(await publish({ ...settings, verifyWorkdays: 2 }, 1, true)).toMatchObject({
      decisionsKept: [
        { version: 0, open: 1 },
        { version: 1, open: 1 },
      ],
    });
  });

  it('is refused by the name of the field when nobody could live with it, and nothing changes', async () => {
    const before = await rows('select kind, version from policy_version order by 1, 2');
    for (const [field, value, code] of [
      ['principalWorkdays', 0, 'decision_ladder.bad_setting'],
      ['reminderWorkdaysBefore', -1, 'decision_ladder.bad_setting'],
      ['verifyWorkdays', 251, 'decision_ladder.bad_setting'],
      ['remindAgainWorkdays', 1.5, 'request.invalid'],
    ] as const) {
      const error = await publish({ ...settings, [field]: value }, 1).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RefusedError);
      const { refusal } = error as RefusedError;
      expect([refusal.code, JSON.stringify(refusal.args) + JSON.stringify(error)]).toEqual([
        code,
        expect.stringContaining(field),
      ]);
    }
    expect(await rows('select kind, version from policy_version order by 1, 2')).toEqual(before);
  });
});
