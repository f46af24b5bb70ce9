import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { plainDate } from '#domain/calendar/index.js';
import { openAgendas } from '#features/meeting/index.js';
import { startMeetingApp, type Call, type MeetingAppOf } from '../../../../test/support/meeting-app.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { recordMeetingDecisions } from './index.js';

jest.setTimeout(60_000);

const NOW = '2023-03-06T10:00:00+08:00';
let town: SmallDistrict;
let now: Database;
let app: MeetingAppOf;

beforeAll(async () => {
  town = await createSmallDistrict();
  // An hour before the routes' own clock, which starts a little later than this one.
  now = town.at('2023-03-06T09:00:00+08:00');
  await now.transaction(town.system, openAgendas);
  app = await startMeetingApp(town, NOW);
});
afterAll(async () => {
  await app?.close();
  await town?.close();
});

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return now.read(town.system, async (tx) => (await tx.sql.execute(sql.raw(text))).rows);
}

/** A decision on a project: the department leads, the office handles. */
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
        handlingUnitIds: [town.units.office],
        assistingUnitIds: [town.units.otherDepartment],
        dueOn: plainDate('2023-03-14'),
      },
    ]),
  );
  return recorded!.id;
}

const act = (who: Someone, id: string, path: string, call: Call) =>
  app.call(who, 'POST', `/decisions/${id}/${path}`, call);
const one = async (who: Someone, id: string) => (await app.call(who, 'GET', `/decisions/${id}`)).body;

/** Everything an act on a decision could leave behind but a denial, which the trail keeps on purpose. */
const everything = () =>
  rows(`select (select json_agg(d order by decision_id)::text from decision d) as decisions,
    (select count(*) from decision_entry) as entries, (select count(*) from decision_extension) as extensions,
    (select count(*) from audit_entry where result = 'done') as done, (select count(*) from notice) as notices,
    (select count(*) from timer) as timers, (select count(*) from outbox) as outbox`);

