import { formatInstant, type Instant } from '#domain/calendar/index.js';
import type { ProblemRowView } from '#features/problem/index.js';
import type { ProjectRowView } from '#features/project/index.js';
import { ledgerColumns } from './ledger.sheet.js';
import type { CellOut, ColumnOut } from './sheet-writing.js';

/** A table as it is exported: what stands in each column of a row. */
export interface ExportTable<Row> {
  readonly sheet: string;
  readonly columns: readonly (ColumnOut & { readonly of: (row: Row) => CellOut })[];
}

/** Whole yuan as 万元, exact to the yuan. */
export const inWan = (yuan: number | null): number | null => (yuan === null ? null : yuan / 10_000);
const WAN = '#,##0.####';

/** `2026-02-25 18:00`, in the district's time. */
export const momentCell = (at: Instant | null): string | null =>
  at === null ? null : formatInstant(at).slice(0, 16).replace('T', ' ');

/** The name by which a choice goes, from the choices of an import. */
function nameOfChoice(column: {
  readonly choices?: readonly string[];
  readonly read: (cell: string) => unknown;
}): (value: string | null) => string | null {
  const names = new Map((column.choices ?? []).map((name) => [(column.read(name) as { value: string }).value, name]));
  return (value) => (value === null ? null : (names.get(value) ?? value));
}
const level = nameOfChoice(ledgerColumns.level);
const field = nameOfChoice(ledgerColumns.field);
const platform = nameOfChoice(ledgerColumns.platform);
const line = nameOfChoice(ledgerColumns.line);
const stage = nameOfChoice(ledgerColumns.stage);

export const projectTable: ExportTable<ProjectRowView> = {
  sheet: '项目台账',
  columns: [
    { header: '项目编号', width: 14, of: ({ code }) => code },
    { header: '项目名称', width: 32, of: ({ name }) => name },
    { header: '级别', width: 10, of: (row) => level(row.level) },
    { header: '领域', width: 18, of: (row) => field(row.field) },
    { header: '板块', width: 18, of: (row) => platform(row.platform) },
    { header: '条线', width: 14, of: (row) => line(row.line) },
    { header: '阶段', width: 10, of: (row) => stage(row.stage) },
    { header: '办事处', width: 20, of: ({ office }) => office.name },
    { header: '建设单位', width: 26, of: ({ company }) => company.name },
    { header: '牵头部门', width: 22, of: ({ leadDepartment }) => leadDepartment?.name ?? null },
    { header: '分包领导', width: 12, of: ({ leader }) => leader?.name ?? null },
    { header: '总投资（万元）', width: 16, format: WAN, of: (row) => inWan(row.totalInvestment) },
    { header: '本年计划投资（万元）', width: 20, format: WAN, of: (row) => inWan(row.plannedInvestment) },
  ],
};

const STATUS: Record<ProblemRowView['status'], string> = {
  open: '办理中',
  claimed: '待核实',
  struckOff: '已销号',
  withdrawn: '已撤回',
  merged: '已并案',
};
const RUNG = ['', '现场', '部门', '分包领导', '周例会', '区主要领导', '报市'];

export const problemTable: ExportTable<ProblemRowView> = {
  sheet: '问题',
  columns: [
    { header: '编号', width: 16, of: ({ number }) => number },
    { header: '标题', width: 40, of: ({ title }) => title },
    { header: '项目编号', width: 14, of: ({ project }) => project.code },
    { header: '项目名称', width: 30, of: ({ project }) => project.name },
    { header: '办事处', width: 20, of: ({ office }) => office.name },
    { header: '状态', width: 10, of: ({ status }) => STATUS[status] },
    { header: '层级', width: 12, of: ({ rung }) => RUNG[rung] ?? null },
    { header: '紧急', width: 8, of: ({ severity }) => (severity === 'urgent' ? '紧急' : null) },
    { header: '牵头部门', width: 22, of: ({ leadDepartment }) => leadDepartment?.name ?? null },
    { header: '分包领导', width: 12, of: ({ leader }) => leader?.name ?? null },
    { header: '填报时间', width: 18, of: ({ filedAt }) => momentCell(filedAt) },
    { header: '办结时限', width: 18, of: ({ resolutionDueAt }) => momentCell(resolutionDueAt) },
    { header: '是否超期', width: 10, of: ({ overdue }) => (overdue ? '超期' : null) },
    { header: '退回次数', width: 10, of: ({ reopened }) => reopened },
    { header: '上会次数', width: 10, of: ({ timesOnAgenda }) => timesOnAgenda },
  ],
};
