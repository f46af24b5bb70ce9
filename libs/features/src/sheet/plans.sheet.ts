import type { Tx } from '#db/database.js';
import { can, type Actor } from '#domain/access/index.js';
import { preparePlans, storePlans, type LaidPlan, type PlanImportRow } from '#features/plan/index.js';
import { ledgerInForce } from '#features/project/index.js';
import { recordAudit } from '#features/audit/index.js';
import { dateColumn, moneyColumn, numberColumn, textColumn } from './sheet-cells.js';
import type { SheetFault } from './sheet-fault.js';
import type { Landed } from './sheet-kind.js';
import type { SheetForm, SheetRow, SheetTable } from './sheet-reading.js';

const MAX_YUAN = 10_000_000_000_000;
const month = (number: number) =>
  moneyColumn({ header: `${number}月（万元）`, max: MAX_YUAN, hint: '十二个月全填，或全不填（按工作日分解）' });

export const planColumns = {
  code: textColumn({ header: '项目编号', required: true, max: 40 }),
  year: numberColumn({ header: '年度', required: true, min: 2000, max: 2099, whole: true }),
  annual: moneyColumn({ header: '全年计划（万元）', required: true, max: MAX_YUAN }),
  month1: month(1),
  month2: month(2),
  month3: month(3),
  month4: month(4),
  month5: month(5),
  month6: month(6),
  month7: month(7),
  month8: month(8),
  month9: month(9),
  month10: month(10),
  month11: month(11),
  month12: month(12),
  effectiveFrom: dateColumn({ header: '生效日期', hint: '不填则尽早生效；已过去的时段保持原计划' }),
  reason: textColumn({ header: '调整原因', required: true, max: 500, width: 30 }),
};
type PlanColumns = typeof planColumns;
type Row = SheetRow<PlanColumns>;
const MONTHS = Array.from({ length: 12 }, (_, index) => `month${index + 1}` as keyof PlanColumns);

export const planForm: SheetForm<PlanColumns> = {
  sheet: '年度计划',
  columns: planColumns,
  passedOver: { 项目名称: '仅供对照' },
};

/** A plan ready to be stored; null for one that holds already. */
export type PlanToLand = LaidPlan | null;

/** What is wrong between cells and against the plans that hold, each found where its refusal points. */
export async function checkPlans(
  tx: Tx,
  actor: Actor,
  table: SheetTable<PlanColumns>,
): Promise<{ faults: SheetFault[]; rows: PlanToLand[] }> {
  const { projects } = await ledgerInForce(tx);
  const seen = new Set<string>();
  const faults: SheetFault[] = [];
  const right: { row: Row; wanted: PlanImportRow }[] = [];
  for (const row of table.rows) {
    const { code, year } = row.values;
    const known = code === null ? undefined : projects.get(code);
    const found = [...monthsWrong(table, row)];
    if (code !== null && !known) found.push(table.fault(row, 'code', 'unknown_project'));
    if (known && !can(actor, 'plan.write', { districtId: tx.districtId, ...known }))
      found.push(table.fault(row, 'code', 'out_of_reach'));
    if (code !== null && year !== null) {
      if (seen.has(`${code} ${year}`)) found.push(table.fault(row, 'code', 'twice_in_sheet'));
      seen.add(`${code} ${year}`);
    }
    faults.push(...found);
    if (found.length === 0 && row.wrong.size === 0) right.push({ row, wanted: wantedOf(row, known!.id) });
  }
  const prepared = await preparePlans(
    tx,
    right.map(({ wanted }) => wanted),
  );
  const rows: PlanToLand[] = [];
  prepared.forEach((plan, index) => {
    if ('laid' in plan) rows.push(plan.laid);
    else if ('unchanged' in plan) rows.push(null);
    else {
      const { code, args } = plan.refusal;
      const shown = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, String(value)]));
      faults.push(table.fault(right[index]!.row, placeOf(args.field), 'refused', { ...shown, refusal: code }));
    }
  });
  return { faults, rows };
}

/** Own months are all there or none, and add up to the year. */
function monthsWrong(table: SheetTable<PlanColumns>, row: Row): SheetFault[] {
  if (MONTHS.some((key) => row.wrong.has(key))) return [];
  const amounts = monthsOf(row);
  const missing = MONTHS.find((_, index) => amounts[index] === null);
  if (amounts.every((amount) => amount === null)) return [];
  if (missing) return [table.fault(row, missing, 'incomplete_pair', { other: '其他月份' })];
  const sum = amounts.reduce<number>((so, amount) => so + (amount ?? 0), 0);
  return row.values.annual === null || sum === row.values.annual
    ? []
    : [table.fault(row, 'annual', 'months_differ_from_year', { sum: sum / 10_000 })];
}

const monthsOf = ({ values }: Row): (number | null)[] => MONTHS.map((key) => values[key] as number | null);

function wantedOf(row: Row, projectId: string): PlanImportRow {
  const { year, annual, reason, effectiveFrom } = row.values;
  const months = monthsOf(row);
  return {
    projectId,
    year: year!,
    annual: annual!,
    reason: reason!,
    effectiveFrom: effectiveFrom ?? undefined,
    figures: months[0] === null ? { kind: 'workdays' } : { kind: 'months', amounts: months as number[] },
  };
}

/** The cell that a refusal of the plan's is about. */
function placeOf(field: unknown): keyof PlanColumns {
  if (field === 'effectiveFrom') return 'effectiveFrom';
  const index = /^figures\.amounts\.(\d+)$/.exec(String(field))?.[1];
  return index === undefined ? 'annual' : MONTHS[Number(index)]!;
}

const PER_STEP = 500;

export async function landPlans(
  tx: Tx,
  rows: readonly PlanToLand[],
  onProgress: (done: number) => Promise<void>,
): Promise<Landed> {
  const plans = rows.filter((row) => row !== null);
  for (let from = 0; from < plans.length; from += PER_STEP) {
    await storePlans(tx, plans.slice(from, from + PER_STEP));
    await onProgress(Math.min(from + PER_STEP, plans.length));
  }
  await recordAudit(
    tx,
    plans.map(({ projectId, year, version, annual, figures, effectiveFrom, reason }) => ({
      action: 'plan.publish',
      subjectKind: 'project',
      subjectId: projectId,
      detail: { year, version, annual, laidBy: figures.kind, effectiveFrom, reason },
    })),
  );
  const entered = plans.filter(({ version }) => version === 1).length;
  return { entered, changed: plans.length - entered, unchanged: rows.length - plans.length };
}
