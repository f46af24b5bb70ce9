import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { RefusedError } from '#domain/refusal.js';
import { outbox, timers } from '#jobs/index.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { noticeDeliver } from '../notice/notice.jobs.js';
import { raiseNotices } from '../notice/raise-notices.js';
import '../meeting/meeting.handlers.js';
import { problemReachedMeeting } from '../problem/problem.jobs.js';
import { ProblemService } from '../problem/problem.service.js';
import { OperationsReader } from './operations.reader.js';
import { OperationsService } from './operations.service.js';

let town: SmallDistrict;
let now: Database;
let reader: OperationsReader;
let operations: OperationsService;
let problemId: string;

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at('2026-03-11T10:00:00+08:00');
  reader = new OperationsReader(now);
  operations = new OperationsService(now);
  const filed = await new ProblemService(now).file(town.as('office'), {
    projectId: town.projects.construction,
    title: '施工用电未接入',
    description: '三周未送电',
    category: 'utilities',
    severity: 'normal',
    assistingDepartmentIds: [],
  });
  problemId = filed.id;
}, 60_000);
afterAll(async () => town?.close());

const me = () => town.as('coordinator');
const run = (text: string) => now.transaction(town.system, (tx) => tx.sql.execute(sql.raw(text)));
const rows = async <Row extends Record<string, unknown>>(text: string) =>
  now.read(town.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(text))).rows);
const codeOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal.code,
  );
const lastAudit = async () =>
  (
    await rows<{ action: string; detail: object }>(
      'select action, subject_id, detail from audit_entry order by seq desc limit 1',
    )
  )[0];

describe('dead letters', () => {
  it('say what they were for and why they failed, page by page', async () => {
    await now.transaction(town.system, async (tx) => {
      for (const n of [1, 2, 3]) await outbox.add(tx, problemReachedMeeting, { problemId }, { key: `letter-${n}` });
    });
    await run(`update outbox set dead_at = date_trunc('milliseconds', duban_now()) - interval '1 hour', attempts = 10, last_error = 'deadlock detected'
      where job = 'problem.reached-meeting'`);
    const first = await reader.deadLetters(me(), { limit: 2 });
    expect(first.items[0]).toMatchObject({
      job: 'problem.reached-meeting',
      does: { zh: '把到第4级的问题列入周例会议程' },
      subject: {
        kind: 'problem',
        id: problemId,
        name: { zh: expect.stringMatching(/^WT-2026-/) },
        path: `/problems/${problemId}`,
      },
      attempts: 10,
      cause: { code: 'collision', tryAgain: 'now', original: 'deadlock detected' },
    });
    const second = await reader.deadLetters(me(), { limit: 2, cursor: first.next! });
    expect(second.next).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    expect((await reader.deadLetters(me(), { limit: 9, job: 'notice.deliver' })).items).toEqual([]);
  });

  it('are sent again once, with a reason in the trail, and let go for good', async () => {
    const [one, two] = (await reader.deadLetters(me(), { limit: 9 })).items;
    const both = await Promise.all([1, 2].map(() => codeOf(operations.requeue(me(), one!.id, '已恢复'))));
    expect(both.sort()).toEqual(['done', 'operations.dead_letter_not_found']);
    expect(await lastAudit()).toMatchObject({ action: 'operations.requeue', detail: { reason: '已恢复' } });
    expect(await rows(`select attempts, dead_at, last_error from outbox where outbox_id = '${one!.id}'`)).toEqual([
      { attempts: 0, dead_at: null, last_error: null },
    ]);
    expect(await operations.dismiss(me(), two!.id, '事项已人工办理')).toEqual({ id: two!.id, done: 'dismissed' });
    expect(await codeOf(operations.requeue(me(), two!.id, '再试'))).toBe('operations.dead_letter_not_found');
    expect((await reader.deadLetters(me(), { limit: 9 })).items).toHaveLength(1);
    expect((await reader.overview(me())).promises.dead).toBe(1);
  });
});

describe('timers', () => {
  it('are found by state, kind and subject, in order', async () => {
    await now.transaction(town.system, (tx) =>
      timers.plan(
        tx,
        [1, 2, 3].map((n) => ({
          subjectKind: 'meeting',
          subjectId: newId(),
          subjectVersion: 1,
          timers: [{ kind: 'meeting.cut-off', dueAt: (tx.now - n * 60_000) as never }],
        })),
      ),
    );
    const pending = await reader.timers(me(), { limit: 9, state: 'pending', subjectId: problemId });
    expect(pending.items.map(({ kind }) => kind).sort()).toEqual([
      'problem.reminder',
      'problem.resolution',
      'problem.response',
    ]);
    expect(new Set(pending.items.map(({ state }) => state))).toEqual(new Set(['pending']));
    expect([...pending.items].sort((a, b) => a.dueAt - b.dueAt)).toEqual(pending.items);
    expect(pending.items[0]!.subject.name?.zh).toMatch(/^WT-2026-/);
    const overdue = await reader.timers(me(), { limit: 2, state: 'overdue' });
    const rest = await reader.timers(me(), { limit: 2, state: 'overdue', cursor: overdue.next! });
    const all = [...overdue.items, ...rest.items];
    expect(all).toHaveLength(3);
    expect([...all].sort((a, b) => a.dueAt - b.dueAt)).toEqual(all);
    const { timers: counted } = await reader.overview(me());
    expect([counted.overdue, counted.pending]).toEqual([3, 3]);
    expect(counted.overdueSince).toBe(all[0]!.dueAt);
  });

  it('that are parked say why, are tried again once, or let go', async () => {
    await run(
      `update timer set parked_at = duban_now(), attempts = 10, last_error = 'poison' where kind = 'meeting.cut-off'`,
    );
    const parked = (await reader.timers(me(), { limit: 9, state: 'parked' })).items;
    expect(parked[0]).toMatchObject({
      attempts: 10,
      cause: { code: 'unknown', original: 'poison' },
      does: { zh: '议题截止，锁定议程' },
    });
    const [one, two] = parked;
    const twice = await Promise.all([1, 2].map(() => codeOf(operations.retryTimer(me(), one!.id, '已修复'))));
    expect(twice.sort()).toEqual(['done', 'operations.parked_timer_not_found']);
    expect(await rows(`select attempts, parked_at, retry_at from timer where timer_id = '${one!.id}'`)).toEqual([
      { attempts: 0, parked_at: null, retry_at: null },
    ]);
    await operations.dismissTimer(me(), two!.id, '会议已取消');
    expect(await rows(`select outcome, last_error from timer where timer_id = '${two!.id}'`)).toEqual([
      { outcome: 'cancelled', last_error: 'poison' },
    ]);
    expect((await reader.timers(me(), { limit: 9, state: 'cancelled' })).items.map(({ id }) => id)).toEqual([two!.id]);
    expect(await codeOf(operations.retryTimer(me(), two!.id, '再试'))).toBe('operations.parked_timer_not_found');
  });
});

