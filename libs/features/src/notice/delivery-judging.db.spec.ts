import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { contract, leave, noticeChoice, person, personRole } from '#db/schema/index.js';
import { plainDate } from '#domain/calendar/index.js';
import { LeaveService } from '#features/leave/index.js';
import { ProblemService } from '#features/problem/index.js';
import { noticeSights } from '../../../../apps/worker/src/notice-sights.js';
import { openPost, request } from '../../../../test/support/notice-post.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { noticeRules, type NoticeRule } from './notice-rules.js';
import { NoticeSights } from './notice-sights.js';
import { noticeSubjects, subjectsOfRules } from './notice-subjects.js';
import { noticeTopics } from './notice-topics.js';
import { raiseNotices, type NoticeRequest } from './raise-notices.js';

let district: SmallDistrict;
let post: ReturnType<typeof openPost>;
let evening: Database;
let morning: Database;
let problemId: string;

beforeAll(async () => {
  district = await createSmallDistrict();
  post = openPost(district);
  evening = district.at('2023-02-15T22:00:00+08:00');
  morning = district.at('2023-02-16T09:05:00+08:00');
  const filed = await new ProblemService(district.at('2023-02-14T10:00:00+08:00')).file(district.as('office'), {
    projectId: district.projects.construction,
    title: '污水管线迁改',
    description: '说明',
    category: 'land',
    severity: 'normal',
    assistingDepartmentIds: [],
  });
  problemId = filed.id;
}, 60_000);

beforeEach(() => post.empty(evening));

afterAll(async () => {
  post.transport.close();
  await district.close();
});

const idOf = (who: Someone) => district.actors[who].personId;
const raise = (...requests: NoticeRequest[]) =>
  evening.transaction(district.system, (tx) => raiseNotices(tx, requests));
const about = (who: Someone, parts: Partial<NoticeRequest> = {}) =>
  request({
    rule: 'problem.reminder',
    urgency: 'digest',
    subjectId: problemId,
    recipients: [{ person: idOf(who) }],
    ...parts,
  });
const digest = (who: Someone) =>
  post.service(morning, post.transport, noticeSights).deliverDigest(district.system, idOf(who));
const change = (work: Parameters<Database['transaction']>[1]) => morning.transaction(district.system, work);
const stateOf = async (address: string) =>
  (await post.deliveriesTo(morning, address))
    .map(({ state, skippedBecause }) => [state, skippedBecause])
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));

describe('at the moment of sending', () => {
  it('a problem still in sight is mailed to everybody who has to do with it', async () => {
    for (const who of ['office', 'department', 'leader', 'coordinator', 'principal', 'enterprise'] as const) {
      const address = await post.mailbox(evening, who);
      await raise(about(who));
      await digest(who);
      expect([who, await stateOf(address)]).toEqual([who, [['sent', null]]]);
    }
  });

  it('a problem that moved out of reach since is not, and the delivery says why', async () => {
    const address = await post.mailbox(evening, 'leader');
    await raise(about('leader'), about('leader', { rule: 'problem.moved', urgency: 'now' }));
    const move = (leaderId: string) =>
      change((tx) =>
        tx.sql.update(contract).set({ leaderId }).where(eq(contract.projectId, district.projects.construction)),
      );
    await move(idOf('otherLeader'));
    await digest('leader');
    const urgent = (await post.deliveriesTo(morning, address)).find(({ state }) => state === 'waiting')!;
    await post.service(morning, post.transport, noticeSights).deliver(district.system, urgent.deliveryId);
    await move(idOf('leader'));
    expect(post.caught(address)).toEqual([]);
    expect(await stateOf(address)).toEqual([
      ['skipped', 'outOfSight'],
      ['skipped', 'outOfSight'],
    ]);
    expect(await post.notices(morning)).toHaveLength(2);
  });

  it('one out of sight keeps nothing back that is in sight', async () => {
    const address = await post.mailbox(evening, 'office');
    await raise(about('office'), about('office', { subjectId: newId(), args: { number: 'WT-GONE' } }));
    await digest('office');
    expect(post.caught(address)).toHaveLength(1);
    expect(post.caught(address)[0]!.text).not.toContain('WT-GONE');
    expect(await stateOf(address)).toEqual([
      ['sent', null],
      ['skipped', 'outOfSight'],
    ]);
  });

  it('whose role was taken sees nothing, who has left is gone', async () => {
    const address = await post.mailbox(evening, 'department');
    await raise(about('department'));
    const role = and(eq(personRole.personId, idOf('department')), eq(personRole.role, 'department'));
    const [held] = (await change((tx) => tx.sql.delete(personRole).where(role).returning())) as never[];
    await digest('department');
    expect(await stateOf(address)).toEqual([['skipped', 'outOfSight']]);
    await change((tx) => tx.sql.insert(personRole).values(held!));

    await raise(about('department', { period: 'again' }));
    const active = (is: boolean) =>
      change((tx) =>
        tx.sql
          .update(person)
          .set({ active: is })
          .where(eq(person.personId, idOf('department'))),
      );
    await active(false);
    await digest('department');
    await active(true);
    expect(await stateOf(address)).toEqual([
      ['skipped', 'left'],
      ['skipped', 'outOfSight'],
    ]);
    expect(post.caught(address)).toEqual([]);
  });

  it('a chair is told of a problem on their agenda, though problems of others are not theirs to see', async () => {
    const address = await post.mailbox(evening, 'otherLeader');
    const args = { number: 'WT-2023-0001', title: '污水管线迁改' };
    await raise(
      about('otherLeader', { args }),
      about('otherLeader', { rule: 'agenda.listed', args: { ...args, seriesEn: 'X', series: '例会', times: 1 } }),
    );
    await digest('otherLeader');
    expect(await stateOf(address)).toEqual([
      ['sent', null],
      ['skipped', 'outOfSight'],
    ]);
    const told = (await post.notices(morning)).map(({ rule, noticeId }) => [noticeId, rule]);
    const sent = (await post.deliveriesTo(morning, address)).find(({ state }) => state === 'sent');
    expect(new Map(told as [string, string][]).get(sent!.noticeId)).toBe('agenda.listed');
  });

  it('what is not wanted by mail stays in the inbox; a duty is mailed whatever was chosen', async () => {
    const address = await post.mailbox(evening, 'office');
    await change((tx) =>
      tx.sql.insert(noticeChoice).values({
        districtId: district.districtId,
        personId: idOf('office'),
        without: [...noticeTopics],
        version: 1,
        changedAt: tx.now,
      }),
    );
    await raise(about('office'), about('office', { rule: 'problem.answered', args: { text: 'we dig' } }));
    await digest('office');
    await change((tx) => tx.sql.delete(noticeChoice));
    expect(await stateOf(address)).toEqual([
      ['sent', null],
      ['skipped', 'unwanted'],
    ]);
    expect(post.caught(address)[0]!.text).not.toContain('we dig');
  });

  it('who went on leave since is not mailed: the deputy has the duty, once, and the rest stays in the inbox', async () => {
    const absent = await post.mailbox(evening, 'leader');
    const deputy = await post.mailbox(evening, 'otherLeader');
    await raise(about('leader'), about('leader', { rule: 'problem.answered', args: { text: 'we dig' } }));
    await new LeaveService(evening).set(district.as('leader'), {
      from: plainDate('2023-02-16'),
      until: plainDate('2023-02-18'),
      deputyId: idOf('otherLeader'),
      reason: '学习',
    });
    await digest('leader');
    await digest('leader');
    await digest('otherLeader');
    expect(await stateOf(absent)).toEqual([
      ['skipped', 'away'],
      ['skipped', 'away'],
    ]);
    const toDeputy = await post.deliveriesTo(morning, deputy);
    expect(toDeputy.filter(({ state }) => state === 'sent')).toHaveLength(1);
    const mails = post.caught(deputy).filter(({ text }) => text.includes('办结时限将到'));
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain('示例leader');
    const promised = (await post.promises(morning)).map(({ key }) => key);
    expect(promised.filter((key) => key.startsWith('handed on'))).toHaveLength(1);
    await change((tx) => tx.sql.delete(leave));
  });
});

