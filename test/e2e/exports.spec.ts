import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { roles } from '#domain/access/index.js';
import { permissions } from '#domain/access/permission-table.js';
import { exportTables } from '#features/sheet/export-tables.js';
import type { HttpClient, Json } from '../support/http-client.js';
import { bodyOf, eventually, Story } from '../support/story.js';

jest.setTimeout(120_000);

/** The first workday of April 2023: March and the first quarter are closed, cards are out. */
const NOW = '2023-04-03T09:00:00+08:00';
const FORMULA = '=HYPERLINK("http://example.invalid","看")';
const MARCH = 'from=2023-03-01&to=2023-04-01';

/** One table: its address, the list it must equal, and a filter that leaves less of it. */
interface Case {
  readonly name: string;
  readonly path?: () => string;
  readonly filters?: string;
  readonly narrow: string | null | (() => string);
  readonly list: string | (() => string);
  /** The rows of the list's answer, where they are not `items` or the answer itself. */
  readonly rows?: (body: Json) => Json[];
  /** A column, and what stands in it. */
  readonly column: string;
  readonly key: (row: Json) => unknown;
  /** Who exports it; the coordinator otherwise. */
  readonly as?: string;
}

let meetingId = '';
let seriesId = '';
const code = { column: '项目编号', key: (row: Json) => row.code };
const codeOfProject = { column: '项目编号', key: (row: Json) => row.project?.code ?? null };
const number = { column: '编号', key: (row: Json) => row.number };
const cases: readonly Case[] = [
  { name: 'projects', list: '/api/v1/projects', narrow: 'level=province', ...code },
  { name: 'plans', list: '/api/v1/plans', narrow: 'stage=building', ...code },
  {
    ...{ name: 'reports', list: '/api/v1/reports/weeks', filters: MARCH, narrow: 'state=accepted' },
    ...{ column: '办事处', key: (row: Json) => row.office.name },
  },
  {
    ...{ name: 'closings', list: '/api/v1/closings', filters: MARCH, narrow: 'kind=month' },
    ...{ column: '项目数', key: (row: Json) => row.projects },
  },
  {
    ...{ name: 'closed-projects', path: () => 'closings/month/2023-03-01/closed-projects' },
    ...{ list: '/api/v1/closings/month/2023-03-01/projects', narrow: 'verdict=kept', ...codeOfProject },
  },
  { name: 'cards', list: '/api/v1/cards', narrow: 'colour=yellow', ...number },
  {
    ...{ name: 'looks', list: '/api/v1/looks', narrow: 'open=false' },
    ...{ column: '分包领导', key: (row: Json) => row.leader.name },
  },
  { name: 'lights', list: '/api/v1/lights', narrow: 'light=red', ...code },
  {
    ...{ name: 'results', list: '/api/v1/results', filters: 'by=office', narrow: 'by=series' },
    ...{ rows: (body: Json) => [...body.rows, ...body.subtotals, body.sum] },
    ...{ column: '分组', key: (row: Json) => row.name },
  },
  {
    ...{ name: 'commitments', list: '/api/v1/contracts', narrow: 'running=false' },
    ...{ rows: (body: Json) => body.items.flatMap((each: Json) => each.commitments) },
    ...{ column: '说明', key: (row: Json) => row.why.zh },
  },
  {
    ...{ name: 'visits', list: '/api/v1/visits', narrow: 'condition=slow' },
    ...{ column: '所见所闻', key: (row: Json) => row.seen || null },
  },
  { name: 'problems', list: '/api/v1/problems', narrow: 'status=open', ...number },
  {
    ...{ name: 'ratings', list: '/api/v1/ratings', filters: 'month=2023-03', narrow: null },
    ...{ column: '按时响应', key: (row: Json) => row.answeredInTime },
  },
  { name: 'meetings', list: '/api/v1/meetings', narrow: 'state=published', column: '次数', key: (row) => row.number },
  {
    ...{ name: 'agenda', path: () => `meetings/${meetingId}/agenda`, list: () => `/api/v1/meetings/${meetingId}` },
    ...{ narrow: null, column: '议题', key: (row: Json) => row.title },
  },
  { name: 'decisions', list: '/api/v1/decisions', narrow: 'standing=true', ...number },
  {
    ...{ name: 'decision-units', list: '/api/v1/decisions/summary', narrow: () => `seriesId=${seriesId}` },
    ...{ rows: (body: Json) => body.units, column: '牵头单位', key: (row: Json) => row.unit.name },
  },
  {
    ...{ name: 'leaves', list: '/api/v1/leaves', filters: 'from=2023-04-01', narrow: 'until=2023-05-01' },
    ...{ column: '事由', key: (row: Json) => row.reason },
  },
  {
    ...{ name: 'users', list: '/api/v1/users', narrow: 'username=office-beixia', as: 'system-admin' },
    ...{ column: '用户名', key: (row: Json) => row.username },
  },
  {
    ...{ name: 'feedback', list: '/api/v1/feedback', narrow: 'answered=true' },
    ...{ column: '意见', key: (row: Json) => row.text },
  },
  {
    ...{ name: 'audit', list: '/api/v1/audit', narrow: 'action=closing.close', as: 'audit-admin' },
    // Every look makes the trail longer; what was there before is compared.
    ...{
      filters: `to=${encodeURIComponent('2023-04-03T08:50:00+08:00')}`,
      column: '序号',
      key: (row: Json) => row.seq,
    },
  },
];

