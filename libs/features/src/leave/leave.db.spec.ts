import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { plainDate } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { standInsFor } from '#features/directory/index.js';
import { raiseNotices } from '#features/notice/index.js';
import { ProblemService } from '#features/problem/index.js';
import { request } from '../../../../test/support/notice-post.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { LeaveService } from './leave.service.js';

jest.setTimeout(120_000);

// Wednesday.
const MOMENT = '2026-03-11T10:00:00+08:00';

let town: SmallDistrict;
let now: Database;
let leaves: LeaveService;

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at(MOMENT);
  leaves = new LeaveService(now);
});
afterAll(async () => town?.close());

const id = (who: Someone) => town.actors[who].personId;
const rows = async <Row extends Record<string, unknown>>(text: string) =>
  now.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal.code,
  );
const set = (who: Someone, deputy: Someone | null, from: string, until: string, by: Someone = who) =>
  leaves.set(town.as(by), {
    personId: id(who),
    from: plainDate(from),
    until: plainDate(until),
    ...(deputy === null ? {} : { deputyId: id(deputy) }),
    reason: '出差',
  });
/** The person as a session gives them, with those they stand in for at that moment. */
const signedIn = async (who: Someone, database = now): Promise<CommandContext> => {
  const standing = await database.read(town.system, (tx) => standInsFor(tx, id(who)));
  return { ...town.as(who), actor: { ...town.actors[who], standsInFor: standing } };
};

describe('a leave', () => {
  it('is entered by the person or a coordinator, seen by whom it concerns, and ends by itself at midnight', async () => {
    const running = await set('leader', 'otherLeader', '2026-03-11', '2026-03-14');
    expect(running).toMatchObject({ standing: 'running', withoutDeputy: [], version: 1 });
    const theirs = (who: Someone) => leaves.list(town.as(who), {}).then((list) => list.map(({ person }) => person.id));
    expect([
      await theirs('leader'),
      await theirs('otherLeader'),
      await theirs('coordinator'),
      await theirs('office'),
    ]).toEqual([[id('leader')], [id('leader')], [id('leader')], []]);
    expect(await rows(`select recipient_id, urgency from notice where rule = 'leave.deputy'`)).toEqual([
      { recipient_id: id('otherLeader'), urgency: 'now' },
    ]);
    const until = town.at('2026-03-13T23:59:50+08:00');
    expect((await signedIn('otherLeader', until)).actor).toMatchObject({ standsInFor: [{ personId: id('leader') }] });
    const after = town.at('2026-03-14T00:00:00+08:00');
    expect((await signedIn('otherLeader', after)).actor).toMatchObject({ standsInFor: [] });
  });

  it('is refused where it makes no sense or is not one’s own, with nothing written', async () => {
    const before = await rows('select count(*) as n, (select count(*) from notice) as told from leave');
    expect(await codeOf(set('leader', null, '2026-03-13', '2026-03-16'))).toBe('leave.overlaps');
    expect(await codeOf(set('office', 'leader', '2026-03-13', '2026-03-16'))).toBe('leave.deputy_away');
    expect(await codeOf(set('office', 'enterprise', '2026-03-13', '2026-03-16'))).toBe('leave.deputy_unfit');
    expect(await codeOf(set('office', 'systemAdmin', '2026-03-13', '2026-03-16'))).toBe('leave.deputy_unfit');
    expect(await codeOf(set('office', null, '2026-03-13', '2026-03-16', 'otherOffice'))).toBe('access.denied');
    const [own] = await leaves.list(town.as('leader'), {});
    const change = (who: Someone, version: number) => codeOf(leaves.end(town.as(who), own!.id, version));
    expect([await change('office', 1), await change('otherLeader', 1), await change('leader', 7)]).toEqual([
      'leave.not_found',
      'access.denied',
      'leave.version_conflict',
    ]);
    expect(await rows('select count(*) as n, (select count(*) from notice) as told from leave')).toEqual(before);
  });

  it('of a deputy leaves the others to themselves, and they and the coordinators are told', async () => {
    const { withoutDeputy } = await set('otherLeader', null, '2026-03-13', '2026-03-20', 'coordinator');
    expect(withoutDeputy.map((person) => person.id)).toEqual([id('leader')]);
    expect(
      (await rows<{ r: string }>(`select recipient_id as r from notice where rule = 'leave.deputy-away'`)).map(
        ({ r }) => r,
      ),
      // The leader is away today: their deputy of today is told for them.
    ).toEqual(expect.arrayContaining([id('leader'), id('otherLeader')]));
  });
});

