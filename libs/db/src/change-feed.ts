import { sql } from 'drizzle-orm';
import pg from 'pg';
import { connectionConfig, type ConnectionSettings } from './client.js';
import type { Tx } from './database.js';

/**
 * "Something changed", told by Postgres on commit and only then. A hint, never the truth: whoever hears it reads the
 * rows. A listener that was away misses hints, so everything that acts on them also sweeps.
 */
export interface Change {
  readonly districtId: string;
  /** `problem`, `project`, `meeting`, `notice`, …; `outbox` and `timer` wake the relay and the armer. */
  readonly subject: string;
  readonly id: string;
  readonly version: number;
}

const CHANNEL = 'duban_change';

/** Announced when the transaction commits; Postgres drops repeats of the same text within one transaction. */
export async function announceChange(tx: Tx, change: Omit<Change, 'districtId'>): Promise<void> {
  const payload = JSON.stringify({ districtId: tx.districtId, ...change });
  await tx.sql.execute(sql`select pg_notify(${CHANNEL}, ${payload})`);
}

/** The same for many changes, in one round trip. */
export async function announceChanges(tx: Tx, changes: readonly Omit<Change, 'districtId'>[]): Promise<void> {
  if (changes.length === 0) return;
  const payloads = changes.map((change) => JSON.stringify({ districtId: tx.districtId, ...change }));
  await tx.sql.execute(sql`select pg_notify(${CHANNEL}, told) from unnest(${sql.param(payloads)}::text[]) as told`);
}

/** One listening connection per process, reconnecting by itself. */
export class ChangeFeed {
  private readonly listeners = new Set<(change: Change) => void>();
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private stopped = true;

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Calls `listener` for every change of any district until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async start(): Promise<void> {
    this.stopped = false;
    await this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ ...connectionConfig(this.settings), keepAlive: true });
    // Both an error and a clean end mean the same: listen again, once.
    let lost = false;
    const reconnect = (error?: Error) => {
      if (lost || this.stopped) return;
      lost = true;
      if (error) this.onError(error);
      this.client = null;
      client.end().catch(() => undefined);
      this.retry = setTimeout(() => void this.connect(), 1_000);
    };
    client.on('error', reconnect);
    client.on('end', () => reconnect());
    client.on('notification', (message) => this.dispatch(message.payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.client = client;
      if (this.stopped) await client.end();
    } catch (error) {
      reconnect(error as Error);
    }
  }

  private dispatch(payload: string | undefined): void {
    if (!payload) return;
    const change = JSON.parse(payload) as Change;
    for (const listener of this.listeners) listener(change);
  }
}