let story: Story;
let coordinator: HttpClient;
let office: HttpClient;

beforeAll(async () => {
  story = await Story.open({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });
  await story.jumpTo(NOW);
  coordinator = await story.as('coordinator1');
  office = await story.as(story.system.account('office').username);
  await bodyOf(office.post('/api/v1/feedback', { text: FORMULA }), 201);
  await eventually(async () => (await bodyOf(coordinator.get('/api/v1/cards'))).items.length > 0, 'cards are issued');
  const { items } = await bodyOf(coordinator.get('/api/v1/meetings?state=published'));
  meetingId = items.find((each: Json) => each.items > 0).id;
  seriesId = items.find(({ series }: Json) => series.line === 'livelihood').series.id;
  for (const month of ['04', '06'])
    await bodyOf(
      coordinator.post('/api/v1/leaves', {
        from: `2023-${month}-10`,
        until: `2023-${month}-12`,
        reason: `${month}月出差`,
      }),
      201,
    );
}, 180_000);
afterAll(() => story?.close());

async function listed(client: HttpClient, { list, rows }: Case, query: string): Promise<Json[]> {
  const path = typeof list === 'string' ? list : list();
  const found: Json[] = [];
  const take = rows ?? ((body: Json) => (Array.isArray(body) ? body : body.items));
  const first = await bodyOf(client.get(`${path}?${query}`));
  for (let body = first; ;) {
    found.push(...take(body));
    if (!body.next) return found;
    body = await bodyOf(client.get(`${path}?${query}&cursor=${body.next}`));
  }
}

async function exported(client: HttpClient, path: string) {
  const { status, headers, bytes } = await client.download(`/api/v1/sheets/exports/${path}`);
  if (status !== 200) throw new Error(`${status} at ${path}: ${Buffer.from(bytes).toString()}`);
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  const [table, notes] = book.worksheets;
  const headers1 = (table!.getRow(1).values as string[]).slice(1);
  const column = (header: string) =>
    Array.from({ length: table!.rowCount - 1 }, (_, n) => table!.getRow(n + 2).getCell(headers1.indexOf(header) + 1));
  const told = Object.fromEntries(
    Array.from({ length: notes!.rowCount }, (_, n) => [
      String(notes!.getRow(n + 1).getCell(1).value),
      notes!.getRow(n + 1).getCell(2).value,
    ]),
  );
  return { headers: headers1, column, told, disposition: headers.get('content-disposition')!, sheet: table!.name };
}
const values = (cells: exceljs.Cell[]) => cells.map(({ value }) => value);
const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join('&');

describe('every exportable table', () => {
  it('is tried here, and report lines below', () => {
    expect([...cases.map(({ name }) => name), 'report-lines'].sort()).toEqual(
      exportTables.map(({ table }) => table.name).sort(),
    );
  });

  it('is exported by nobody who may not read its list', () => {
    const lists = exportTables.filter(({ table }) => !['audit', 'feedback', 'ratings', 'users'].includes(table.name));
    const exporting = roles.filter((role) => permissions[role]['sheet.export'] !== undefined);
    expect(exporting.length).toBeGreaterThan(3);
    expect(exporting.flatMap((role) => lists.filter(({ list }) => permissions[role][list] === undefined))).toEqual([]);
  });

  it.each(cases.map((each) => [each.name, each] as const))(
    '%s: the rows of its list, filters kept',
    async (_, each) => {
      const client = each.as ? await story.as(each.as) : coordinator;
      const { table } = exportTables.find(({ table: { name } }) => name === each.name)!;
      const all = await same(client, each, each.filters);
      expect(all.headers).toEqual(table.columns.map(({ header }) => header));
      expect(all.rows.length).toBeGreaterThan(0);
      expect(all.told).toMatchObject({ 表名: table.sheet, 区: '示范区', 行数: all.rows.length });
      const name = `${table.sheet}-示范区-2023-04-03.xlsx`;
      expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(all.disposition)![1]!)).toBe(name);
      if (each.narrow === null) return;
      const narrow = typeof each.narrow === 'string' ? each.narrow : each.narrow();
      const less = await same(client, each, joined(each.name === 'results' ? '' : each.filters, narrow));
      expect(less.rows.length).toBeLessThan(all.rows.length);
      expect(Object.keys(less.told).filter((label) => label.startsWith('筛选：')).length).toBeGreaterThan(0);
    },
  );

  it('shows an office its own only', async () => {
    for (const name of ['projects', 'plans', 'cards', 'lights', 'commitments', 'problems', 'closed-projects']) {
      const each = cases.find((one) => one.name === name)!;
      const [all, own] = [await same(coordinator, each), await same(office, each)];
      expect(own.rows.length).toBeLessThan(all.rows.length);
    }
  });

  it('holds dates as dates and money as numbers, and never a formula', async () => {
    const cards = await exported(coordinator, 'cards');
    expect(cards.column('亮牌时间').every(({ value }) => value instanceof Date)).toBe(true);
    expect(cards.column('欠账（万元）').every(({ value }) => typeof value === 'number')).toBe(true);
    const [first] = await listed(
      coordinator,
      cases.find(({ name }) => name === 'cards')!,
      '',
    );
    expect(cards.column('欠账（万元）')[0]!.value).toBe(first.gap / 10_000);
    expect((cards.column('亮牌时间')[0]!.value as Date).toISOString().slice(0, 16)).toBe(first.issuedAt.slice(0, 16));
    const [words] = (await exported(coordinator, 'feedback')).column('意见');
    expect({ type: words!.type, value: words!.value, formula: words!.formula }).toEqual({
      ...{ type: exceljs.ValueType.String, value: FORMULA, formula: undefined },
    });
  });

  it('is on record with its filters; a refused one is not', async () => {
    const before = await trail();
    await exported(coordinator, 'cards?colour=blue');
    const enterprise = await story.as(story.system.account('enterprise').username);
    for (const path of ['cards', 'audit', 'feedback', 'ratings?month=2023-03', 'users', 'leaves'])
      expect((await enterprise.download(`/api/v1/sheets/exports/${path}`)).status).toBe(403);
    for (const path of ['audit', 'users'])
      expect((await coordinator.download(`/api/v1/sheets/exports/${path}`)).status).toBe(403);
    expect((await coordinator.download('/api/v1/sheets/exports/cards?color=blue')).status).toBe(400);
    expect((await coordinator.download('/api/v1/sheets/exports/lights?on=2030-01-01')).status).toBe(400);
    const after = await trail();
    expect(after.slice(0, after.length - before.length)).toEqual([
      expect.objectContaining({ subjectId: 'cards', personName: '丁一', detail: { filters: { colour: 'blue' } } }),
    ]);
  });
});

