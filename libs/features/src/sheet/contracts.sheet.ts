import type { Tx } from '#db/database.js';
import { can, type Actor } from '#domain/access/index.js';
import {
  assignAll,
  ledgerInForce,
  personsCalled,
  prepareContracts,
  type ContractImportRow,
  type ContractToOpen,
  type LedgerStanding,
} from '#features/project/index.js';
import { namesIn } from './ledger.sheet.js';
import { dateColumn, moneyColumn, numberColumn, textColumn } from './sheet-cells.js';
import type { SheetFault } from './sheet-fault.js';
import type { Landed } from './sheet-kind.js';
import { callingsIn, PeopleInSheet } from './sheet-people.js';
import type { SheetForm, SheetRow, SheetTable } from './sheet-reading.js';

const BY_USERNAME = '重名的写成“姓名（用户名）”';
/** As many as a contract takes. */
const LARGEST_TEAM = 50;
const milestone = (n: number) => textColumn({ header: `节点${n}`, max: 200, width: 20 });
const milestoneDay = (n: number) => dateColumn({ header: `节点${n}日期`, hint: '承诺完成的日期，与节点一起填' });

export const contractColumns = {
  code: textColumn({ header: '项目编号', required: true, max: 40 }),
  leader: textColumn({ header: '分包领导', required: true, max: 200, width: 16, hint: `姓名；${BY_USERNAME}` }),
  from: dateColumn({ header: '起始日期', hint: '不填为今天；不能晚于今天' }),
  yearPlan: moneyColumn({
    header: '本年计划投资（万元）',
    max: 10_000_000_000_000,
    width: 22,
    hint: '承诺的年度投资；不填则用台账上起始日期那一年的计划投资',
  }),
  visitsPerMonth: numberColumn({
    header: '每月走访次数',
    min: 0,
    max: 31,
    whole: true,
    hint: '不填则按走访规定，一般为 2 次',
  }),
  team: textColumn({ header: '服务专班', max: 2000, width: 36, hint: `姓名，多人用顿号分开；${BY_USERNAME}` }),
  milestone1: milestone(1),
  milestone1On: milestoneDay(1),
  milestone2: milestone(2),
  milestone2On: milestoneDay(2),
  milestone3: milestone(3),
  milestone3On: milestoneDay(3),
};
type ContractColumns = typeof contractColumns;
type Row = SheetRow<ContractColumns>;
type Table = SheetTable<ContractColumns>;
const MILESTONES = [
  ['milestone1', 'milestone1On'],
  ['milestone2', 'milestone2On'],
  ['milestone3', 'milestone3On'],
] as const;

export const contractForm: SheetForm<ContractColumns> = {
  sheet: '分包表',
  columns: contractColumns,
  passedOver: { 项目名称: '仅供对照' },
};

/** A contract ready to be opened; null for one that holds already. */
export type ContractToLand = ContractToOpen | null;

/** What is wrong between cells, with the persons named, and against the contracts that hold. */
export async function checkContracts(
  tx: Tx,
  actor: Actor,
  table: Table,
): Promise<{ faults: SheetFault[]; rows: ContractToLand[] }> {
  const { projects } = await ledgerInForce(tx);
  const cells = table.rows.flatMap(({ values }) => [values.leader ?? [], namesIn(values.team)].flat());
  const people = new PeopleInSheet(await personsCalled(tx, callingsIn(cells)));
  const seen = new Set<string>();
  const faults: SheetFault[] = [];
  const right: { row: Row; wanted: ContractImportRow }[] = [];
  for (const row of table.rows) {
    const named = namedIn(table, row, people);
    const found = [
      ...wrongProject(tx, actor, table, row, projects, seen),
      ...named.faults,
      ...halfMilestones(table, row),
    ];
    faults.push(...found);
    if (found.length > 0 || row.wrong.size > 0) continue;
    right.push({ row, wanted: wantedOf(row, projects.get(row.values.code!)!.id, named) });
  }
  const prepared = await prepareContracts(
    tx,
    right.map(({ wanted }) => wanted),
  );
  const rows: ContractToLand[] = [];
  prepared.forEach((contract, index) => {
    if ('toOpen' in contract) rows.push(contract.toOpen);
    else if ('unchanged' in contract) rows.push(null);
    else {
      const { code, args } = contract.refusal;
      const { row } = right[index]!;
      const shown = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, String(value)]));
      faults.push(table.fault(row, placeOf(args.field, row), 'refused', { ...shown, refusal: code }));
    }
  });
  return { faults, rows };
}

