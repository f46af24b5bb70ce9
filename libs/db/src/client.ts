import pg from 'pg';

export interface ConnectionSettings {
  /** `postgres://…` of a login that is a member of `duban_app`. */
  readonly url: string;
  /** Milliseconds added to the database's clock; 0 outside demos and tests. */
  readonly clockOffsetMs: number;
  readonly maxConnections: number;
  /** Shown in `pg_stat_activity`, e.g. `duban-api`. */
  readonly applicationName: string;
}

/** Nothing a screen or a timer asks takes this long; what does is stuck, and would hold a connection of the pool. */
const STATEMENT_LIMIT = '30s';
const IDLE_IN_TRANSACTION_LIMIT = '60s';

/**
 * The session settings every connection carries. The role is `duban_app`, which owns no table, so row-level security
 * binds even when the login itself is the owner or a superuser.
 */
function sessionOptions(settings: ConnectionSettings): string {
  return [
    '-c role=duban_app -c timezone=UTC',
    `-c duban.clock_offset_ms=${settings.clockOffsetMs}`,
    `-c statement_timeout=${STATEMENT_LIMIT} -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_LIMIT}`,
  ].join(' ');
}

export function connectionConfig(settings: ConnectionSettings): pg.ClientConfig {
  return {
    connectionString: settings.url,
    application_name: settings.applicationName,
    options: sessionOptions(settings),
    connectionTimeoutMillis: 10_000,
  };
}

/** A pool whose broken connections are dropped quietly: without the listeners a killed backend would end the process. */
export function createPool(settings: ConnectionSettings, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...connectionConfig(settings),
    max: settings.maxConnections,
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
