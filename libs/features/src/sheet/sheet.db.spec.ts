import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { RefusedError } from '#domain/refusal.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { planForm } from './plans.sheet.js';
import { reportForm } from './reports.sheet.js';
import { bookOf, ledgerLine, ledgerBook, type LedgerCells } from './sheet.fixture.js';
import type { SheetKindName } from './sheet-kind.js';
import { SheetImportService } from './sheet-import.service.js';

const ROWS = 5_000;
let district: SmallDistrict;
let database: Database;
let imports: SheetImportService;

beforeAll(async () => {
  district = await createSmallDistrict();
  database = district.at('2023-03-24T10:00:00+08:00');
  imports = new SheetImportService(database);
}, 120_000);
afterAll(() => district.close());

const send = async (who: Someone, content: Buffer, checkOnly = false, kind: SheetKindName = 'ledger') => {
  const { importId } = await imports.takeIn(district.as(who), {
    kind,
    fileName: '台账.xlsx',
    content,
    checkOnly,
  });
  await imports.work(district.system, importId);
  return imports.one(district.as(who), importId);
};
const inLedger = (what: string) =>
  database.read(district.system, async (tx) => {
    const { rows } = await tx.sql.execute<{ found: number }>(sql.raw(`select (${what})::int as found`));
    return rows[0]!.found;
  });
const ledgerSum = () => inLedger('select coalesce(sum(version * 7 + length(name)), 0) from project');

/** Forty wrong cells of fourteen kinds, each in a row of its own: what is changed, where, and what must be said. */
function spoil(lines: LedgerCells[]): string[] {
  const kinds: [string, string, exceljs.CellValue][] = [
    ['A', 'required', null],
    ['B', 'formula', { formula: 'A1&"x"', result: 'x' }],
    ['B', 'error_value', { error: '#REF!' }],
    ['B', 'too_long', '长'.repeat(201)],
    ['C', 'unknown_choice', '国家级'],
    ['H', 'unknown_unit', '不存在办事处'],
    ['L', 'not_a_number', '一个亿'],
    ['L', 'negative', -1],
    ['L', 'not_whole_yuan', 1.00001],
    ['L', 'out_of_range', 1e12],
    ['M', 'not_a_date', '2023-02-30'],
    ['N', 'before_start', '2001-01-01'],
    ['P', 'out_of_range', 200],
    ['A', 'twice_in_sheet', 'XM-00001'],
  ];
  const heads = Object.keys(ledgerLine(1));
  return Array.from({ length: 40 }, (_, n) => {
    const [column, code, value] = kinds[n % kinds.length]!;
    const index = 50 + n * 120;
    lines[index] = { ...lines[index]!, [heads[column.charCodeAt(0) - 65]!]: value };
    return `${index + 2} ${column} ${code}`;
  });
}

