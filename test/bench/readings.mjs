// What is measured: each figure as the system's own service gives it, and the SQL that must give the same.
import assert from 'node:assert/strict';
import { built } from './district.mjs';
import { chainDay, closedWeek, plainSql, today } from './plain-sql.mjs';

/** @typedef {import('../../libs/db/src/database.js').Database} Database */
/** @typedef {import('../../libs/domain/src/calendar/plain-date.js').PlainDate} PlainDate */

/**
 * @typedef {object} Reading
 * @property {string} name
 * @property {readonly string[]} sql
 * @property {() => Promise<unknown[]>} service the figures by the service
 * @property {(rows: string[][][]) => unknown[]} fromSql the same from the SQL's rows
 */

/** Who makes up at least so much of the gap is named in the chain's sentence. */
const TELLING_SHARE = 2 / 3;

/**
 * @param {Database} database
 * @param {string} districtId
 * @returns {Promise<Reading[]>}
 */
export async function readings(database, districtId) {
  /** @type {typeof import('../../libs/features/src/guarantee/chain.reader.js')} */
  const { ChainReader } = await built('libs/features/src/guarantee/chain.reader.js');
  /** @type {typeof import('../../libs/features/src/guarantee/results.reader.js')} */
  const { ResultsReader } = await built('libs/features/src/guarantee/results.reader.js');
  const context = await systemContextOf(districtId);
  const chain = new ChainReader(database);
  const results = new ResultsReader(database);
  const sql = plainSql(districtId);
  const on = /** @type {PlainDate} */ (chainDay);
  return [
    {
      name: 'chain of the district',
      sql: [sql.links, sql.projects, sql.offices],
      service: async () => {
        const { links, projects, sentence } = await chain.chain(context, { scope: { kind: 'district' }, on });
        const makers = /(\w+) offices? makes? up (\d+)%/.exec(sentence.en);
        return [
          ...links.map((link) => [link.kind, link.plan, link.planToDate, link.actual]),
          projects,
          makers?.[2] ?? null,
        ];
      },
      fromSql: ([links = [], projects = [], offices = []]) => [
        ...links.map(([kind, ...figures]) => [kind, ...figures.map(Number)]),
        Number(projects[0]?.[0]),
        makersPercent(offices.map(([, gap]) => Number(gap))),
      ],
    },
    .../** @type {const} */ ([
      ['level', 'p.level'],
      ['office', 'p.office_id'],
      ['leader', 'c.leader_id'],
    ]).map(([by, column]) => ({
      name: `results by ${by}`,
      sql: [sql.results(column)],
      service: async () => {
        const { rows } = await results.results(context, { by, year: undefined });
        return rows.map(rowOf).toSorted(byKey);
      },
      fromSql: (/** @type {string[][][]} */ [rows = []]) =>
        rows.map(([key, ...figures]) => [key, ...figures.map(Number)]).toSorted(byKey),
    })),
  ];
}

/** @param {import('../../libs/features/src/guarantee/chain.dto.js').ResultRowView} row */
const rowOf = ({ key, projects, total, plan, planToDate, actual, lastYear }) => [
  ...[key ?? '', projects, total, plan, planToDate, actual],
  ...[lastYear.plan, lastYear.actual],
];

/**
 * @param {unknown[]} a
 * @param {unknown[]} b
 */
const byKey = (a, b) => (String(a[0]) < String(b[0]) ? -1 : 1);

/**
 * The share of the gap that the fewest offices make up which make up most of it; null where they are more than five.
 * @param {number[]} gaps the largest first
 */
function makersPercent(gaps) {
  const all = gaps.reduce((so, gap) => so + Math.max(0, gap), 0);
  let together = 0;
  for (const gap of gaps.slice(0, 5)) {
    together += Math.max(0, gap);
    if (together >= all * TELLING_SHARE) return String(Math.round((together / all) * 100));
  }
  return null;
}

/**
 * Closes the week that ended, with everything that follows from it: reminders, cards, looks, agenda items, mails.
 * @param {Database} database
 * @param {string} districtId
 * @param {import('./plain-sql.mjs').PlainClient} plain
 */
export async function measureClosing(database, districtId, plain) {
  /** @type {typeof import('../../libs/features/src/closing/closing.service.js')} */
  const { closeDue } = await built('libs/features/src/closing/closing.service.js');
  const context = await systemContextOf(districtId);
  const from = performance.now();
  const closed = await database.transaction(context, (tx) => closeDue(tx, /** @type {PlainDate} */ (today)));
  const milliseconds = performance.now() - from;
  assert.deepEqual(
    closed.map(({ kind, start }) => [kind, start]),
    [['week', closedWeek]],
  );
  const kept = `select projects, short_projects, plan, actual from closed_scope
    where district_id = '${districtId}' and kind = 'week' and period_start = '${closedWeek}' and scope = 'district'`;
  const frozen = `select count(*) from closed_project where district_id = '${districtId}' and period_start = '${closedWeek}'`;
  const { rows } = await plain.ask([kept, plainSql(districtId).closing, frozen]);
  assert.deepEqual(rows[0], rows[1], 'the closed week differs from its figures');
  assert.equal(rows[2]?.[0]?.[0], rows[0]?.[0]?.[0]);
  const [projects, short] = rows[0]?.[0] ?? [];
  return { milliseconds, told: `${projects} projects, ${short} of them short` };
}

/** @param {string} districtId */
async function systemContextOf(districtId) {
  /** @type {typeof import('../../libs/jobs/src/system-context.js')} */
  const { systemContext } = await built('libs/jobs/src/system-context.js');
  return systemContext(districtId, { kind: 'bench' });
}
