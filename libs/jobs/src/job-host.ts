import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { performance } from 'node:perf_hooks';
import { ChangeFeed } from '#db/change-feed.js';
import { Database } from '#db/database.js';
import { failureText } from './failure.js';
import { HandlerRegistry } from './handler-registry.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxRunner } from './outbox-runner.js';
import { PacedLoop } from './paced-loop.js';
import { PeriodRunner } from './period-runner.js';
import { RedisQueue } from './queue.js';
import { TimerArmer } from './timer-armer.js';
import { TimerFiring } from './timer-firing.js';
import { WaitingCounts } from './waiting-counts.js';
import { WORK_QUEUE } from './work-queue.js';
import type { WorkQueue } from './work-queue.js';
import { paceOf, WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

const REPEAT_WARNING_AFTER_MS = 30_000;

/**
 * The worker's heart: four loops over the districts and the two readers of the queue. Any number of processes may run
 * it; each may be killed at any moment.
 */
@Injectable()
export class JobHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('job-host');
  private readonly warnedAt = new Map<string, number>();
  private loops: PacedLoop[] = [];
  private unsubscribe = () => {};
  private stopping = false;
  private readonly mayGoOn = () => !this.stopping;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ChangeFeed) private readonly feed: ChangeFeed,
    @Inject(HandlerRegistry) private readonly registry: HandlerRegistry,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(OutboxRunner) private readonly runner: OutboxRunner,
    @Inject(TimerFiring) private readonly firing: TimerFiring,
    @Inject(TimerArmer) private readonly armer: TimerArmer,
    @Inject(PeriodRunner) private readonly periods: PeriodRunner,
    @Inject(WaitingCounts) private readonly counts: WaitingCounts,
    @Inject(WORK_QUEUE) private readonly queue: WorkQueue | null,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refuseToBegin();
    const pace = paceOf(this.options);
    const relay = this.loop('relay', pace.relayEveryMs, async (districtId) => {
      if (await this.relay.relay(districtId, () => relay.wake(districtId))) relay.wake(districtId);
    });
    const sweep = this.loop('sweep', pace.sweepEveryMs, async (districtId) => {
      await this.firing.fireAllDue(districtId, this.mayGoOn);
      await this.armer.arm(districtId);
    });
    this.loop('periods', pace.periodsEveryMs, async (districtId) => {
      await this.periods.runDue(districtId, await this.database.now(), this.mayGoOn);
    });
    this.loops.push(
      new PacedLoop(
        pace.countEveryMs,
        async () => this.counts.measure(await this.districtIds()),
        (error) => this.warn('counts', error),
      ),
    );
    this.unsubscribe = this.feed.subscribe(({ subject, districtId }) => {
      if (subject === 'outbox') relay.wake(districtId);
      else if (subject === 'timer') sweep.wake(districtId);
    });
    for (const loop of this.loops) loop.start();
    if (this.queue instanceof RedisQueue)
      this.queue.startReading({
        onWork: async (districtId, outboxId) => void (await this.runner.run(districtId, outboxId)),
        onAlarm: async (districtId) => void (await this.firing.fireAllDue(districtId, this.mayGoOn)),
      });
    const { jobs, timers, periods } = this.registry;
    this.logger.log({
      message: 'The worker is at work',
      ...{ queue: this.options.queue, jobs: jobs.size, timers: timers.size, periods: periods.size },
    });
  }

  /** Throws when this process must not begin: jobs and handlers do not match, or Redis may forget jobs. */
  private async refuseToBegin(): Promise<void> {
    try {
      this.registry.discover();
      if (this.queue instanceof RedisQueue) await this.queue.refuseEviction();
    } catch (error) {
      if (this.queue instanceof RedisQueue) await this.queue.release();
      throw error;
    }
  }

  /** Before the pool closes: nothing new is begun, what runs may end, and whatever does not is done again by others. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    this.unsubscribe();
    const { drainMs } = paceOf(this.options);
    const drained = Promise.all([
      ...this.loops.map((loop) => loop.stop()),
      this.relay.stop(),
      this.queue instanceof RedisQueue ? this.queue.stopReading(drainMs) : undefined,
    ]);
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), drainMs + 1_000)));
    const outcome = await Promise.race([drained, limit]);
    clearTimeout(timer);
    if (outcome === 'late') this.logger.warn({ message: 'Some handlers did not end in time; they will be run again' });
  }

  /** For readiness: whether the queue answers. Without a queue there is nothing to miss. */
  async queueAnswers(): Promise<boolean> {
    return this.queue === null || (await this.queue.room()) !== null;
  }

  private loop(name: string, everyMs: number, visit: (districtId: string) => Promise<void>): PacedLoop {
    const loop = new PacedLoop(
      everyMs,
      async (keys) => {
        for (const districtId of keys ?? (await this.districtIds())) {
          if (this.stopping) return;
          // One district's trouble is not the next one's.
          await visit(districtId).catch((error: unknown) => this.warn(name, error));
        }
      },
      (error) => this.warn(name, error),
    );
    this.loops.push(loop);
    return loop;
  }

  private async districtIds(): Promise<string[]> {
    return (await this.database.districts()).map((each) => each.districtId);
  }

  private warn(loop: string, error: unknown): void {
    const text = `${loop}: ${failureText(error)}`;
    const at = performance.now();
    if (at - (this.warnedAt.get(text) ?? -Infinity) < REPEAT_WARNING_AFTER_MS) return;
    this.warnedAt.set(text, at);
    this.logger.warn({ message: 'A round had trouble and comes again', error: text });
  }
}