describe('during the leave', () => {
  const told = async (period: string) =>
    (
      await rows<{ r: string; mail: boolean; instead: string | null; urgency: string }>(
        `select n.recipient_id as r, d.delivery_id is not null as mail, n.args ->> 'insteadOf' as instead, n.urgency
         from notice n left join delivery d using (district_id, notice_id) where n.period = '${period}' order by 2`,
      )
    ).map(({ r, mail, instead, urgency }) => [r, mail, instead, urgency]);
  const raise = (period: string, ...parts: Parameters<typeof request>) =>
    now.transaction(town.system, (tx) => raiseNotices(tx, [request({ ...parts[0], period })]));

  it('the deputy is told of duties, once; the person keeps them in the inbox, without a mail', async () => {
    await raise('duty', { recipients: [{ person: id('leader') }], urgency: 'now' });
    expect(await told('duty')).toEqual([
      [id('leader'), false, null, 'now'],
      [id('otherLeader'), true, '示例leader', 'now'],
    ]);
    // Deputy and recipient at once: told once, and not put off to the morning when it was urgent for the absent one.
    await raise('both', { recipients: [{ person: id('otherLeader') }, { person: id('leader') }], urgency: 'now' });
    expect(await told('both')).toEqual([
      [id('leader'), false, null, 'now'],
      [id('otherLeader'), true, null, 'now'],
    ]);
    // What is only good to know stays with the person.
    await raise('news', { rule: 'problem.answered', recipients: [{ person: id('leader') }], urgency: 'digest' });
    expect(await told('news')).toEqual([[id('leader'), false, null, 'digest']]);
  });

  it('the deputy acts where the leader would, and timeline, notices and trail say for whom', async () => {
    const problems = new ProblemService(now);
    const filed = await problems.file(town.as('office'), {
      projectId: town.projects.construction,
      title: '施工用电未接入',
      description: '三周未送电',
      category: 'utilities',
      severity: 'normal',
      assistingDepartmentIds: [],
    });
    await problems.act(town.as('coordinator'), filed.id, 1, { type: 'signUp', toRung: 3, reason: '急' });
    // As themselves they cannot even see it.
    expect(await codeOf(problems.act(town.as('otherLeader'), filed.id, 2, { type: 'accept' }))).toBe(
      'problem.not_found',
    );
    await problems.act(await signedIn('otherLeader'), filed.id, 2, { type: 'accept' });
    expect(
      await rows(`select by_person_id, args ->> 'forName' as name from problem_entry where type = 'accepted'`),
    ).toEqual([{ by_person_id: id('otherLeader'), name: '示例leader' }]);
    expect(
      await rows(
        `select person_id, detail ->> 'forId' as whom, detail -> 'standsInFor' ->> 0 as stands from audit_entry where action = 'problem.accept'`,
      ),
    ).toEqual([{ person_id: id('otherLeader'), whom: id('leader'), stands: id('leader') }]);
  });

  it('back early, the deputy is told and reaches nothing more', async () => {
    const [own] = await leaves.list(town.as('leader'), {});
    expect(await leaves.end(town.as('leader'), own!.id, own!.version)).toMatchObject({ standing: 'calledOff' });
    expect((await signedIn('otherLeader')).actor).toMatchObject({ standsInFor: [] });
    expect(await rows(`select recipient_id from notice where rule = 'leave.ended'`)).toEqual([
      { recipient_id: id('otherLeader') },
    ]);
    expect(await codeOf(leaves.end(town.as('leader'), own!.id, own!.version + 1))).toBe('leave.over');
  });

  it('somebody else’s is called off with a reason, which they and the deputy are told and the trail keeps', async () => {
    const coming = await set('office', 'otherOffice', '2026-04-01', '2026-04-04');
    const toldOffice = () =>
      rows(
        `select args ->> 'reason' as why, args ->> 'revoked' as revoked from notice
         where rule = 'leave.yours' and recipient_id = '${id('office')}' order by notice_id`,
      );
    expect(await toldOffice()).toEqual([]);
    const call = (reason?: string) => leaves.end(town.as('coordinator'), coming.id, coming.version, reason);
    const kept = () => rows(`select version, end_reason from leave where leave_id = '${coming.id}'`);
    const before = await kept();
    expect(await codeOf(call())).toBe('leave.reason_required');
    expect(await kept()).toEqual(before);
    expect(await call('现场会改期')).toMatchObject({ standing: 'calledOff', endReason: '现场会改期', reason: '出差' });
    expect(
      await rows(
        `select recipient_id, args ->> 'reason' as why from notice where rule = 'leave.ended' and subject_id = '${coming.id}'`,
      ),
    ).toEqual([{ recipient_id: id('otherOffice'), why: '现场会改期' }]);
    expect(
      await rows(
        `select detail ->> 'reason' as why from audit_entry where action = 'leave.end' and subject_id = '${coming.id}'`,
      ),
    ).toEqual([{ why: '现场会改期' }]);
    expect(await toldOffice()).toEqual([{ why: '现场会改期', revoked: 'true' }]);
    await set('office', null, '2026-04-08', '2026-04-09', 'coordinator');
    expect(await toldOffice()).toEqual([
      { why: '现场会改期', revoked: 'true' },
      { why: '出差', revoked: 'false' },
    ]);
  });
});
