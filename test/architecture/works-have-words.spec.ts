import { describe, expect, it } from '@jest/globals';
import '../../apps/worker/src/worker.module.js';
import { definedJobs, definedPeriods, definedTimerKinds } from '#jobs/index.js';
import { jobPurposes, periodPurposes, timerPurposes } from '#features/operations/purposes.js';

// Whoever keeps the house running reads what stuck work was for: a new job, timer or periodic work brings its words along.
describe('everything that runs by itself', () => {
  it.each([
    ['job', definedJobs().map(({ name }) => name), Object.keys(jobPurposes)],
    ['kind of timer', definedTimerKinds(), Object.keys(timerPurposes)],
    ['periodic work', definedPeriods().map(({ name }) => name), Object.keys(periodPurposes)],
  ])('every %s has words', (_, defined, worded) => {
    expect(defined.length).toBeGreaterThan(3);
    expect(defined.filter((name) => !worded.includes(name))).toEqual([]);
  });
});
