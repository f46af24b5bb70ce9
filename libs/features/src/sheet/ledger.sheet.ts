import type { Tx } from '#db/database.js';
import { can, type Actor } from '#domain/access/index.js';
import { ledgerInForce, type LedgerImportRow, type LedgerStanding } from '#features/project/index.js';
import { choiceColumn, dateColumn, moneyColumn, numberColumn, textColumn } from './sheet-cells.js';
import type { SheetFault } from './sheet-fault.js';
import type { SheetForm, SheetRow, SheetTable, ValuesOf } from './sheet-reading.js';

/** 100,000 亿元, as the ledger's own limit. */
const MAX_YUAN = 10_000_000_000_000;

export const ledgerColumns = {
  code: textColumn({ header: '项目编号', required: true, max: 40, hint: '已有的编号是修改，新的编号是新增' }),
  name: textColumn({ header: '项目名称', required: true, max: 200, width: 32 }),
  level: choiceColumn({
    header: '级别',
    required: true,
    choices: { 省级: 'province', 市级: 'city', 区级: 'district' },
  }),
  field: choiceColumn({
    header: '领域',
    required: true,
    width: 18,
    choices: {
      创新能力提升: 'innovation',
      基础设施建设: 'infrastructure',
      产业转型发展: 'industry',
      绿色低碳转型: 'green',
      民生社会事业: 'livelihood',
    },
  }),
  platform: choiceColumn({
    header: '板块',
    width: 18,
    choices: { 商代王城遗址: 'shangCapital', 金岱科创城: 'jindai', 小李庄火车站: 'xiaolizhuang' },
  }),
  line: choiceColumn({
    header: '条线',
    required: true,
    choices: { 项目建设: 'construction', 招商引资: 'investment', 城建交通: 'urban', 重点民生: 'livelihood' },
  }),
  stage: choiceColumn({
    header: '阶段',
    required: true,
    choices: {
      前期: 'preparing',
      开工: 'started',
      在建: 'building',
      竣工: 'completed',
      投产: 'inProduction',
      停工: 'paused',
    },
  }),
  office: textColumn({ header: '办事处', required: true, max: 100, width: 20, hint: '全称，如“金岱办事处”' }),
  company: textColumn({ header: '建设单位', required: true, max: 100, width: 26, hint: '系统中已登记的企业全称' }),
  lead: textColumn({ header: '牵头部门', max: 100, width: 22, hint: '全称' }),
  assisting: textColumn({ header: '配合部门', max: 1000, width: 28, hint: '多个用顿号分开' }),
  total: moneyColumn({ header: '总投资（万元）', required: true, max: MAX_YUAN }),
  startedOn: dateColumn({ header: '开工日期', hint: '如 2026-03-01' }),
  finishDueOn: dateColumn({ header: '计划竣工日期', width: 16 }),
  address: textColumn({ header: '地址', max: 300, width: 28 }),
  longitude: numberColumn({ header: '经度', min: -180, max: 180 }),
  latitude: numberColumn({ header: '纬度', min: -90, max: 90 }),
  summary: textColumn({ header: '项目概况', max: 4000, width: 40 }),
};
export type LedgerColumns = typeof ledgerColumns;
type Row = SheetRow<LedgerColumns>;

/** Heads of the export that tell of other ledgers: who is assigned, what is planned. Changed elsewhere. */
export const ledgerForm: SheetForm<LedgerColumns> = {
  sheet: '项目台账',
  columns: ledgerColumns,
  passedOver: {
    分包领导: '分包用“分包表”导入，或在项目页面指定',
    '本年计划投资（万元）': '计划用“年度计划”导入',
  },
};

/** How the departments of one cell are parted. */
const PARTS = /[、,，;；\n]/;
export const namesIn = (cell: string | null): string[] =>
  (cell ?? '')
    .split(PARTS)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What is wrong between cells, and against what the district has; and the rows as they would be written. */
export async function checkLedger(
  tx: Tx,
  actor: Actor,
  table: SheetTable<LedgerColumns>,
): Promise<{ faults: SheetFault[]; rows: LedgerImportRow[] }> {
  const standing = await ledgerInForce(tx);
  const seen = new Set<string>();
  const faults: SheetFault[] = [];
  const rows: LedgerImportRow[] = [];
  for (const row of table.rows) {
    const found = [
      ...wrongBetweenCells(table, row, seen),
      ...wrongUnits(table, row, standing),
      ...outOfReach(tx, actor, table, row, standing),
    ];
    faults.push(...found);
    if (found.length === 0 && row.wrong.size === 0) rows.push(rowOf(row.values, standing));
  }
  return { faults, rows };
}

