import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { insertFeedback } from './feedback.repository.js';
import { FeedbackService } from './feedback.service.js';

jest.setTimeout(60_000);

let town: SmallDistrict;
let database: Database;
let feedback: FeedbackService;

beforeAll(async () => {
  town = await createSmallDistrict();
  database = town.at('2026-03-20T17:00:00+08:00');
  feedback = new FeedbackService(database);
});
afterAll(() => town?.close());

const all = { limit: 25, mine: false } as const;
const listed = async (who: Someone) => (await feedback.list(town.as(who), all)).items.map(({ text }) => text);
const notices = async (rule: string) =>
  (
    await database.read(town.system, (tx) =>
      tx.sql.execute(sql`select p.username, n.args ->> 'title' as title, n.args ->> 'text' as text from notice n
        join person p on p.person_id = n.recipient_id where n.rule = ${rule} order by n.notice_id`),
    )
  ).rows;

describe('feedback', () => {
  it('is filed by anybody, read by those who answer, and the answer comes back', async () => {
    const filed = await feedback.file(town.as('enterprise', 'feedback-1'), { text: '看不到答复', screen: '/problems' });
    expect(
      await feedback.file(town.as('enterprise', 'feedback-1'), { text: '看不到答复', screen: '/problems' }),
    ).toEqual(filed);
    await feedback.file(town.as('leader'), { text: '按钮太小' });
    expect(await notices('feedback.filed')).toEqual([
      { username: 'coordinator', title: '看不到答复', text: null },
      { username: 'coordinator', title: '按钮太小', text: null },
    ]);
    for (const who of ['coordinator', 'systemAdmin'] as const)
      expect(await listed(who)).toEqual(['按钮太小', '看不到答复']);
    expect(await listed('enterprise')).toEqual(['看不到答复']);
    expect(await listed('office')).toEqual([]);
    expect((await feedback.list(town.as('coordinator'), { ...all, mine: true })).items).toEqual([]);

    await expect(feedback.answer(town.as('coordinator'), filed.id, 2, 'x')).rejects.toMatchObject({
      refusal: { code: 'feedback.version_conflict' },
    });
    await expect(feedback.answer(town.as('coordinator'), newId(), 1, 'x')).rejects.toMatchObject({
      refusal: { code: 'feedback.not_found' },
    });
    const answered = await feedback.answer(town.as('systemAdmin'), filed.id, 1, '已修复');
    expect(answered).toMatchObject({ version: 2, answer: { text: '已修复', by: { name: '示例systemAdmin' } } });
    expect(await notices('feedback.answered')).toEqual([
      { username: 'enterprise', title: '看不到答复', text: '已修复' },
    ]);
    expect((await feedback.list(town.as('enterprise'), all)).items[0]).toEqual(answered);
    const waiting = await feedback.list(town.as('coordinator'), { ...all, answered: false });
    expect(waiting.items.map(({ text }) => text)).toEqual(['按钮太小']);
  });

  it('pages, and ends at twenty a day', async () => {
    const filedBy = town.actors.office.personId;
    await database.transaction(town.system, async (tx) => {
      for (let n = 1; n <= 19; n++)
        await insertFeedback(tx, { feedbackId: newId(), filedBy, text: `第${n}条`, screen: null, contact: null });
    });
    await feedback.file(town.as('office'), { text: '第20条' });
    await expect(feedback.file(town.as('office'), { text: '又一条' })).rejects.toMatchObject({
      refusal: { code: 'feedback.too_many' },
    });
    const first = await feedback.list(town.as('office'), { ...all, limit: 15 });
    const second = await feedback.list(town.as('office'), { ...all, limit: 15, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(
      Array.from({ length: 20 }, (_, n) => `第${20 - n}条`),
    );
    expect(second.next).toBeNull();
  });
});
