import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { outbox, person } from '#db/schema/index.js';
import { formatInstant, plainDate } from '#domain/calendar/index.js';
import type { Mail } from '#platform/mail/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { DeliveryInOtherHands } from './delivery.service.js';
import { openPost, request } from '../../../../test/support/notice-post.js';
import { skipOvertaken } from './notice.repository.js';
import { promiseLeftovers, raiseNotices, type NoticeRequest } from './raise-notices.js';

let district: SmallDistrict;
let post: ReturnType<typeof openPost>;
const moments = new Map<string, Database>();

beforeAll(async () => {
  district = await createSmallDistrict();
  post = openPost(district);
}, 60_000);

beforeEach(() => post.empty(at('2023-02-15T10:00:00+08:00')));

afterAll(async () => {
  post.transport.close();
  await district.close();
});

function at(moment: string): Database {
  const database = moments.get(moment) ?? district.at(moment);
  moments.set(moment, database);
  return database;
}

const to = (who: Someone) => [{ person: district.actors[who].personId }];
const raise = (database: Database, ...requests: NoticeRequest[]) =>
  database.transaction(district.system, (tx) => raiseNotices(tx, requests));
const digest = (database: Database, who: Someone, service = post.service(database)) =>
  service.deliverDigest(district.system, district.actors[who].personId);

const wednesday = '2023-02-15T22:00:00+08:00';
const thursday = '2023-02-16T09:05:00+08:00';

