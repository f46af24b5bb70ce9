// A worker of its own for timers-survive.spec.ts: the real JobsModule from dist, with a handler that writes one row
// for every timer. Plain JavaScript, so that it starts as fast as it is killed.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { sql } from 'drizzle-orm';
import { ChangeFeed } from '#db/change-feed.js';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { HandleTimers, JobsModule } from '#jobs/index.js';

/** @import { Tx } from '#db/database.js' */
/** @import { DueTimer } from '#jobs/index.js' */

const { DATABASE_URL = '', REDIS_URL = '', REDIS_PREFIX = '' } = process.env;
const settings = { url: DATABASE_URL, clockOffsetMs: 0, maxConnections: 4, applicationName: 'timer-worker' };
const quiet = () => undefined;
const feed = new ChangeFeed(settings, quiet);

class EffectHandlers {
  /**
   * @param {Tx} tx
   * @param {DueTimer[]} due
   * @returns {Promise<Map<string, 'acted'>>}
   */
  async fire(tx, due) {
    for (const { timerId } of due) await tx.sql.execute(sql`insert into effect (what) values (${timerId})`);
    // Long enough for a kill to come in the middle of a batch, with the effects written and nothing committed.
    await new Promise((resolve) => setTimeout(resolve, 25));
    return new Map(due.map(({ timerId }) => [timerId, 'acted']));
  }
}
HandleTimers('fault.timer')(
  EffectHandlers.prototype,
  'fire',
  /** @type {TypedPropertyDescriptor<EffectHandlers['fire']>} */ (
    Object.getOwnPropertyDescriptor(EffectHandlers.prototype, 'fire')
  ),
);

class GlobalModule {}
Module({
  providers: [
    { provide: Database, useValue: new Database(createPool(settings, quiet)) },
    { provide: ChangeFeed, useValue: feed },
  ],
  exports: [Database, ChangeFeed],
})(GlobalModule);

class WorkerModule {}
Module({
  imports: [
    { module: GlobalModule, global: true },
    JobsModule.forWorker({
      queue: 'redis',
      redisUrl: REDIS_URL,
      prefix: REDIS_PREFIX,
      definitions: [],
      pace: { timerBatch: 25, sweepEveryMs: 1_000 },
    }),
  ],
  providers: [EffectHandlers],
})(WorkerModule);

process.on('disconnect', () => process.exit(0));
await feed.start();
await NestFactory.createApplicationContext(WorkerModule, { logger: false });
process.send?.('ready');