describe('a ledger of 5,000 rows', () => {
  const right = Array.from({ length: ROWS }, (_, n) => ledgerLine(n + 1));

  it('with 40 wrong cells is refused: exactly those are listed, and nothing is changed', async () => {
    const lines = [...right];
    const expected = spoil(lines);
    const before = await ledgerSum();
    const { state, faults, faultCount, summary } = await send('coordinator', await ledgerBook(lines));
    expect(faults.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual(expected);
    expect(faults.every(({ sheet, header }) => sheet === '项目台账' && header !== null)).toBe(true);
    expect({ state, faultCount, summary }).toEqual({ state: 'refused', faultCount: 40, summary: null });
    expect(await ledgerSum()).toBe(before);
  }, 120_000);

  it('repaired, it lands in one transaction, and its progress can be followed', async () => {
    const content = await ledgerBook(right);
    const { importId } = await imports.takeIn(district.as('coordinator'), {
      kind: 'ledger',
      fileName: '台账.xlsx',
      content,
      checkOnly: false,
    });
    const seen = new Set<string>();
    let working = true;
    const follow = (async () => {
      while (working) {
        const { state, done } = await imports.one(district.as('coordinator'), importId);
        seen.add(`${state} ${done}`);
        // What is not committed is not there: either none of it, or all.
        expect([5, ROWS + 5]).toContain(await inLedger('select count(*) from project'));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    const began = performance.now();
    await imports.work(district.system, importId);
    const seconds = (performance.now() - began) / 1000;
    working = false;
    await follow;
    const { state, done, total, summary } = await imports.one(district.as('coordinator'), importId);
    expect({ state, done, total, summary }).toEqual({
      state: 'landed',
      done: ROWS,
      total: ROWS,
      summary: { entered: ROWS, changed: 0, unchanged: 0 },
    });
    // Some 4 s on two idle cores; a machine that does much else at the same time takes its time.
    expect(seconds).toBeLessThan(40);
    expect([...seen].some((each) => each.startsWith('landing') && !each.endsWith(' 0'))).toBe(true);
    // Work that is tried again finds it done.
    await imports.work(district.system, importId);
    expect(await inLedger('select count(*) from project')).toBe(ROWS + 5);
    expect(await inLedger('select count(*) from sheet_import where content is not null')).toBe(0);
  }, 120_000);

  it('sent again with a few rows changed it writes only those, and raises only their versions', async () => {
    const lines = right.slice(0, 200).map((line, n) => (n < 3 ? { ...line, 项目名称: `改名${n}` } : line));
    lines[3] = { ...lines[3]!, 配合部门: null };
    const { summary } = await send('coordinator', await ledgerBook(lines));
    expect(summary).toEqual({ entered: 0, changed: 4, unchanged: 196 });
    expect(await inLedger('select count(*) from project where version = 2')).toBe(4);
  }, 120_000);
});

it('an office lands what is its own, and is told of what is not', async () => {
  const own = { ...ledgerLine(9_001), 项目名称: '本办项目' };
  const others = { ...ledgerLine(9_002), 办事处: '示例otherOffice' };
  const known = { ...ledgerLine(9_003), 项目编号: 'P-other' };
  const { state, faults } = await send('office', await ledgerBook([own, others, known]));
  expect(state).toBe('refused');
  expect(faults.map(({ row, header, code }) => `${row} ${header} ${code}`)).toEqual([
    '3 办事处 out_of_reach',
    '4 项目编号 out_of_reach',
  ]);
  expect((await send('office', await ledgerBook([own]))).summary).toEqual({ entered: 1, changed: 0, unchanged: 0 });
});

it('a sheet can be checked first and landed on a second word, once, by its sender only', async () => {
  const content = await ledgerBook([ledgerLine(9_100)]);
  const checked = await send('coordinator', content, true);
  expect(checked).toMatchObject({ state: 'checked', summary: null });
  expect(await inLedger(`select count(*) from project where code = 'XM-09100'`)).toBe(0);
  const refusalOf = (act: Promise<unknown>) =>
    act.then(
      () => 'taken',
      (error: unknown) => (error instanceof RefusedError ? error.refusal.code : error),
    );
  expect(await refusalOf(imports.confirm(district.as('office'), checked.importId))).toBe('sheet.not_found');
  await imports.confirm(district.as('coordinator'), checked.importId);
  await imports.work(district.system, checked.importId);
  expect(await inLedger(`select count(*) from project where code = 'XM-09100'`)).toBe(1);
  expect(await refusalOf(imports.confirm(district.as('coordinator'), checked.importId))).toBe('sheet.not_checked');
  expect(
    await refusalOf(
      imports.takeIn(district.as('leader'), { kind: 'ledger', fileName: 'x', content, checkOnly: false }),
    ),
  ).toBe('access.denied');
});

it('a file that is no workbook is refused in words about the file', async () => {
  const { state, faults } = await send('coordinator', Buffer.from('no workbook at all'));
  expect({ state, codes: faults.map(({ code, row }) => `${code} ${row}`) }).toEqual({
    state: 'refused',
    codes: ['not_a_workbook null'],
  });
});

describe('annual plans', () => {
  const plan = (code: string, annual: exceljs.CellValue, more: Record<string, exceljs.CellValue> = {}) => ({
    项目编号: code,
    年度: 2023,
    '全年计划（万元）': annual,
    调整原因: '年初下达',
    ...more,
  });
  const months = (each: number) =>
    Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index + 1}月（万元）`, each]));
  const sendPlans = async (lines: Record<string, exceljs.CellValue>[]) =>
    send('coordinator', await bookOf(planForm, lines), false, 'plans');
  const planned = (code: string) =>
    inLedger(
      `select coalesce(sum(plan), 0) from span_figure join project using (district_id, project_id) where code = '${code}'`,
    );

  it('are laid by workdays or by own months, and a wrong one lets none of them in', async () => {
    const wrong = [
      plan('P-construction', 1200.5),
      plan('P-nowhere', 100),
      plan('P-urban', 1300, months(100)),
      plan('P-livelihood', 1200, { ...months(100), '5月（万元）': null }),
      plan('P-construction', 7),
      plan('P-investment', 100, { 生效日期: '2024-01-05' }),
    ];
    const { state, faults } = await sendPlans(wrong);
    expect(
      faults.map(({ row, header, code, args }) => `${row} ${header} ${code} ${args.refusal ?? ''}`.trim()),
    ).toEqual([
      '3 项目编号 unknown_project',
      '4 全年计划（万元） months_differ_from_year',
      '5 5月（万元） incomplete_pair',
      '6 项目编号 twice_in_sheet',
      '7 生效日期 refused plan.effective_outside_year',
    ]);
    expect({ state, planned: await planned('P-construction') }).toEqual({ state: 'refused', planned: 0 });
    const right = [plan('P-construction', 1200.5), plan('P-urban', 1200, months(100))];
    expect((await sendPlans(right)).summary).toEqual({ entered: 2, changed: 0, unchanged: 0 });
    expect(await planned('P-construction')).toBe(12_005_000);
    expect(await planned('P-urban')).toBe(12_000_000);
    // March is running: what is over keeps its plan, and the year is the new sum all the same.
    const revised = await sendPlans([plan('P-construction', 2000, { 调整原因: '追加' }), right[1]!]);
    expect(revised.summary).toEqual({ entered: 0, changed: 1, unchanged: 1 });
    expect(await planned('P-construction')).toBe(20_000_000);
    expect(await inLedger(`select count(*) from audit_entry where action = 'plan.publish'`)).toBe(3);
  }, 60_000);

  it('belong to the coordinator', async () => {
    await expect(send('office', await bookOf(planForm, [plan('P-urban', 1)]), false, 'plans')).rejects.toMatchObject({
      refusal: { code: 'access.denied' },
    });
  });
});

describe('weekly reports', () => {
  // 2023-03-24 is a Friday; the week of 02-27 straddles the end of February.
  const line = (
    code: string,
    span: string,
    amount: exceljs.CellValue,
    more: Record<string, exceljs.CellValue> = {},
  ) => ({
    项目编号: code,
    时段起始日: span,
    '完成投资（万元）': amount,
    ...more,
  });
  const sendReports = async (who: Someone, lines: Record<string, exceljs.CellValue>[]) =>
    send(who, await bookOf(reportForm, lines), false, 'reports');

  it('become lines of the office’s drafts, a row a span, and a wrong one lets none of them in', async () => {
    const wrong = [
      line('P-construction', '2023-03-20', 100),
      line('P-construction', '2023-03-22', 100),
      line('P-urban', '2023-03-21', 1_000_000),
      line('P-other', '2023-03-20', 5),
      line('P-nowhere', '2023-03-20', 5),
      line('P-investment', '2023-03-27', 5),
    ];
    const { state, faults } = await sendReports('office', wrong);
    expect(
      faults.map(({ row, header, code, args }) => `${row} ${header} ${code} ${args.refusal ?? ''}`.trim()),
    ).toEqual([
      '3 时段起始日 not_a_span',
      '4 完成投资（万元） refused report.above_total_investment',
      '5 项目编号 out_of_reach',
      '6 项目编号 unknown_project',
      '7 完成投资（万元） refused report.span_not_begun',
    ]);
    expect([state, await inLedger('select count(*) from week_report_line')]).toEqual(['refused', 0]);
    const right = [
      line('P-construction', '2023-02-27', 200, { 形象进度: '主体至三层' }),
      line('P-construction', '2023-03-01', 300),
      line('P-construction', '2023-03-20', 100.5),
      line('P-urban', '2023-03-20', 0, { 下周打算: '复工' }),
    ];
    expect((await sendReports('office', right)).state).toBe('landed');
    expect(await inLedger('select count(*) from week_report_line')).toBe(4);
    expect(await inLedger(`select count(*) from week_report where state = 'draft'`)).toBe(3);
    expect(
      await inLedger(`select sum((f ->> 'amount')::bigint) from week_report_line, jsonb_array_elements(figures) f`),
    ).toBe(6_005_000);
  }, 60_000);
});
