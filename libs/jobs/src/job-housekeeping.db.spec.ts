import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openJobBench, type JobBench } from '../../../test/support/job-bench.js';
import { JobHousekeeping } from './job-housekeeping.js';

let bench: JobBench;
beforeAll(async () => {
  bench = await openJobBench();
}, 60_000);
afterAll(() => bench.close());

it('forgets done promises and fired timers when they are old, and nothing that somebody still waits for', async () => {
  const promise = (what: string, done: string, dead: string) =>
    bench.rows(
      `insert into outbox (district_id, outbox_id, job, payload, key, request_id, created_at, next_attempt_at, done_at, dead_at)
       values ($1, gen_random_uuid(), 'bench.note', '{}', $2, '', now() - interval '2 years', now(), ${done}, ${dead})`,
      [bench.districtId, what],
    );
  await promise('old', `now() - interval '91 days'`, 'null');
  await promise('recent', `now() - interval '89 days'`, 'null');
  await promise('dead', 'null', `now() - interval '1 year'`);
  await promise('waiting', 'null', 'null');
  const timer = (kind: string, fired: string, parked: string) =>
    bench.rows(
      `insert into timer (district_id, timer_id, subject_kind, subject_id, kind, subject_version, due_at, created_at,
         fired_at, outcome, parked_at)
       values ($1, gen_random_uuid(), 'bench', gen_random_uuid(), $2, 1, now() - interval '2 years', now(), ${fired}, null, ${parked})`,
      [bench.districtId, kind],
    );
  await timer('old', `now() - interval '401 days'`, 'null');
  await timer('recent', `now() - interval '399 days'`, 'null');
  await timer('parked', 'null', `now() - interval '2 years'`);

  await bench.act((tx) => new JobHousekeeping().forget(tx));
  expect(await bench.rows('select key from outbox order by key')).toEqual([
    { key: 'dead' },
    { key: 'recent' },
    { key: 'waiting' },
  ]);
  expect(await bench.rows('select kind from timer order by kind')).toEqual([{ kind: 'parked' }, { kind: 'recent' }]);
});
