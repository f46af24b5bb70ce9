// The figures as somebody who knows the tables would ask for them by hand: written apart from the system's queries, with
// the calendar's answers as literals. Asked as the superuser, for whom there is no wall.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** Wednesday 2023-12-13: of its span, 11 to 17 December, three of five workdays are over. */
export const chainDay = '2023-12-13';
/** Monday 2023-12-25: of its span, 25 to 31 December, one of five workdays is begun. */
export const today = '2023-12-25';
/** The week that ended the day before. */
export const closedWeek = '2023-12-18';

/** @param {string} districtId */
export const plainSql = (districtId) => ({
  links: `
    with span as (
      select span_start, sum(plan) as plan, sum(actual) as actual,
             case when span_start < '2023-12-11' then sum(plan)
                  when span_start = '2023-12-11' then sum(plan * 3 / 5) else 0 end as due
      from span_figure
      where district_id = '${districtId}' and span_start >= '2023-01-01' and span_start < '2024-01-01'
      group by span_start)
    select kind, sum(plan), sum(due), coalesce(sum(actual) filter (where span_start <= '${chainDay}'), 0)
    from span
    join (values (1, 'week', date '2023-12-11', date '2023-12-18'), (2, 'tenDay', '2023-12-11', '2023-12-21'),
                 (3, 'month', '2023-12-01', '2024-01-01'), (4, 'quarter', '2023-10-01', '2024-01-01'),
                 (5, 'year', '2023-01-01', '2024-01-01')) as link (place, kind, start, until)
      on span_start >= start and span_start < until
    group by place, kind order by place`,
  projects: `select count(*) from project where district_id = '${districtId}'`,
  /** Of each office, what is missing of what is due of the quarter, which is the link that the chain's sentence names. */
  offices: `
    with own as (
      select project_id, sum(case when span_start < '2023-12-11' then plan when span_start = '2023-12-11' then plan * 3 / 5 end)
               as due, sum(actual) as actual
      from span_figure
      where district_id = '${districtId}' and span_start >= '2023-10-01' and span_start <= '${chainDay}'
      group by project_id)
    select p.office_id, sum(own.due) - sum(own.actual) as gap
    from own join project p on p.district_id = '${districtId}' and p.project_id = own.project_id
    group by p.office_id order by gap desc`,
  /** @param {string} column what to group by */
  results: (column) => `
    with own as (
      select project_id,
             coalesce(sum(plan) filter (where span_start >= '2023-01-01'), 0) as plan,
             coalesce(sum(case when span_start < '2023-12-25' then plan else plan * 1 / 5 end)
               filter (where span_start >= '2023-01-01' and span_start <= '2023-12-25'), 0) as due,
             coalesce(sum(actual) filter (where span_start >= '2023-01-01'), 0) as actual,
             coalesce(sum(plan) filter (where span_start < '2023-01-01'), 0) as last_plan,
             coalesce(sum(actual) filter (where span_start < '2023-01-01'), 0) as last_actual
      from span_figure
      where district_id = '${districtId}' and span_start >= '2022-01-01' and span_start < '2024-01-01'
      group by project_id)
    select coalesce(${column}::text, ''), count(y.planned_investment), sum(p.total_investment) filter (where y.year is not null),
           sum(own.plan), sum(own.due), sum(own.actual), sum(own.last_plan), sum(own.last_actual)
    from project p
    left join own using (project_id)
    left join project_year y on y.district_id = p.district_id and y.project_id = p.project_id and y.year = 2023
    left join contract c on c.district_id = p.district_id and c.project_id = p.project_id and c.to_on is null
    where p.district_id = '${districtId}'
    group by ${column} order by 1`,
  closing: `
    select count(*), count(*) filter (where actual < plan), sum(plan), sum(actual)
    from (select project_id, sum(plan) as plan, sum(actual) as actual from span_figure
          where district_id = '${districtId}' and span_start >= '2023-12-18' and span_start < '2023-12-25'
          group by project_id having sum(plan) <> 0 or sum(actual) <> 0) f`,
});

/**
 * @typedef {object} PlainClient
 * @property {string} name
 * @property {(statements: readonly string[]) => Promise<{ rows: string[][][], milliseconds: number }>} ask
 * @property {() => Promise<void>} end
 */

/**
 * One session of psql, as it is told by `\timing`; without a psql on the path, of node-postgres' simple protocol.
 * @param {string} url
 * @returns {Promise<PlainClient>}
 */
export async function plainClient(url) {
  const found = spawnSync('psql', ['--version'], { encoding: 'utf8' });
  return found.status === 0 ? throughPsql(url, found.stdout.trim()) : throughNodePostgres(url);
}

/**
 * @param {string} url
 * @param {string} name
 * @returns {PlainClient}
 */
function throughPsql(url, name) {
  const child = spawn('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-F', '\t', url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write('\\timing on\n');
  return {
    name,
    ask: async (statements) => {
      let milliseconds = 0;
      const rows = [];
      for (const statement of statements) {
        child.stdin.write(`${statement.replaceAll(/\s+/g, ' ')};\n\\echo done\n`);
        /** @type {string[][]} */
        const found = [];
        for (;;) {
          const { value, done } = await lines.next();
          if (done) throw new Error(`psql ended at: ${statement}`);
          if (value === 'done') break;
          const time = /^Time: ([\d.]+) ms/.exec(value);
          if (time) milliseconds += Number(time[1]);
          else found.push(value.split('\t'));
        }
        rows.push(found);
      }
      return { rows, milliseconds };
    },
    end: async () => void child.stdin.end(),
  };
}

/**
 * @param {string} url
 * @returns {Promise<PlainClient>}
 */
async function throughNodePostgres(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    name: 'node-postgres, simple protocol: there is no psql here',
    ask: async (statements) => {
      let milliseconds = 0;
      const rows = [];
      for (const text of statements) {
        const from = performance.now();
        const found = await client.query({ text, rowMode: 'array' });
        milliseconds += performance.now() - from;
        rows.push(found.rows.map((row) => row.map((/** @type {unknown} */ value) => String(value ?? ''))));
      }
      return { rows, milliseconds };
    },
    end: () => client.end(),
  };
}