describe('an urgent mail', () => {
  async function raised(who: Someone, local?: 'refuse-5xx' | 'defer-4xx') {
    const address = await post.mailbox(at(wednesday), who, local);
    await raise(at(wednesday), request({ recipients: to(who) }));
    const { deliveryId } = (await post.deliveriesTo(at(wednesday), address))[0]!;
    const state = async () => (await post.deliveriesTo(at(wednesday), address))[0]!;
    return { address, deliveryId, state };
  }

  it('goes out at ten in the evening, readable, under its fixed Message-ID', async () => {
    const { address, deliveryId, state } = await raised('leader');
    await post.service(at(wednesday)).deliver(district.system, deliveryId);
    const [mail] = post.caught(address);
    expect(mail).toMatchObject({
      subject: '【督办】问题转到第2级（部门），由您办理：WT-2023-0001 污水管线迁改',
      messageId: `<${deliveryId}@duban.${district.districtId}>`,
    });
    expect(mail!.headers['auto-submitted']).toBe('auto-generated');
    expect(mail!.text).toContain('项目：示例项目');
    expect(mail!.text).toContain('https://duban.example.cn/problems/');
    expect(mail!.html).toContain('污水管线迁改');
    expect(await state()).toMatchObject({ state: 'sent', attempts: 1, lastError: null, leasedUntil: null });
    expect((await state()).sentAt).not.toBeNull();
  });

  it('goes out once, however often and by how many at a time it is delivered', async () => {
    const { address, deliveryId } = await raised('leader');
    const service = post.service(at(wednesday));
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => service.deliver(district.system, deliveryId)),
    );
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(DeliveryInOtherHands);
    expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true);
    await service.deliver(district.system, deliveryId);
    expect(post.caught(address)).toHaveLength(1);
  });

  it('waits and is tried again when the server says later (451)', async () => {
    const { address, deliveryId, state } = await raised('office', 'defer-4xx');
    const service = post.service(at(wednesday));
    await expect(service.deliver(district.system, deliveryId)).rejects.toMatchObject({ responseCode: 451 });
    expect(await state()).toMatchObject({ state: 'waiting', attempts: 1, leasedUntil: null });
    await expect(service.deliver(district.system, deliveryId)).rejects.toMatchObject({ temporary: true });
    const after = await state();
    expect(after.attempts).toBe(2);
    expect(after.lastError).toContain('451');
    expect(after.lastError).not.toContain(address);
  });

  it('fails for good when the server refuses (550), and asks for no other try', async () => {
    const { deliveryId, state } = await raised('office', 'refuse-5xx');
    const service = post.service(at(wednesday));
    await service.deliver(district.system, deliveryId);
    await service.deliver(district.system, deliveryId);
    expect(await state()).toMatchObject({ state: 'failed', attempts: 1, sentAt: null });
    expect((await state()).lastError).toContain('550');
  });

  it('sent by a process that died before writing it down, goes again once the lease is over, under the same id', async () => {
    const { address, deliveryId, state } = await raised('leader');
    const killed = at(wednesday);
    let dead = false;
    const dying = {
      transaction: ((...args: Parameters<Database['transaction']>) =>
        dead ? Promise.reject(new Error('killed')) : killed.transaction(...args)) as Database['transaction'],
    } as Database;
    const lastMail = {
      send: async (mail: Mail) => {
        await post.transport.send(mail);
        dead = true;
      },
    };
    await expect(post.service(dying, lastMail).deliver(district.system, deliveryId)).rejects.toThrow('killed');
    expect(await state()).toMatchObject({ state: 'sending', attempts: 1 });

    const soon = post.service(killed);
    await expect(soon.deliver(district.system, deliveryId)).rejects.toBeInstanceOf(DeliveryInOtherHands);
    expect(post.caught(address)).toHaveLength(1);

    const later = post.service(at('2023-02-15T23:00:00+08:00'));
    await later.deliver(district.system, deliveryId);
    await later.deliver(district.system, deliveryId);
    const mails = post.caught(address);
    expect(mails).toHaveLength(2);
    expect(mails[0]!.messageId).toBe(mails[1]!.messageId);
    expect(await state()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('is not sent to somebody who has left meanwhile', async () => {
    const { address, deliveryId, state } = await raised('otherLeader');
    await at(wednesday).transaction(district.system, (tx) =>
      tx.sql.update(person).set({ active: false }).where(eq(person.personId, district.actors.otherLeader.personId)),
    );
    await post.service(at(wednesday)).deliver(district.system, deliveryId);
    expect(post.caught(address)).toEqual([]);
    expect(await state()).toMatchObject({ state: 'skipped', skippedBecause: 'left' });
  });

  it('is sent however long it waited and whatever happened since: every step is told', async () => {
    const address = await post.mailbox(at(wednesday), 'leader');
    const first = request({ rule: 'problem.resolution-lapsed', recipients: to('leader'), period: 'p1' });
    await raise(at(wednesday), first);
    await raise(at(wednesday), { ...first, period: 'p2' });
    await raise(at(wednesday), { ...first, rule: 'problem.struck-off', urgency: 'digest' });
    const service = post.service(at(wednesday));
    for (const { deliveryId } of (await post.deliveriesTo(at(wednesday), address)).slice(0, 2))
      await service.deliver(district.system, deliveryId);
    expect(post.caught(address)).toHaveLength(2);
  });
});

describe('the morning digest', () => {
  const reminder = (parts: Partial<NoticeRequest> = {}) =>
    request({ rule: 'problem.reminder', urgency: 'digest', period: newId(), ...parts });

  it('is one mail with everything that waited for the person, in their language', async () => {
    const address = await post.mailbox(at(wednesday), 'department');
    await at(wednesday).transaction(district.system, (tx) =>
      tx.sql.update(person).set({ language: 'en' }).where(eq(person.personId, district.actors.department.personId)),
    );
    const answered = request({ rule: 'problem.answered', urgency: 'digest', args: { text: 'we dig on Monday' } });
    await raise(at(wednesday), reminder({ recipients: to('department') }));
    await raise(at(wednesday), { ...answered, recipients: to('department') });
    await digest(at(thursday), 'department');
    await digest(at(thursday), 'department');
    const mails = post.caught(address);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('[Duban] Morning digest: 2 matters');
    expect(mails[0]!.text).toContain('1. The time to solve it ends soon: WT-2023-0001 污水管线迁改');
    expect(mails[0]!.text).toContain('Answer: we dig on Monday');
    const deliveries = await post.deliveriesTo(at(thursday), address);
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(new Set(deliveries.map(({ messageId }) => messageId))).toEqual(new Set([mails[0]!.messageId]));
  });

  it('goes out once when two workers gather it at the same time', async () => {
    const address = await post.mailbox(at(wednesday), 'office');
    await raise(at(wednesday), reminder({ recipients: to('office') }), reminder({ recipients: to('office') }));
    await Promise.allSettled(Array.from({ length: 5 }, () => digest(at(thursday), 'office')));
    expect(post.caught(address)).toHaveLength(1);
  });

  it('takes nothing that is for a later morning, and nothing urgent', async () => {
    const address = await post.mailbox(at(wednesday), 'office');
    await raise(at(thursday), reminder({ recipients: to('office') }), request({ recipients: to('office') }));
    await digest(at(thursday), 'office');
    expect(post.caught(address)).toEqual([]);
  });

  it('whose turn comes out of working hours waits for the morning after Spring Festival', async () => {
    const address = await post.mailbox(at(wednesday), 'office');
    const before = at('2023-01-19T20:00:00+08:00');
    const evening = at('2023-01-20T21:00:00+08:00');
    await raise(before, reminder({ recipients: to('office') }));
    await digest(evening, 'office');
    expect(post.caught(address)).toEqual([]);
    const [waiting] = await post.deliveriesTo(evening, address);
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(formatInstant(waiting!.dueAt)).toBe('2023-01-28T09:00:00+08:00');
    const promises = await post.promises(evening);
    expect(promises.map(({ nextAttemptAt }) => formatInstant(nextAttemptAt))).toContain('2023-01-28T09:05:00+08:00');
    await digest(at('2023-01-23T09:05:00+08:00'), 'office');
    expect(post.caught(address)).toEqual([]);
    await digest(at('2023-01-28T09:05:00+08:00'), 'office');
    expect(post.caught(address)).toHaveLength(1);
  });

  it('after some mornings away tells the newest reminder of each problem; older ones are on record as skipped', async () => {
    const address = await post.mailbox(at(wednesday), 'office');
    const subjectId = newId();
    const another = newId();
    for (const day of ['13', '14', '15'])
      await raise(
        at(`2023-02-${day}T10:00:00+08:00`),
        reminder({ recipients: to('office'), subjectId, args: { number: `day ${day}` } }),
      );
    await raise(at(wednesday), reminder({ recipients: to('office'), subjectId: another, args: { number: 'done' } }));
    const closed = { rule: 'problem.struck-off', subjectId: another, args: { number: 'struck' } } as const;
    await raise(at(wednesday), request({ ...closed, recipients: to('office'), urgency: 'digest' }));
    await digest(at(thursday), 'office');
    const [mail] = post.caught(address);
    expect(mail!.text).toContain('day 15');
    expect(mail!.text).toContain('struck');
    expect(mail!.text).not.toMatch(/day 1[34]|done/);
    const states = (await post.deliveriesTo(at(thursday), address)).map(({ state }) => state);
    expect(states.sort()).toEqual(['sent', 'sent', 'skipped', 'skipped', 'skipped']);
  });

  it('asks nobody for what is done meanwhile; the inbox keeps it, and what was asked for elsewhere still goes', async () => {
    const address = await post.mailbox(at(wednesday), 'leader');
    const [decided, open] = [newId(), newId()];
    const asked = (subjectId: string, number: string) =>
      request({
        rule: 'problem.pause-requested',
        urgency: 'digest',
        subjectId,
        recipients: to('leader'),
        args: { number },
      });
    await raise(at(wednesday), asked(decided, 'granted'), asked(open, 'waiting'));
    await at(wednesday).transaction(district.system, (tx) =>
      skipOvertaken(tx, [{ subjectId: decided, rules: ['problem.pause-requested', 'problem.reminder'] }]),
    );
    await digest(at(thursday), 'leader');
    const [mail] = post.caught(address);
    expect(mail!.text).toContain('waiting');
    expect(mail!.text).not.toContain('granted');
    const deliveries = await post.deliveriesTo(at(thursday), address);
    expect(deliveries.map(({ state, skippedBecause }) => [state, skippedBecause]).sort()).toEqual([
      ['sent', null],
      ['skipped', 'overtaken'],
    ]);
    expect((await post.notices(at(thursday))).filter(({ subjectId }) => subjectId === decided)).toHaveLength(1);
  });

  it('that was tried before stays the same mail; what came later is another', async () => {
    const address = await post.mailbox(at(wednesday), 'office');
    await raise(at(wednesday), reminder({ recipients: to('office') }), reminder({ recipients: to('office') }));
    const away = { send: () => Promise.reject(new Error('no route to the server')) };
    await expect(digest(at(thursday), 'office', post.service(at(thursday), away))).rejects.toThrow('no route');
    await raise(at('2023-02-16T10:00:00+08:00'), reminder({ recipients: to('office') }));
    await digest(at('2023-02-17T09:05:00+08:00'), 'office');
    const deliveries = await post.deliveriesTo(at(thursday), address);
    expect(deliveries.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 2],
      ['sent', 2],
      ['sent', 1],
    ]);
    expect(post.caught(address).map((mail) => mail.messageId)).toEqual([
      deliveries[0]!.messageId,
      deliveries[2]!.messageId,
    ]);
    expect(deliveries[1]!.messageId).toBe(deliveries[0]!.messageId);
  });

  it('that was gathered before something of its morning had committed gets the rest an hour later', async () => {
    const address = await post.mailbox(at(wednesday), 'office');
    await raise(at(wednesday), reminder({ recipients: to('office') }));
    const ten = at('2023-02-16T10:00:00+08:00');
    await ten.transaction(district.system, (tx) => promiseLeftovers(tx, plainDate('2023-02-16')));
    const { personId } = district.actors.office;
    const promised = await ten.read(district.system, (tx) =>
      tx.sql
        .select()
        .from(outbox)
        .where(and(eq(outbox.job, 'notice.digest'), eq(outbox.key, `${personId} 2023-02-16 leftovers`))),
    );
    expect(promised).toMatchObject([{ payload: { personId } }]);
    await digest(ten, 'office');
    await ten.transaction(district.system, (tx) => promiseLeftovers(tx, plainDate('2023-02-17')));
    expect(post.caught(address)).toHaveLength(1);
    expect((await post.promises(ten)).filter(({ key }) => key.includes('leftovers'))).toHaveLength(1);
  });
});
