import type { CommandContext } from '#domain/access/index.js';
import { dateOf, instantAt, plainDate, publishedCalendar, yearOf } from '#domain/calendar/index.js';
import { defaultLadder } from '#domain/ladder/index.js';
import type { Database, Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import {
  agendaItem,
  calendarDay,
  calendarYear,
  contract,
  contractMember,
  district,
  districtMap,
  ladderPolicy,
  meeting,
  meetingAttendance,
  meetingMinutes,
  meetingSeries,
  milestone,
  numberCounter,
  person,
  personRole,
  problemEntry,
  problemRating,
  project,
  projectDepartment,
  unit,
  weekReport,
  weekReportEntry,
} from '#db/schema/index.js';
import { recordAudit } from '#features/audit/index.js';
import { insertDecisions } from '#features/decision/index.js';
import { storeVersions } from '#features/plan/index.js';
import { insertProblems } from '#features/problem/index.js';
import { insertVisits } from '#features/visit/index.js';
import { timers } from '#jobs/index.js';
import { makeCredentials, writeAccountsFile } from './accounts.js';
import { demoData, type DemoData, type SeedSize } from './demo-data.js';
import { calendarRows, demoDistrict } from './district.js';
import { demoFigures } from './figures.js';
import { seriesRows } from './meetings.js';
import { demoRegions } from './map.js';
import { coordinatorId, demoPersons } from './persons.js';
import { demoLadderId } from './problems.js';
import { hasAnyDistrict, insertFigures, insertReportLines, insertRows, lockSeeding } from './seed.repository.js';
import { unitRows } from './units.js';

/** `empty` is a district on the day it begins: people, units, calendar and policies, and nothing that they did yet. */
export type Seeded = SeedSize | 'empty';

/**
 * Puts the demo district into a database without one, in one transaction, and its passwords into `accountsFile` (mode
 * 600). Nothing is committed unless that file could be written. Answers false, having done nothing, when there is a
 * district already; of two at once, one seeds.
 */
export async function seedDemoDistrict(database: Database, accountsFile: string, size: Seeded): Promise<boolean> {
  if ((await database.districts()).length > 0) return false;
  const credentials = await makeCredentials(demoPersons());
  const { districtId } = demoDistrict;
  const context: CommandContext = {
    districtId,
    actor: { kind: 'system', districtId },
    requestId: 'seed',
    from: 'seed',
  };
  return database.transaction(context, async (tx) => {
    await lockSeeding(tx);
    if (await hasAnyDistrict(tx)) return false;
    await writeDistrict(tx, credentials.hashes);
    const data = size === 'empty' ? undefined : demoData(tx.now, size);
    if (data) await writeWork(tx, data);
    await recordAudit(tx, [
      {
        action: 'district.seed',
        subjectKind: 'district',
        subjectId: districtId,
        detail: { projects: data?.projects.length ?? 0, problems: data?.problems.length ?? 0 },
      },
    ]);
    // Last: a file that nobody committed is overwritten by the next seed, passwords that nobody knows are for ever.
    await writeAccountsFile(accountsFile, credentials.accounts);
    return true;
  });
}

async function writeDistrict(tx: Tx, hashes: ReadonlyMap<string, string>): Promise<void> {
  const createdAt = tx.now;
  const { districtId: _, ...register } = demoDistrict;
  const { days, years } = calendarRows();
  const persons = demoPersons();
  await insertRows(tx, district, [{ ...register, createdAt }]);
  await insertRows(tx, calendarDay, days);
  await insertRows(tx, calendarYear, years);
  await insertRows(tx, unit, unitRows());
  await insertRows(tx, districtMap, [{ regions: demoRegions(), changedAt: createdAt }]);
  await insertRows(
    tx,
    person,
    persons.map(({ role: _role, ...row }) => ({ ...row, passwordHash: hashes.get(row.personId)!, createdAt })),
  );
  await insertRows(
    tx,
    personRole,
    persons.map(({ personId, role }) => ({ personId, role, grantedAt: createdAt })),
  );
  const { id: _id, version, ...definition } = defaultLadder;
  await insertRows(tx, ladderPolicy, [
    {
      ladderId: demoLadderId,
      version,
      name: '逐级提交',
      definition: { ...definition, rungs: [...definition.rungs] },
      // Before the oldest problem was filed under it.
      inForceFrom: instantAt(plainDate(`${yearOf(dateOf(tx.now)) - 1}-01-01`), '00:00'),
    },
  ]);
  await insertRows(tx, meetingSeries, seriesRows(tx.now, publishedCalendar()));
}

async function writeWork(tx: Tx, data: DemoData): Promise<void> {
  await writeProjects(tx, data);
  await writeReports(tx, data);
  await writeProblems(tx, data);
  await writeRatings(tx, data);
  await writeMeetings(tx, data);
  await writeWhatComes(tx, data);
  await insertVisits(tx, data.visits);
}

async function writeProjects(tx: Tx, { projects, contracts, plans }: DemoData): Promise<void> {
  const createdAt = tx.now;
  await insertRows(
    tx,
    project,
    projects.map(({ row }) => ({ ...row, createdAt })),
  );
  await insertRows(
    tx,
    projectDepartment,
    projects.flatMap(({ departments }) => departments),
  );
  await insertRows(
    tx,
    milestone,
    projects.flatMap(({ milestones }) => milestones),
  );
  await insertRows(
    tx,
    contract,
    contracts.map(({ row }) => ({ ...row, createdAt })),
  );
  await insertRows(
    tx,
    contractMember,
    contracts.flatMap(({ members }) => members),
  );
  await storeVersions(tx, plans);
}

/** Every figure with the report that brought it. */
async function writeReports(tx: Tx, { plans, actuals, reports }: DemoData): Promise<void> {
  await insertRows(
    tx,
    weekReport,
    reports.map(({ row }) => row),
  );
  await insertReportLines(
    tx,
    reports.flatMap(({ lines }) => lines),
  );
  await insertRows(
    tx,
    weekReportEntry,
    reports.flatMap(({ entries }) => entries),
  );
  await insertFigures(tx, demoFigures(plans, actuals));
}

/** Rows, timelines and timers as the system would have written them; no notice, so that seeding sends nothing. */
async function writeProblems(tx: Tx, { problems, ratings }: DemoData): Promise<void> {
  const { version: ladderVersion } = defaultLadder;
  // A merged problem points to the one it went into, which must be there first.
  const targetsFirst = problems.toSorted(
    (a, b) => Number(a.story.state.mergedIntoId !== null) - Number(b.story.state.mergedIntoId !== null),
  );
  const rated = new Set(ratings.map(({ problemId }) => problemId));
  await insertProblems(
    tx,
    targetsFirst.map(({ story, number, title, description, category, filingUnitId }) => ({
      state: rated.has(story.state.id) ? { ...story.state, version: story.state.version + 1 } : story.state,
      entries: story.entries,
      subject: { number, title, description, category, filingUnitId, ladderId: demoLadderId, ladderVersion },
    })),
  );
}

async function writeRatings(tx: Tx, { ratings }: DemoData): Promise<void> {
  await insertRows(
    tx,
    problemRating,
    ratings.map(({ problemId, rating }) => ({ problemId, ...rating })),
  );
  await insertRows(
    tx,
    problemEntry,
    ratings.map(({ problemId, rung, rating: { score, text, turn, ratedAt: at, ratedBy: byPersonId } }) => ({
      ...{ entryId: newId(), problemId, type: 'rated', at, byPersonId, rung },
      args: { score, text, turn, changed: false },
    })),
  );
}

async function writeMeetings(tx: Tx, { meetings, decisions }: DemoData): Promise<void> {
  await insertRows(
    tx,
    meeting,
    meetings.map(({ row }) => row),
  );
  await insertRows(
    tx,
    agendaItem,
    meetings.flatMap(({ items }) => items),
  );
  await insertRows(
    tx,
    meetingAttendance,
    meetings.flatMap(({ attendance }) => attendance),
  );
  await insertRows(
    tx,
    meetingMinutes,
    meetings.flatMap(({ minutes }) => minutes),
  );
  await insertDecisions(
    tx,
    decisions.map(({ story: { state, entries, text }, ...subject }) => ({
      state,
      entries,
      subject: { ...subject, text, recordedBy: coordinatorId },
    })),
  );
}

/** Where numbers go on, and every alarm that is pending. */
async function writeWhatComes(tx: Tx, { problems, meetings, decisions }: DemoData): Promise<void> {
  const counted = [
    ...problems.map(({ number }) => ({ kind: 'problem' as const, number })),
    ...decisions.map(({ story }) => ({ kind: 'decision' as const, number: story.state.number })),
  ];
  const last = new Map<string, typeof numberCounter.$inferInsert>();
  for (const { kind, number } of counted) {
    const [year, count] = [Number(number.slice(3, 7)), Number(number.slice(8))];
    const before = last.get(`${kind} ${year}`)?.last ?? 0;
    last.set(`${kind} ${year}`, { districtId: tx.districtId, kind, year, last: Math.max(before, count) });
  }
  await insertRows(tx, numberCounter, [...last.values()]);
  await timers.plan(tx, [
    ...problems.map(({ story: { state, timers: pending } }) => ({
      subjectKind: 'problem',
      subjectId: state.id,
      subjectVersion: state.version,
      timers: pending,
    })),
    ...decisions.map(({ story: { state, timers: pending } }) => ({
      subjectKind: 'decision',
      subjectId: state.id,
      subjectVersion: state.version,
      timers: pending,
    })),
    ...meetings.map(({ row, timers: pending }) => ({
      subjectKind: 'meeting',
      subjectId: row.meetingId,
      subjectVersion: 1,
      timers: pending,
    })),
  ]);
}