describe('the sights', () => {
  it('are whole: every rule is about something, and there is a sight of it', () => {
    const sights = new Set(noticeSights.map(({ kind }) => kind));
    for (const rule of Object.keys(noticeRules) as NoticeRule[]) {
      expect([rule, subjectsOfRules[rule].length]).not.toEqual([rule, 0]);
      for (const kind of subjectsOfRules[rule]) expect([rule, kind, sights.has(kind)]).toEqual([rule, kind, true]);
    }
    expect(new Set(Object.values(subjectsOfRules).flat())).toEqual(new Set(noticeSubjects));
  });

  it.each(noticeSights.map(({ kind }) => kind))('without one of %s the worker does not start', (kind) => {
    expect(() => new NoticeSights(noticeSights.filter((sight) => sight.kind !== kind))).toThrow(`missing ${kind}`);
  });

  it('two of one kind are one too many', () => {
    expect(() => new NoticeSights([...noticeSights, noticeSights[0]!])).toThrow('twice problem');
  });

  it('nothing is raised about what a rule does not speak of', async () => {
    await expect(raise(about('office', { subjectKind: 'card' }))).rejects.toThrow('not about a card');
  });

  it('of a subject that is not there, or to a person of no role, are blind; all of them run', async () => {
    const nobody = { ...district.actors.office, roles: [] };
    for (const { kind, seen } of noticeSights) {
      const ids = [newId(), district.units.office, district.districtId];
      const found = await morning.read(district.system, (tx) => seen(tx, nobody, ids));
      expect([kind, [...found]]).toEqual([kind, []]);
    }
    for (const { kind, seen } of noticeSights.filter(
      ({ kind }) => !['leave', 'calendar', 'office', 'district', 'report', 'card'].includes(kind),
    )) {
      const found = await morning.read(district.system, (tx) => seen(tx, district.actors.coordinator, [newId()]));
      expect([kind, [...found]]).toEqual([kind, []]);
    }
  });

  it('an office sees its own progress, reports and cards, the coordinator all, a leader none of them', async () => {
    const { office, otherOffice } = district.units;
    const seen = (kind: string, who: Someone) => {
      const sight = noticeSights.find((each) => each.kind === kind)!;
      return morning.read(district.system, async (tx) => [
        ...(await sight.seen(tx, district.actors[who], [office, otherOffice])),
      ]);
    };
    for (const kind of ['office', 'report', 'card']) {
      expect([kind, await seen(kind, 'office')]).toEqual([kind, [office]]);
      expect([kind, await seen(kind, 'coordinator')]).toEqual([kind, [office, otherOffice]]);
      expect([kind, await seen(kind, 'leader')]).toEqual([kind, []]);
    }
  });
});