describe('deliveries', () => {
  const deliveryIds = async (state: 'failed' | 'stuck') =>
    (await reader.deliveries(me(), { limit: 50, state })).items.map(({ id }) => id);

  it('that failed go again to the address the person has now; those that are sent stay sent', async () => {
    const refs = [1, 2, 3].map(() => newId());
    await now.transaction(town.system, (tx) =>
      raiseNotices(
        tx,
        refs.map((subjectId) => ({
          rule: 'problem.moved' as const,
          subjectKind: 'problem',
          subjectId,
          period: 'p',
          recipients: [{ person: town.actors.leader.personId }],
          urgency: 'now' as const,
          args: {},
        })),
      ),
    );
    const ids = (
      await rows<{ delivery_id: string }>(`select delivery_id from delivery join notice using (district_id, notice_id)
        where subject_id = any('{${refs.join(',')}}'::uuid[]) order by 1`)
    ).map((row) => row.delivery_id);
    const [failed, stuck, sent] = ids as [string, string, string];
    await run(
      `update delivery set state = 'failed', attempts = 1, last_error = '550 no such user' where delivery_id = '${failed}'`,
    );
    await run(`update delivery set due_at = duban_now() - interval '31 minutes' where delivery_id = '${stuck}'`);
    await run(`update delivery set state = 'sent' where delivery_id = '${sent}'`);
    await run(`update person set email = 'right@demo.invalid' where username = 'leader'`);
    expect(await deliveryIds('failed')).toEqual([failed]);
    expect(await deliveryIds('stuck')).toEqual([stuck]);
    expect((await reader.overview(me())).deliveries).toMatchObject({ stuck: 1, failed: 1 });
    expect(await operations.retryDelivery(me(), failed, '邮箱已更正')).toEqual({ id: failed, done: 'sentAgain' });
    expect(await rows(`select state, address, last_error from delivery where delivery_id = '${failed}'`)).toEqual([
      { state: 'waiting', address: 'right@demo.invalid', last_error: null },
    ]);
    expect(
      await rows(
        `select count(*)::int as n from outbox where job = '${noticeDeliver.name}' and key like '${failed} retry%'`,
      ),
    ).toEqual([{ n: 1 }]);
    expect(await codeOf(operations.retryDelivery(me(), sent, '再发'))).toBe('operations.delivery_settled');
    await operations.dismissDelivery(me(), stuck, '已电话告知');
    expect(await rows(`select state, last_error from delivery where delivery_id = '${stuck}'`)).toEqual([
      { state: 'skipped', last_error: 'dismissed: 已电话告知' },
    ]);
    expect(await lastAudit()).toMatchObject({ action: 'operations.dismiss-delivery', subject_id: stuck });
    await run(`update person set active = false where username = 'leader'`);
    expect(await codeOf(operations.retryDelivery(me(), failed, '再发'))).toBe('operations.delivery_recipient_gone');
    expect(await codeOf(operations.retryDelivery(me(), newId(), '再发'))).toBe('operations.delivery_not_found');
  });
});

describe('periodic work', () => {
  it('says how far it has come, and why it does not go on', async () => {
    await run(`insert into period_run values ('${town.districtId}', 'meeting.open-agendas', '2026-03-09', duban_now(), duban_now(), 1, null),
      ('${town.districtId}', 'meeting.open-agendas', '2026-03-10', duban_now(), null, 4, 'deadlock detected')`);
    const works = await reader.periods(me());
    expect(works.find(({ job }) => job === 'meeting.open-agendas')).toMatchObject({
      upTo: '2026-03-09',
      behind: 2,
      attempts: 4,
      cause: { code: 'collision' },
    });
    expect(works.map(({ job }) => job)).toEqual(expect.arrayContaining(['jobs.forget', 'notice.gather-leftovers']));
    const page = await reader.periodRuns(me(), { job: 'meeting.open-agendas', limit: 1 });
    expect(page.items.map(({ periodStart }) => periodStart)).toEqual(['2026-03-10']);
    const next = await reader.periodRuns(me(), { job: 'meeting.open-agendas', limit: 1, cursor: page.next! });
    expect([next.items[0]!.periodStart, next.next]).toEqual(['2026-03-09', null]);
  });
});