function wrongBetweenCells(table: SheetTable<LedgerColumns>, row: Row, seen: Set<string>): SheetFault[] {
  const { code, startedOn, finishDueOn, longitude, latitude, lead, assisting } = row.values;
  const faults: SheetFault[] = [];
  if (code !== null && seen.has(code)) faults.push(table.fault(row, 'code', 'twice_in_sheet'));
  if (code !== null) seen.add(code);
  if (startedOn !== null && finishDueOn !== null && finishDueOn < startedOn)
    faults.push(table.fault(row, 'finishDueOn', 'before_start', { startedOn }));
  const halfPlace =
    (longitude === null) !== (latitude === null) && !row.wrong.has('longitude') && !row.wrong.has('latitude');
  if (halfPlace)
    faults.push(
      longitude === null
        ? table.fault(row, 'longitude', 'incomplete_pair', { other: '纬度' })
        : table.fault(row, 'latitude', 'incomplete_pair', { other: '经度' }),
    );
  const assist = namesIn(assisting);
  if (lead !== null && assist.includes(lead))
    faults.push(table.fault(row, 'assisting', 'same_department', { name: lead }));
  else if (assist.length > 0 && lead === null && !row.wrong.has('lead'))
    faults.push(table.fault(row, 'lead', 'incomplete_pair', { other: '配合部门' }));
  return faults;
}

function wrongUnits(table: SheetTable<LedgerColumns>, row: Row, { units }: LedgerStanding): SheetFault[] {
  const { office, company, lead, assisting } = row.values;
  const faults: SheetFault[] = [];
  const look = (
    key: 'office' | 'company' | 'lead' | 'assisting',
    kind: 'office' | 'company' | 'department',
    names: string[],
  ) => {
    const unknown = names.filter((name) => !units[kind].has(name));
    if (unknown.length > 0) faults.push(table.fault(row, key, 'unknown_unit', { name: unknown.join('、') }));
  };
  if (office !== null) look('office', 'office', [office]);
  if (company !== null) look('company', 'company', [company]);
  if (lead !== null) look('lead', 'department', [lead]);
  look('assisting', 'department', namesIn(assisting));
  return faults;
}

/** Nobody enters or changes a project, or moves one, beyond where they could do it one by one. */
function outOfReach(
  tx: Tx,
  actor: Actor,
  table: SheetTable<LedgerColumns>,
  row: Row,
  standing: LedgerStanding,
): SheetFault[] {
  const { code, office, company } = row.values;
  if (code === null || office === null || company === null) return [];
  const officeId = standing.units.office.get(office);
  const companyId = standing.units.company.get(company);
  if (officeId === undefined || companyId === undefined) return [];
  const mayWrite = (facts: { officeId: string; companyId: string }) =>
    can(actor, 'project.write', { districtId: tx.districtId, ...facts });
  const known = standing.projects.get(code);
  if (known && !mayWrite(known)) return [table.fault(row, 'code', 'out_of_reach')];
  return mayWrite({ officeId, companyId }) ? [] : [table.fault(row, 'office', 'out_of_reach')];
}

function rowOf(values: ValuesOf<LedgerColumns>, { units }: LedgerStanding): LedgerImportRow {
  const lead = values.lead === null ? null : units.department.get(values.lead)!;
  return {
    code: values.code!,
    name: values.name!,
    level: values.level!,
    field: values.field!,
    platform: values.platform,
    line: values.line!,
    stage: values.stage!,
    officeId: units.office.get(values.office!)!,
    companyId: units.company.get(values.company!)!,
    totalInvestment: values.total!,
    address: values.address ?? '',
    longitude: values.longitude,
    latitude: values.latitude,
    startedOn: values.startedOn,
    finishDueOn: values.finishDueOn,
    summary: values.summary ?? '',
    departments:
      lead === null
        ? null
        : { lead, assisting: [...new Set(namesIn(values.assisting))].map((name) => units.department.get(name)!) },
  };
}