function wrongProject(
  tx: Tx,
  actor: Actor,
  table: Table,
  row: Row,
  projects: LedgerStanding['projects'],
  seen: Set<string>,
): SheetFault[] {
  const { code } = row.values;
  if (code === null) return [];
  const known = projects.get(code);
  if (!known) return [table.fault(row, 'code', 'unknown_project')];
  if (!can(actor, 'contract.write', { districtId: tx.districtId, ...known }))
    return [table.fault(row, 'code', 'out_of_reach')];
  const twice = seen.has(code);
  seen.add(code);
  return twice ? [table.fault(row, 'code', 'twice_in_sheet')] : [];
}

/** Whom a row names, as far as they are found. */
interface Named {
  readonly leaderId: string | null;
  readonly memberIds: readonly string[];
  readonly faults: readonly SheetFault[];
}

function namedIn(table: Table, row: Row, people: PeopleInSheet): Named {
  const { leader, team } = row.values;
  const faults: SheetFault[] = [];
  let leaderId: string | null = null;
  if (leader !== null) {
    const found = people.leader(leader);
    if ('person' in found) leaderId = found.person.id;
    else faults.push(table.fault(row, 'leader', found.fault.code, found.fault.args));
  }
  const members = new Set<string>();
  for (const words of namesIn(team)) {
    const found = people.anyone(words);
    if ('person' in found) members.add(found.person.id);
    else faults.push(table.fault(row, 'team', found.fault.code, found.fault.args));
  }
  if (members.size > LARGEST_TEAM) faults.push(table.fault(row, 'team', 'too_many_names', { max: LARGEST_TEAM }));
  return { leaderId, memberIds: [...members], faults };
}

/** A milestone and its day are both there, or neither. */
function halfMilestones(table: Table, row: Row): SheetFault[] {
  return MILESTONES.flatMap(([name, day]) => {
    if (row.wrong.has(name) || row.wrong.has(day)) return [];
    const { [name]: named, [day]: on } = row.values;
    if ((named === null) === (on === null)) return [];
    const [missing, other] = named === null ? ([name, day] as const) : ([day, name] as const);
    return [table.fault(row, missing, 'incomplete_pair', { other: contractColumns[other].header })];
  });
}

function wantedOf(row: Row, projectId: string, { leaderId, memberIds }: Named): ContractImportRow {
  const { from, yearPlan, visitsPerMonth } = row.values;
  return {
    ...{ projectId, leaderId: leaderId!, from, yearPlan, visitsPerMonth, memberIds },
    milestones: milestonesIn(row),
  };
}

const milestonesIn = ({ values }: Row): ContractImportRow['milestones'] =>
  MILESTONES.flatMap(([name, day]) => (values[name] === null ? [] : [{ name: values[name], dueOn: values[day]! }]));

/** The cell that a refusal of the contract's is about. */
function placeOf(field: unknown, { values }: Row): keyof ContractColumns {
  if (field === 'from' || field === 'yearPlan' || field === 'visitsPerMonth') return field;
  if (field === 'members') return 'team';
  if (field === 'milestones') return MILESTONES.find(([name]) => values[name] !== null)?.[0] ?? 'milestone1';
  return 'leader';
}

export async function landContracts(
  tx: Tx,
  rows: readonly ContractToLand[],
  onProgress: (done: number) => Promise<void>,
): Promise<Landed> {
  const contracts = rows.filter((row) => row !== null);
  await assignAll(tx, contracts, onProgress);
  return { entered: contracts.length, changed: 0, unchanged: rows.length - contracts.length };
}
