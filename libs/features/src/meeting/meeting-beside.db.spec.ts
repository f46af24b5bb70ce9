import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { plainDate, type PlainDate } from '#domain/calendar/index.js';
import { recordMeetingDecisions } from '#features/decision/index.js';
import { layFirstYears } from '#features/plan/index.js';
import { setActuals } from '#features/progress/index.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { openAgendas } from './meeting.course.js';
import { listDueDecisions } from './meeting.decisions.js';
import { offerToAgenda } from './meeting.offers.js';
import { MeetingReader } from './meeting.reader.js';

jest.setTimeout(120_000);

/** Wednesday; the construction line meets on Monday 2023-03-20. */
const NOW = '2023-03-15T10:00:00+08:00';
const ANNUAL = 24_800_000;
let town: SmallDistrict;
let meetingId: string;

const rows = async <T extends Record<string, unknown>>(text: string) =>
  town.at(NOW).read(town.system, async (tx) => (await tx.sql.execute<T>(sql.raw(text))).rows);
const openMeeting = async (moment: string): Promise<string> => {
  await town.at(moment).transaction(town.system, openAgendas);
  const [row] = await rows<{ id: string }>(`select meeting_id as id from meeting
    where series_id = '${town.series.construction}' and starts_at > '${moment}' order by starts_at limit 1`);
  return row!.id;
};
const agendaAt = async (moment: string, who: Someone) =>
  (await new MeetingReader(town.at(moment)).one(town.as(who), meetingId)).items;

beforeAll(async () => {
  town = await createSmallDistrict();
  const projectId = town.projects.construction;
  await town
    .at('2023-01-02T09:00:00+08:00')
    .transaction(town.system, (tx) => layFirstYears(tx, [{ projectId, year: 2023, annual: ANNUAL }]));
  // Half of what was planned, up to the week that is reported last.
  const spans = await rows<{ start: PlainDate; plan: string }>(
    `select span_start::text as start, plan from span_figure where span_start < '2023-03-13' order by 1`,
  );
  await town.at('2023-03-13T09:00:00+08:00').transaction(town.system, (tx) =>
    setActuals(
      tx,
      spans.map(({ start, plan }) => ({
        ...{ projectId, spanStart: start, amount: Math.floor(Number(plan) / 2), kind: 'report' as const },
      })),
    ),
  );
  const before = await openMeeting('2023-03-02T10:00:00+08:00');
  await town.at('2023-03-06T10:00:00+08:00').transaction(town.as('coordinator'), (tx) =>
    recordMeetingDecisions(
      tx,
      ['2023-03-17', '2023-03-08'].map((dueOn) => ({
        ...{ meetingId: before, agendaItemId: null, problemId: null, projectId, text: `迁改管线${dueOn}` },
        ...{ leadUnitId: town.units.department, handlingUnitIds: [], assistingUnitIds: [], dueOn: plainDate(dueOn) },
      })),
    ),
  );
  meetingId = await openMeeting(NOW);
  await town.at(NOW).transaction(town.system, async (tx) => {
    const of = { subjectKind: 'project', subjectId: projectId, projectId, line: 'construction', ask: '' } as const;
    await offerToAgenda(tx, [
      { ...of, section: 'redProjects', title: '红灯', period: '2023-03' },
      { ...of, section: 'monthGaps', title: '欠账', period: '2023-02' },
      {
        ...of,
        section: 'monthGaps',
        subjectKind: 'office',
        subjectId: town.units.office,
        projectId: null,
        title: '街道',
        period: '2023-02',
      },
    ]);
    await listDueDecisions(tx);
  });
}, 120_000);
afterAll(async () => town?.close());

describe('an agenda', () => {
  it('is headed by the decisions that are due, the overdue one first, each with number, date and state', async () => {
    const items = await agendaAt(NOW, 'coordinator');
    expect(items.map(({ section }) => section)).toEqual([
      ...['decisionsDue', 'decisionsDue', 'redProjects', 'monthGaps', 'monthGaps'],
    ]);
    expect(items.map(({ decision }) => decision)).toMatchObject([
      { number: 'YD-2023-0002', text: '迁改管线2023-03-08', status: 'open', decidedDueOn: '2023-03-08', overdue: true },
      {
        number: 'YD-2023-0001',
        text: '迁改管线2023-03-17',
        status: 'open',
        decidedDueOn: '2023-03-17',
        overdue: false,
      },
      ...[null, null, null],
    ]);
    expect(items[0]).toMatchObject({ decisionId: items[0]!.decision!.id, position: 1 });
  });

  it('has beside each project its plan, what is due, what was done, the gap and the light', async () => {
    const [due] = await rows<{ plan: string; actual: string }>(
      `select sum(plan) as plan, sum(actual) as actual from span_figure where span_start < '2023-03-13'`,
    );
    const standing = {
      planYear: ANNUAL,
      planToDate: Number(due!.plan),
      actual: Number(due!.actual),
      gap: Number(due!.plan) - Number(due!.actual),
      percent: 49.9,
      light: 'red',
    };
    const items = await agendaAt(NOW, 'office');
    expect(items.map(({ project }) => project?.standing ?? null)).toEqual([
      ...Array.from({ length: 4 }, () => standing),
      null,
    ]);
    expect(items[2]!.project).toMatchObject({ code: 'P-construction', name: '示例项目 construction' });
    // Of another office's meeting items nothing is seen, and so nothing of their projects.
    expect(await agendaAt(NOW, 'otherOffice')).toEqual([]);
  });
});
