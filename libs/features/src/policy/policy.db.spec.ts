import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '#db/database.js';
import { parseInstant, plainDate } from '#domain/calendar/index.js';
import { ok, refuse, RefusedError } from '#domain/refusal.js';
import { InvalidRequestError } from '#platform/http/index.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { definePolicy, policyInForce, policyVersions, publishPolicy, type NewPolicyVersion } from './index.js';

jest.setTimeout(60_000);

const tea = definePolicy({
  kind: 'tea',
  schema: z.strictObject({ cups: z.int().min(1).max(9), kinds: z.array(z.string()).default([]) }),
  startsAs: { cups: 1, kinds: [] as string[] },
  check: ({ cups }) => (cups === 4 ? refuse('tea.unlucky', { field: 'definition.cups' }) : ok(cups)),
  earliest: 'now',
});
const slowTea = definePolicy({ ...tea, kind: 'slow-tea', earliest: 'tomorrow' });

let town: SmallDistrict;
let now: Database;

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at('2026-03-11T10:00:00+08:00');
});
afterAll(async () => town?.close());

const publish = (definition: unknown, more: Partial<NewPolicyVersion> = {}, policy = tea) =>
  now.transaction(town.as('coordinator'), (tx) =>
    publishPolicy(tx, policy, { definition, seen: 0, inForceFrom: null, reason: '口渴', ...more }),
  );
const on = (at: string) => now.read(town.system, (tx) => policyInForce(tx, tea, parseInstant(at)));
const refusal = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as RefusedError).refusal,
  );

describe('versions of a policy', () => {
  it('start with what the kind starts with, and are in force from their day until a later one overtakes them', async () => {
    expect(await now.read(town.system, (tx) => policyInForce(tx, tea))).toEqual({ cups: 1, kinds: [] });
    const { published } = await publish({ cups: 2 });
    expect(published).toMatchObject({
      version: 1,
      definition: { cups: 2, kinds: [] },
      reason: '口渴',
      createdBy: { id: town.actors.coordinator.personId },
    });
    await publish({ cups: 3 }, { seen: 1, inForceFrom: plainDate('2026-04-01') });
    expect([await on('2026-03-31T23:59:59+08:00'), await on('2026-04-01T00:00:00+08:00')]).toMatchObject([
      { cups: 2 },
      { cups: 3 },
    ]);
    // A later version from an earlier day: what was to come on the first of April never does.
    await publish({ cups: 5 }, { seen: 2, inForceFrom: plainDate('2026-03-20') });
    expect(await on('2026-04-02T00:00:00+08:00')).toMatchObject({ cups: 5 });
    expect(await now.read(town.system, (tx) => policyVersions(tx, tea))).toMatchObject([
      { version: 3 },
      { version: 2 },
      { version: 1 },
      { version: 0, definition: { cups: 1 } },
    ]);
  });

  it('are refused by name, with nothing written', async () => {
    expect(await refusal(publish({ cups: 7 }, { seen: 1 }))).toMatchObject({ code: 'policy.version_conflict' });
    const seen = 3;
    const malformed = await publish({ cups: 0, milk: true }, { seen }).catch((error: unknown) => error);
    expect(malformed).toBeInstanceOf(InvalidRequestError);
    expect((malformed as InvalidRequestError).errors.map(({ field }) => field)).toEqual([
      'definition.cups',
      'definition.milk',
    ]);
    expect(await refusal(publish({ cups: 4 }, { seen }))).toMatchObject({ code: 'tea.unlucky' });
    expect(await refusal(publish({ cups: 5 }, { seen, inForceFrom: plainDate('2026-05-01') }))).toMatchObject({
      code: 'policy.nothing_changes',
    });
    expect(await refusal(publish({ cups: 6 }, { seen, inForceFrom: plainDate('2026-03-10') }))).toMatchObject({
      code: 'policy.in_the_past',
      args: { earliest: '2026-03-11' },
    });
    expect(await refusal(publish({ cups: 6 }, { seen, inForceFrom: plainDate('2028-03-10') }))).toMatchObject({
      code: 'policy.too_far',
    });
    expect(await refusal(publish({ cups: 6 }, { inForceFrom: plainDate('2026-03-11') }, slowTea))).toMatchObject({
      code: 'policy.in_the_past',
      args: { earliest: '2026-03-12' },
    });
    expect(await now.read(town.system, (tx) => policyVersions(tx, tea))).toHaveLength(4);
  });

  it('are written one at a time: of two who saw the same version one is told of the other’s', async () => {
    const both = await Promise.allSettled([publish({ cups: 8 }, { seen: 3 }), publish({ cups: 9 }, { seen: 3 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((each) => each.status === 'rejected')!;
    expect(lost.reason).toMatchObject({ current: { version: 4 }, refusal: { code: 'policy.version_conflict' } });
  });

  it('never change: the application’s role can neither rewrite nor delete one', async () => {
    for (const text of [`update policy_version set reason = 'x'`, `delete from policy_version`]) {
      const attempt = now.transaction(town.system, (tx) => tx.sql.execute(sql.raw(text)));
      await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });
});
