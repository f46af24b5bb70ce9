import { randomBytes } from 'node:crypto';
import { readFile, statfs, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { inspectDatabase } from '#db/inspection.js';
import type { CommandContext } from '#domain/access/index.js';
import { verifyAuditChain } from '#features/audit/index.js';
import { deliveryState } from '#features/notice/index.js';
import { inspection, inspectRedis } from '#jobs/index.js';
import { Clock } from '#platform/clock/index.js';
import { probeMail } from '#platform/mail/index.js';
import { periodsOf } from '../operations.reader.js';
import type { Away, DiskObservation, DistrictObservation, Observations } from './observations.js';

/** Where the installation is, as far as its settings say. */
export interface Installation {
  readonly wrongSettings: readonly string[];
  readonly databaseUrl: string | undefined;
  readonly clockOffsetMs: number;
  readonly redisUrl: string | undefined;
  readonly redisPrefix: string | undefined;
  readonly queueInPostgres: boolean;
  readonly smtpUrl: string | undefined;
  readonly migrationsFolder: string;
  /** Folders it writes to. */
  readonly folders: readonly string[];
}

/** Looks at everything, and changes nothing. What does not answer is said so and holds nothing else back. */
export async function observe(at: Installation): Promise<Observations> {
  const clock = new Clock(0);
  const now = () => clock.now() as number;
  const database =
    at.databaseUrl === undefined
      ? { away: 'DATABASE_URL is not set' }
      : await inspectDatabase(at.databaseUrl, now, at.migrationsFolder).catch(away);
  const districts = 'away' in database ? null : await districtsOf(at).catch(away);
  return {
    wrongSettings: at.wrongSettings,
    database,
    redis: await redisOf(at, now),
    mail: at.smtpUrl === undefined ? 'notSet' : await probeMail(at.smtpUrl),
    programs: districts === null || 'away' in districts ? null : districts.programs,
    districts: districts === null || 'away' in districts ? null : districts.all,
    districtsFault: districts !== null && 'away' in districts ? districts.away : null,
    disks: await Promise.all(at.folders.map(lookAtFolder)),
  };
}

async function redisOf(at: Installation, now: () => number): Promise<Observations['redis']> {
  if (at.queueInPostgres) return 'notUsed';
  if (at.redisUrl === undefined) return 'notSet';
  return inspectRedis(at.redisUrl, now, at.redisPrefix).catch(away);
}

async function districtsOf({ databaseUrl, clockOffsetMs }: Installation) {
  const settings = { url: databaseUrl!, clockOffsetMs, maxConnections: 1, applicationName: 'duban-doctor' };
  const database = new Database(createPool(settings, () => undefined));
  try {
    const all: DistrictObservation[] = [];
    let programs: ReadonlyMap<string, number> = new Map();
    for (const { districtId, code } of await database.districts()) {
      const actor = { kind: 'system' as const, districtId };
      const context: CommandContext = { districtId, actor, requestId: 'doctor', from: 'command' };
      all.push(
        await database.read(context, async (tx) => {
          programs = await inspection.programs(tx);
          return {
            code,
            now: tx.now,
            work: await inspection.workState(tx),
            deliveries: await deliveryState(tx),
            periods: await periodsOf(tx),
            chain: await verifyAuditChain(tx),
          };
        }),
      );
    }
    return { all, programs };
  } finally {
    await database.close();
  }
}

/** How full it is, and whether a file written there reads back. */
async function lookAtFolder(folder: string): Promise<DiskObservation> {
  const probe = path.join(folder, `.doctor-${randomBytes(6).toString('hex')}`);
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    const written = randomBytes(32).toString('hex');
    await writeFile(probe, written, { flag: 'wx', mode: 0o600 });
    const fault = (await readFile(probe, 'utf8')) === written ? null : 'it reads back otherwise';
    return { path: folder, freeBytes: bavail * bsize, totalBytes: blocks * bsize, fault };
  } catch (error) {
    return { path: folder, freeBytes: 0, totalBytes: 1, fault: away(error).away };
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

function away(error: unknown): Away {
  // A failed connection to several addresses carries its words inside.
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const text = inner instanceof Error ? inner.message || inner.name : String(inner);
  return { away: text.replace(/(\w+:\/\/)[^\s/@]*@/g, '$1***@').slice(0, 300) };
}
