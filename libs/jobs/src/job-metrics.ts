import { Counter, Gauge, Histogram } from 'prom-client';

/** Served by whoever serves the process's default Prometheus registry. */
export const jobsTotal = new Counter({
  name: 'duban_jobs_total',
  help: 'Runs of promised jobs, by outcome: done, failed, dead, superseded.',
  labelNames: ['job', 'outcome'],
});

export const jobSeconds = new Histogram({
  name: 'duban_job_duration_seconds',
  help: 'How long the handler of a promised job took.',
  labelNames: ['job'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
});

export const timersFired = new Counter({
  name: 'duban_timers_fired_total',
  help: 'Timers by outcome: acted, stale, failed, parked.',
  labelNames: ['kind', 'outcome'],
});

export const timerLateness = new Histogram({
  name: 'duban_timer_lateness_seconds',
  help: 'From the due moment of a timer to the transaction that fired it.',
  buckets: [0.05, 0.25, 1, 2.5, 5, 30, 300, 3_600],
});

export const periodRuns = new Counter({
  name: 'duban_period_runs_total',
  help: 'Runs of periodic work by outcome: done, failed.',
  labelNames: ['job', 'outcome'],
});

export const outboxPending = new Gauge({
  name: 'duban_outbox_pending',
  help: 'Promises not yet kept, all districts (counted up to 10,000 in each).',
});

export const deadLetterCount = new Gauge({
  name: 'duban_dead_letters',
  help: 'Dead letters and parked timers waiting for a person, all districts (counted up to 10,000 in each).',
});
