import type { Tx } from '#db/database.js';
import { can, type Actor } from '#domain/access/index.js';
import { spanContaining } from '#domain/calendar/index.js';
import { reportingPeriodContaining } from '#domain/report/index.js';
import { ledgerInForce } from '#features/project/index.js';
import { checkImportedReport, landImportedReport, type ImportedReport } from '#features/report/index.js';
import { dateColumn, moneyColumn, textColumn } from './sheet-cells.js';
import type { SheetFault } from './sheet-fault.js';
import type { Landed } from './sheet-kind.js';
import type { SheetForm, SheetRow, SheetTable } from './sheet-reading.js';

export const reportColumns = {
  code: textColumn({ header: '项目编号', required: true, max: 40 }),
  span: dateColumn({
    header: '时段起始日',
    required: true,
    hint: '同一周、同一旬的那几天的第一天；跨旬或跨月的一周每段一行，如 2023-02-27 和 2023-03-01',
  }),
  amount: moneyColumn({ header: '完成投资（万元）', required: true, max: 10_000_000_000_000 }),
  progress: textColumn({ header: '形象进度', max: 500, width: 32 }),
  nextWeek: textColumn({ header: '下周打算', max: 500, width: 28 }),
  obstacles: textColumn({ header: '存在问题', max: 500, width: 28 }),
  reason: textColumn({ header: '说明', max: 500, width: 24, hint: '数字偏离较大时必填' }),
};
type ReportColumns = typeof reportColumns;
type Row = SheetRow<ReportColumns>;

export const reportForm: SheetForm<ReportColumns> = {
  sheet: '周报',
  columns: reportColumns,
  passedOver: { 项目名称: '仅供对照', 办事处: '仅供对照', '本段计划（万元）': '仅供对照' },
};

type Line = ImportedReport['lines'][number];
type Figures = { start: Line['figures'][number]['start']; amount: number }[];
interface Gathered {
  readonly officeId: string;
  readonly start: ImportedReport['start'];
  /** A project's rows, in the order of the sheet: one a span. */
  readonly lines: Map<string, Row[]>;
}

/** What is wrong, found where `write` would find it; the rows as one report for each office and reporting period. */
export async function checkReports(
  tx: Tx,
  actor: Actor,
  table: SheetTable<ReportColumns>,
): Promise<{ faults: SheetFault[]; rows: ImportedReport[] }> {
  const { projects } = await ledgerInForce(tx);
  const faults: SheetFault[] = [];
  const gathered = new Map<string, Gathered>();
  for (const row of table.rows) {
    const { code, span } = row.values;
    const known = code === null ? undefined : projects.get(code);
    const found: SheetFault[] = [];
    if (code !== null && !known) found.push(table.fault(row, 'code', 'unknown_project'));
    if (known && !can(actor, 'report.write', { districtId: tx.districtId, ...known }))
      found.push(table.fault(row, 'code', 'out_of_reach'));
    if (span !== null && spanContaining(span).start !== span)
      found.push(table.fault(row, 'span', 'not_a_span', { begins: spanContaining(span).start }));
    faults.push(...found);
    if (found.length > 0 || row.wrong.size > 0) continue;
    const { start } = reportingPeriodContaining(span!);
    const key = `${known!.officeId} ${start}`;
    const report = gathered.get(key) ?? { officeId: known!.officeId, start, lines: new Map<string, Row[]>() };
    report.lines.set(known!.id, [...(report.lines.get(known!.id) ?? []), row]);
    gathered.set(key, report);
  }
  const rows: ImportedReport[] = [];
  for (const { officeId, start, lines } of gathered.values()) {
    const places = [...lines.values()];
    const report = { officeId, start, lines: [...lines].map(([projectId, own]) => lineOf(projectId, own)) };
    rows.push(report);
    const checked = await checkImportedReport(tx, report);
    if ('refusal' in checked)
      faults.push(table.fault(places[0]![0]!, 'span', 'refused', { refusal: checked.refusal.code }));
    else for (const { field, code } of checked.faults) faults.push(faultAt(table, places, field, code));
  }
  return { faults, rows };
}

function lineOf(projectId: string, rows: readonly Row[]): Line {
  const said = (key: 'progress' | 'nextWeek' | 'obstacles') =>
    rows.map(({ values }) => values[key]).find((words) => words !== null) ?? '';
  const figures: Figures = rows.map(({ values }) => ({ start: values.span!, amount: values.amount! }));
  return {
    projectId,
    figures,
    progress: said('progress'),
    nextWeek: said('nextWeek'),
    obstacles: said('obstacles'),
    milestones: [],
    reason: rows.map(({ values }) => values.reason).find((words) => words !== null) ?? null,
  };
}

/** `lines.3.figures.0.amount` is the first row of the fourth project. */
function faultAt(table: SheetTable<ReportColumns>, places: readonly Row[][], field: string, code: string): SheetFault {
  const [, line, figure, cell] = /^lines\.(\d+)(?:\.figures(?:\.(\d+))?)?(?:\.(\w+))?$/.exec(field) ?? [];
  const row = places[Number(line ?? 0)]![Number(figure ?? 0)]!;
  const key = cell === 'start' ? 'span' : cell === 'projectId' ? 'code' : 'amount';
  return table.fault(row, key, 'refused', { refusal: code });
}

export async function landReports(
  tx: Tx,
  reports: readonly ImportedReport[],
  onProgress: (done: number) => Promise<void>,
): Promise<Landed> {
  let done = 0;
  // A report an office and week: a dozen of them, each set-based.
  for (const report of reports) {
    await landImportedReport(tx, report);
    done += report.lines.length;
    await onProgress(done);
  }
  return { entered: done, changed: 0, unchanged: 0 };
}