describe('a decision over HTTP', () => {
  it('is accepted, noted, claimed, found wanting, claimed again and struck off', async () => {
    const id = await decided();
    expect(await one('department', id)).toMatchObject({
      version: 1,
      status: 'open',
      allowed: expect.arrayContaining(['accept', 'claim']),
    });
    const accepted = await act('department', id, 'accept', { seen: 1, body: {} });
    expect([accepted.status, accepted.headers.etag]).toEqual([200, '"2"']);
    expect(accepted.body.acceptedAt).toMatch(/\+08:00$/);
    const noted = await act('office', id, 'notes', { seen: 2, body: { text: '已进场' } });
    expect(noted.body).toMatchObject({ version: 3, status: 'open', progressedAt: expect.any(String) });
    const claimed = await act('department', id, 'claim', { seen: 3, body: { evidence: '已迁改' } });
    expect(claimed.body).toMatchObject({ version: 4, status: 'claimed', verificationDueAt: expect.any(String) });
    const failed = await act('coordinator', id, 'verification', {
      seen: 4,
      body: { passed: false, finding: '路面未恢复' },
    });
    expect(failed.body).toMatchObject({ version: 5, status: 'open', reopened: 1, claimedAt: null });
    const again = await act('office', id, 'claim', { seen: 5, body: { evidence: '路面已恢复' } });
    expect(again.body).toMatchObject({ version: 6, status: 'claimed' });
    const passed = await act('coordinator', id, 'verification', { seen: 6, body: { passed: true } });
    expect(passed.body).toMatchObject({
      version: 7,
      status: 'struckOff',
      reopened: 1,
      struckOffAt: expect.any(String),
    });
    const shown = await one('office', id);
    expect(shown.allowed).toEqual([]);
    expect(shown.timeline.map(({ type }: { type: string }) => type)).toEqual([
      'decided',
      'accepted',
      'noted',
      'claimed',
      'checkFailed',
      'reopened',
      'claimed',
      'checkPassed',
      'struckOff',
    ]);
    const after = await everything();
    const late = await act('department', id, 'notes', { seen: 7, body: { text: '晚了' } });
    expect([late.status, late.body.code]).toEqual([409, 'decision.already_closed']);
    expect(await everything()).toEqual(after);
  });

  it('is put off when somebody asks and somebody else agrees, and cancelled with a reason', async () => {
    const id = await decided();
    const asked = await act('office', id, 'extensions', { seen: 1, body: { workdays: 2, reason: '连日下雨' } });
    expect([asked.status, asked.body.version]).toEqual([201, 2]);
    const path = `extensions/${asked.body.extensionId}/decision`;
    const before = await everything();
    for (const who of ['department', 'office'] as const) {
      const own = await act(who, id, path, { seen: 2, body: { granted: true } });
      expect([who, own.status]).toEqual([who, 403]);
    }
    const wordless = await act('coordinator', id, path, { seen: 2, body: { granted: false } });
    expect([wordless.status, wordless.body.code]).toEqual([422, 'decision.reason_required']);
    expect(await everything()).toEqual(before);
    const granted = await act('principal', id, path, { seen: 2, body: { granted: true } });
    expect(granted.body).toMatchObject({ version: 3, dueAt: '2023-03-16T18:00:00+08:00' });
    const twice = await act('principal', id, path, { seen: 3, body: { granted: true } });
    expect(twice.status).toBe(409);
    const cancelled = await act('coordinator', id, 'cancellation', { seen: 3, body: { reason: '项目调整' } });
    expect(cancelled.body).toMatchObject({ version: 4, status: 'cancelled' });
    expect((await one('coordinator', id)).extensions).toMatchObject([{ state: 'granted', workdays: 2 }]);
  });

  it('of a version that is not the present one is a lost race: 409 with the decision as it is, and nothing is done', async () => {
    const id = await decided();
    expect((await act('department', id, 'accept', { seen: 1, body: {} })).status).toBe(200);
    const before = await everything();
    for (const [who, path, body] of [
      ['department', 'accept', {}],
      ['department', 'notes', { text: '在办' }],
      ['office', 'claim', { evidence: '已办' }],
      ['coordinator', 'verification', { passed: true }],
      ['office', 'extensions', { workdays: 1, reason: '雨' }],
      ['coordinator', 'cancellation', { reason: '撤' }],
    ] as const) {
      const lost = await act(who, id, path, { seen: 1, body });
      expect([path, lost.status, lost.body.code]).toEqual([path, 409, 'decision.version_conflict']);
      expect(lost.body.current).toMatchObject({
        id,
        version: 2,
        status: 'open',
        acceptedAt: expect.stringMatching(/\+08:00$/),
      });
      const blind = await act(who, id, path, { body });
      expect([path, blind.status, blind.body.code]).toEqual([path, 428, 'request.version_required']);
    }
    expect(await everything()).toEqual(before);
  });

  it('of two who claim at once one wins, and the other sees the new state', async () => {
    const id = await decided();
    const both = await Promise.all(
      (['department', 'office'] as const).map((who) => act(who, id, 'claim', { seen: 1, body: { evidence: who } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body.current).toMatchObject({ version: 2, status: 'claimed' });
    expect((await one('office', id)).timeline.filter(({ type }: { type: string }) => type === 'claimed')).toHaveLength(
      1,
    );
  });

  it('is refused to whom it is not for: 404 out of reach, 403 in sight, and nothing changes', async () => {
    const id = await decided();
    const acts = [
      ['accept', {}],
      ['notes', { text: '在办' }],
      ['claim', { evidence: '已办' }],
      ['verification', { passed: true }],
      ['extensions', { workdays: 1, reason: '雨' }],
      ['cancellation', { reason: '撤' }],
    ] as const;
    const before = await everything();
    const answers: Record<string, (number | string)[]> = {};
    for (const who of ['otherOffice', 'otherLeader', 'enterprise', 'systemAdmin', 'principal', 'department'] as const)
      for (const [path, body] of acts) {
        if (who === 'department' && !['verification', 'cancellation'].includes(path)) continue;
        const { status } = await act(who, id, path, { seen: 1, body });
        answers[who] = [...(answers[who] ?? []), status];
      }
    expect(answers).toEqual({
      // What the role may never do is refused at the door, what it may do elsewhere is not found here.
      otherOffice: [404, 404, 404, 404, 404, 403],
      otherLeader: [404, 404, 404, 403, 404, 403],
      enterprise: [403, 403, 403, 403, 403, 403],
      systemAdmin: [403, 403, 403, 403, 403, 403],
      principal: [403, 403, 403, 403, 403, 403],
      department: [403, 403],
    });
    for (const who of ['otherOffice', 'otherLeader'] as const)
      expect((await app.call(who, 'GET', `/decisions/${id}`)).status).toBe(404);
    expect((await app.call('enterprise', 'GET', `/decisions/${id}`)).status).toBe(403);
    expect(await everything()).toEqual(before);
  });

  it('of a body nobody knows is refused by the name of the field', async () => {
    const id = await decided();
    const before = await everything();
    for (const [path, body, field] of [
      ['notes', { text: '' }, 'text'],
      ['claim', {}, 'evidence'],
      ['verification', { passed: 'yes' }, 'passed'],
      ['extensions', { workdays: 0, reason: '雨' }, 'workdays'],
      ['cancellation', { reason: '撤', supersededById: 'x' }, 'supersededById'],
    ] as const) {
      const { status, body: answer } = await act('coordinator', id, path, { seen: 1, body });
      expect([path, status, answer.code]).toEqual([path, 400, 'request.invalid']);
      expect(JSON.stringify(answer)).toContain(field);
    }
    expect(await everything()).toEqual(before);
  });
});