describe('the lines of weekly reports', () => {
  it('are those that offices wrote, a row a project and span', async () => {
    const weeks = await bodyOf(coordinator.get(`/api/v1/reports/weeks?${MARCH}&state=accepted`));
    const { office: unit, start } = weeks.find((each: Json) => each.written > 0);
    const report = await bodyOf(coordinator.get(`/api/v1/reports/${unit.id}/${start}`));
    const lines = report.lines
      .filter((line: Json) => line.written)
      .flatMap((line: Json) => line.figures.map((figure: Json) => [line.project.code, figure.start, figure.amount]));
    const { column, told } = await exported(
      coordinator,
      `report-lines?from=${report.start}&to=${report.end}&office=${unit.id}`,
    );
    const [codes, days, amounts] = ['项目编号', '时段起始日', '填报投资（万元）'].map((header) =>
      values(column(header)),
    );
    const rows = codes!.map((each, n) => [
      each,
      (days![n] as Date).toISOString().slice(0, 10),
      Number(amounts![n]) * 1e4,
    ]);
    expect(lines.length).toBeGreaterThan(0);
    expect(rows).toEqual(lines.toSorted());
    expect(told).toMatchObject({ '筛选：办事处': unit.name, '筛选：从': report.start });
    const all = await exported(coordinator, `report-lines?${MARCH}`);
    expect(Number(all.told['行数'])).toBeGreaterThan(rows.length);
  });

  it('says by name what it was narrowed to, and nothing of what its reader may not see', async () => {
    const [own] = (await bodyOf(office.get('/api/v1/projects?limit=1'))).items;
    const { items } = await bodyOf(coordinator.get(`/api/v1/projects?limit=100`));
    const foreign = items.find(({ office: of }: Json) => of.id !== own.office.id);
    for (const [client, { id }, called] of [
      [office, own, own.name],
      [office, foreign, '不存在或无权查看'],
      [coordinator, foreign, foreign.name],
    ] as const) {
      const { told } = await exported(client, `problems?projectId=${id}&status=open&rung=2`);
      expect(told).toMatchObject({
        '筛选：项目': called,
        '筛选：状态': '办理中',
        '筛选：层级': '部门',
        '筛选：排序': '最新在前',
      });
    }
    const [{ problem, meeting }] = (await bodyOf(coordinator.get('/api/v1/decisions?limit=100'))).items.filter(
      (decision: Json) => decision.problem,
    );
    const { told } = await exported(coordinator, `decisions?meetingId=${meeting.id}&problemId=${problem.id}`);
    expect(told).toMatchObject({
      '筛选：会议': `第${meeting.number}次${meeting.series}`,
      '筛选：问题': expect.stringContaining(problem.number),
    });
  });
});

const trail = async (): Promise<Json[]> =>
  (await bodyOf((await story.as('audit-admin')).get('/api/v1/audit?action=sheet.export&result=done&limit=100'))).items;

/** The export, having looked that its rows are those of the list. */
async function same(client: HttpClient, each: Case, query = '') {
  const found = await exported(client, `${each.path?.() ?? each.name}?${query}`);
  const rows = (await listed(client, each, query)).map(each.key);
  expect(values(found.column(each.column))).toEqual(rows);
  return { ...found, rows };
}
