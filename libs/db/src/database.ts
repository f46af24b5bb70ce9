import { and, eq } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { CommandContext } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { RefusedError } from '#domain/refusal.js';
import * as schema from './schema/index.js';

/** What queries are made with. Inside the one transaction: there is none to begin in it. */
export type Sql = Omit<NodePgDatabase, 'transaction'>;

/**
 * One transaction inside one district's wall. `now` is the database's clock (plus the demo's offset) at its start: the
 * one moment the whole use case happens at.
 */
export interface Tx {
  readonly sql: Sql;
  readonly now: Instant;
  readonly districtId: string;
  readonly context: CommandContext;
}

/** Serialization failure and deadlock: nothing was done, so the same act may be tried again. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_TRIES = 4;

/** The one door to Postgres. Every query runs in a transaction that first says whose district it is for. */
export class Database {
  constructor(private readonly pool: pg.Pool) {}

  /**
   * Runs `act` in one transaction and answers what it returns; whatever it throws rolls everything back.
   * With an idempotency key in the context, the key is stored in that same transaction: a repeated request gets the
   * first answer and does nothing, and the same key with another request is refused (`request.key_reused`).
   */
  async transaction<T>(context: CommandContext, act: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.run(context, 'isolation level read committed read write', (tx) => withIdempotency(tx, act));
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has(postgresCode(error) ?? '')) throw error;
      }
    }
  }

  /** Runs `look` in one read-only snapshot: several queries of one screen agree with each other. */
  async read<T>(context: CommandContext, look: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(context, 'isolation level repeatable read read only', look);
  }

  /** The register of districts is outside the walls: which district signs in under this host, which ones to serve. */
  async districts(): Promise<{ districtId: string; code: string; name: string; host: string | null }[]> {
    const { districtId, code, name, host } = schema.district;
    return drizzle(this.pool).select({ districtId, code, name, host }).from(schema.district).orderBy(code);
  }

  /** The database's clock (plus the demo's offset); throws when the database cannot be reached. */
  async now(): Promise<Instant> {
    const result = await this.pool.query<{ now: string }>(
      'select (extract(epoch from duban_now()) * 1000)::bigint as now',
    );
    return Number(result.rows[0]!.now) as Instant;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async run<T>(context: CommandContext, mode: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // Given back only in a known state: after a commit, or a rollback that was answered.
    let isClean = false;
    try {
      const now = await begin(client, mode, context.districtId);
      try {
        const result = await work({ sql: drizzle(client), now, districtId: context.districtId, context });
        await client.query('commit');
        isClean = true;
        return result;
      } catch (error) {
        isClean = await client.query('rollback').then(
          () => true,
          () => false,
        );
        throw error;
      }
    } finally {
      client.release(!isClean);
    }
  }
}

/** Begins inside the district's wall, in one round trip; answers the moment it happens at. */
async function begin(client: pg.PoolClient, mode: string, districtId: string): Promise<Instant> {
  const answers = (await client.query(`
    begin ${mode};
    select (extract(epoch from duban_now()) * 1000)::bigint as now,
           set_config('duban.district', ${pg.escapeLiteral(districtId)}, true)`)) as unknown as pg.QueryResult<{
    now: string;
  }>[];
  return Number(answers[1]!.rows[0]!.now) as Instant;
}

async function withIdempotency<T>(tx: Tx, act: (tx: Tx) => Promise<T>): Promise<T> {
  const { actor, idempotency } = tx.context;
  if (!idempotency || actor.kind !== 'person') return act(tx);
  const row = { districtId: tx.districtId, personId: actor.personId, key: idempotency.key };
  const table = schema.idempotencyKey;
  const where = and(eq(table.districtId, row.districtId), eq(table.personId, row.personId), eq(table.key, row.key));
  // A second request with the same key waits here until the first one has committed or rolled back.
  const inserted = await tx.sql
    .insert(table)
    .values({ ...row, fingerprint: idempotency.fingerprint, createdAt: tx.now })
    .onConflictDoNothing()
    .returning({ key: table.key });
  if (inserted.length === 0) {
    const [earlier] = await tx.sql.select().from(table).where(where);
    if (earlier?.fingerprint !== idempotency.fingerprint)
      throw new RefusedError({ code: 'request.key_reused', args: { field: 'Idempotency-Key' } });
    return earlier.result as T;
  }
  const result = await act(tx);
  await tx.sql
    .update(table)
    .set({ result: result ?? null })
    .where(where);
  return result;
}

/** The five-character SQLSTATE of an error thrown through drizzle or pg, if it has one. */
export function postgresCode(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) return cause.code;
  return undefined;
}
