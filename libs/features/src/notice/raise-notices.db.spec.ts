import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { person } from '#db/schema/index.js';
import type { CommandContext } from '#domain/access/index.js';
import { formatInstant, parseInstant } from '#domain/calendar/index.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { openPost, request } from '../../../../test/support/notice-post.js';
import { raiseNotices, type NoticeRequest } from './raise-notices.js';

let district: SmallDistrict;
let post: ReturnType<typeof openPost>;
let friday: Database;

beforeAll(async () => {
  district = await createSmallDistrict();
  post = openPost(district);
  friday = district.at('2023-01-20T19:30:00+08:00');
}, 60_000);

beforeEach(() => post.empty(friday));

afterAll(async () => {
  post.transport.close();
  await district.close();
});

const raise = (context: CommandContext, ...requests: NoticeRequest[]) =>
  friday.transaction(context, (tx) => raiseNotices(tx, requests));
const idOf = (who: keyof SmallDistrict['actors']) => district.actors[who].personId;

describe('raiseNotices', () => {
  it('tells everyone behind the recipients but whoever acts', async () => {
    const recipients = [
      { unit: district.units.office },
      { person: idOf('leader') },
      { company: district.units.company },
      { role: 'coordinator' as const },
    ];
    await raise(district.as('office'), request({ recipients }));
    const told = await post.notices(friday);
    expect(told.map((row) => row.recipientId).sort()).toEqual(
      [idOf('leader'), idOf('enterprise'), idOf('coordinator')].sort(),
    );
    expect(told[0]!.args).toMatchObject({ number: 'WT-2023-0001', byName: '示例office' });
  });

  it('tells nobody twice of one thing, however often and by how many it is raised', async () => {
    const once = request({ recipients: [{ person: idOf('leader') }, { unit: district.units.leadership }] });
    await raise(district.system, once, once);
    await Promise.all(Array.from({ length: 6 }, () => raise(district.system, once)));
    const told = await post.notices(friday);
    expect(told.filter((row) => row.recipientId === idOf('leader'))).toHaveLength(1);
    expect(await post.promises(friday)).toHaveLength(told.length);
    await raise(district.system, { ...once, period: 'rung-2-r1-p4' });
    expect(await post.notices(friday)).toHaveLength(told.length * 2);
  });

  it('who is meant in both urgencies hears of it once, the sooner way, in whatever order', async () => {
    const recipients = [{ person: idOf('leader') }];
    const now = request({ recipients });
    await raise(district.system, now, { ...now, urgency: 'digest' });
    const other = { ...now, subjectId: newId() };
    await raise(district.system, { ...other, urgency: 'digest' }, other);
    expect((await post.notices(friday)).map((row) => row.urgency)).toEqual(['now', 'now']);
  });

  it('what cannot wait goes at once at any hour; the rest on the first morning of work, in one digest each', async () => {
    const address = await post.mailbox(friday, 'leader');
    const recipients = [{ person: idOf('leader') }];
    await raise(district.system, request({ recipients }), request({ recipients, urgency: 'digest' }));
    await raise(district.system, request({ recipients, urgency: 'digest' }));
    const deliveries = await post.deliveriesTo(friday, address);
    const due = deliveries.map((row) => formatInstant(row.dueAt)).sort();
    expect(due[0]).toMatch(/^2023-01-20T19:30/);
    // Saturday after Spring Festival is worked.
    expect(due.slice(1)).toEqual(['2023-01-28T09:00:00+08:00', '2023-01-28T09:00:00+08:00']);
    const promises = await post.promises(friday);
    expect(promises.map(({ job, key }) => [job, key]).sort()).toEqual([
      ['notice.deliver', expect.any(String)],
      ['notice.digest', `${idOf('leader')} 2023-01-28`],
    ]);
    const digest = promises.find(({ job }) => job === 'notice.digest')!;
    expect(formatInstant(digest.nextAttemptAt)).toBe('2023-01-28T09:05:00+08:00');
  });

  it('who has no address has an inbox all the same', async () => {
    await friday.transaction(district.system, (tx) =>
      tx.sql
        .update(person)
        .set({ email: null })
        .where(eq(person.personId, idOf('principal'))),
    );
    await raise(district.system, request({ recipients: [{ person: idOf('principal') }] }));
    expect(await post.notices(friday)).toHaveLength(1);
    expect(await post.promises(friday)).toHaveLength(0);
  });

  it('nothing is told when the act is rolled back', async () => {
    const recipients = [{ person: idOf('leader') }];
    const failing = friday.transaction(district.system, async (tx) => {
      await raiseNotices(tx, [request({ recipients })]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await post.notices(friday)).toHaveLength(0);
    expect(await post.promises(friday)).toHaveLength(0);
  });

  it('500 at once cost as many statements as one', async () => {
    const settings = {
      url: district.databaseUrl,
      clockOffsetMs: parseInstant('2023-01-20T10:00:00+08:00')! - Date.now(),
      maxConnections: 1,
      applicationName: 'counting',
    };
    let statements = 0;
    const pool = createPool(settings, () => undefined);
    pool.on('connect', (client) => {
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      client.query = ((...args: unknown[]) => {
        statements += 1;
        return query(...args);
      }) as typeof client.query;
    });
    const counted = new Database(pool);
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        request({
          recipients: [{ unit: district.units.office }, { person: idOf('leader') }],
          urgency: n % 2 === 0 ? 'now' : 'digest',
        }),
      );
    const cost = async (requests: NoticeRequest[]) => {
      statements = 0;
      await counted.transaction(district.system, (tx) => raiseNotices(tx, requests));
      return statements;
    };
    const two = await cost(many(2));
    expect(await cost(many(500))).toBe(two);
    expect(await post.notices(friday)).toHaveLength(2 * 502);
    await counted.close();
  });
});
