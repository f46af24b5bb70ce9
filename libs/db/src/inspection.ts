import pg from 'pg';
import { connectionConfig } from './client.js';
import { missingMigrations } from './migrate.js';
import { wallSql } from './wall.js';

/** What a database says of itself, as far as the house stands on it. */
export interface DatabaseReport {
  readonly version: string;
  /** e.g. 15 */
  readonly major: number;
  readonly encoding: string;
  readonly ctype: string;
  /** Trigrams of a Chinese word: 0 where search would find nothing. -1 without the extension. */
  readonly chineseTrigrams: number;
  readonly database: string;
  readonly bytes: number;
  readonly maxConnections: number;
  readonly connections: number;
  /** How far its own clock, not moved by any demo, is ahead of the asker's, milliseconds; right to half the time of asking. */
  readonly aheadMs: number;
  /** Null when the table of migrations is not there or not readable. */
  readonly missingMigrations: readonly string[] | null;
  readonly wall: readonly WallFault[];
  /** Tables that are only ever added to, and that the working role could rewrite. */
  readonly rewritable: readonly string[];
  /** The working role is more than it should be: `superuser`, `bypassrls`, `owner` of tables. */
  readonly role: readonly string[];
}

/**
 * `off`: row-level security is not on. `notForced`: it does not bind the owner. `noPolicy`, `otherPolicy`: the policy named
 * `wall` is gone, or says something else. `hole`: another policy lets more through. `noDistrict`: no key of the district.
 */
export type WallBreach = 'off' | 'notForced' | 'noPolicy' | 'otherPolicy' | 'hole' | 'noDistrict';

export interface WallFault {
  readonly table: string;
  readonly breach: WallBreach;
}

/** The tables whose rewriting the wall takes away, read from the wall itself. */
const APPEND_ONLY = [...wallSql.matchAll(/revoke update, delete, truncate on ([\w, ]+) from duban_app/g)].flatMap(
  ([, tables]) => tables!.split(',').map((name) => name.trim()),
);
/** The one policy beside the wall that is meant: the register of districts may be read by anybody. */
const REGISTER = 'district register';

/** Looks at the database of `url` as the working role sees it. Throws when it cannot be reached. Changes nothing.
 * @param now the asker's own clock, milliseconds since the epoch */
export async function inspectDatabase(url: string, now: () => number, folder = 'drizzle'): Promise<DatabaseReport> {
  const settings = { url, clockOffsetMs: 0, maxConnections: 1, applicationName: 'duban-doctor' };
  const client = new pg.Client(connectionConfig(settings));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const facts = await firstRow<Record<string, string>>(
      client,
      `select current_setting('server_version') as version, current_setting('server_version_num') as number,
         current_setting('server_encoding') as encoding, current_database() as database,
         (select datctype from pg_database where datname = current_database()) as ctype,
         pg_database_size(current_database())::text as bytes, current_setting('max_connections') as most,
         (select count(*) from pg_stat_activity where backend_type = 'client backend')::text as connections`,
    );
    const asked = now();
    const { at } = await firstRow<{ at: string }>(client, 'select extract(epoch from clock_timestamp()) * 1000 as at');
    const aheadMs = Number(at) - (asked + now()) / 2;
    return {
      version: facts.version!,
      major: Math.floor(Number(facts.number) / 10_000),
      encoding: facts.encoding!,
      ctype: facts.ctype!,
      chineseTrigrams: await chineseTrigrams(client),
      database: facts.database!,
      bytes: Number(facts.bytes),
      maxConnections: Number(facts.most),
      connections: Number(facts.connections),
      aheadMs,
      missingMigrations: await missingMigrations(client, folder).catch(() => null),
      wall: await wallFaults(client),
      rewritable: await rewritable(client),
      role: await roleFaults(client),
    };
  } finally {
    await client.end();
  }
}

async function firstRow<Row extends object>(client: pg.Client, text: string): Promise<Row> {
  return (await client.query<Row>(text)).rows[0]!;
}

async function chineseTrigrams(client: pg.Client): Promise<number> {
  try {
    return (await firstRow<{ n: number }>(client, `select cardinality(show_trgm('督办')) as n`)).n;
  } catch {
    return -1;
  }
}

interface TableRow {
  readonly table: string;
  readonly keyed: boolean;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: readonly { readonly name: string; readonly permissive: boolean; readonly text: string }[];
}

/** Asks the catalogue for every table of the schema, so that a forgotten one shows too. */
async function wallFaults(client: pg.Client): Promise<WallFault[]> {
  const { rows } = await client.query<TableRow>(`
    select c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped) as keyed,
      coalesce((select jsonb_agg(jsonb_build_object('name', p.polname, 'permissive', p.polpermissive,
          'text', concat_ws(' | ', p.polcmd, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))))
        from pg_policy p where p.polrelid = c.oid), '[]') as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`);
  return rows.flatMap((row) => faultsOf(row).map((breach) => ({ table: row.table, breach })));
}

const WALL = '* | (district_id = duban_district()) | (district_id = duban_district())';

function faultsOf({ table, keyed, enabled, forced, policies }: TableRow): WallBreach[] {
  if (!keyed) return ['noDistrict'];
  const wall = policies.find(({ name }) => name === 'wall');
  const beside = policies.filter(({ name, permissive }) => permissive && name !== 'wall');
  return [
    ...(enabled ? [] : (['off'] as const)),
    ...(enabled && !forced ? (['notForced'] as const) : []),
    ...(wall === undefined ? (['noPolicy'] as const) : wall.text === WALL ? [] : (['otherPolicy'] as const)),
    ...(beside.some(({ name, text }) => `${table} ${name}` !== REGISTER || !text.startsWith('r '))
      ? (['hole'] as const)
      : []),
  ];
}

async function rewritable(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relname = any($1)
       and (has_table_privilege('duban_app', c.oid, 'update') or has_table_privilege('duban_app', c.oid, 'delete')
         or has_table_privilege('duban_app', c.oid, 'truncate')) order by 1`,
    [APPEND_ONLY],
  );
  return rows.map(({ name }) => name);
}

async function roleFaults(client: pg.Client): Promise<string[]> {
  const { superuser, bypass, owner } = await firstRow<{ superuser: boolean; bypass: boolean; owner: boolean }>(
    client,
    `select rolsuper as superuser, rolbypassrls as bypass, exists (select 1 from pg_class c
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relowner = r.oid) as owner
     from pg_roles r where rolname = 'duban_app'`,
  );
  return [...(superuser ? ['superuser'] : []), ...(bypass ? ['bypassrls'] : []), ...(owner ? ['owner'] : [])];
}
