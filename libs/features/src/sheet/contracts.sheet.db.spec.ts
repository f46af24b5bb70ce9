import type exceljs from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Database, Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { person, personRole } from '#db/schema/index.js';
import { plainDate } from '#domain/calendar/index.js';
import { publishPolicy, visitDuty } from '#features/policy/index.js';
import { assignAll, landLedger, ledgerInForce, type LedgerImportRow } from '#features/project/index.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../test/support/small-district.js';
import { checkContracts, contractForm, landContracts } from './contracts.sheet.js';
import { bookOf } from './sheet.fixture.js';
import { SheetImportService } from './sheet-import.service.js';
import { readSheet } from './sheet-reading.js';

type Line = Record<string, exceljs.CellValue>;
const MANY = 332;
let district: SmallDistrict;
let database: Database;
let imports: SheetImportService;
/** Project ids by code. */
let projects: ReadonlyMap<string, { id: string }>;

const act = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(district.system, work);
const ask = <Row extends Record<string, unknown>>(query: string) =>
  database.read(district.system, async (tx) => (await tx.sql.execute<Row>(sql.raw(query))).rows);
const codeOf = (n: number) => `XM-${String(n).padStart(3, '0')}`;
const line = (n: number, more: Line = {}): Line => ({
  ...{ 项目编号: codeOf(n), 分包领导: '示例leader', '本年计划投资（万元）': 400.5 },
  ...more,
});

async function takeIn(lines: readonly Line[], checkOnly = false): Promise<string> {
  const content = await bookOf(contractForm, lines);
  const sent = { kind: 'contracts', fileName: '分包表.xlsx', content, checkOnly } as const;
  return (await imports.takeIn(district.as('coordinator'), sent)).importId;
}
async function work(importId: string) {
  await imports.work(district.system, importId);
  return imports.one(district.as('coordinator'), importId);
}
const send = async (...lines: Line[]) => work(await takeIn(lines));
const faultsOf = ({ faults }: Awaited<ReturnType<typeof send>>) =>
  faults.map(({ row, header, code, args }) => `${row} ${header} ${code} ${args.refusal ?? ''}`.trim());

/** Everything that an assignment leaves behind. */
const traces = async () => {
  const [found] = await ask(`select
    (select count(*)::int from contract) as contracts, (select count(*)::int from contract_member) as members,
    (select count(*)::int from milestone) as milestones, (select sum(version)::int from project) as versions,
    (select count(*)::int from audit_entry where action = 'contract.assign') as entries`);
  return found;
};

beforeAll(async () => {
  district = await createSmallDistrict();
  database = district.at('2023-03-24T10:00:00+08:00');
  imports = new SheetImportService(database);
  await act(async (tx) => {
    const { units } = district;
    const row = (n: number): LedgerImportRow => ({
      ...{ code: codeOf(n), name: `新项目${n}`, level: 'district', field: 'industry', platform: null },
      ...{ line: 'construction', stage: 'building', officeId: units.office, companyId: units.company },
      ...{ totalInvestment: 100_000_000, address: '', longitude: null, latitude: null, startedOn: null },
      ...{ finishDueOn: null, summary: '', departments: null },
    });
    await landLedger(
      tx,
      Array.from({ length: MANY + 30 }, (_, n) => row(n + 1)),
      () => Promise.resolve(),
    );
    projects = (await ledgerInForce(tx)).projects;
    const people = ['wang-1', 'wang-2'].map((username) => ({ personId: newId(), username }));
    await tx.sql.insert(person).values(
      people.map((each) => ({
        ...{ districtId: tx.districtId, unitId: units.leadership, name: '王伟', createdAt: tx.now, ...each },
      })),
    );
    await tx.sql.insert(personRole).values(
      people.map(({ personId }) => ({
        ...{ districtId: tx.districtId, personId, role: 'leader' as const, grantedAt: tx.now },
      })),
    );
    await tx.sql.execute(sql`
      insert into project_year (district_id, project_id, year, planned_investment)
      select ${tx.districtId}, project_id, 2023, 70000000 from project where code = ${codeOf(2)}`);
  });
}, 120_000);
afterAll(() => district.close());

let before: Awaited<ReturnType<typeof traces>>;
beforeEach(async () => {
  before = await traces();
});

describe('a sheet of contracts', () => {
  it('assigns a leader to each of its projects; what is left out is what is usual', async () => {
    await act((tx) =>
      publishPolicy(tx, visitDuty, {
        ...{ seen: 0, definition: { visitsPerMonth: 3, reminderDays: [20] }, reason: '每月三次', inForceFrom: null },
      }),
    );
    const { state, summary } = await send(
      line(1, {
        ...{
          分包领导: '王伟（wang-2）',
          起始日期: '2023-02-01',
          每月走访次数: 4,
          服务专班: '示例office、示例department',
        },
        ...{ 节点1: '主体封顶', 节点1日期: '2023-09-20', 节点3: '竣工', 节点3日期: '2023-12-01' },
      }),
      { 项目编号: codeOf(2), 分包领导: 'otherLeader' },
    );
    expect({ state, summary }).toEqual({ state: 'landed', summary: { entered: 2, changed: 0, unchanged: 0 } });
    const rows = await ask(`
      select username, from_on::text as "from", c.year, year_plan::int as plan, visits_per_month as visits, p.version,
        (select count(*)::int from contract_member m where m.contract_id = c.contract_id) as team,
        (select string_agg(m.name || m.due_on, ' ' order by m.due_on) from milestone m where m.project_id = p.project_id
          and c.milestones @> jsonb_build_array(jsonb_build_object('milestoneId', m.milestone_id))) as milestones
      from contract c join project p using (project_id) join person l on l.person_id = c.leader_id
      where code in ('${codeOf(1)}', '${codeOf(2)}') order by code`);
    expect(rows).toEqual([
      {
        ...{ username: 'wang-2', from: '2023-02-01', year: 2023, plan: 4_005_000, visits: 4, version: 2, team: 2 },
        milestones: '主体封顶2023-09-20 竣工2023-12-01',
      },
      {
        ...{
          username: 'otherLeader',
          from: '2023-03-24',
          year: 2023,
          plan: 70_000_000,
          visits: 3,
          version: 2,
          team: 0,
        },
        milestones: null,
      },
    ]);
    const entries = await ask(`
      select a.person_id as by, p.code, a.detail from audit_entry a join project p on p.project_id::text = a.subject_id
      where action = 'contract.assign' order by p.code`);
    const by = (district.actors.coordinator as { personId: string }).personId;
    expect(entries).toEqual([
      { by, code: codeOf(1), detail: expect.objectContaining({ from: '2023-02-01', version: 2 }) as unknown },
      { by, code: codeOf(2), detail: expect.objectContaining({ from: '2023-03-24', version: 2 }) as unknown },
    ]);
  });

  it('names every wrong cell, and one of them keeps all rows out', async () => {
    const found = await send(
      line(10),
      line(11, { 分包领导: null }),
      line(999),
      line(10),
      line(12, { 分包领导: '查无此人' }),
      line(13, { 分包领导: '示例office' }),
      line(14, { 分包领导: '王伟' }),
      line(15, { 起始日期: '2023-03-25' }),
      line(16, { '本年计划投资（万元）': null }),
      line(17, { 每月走访次数: 32 }),
      line(18, { 服务专班: '示例office、查无此人' }),
      line(19, { 节点2: '主体封顶' }),
      line(20, { 节点1日期: '2023-09-20' }),
      line(21, { 分包领导: '王伟（wang-3）' }),
      { 项目编号: 'P-urban', 分包领导: '示例otherLeader' },
      { 项目编号: 'P-urban', 分包领导: '示例leader', 每月走访次数: 9 },
      line(22, { 服务专班: '王伟' }),
    );
    expect(faultsOf(found)).toEqual([
      '3 分包领导 required',
      '4 项目编号 unknown_project',
      '5 项目编号 twice_in_sheet',
      '6 分包领导 unknown_person',
      '7 分包领导 not_a_leader',
      '8 分包领导 shared_name',
      '9 起始日期 refused contract.starts_in_future',
      '10 本年计划投资（万元） refused contract.year_without_plan',
      '11 每月走访次数 out_of_range',
      '12 服务专班 unknown_person',
      '13 节点2日期 incomplete_pair',
      '14 节点1 incomplete_pair',
      '15 分包领导 unknown_person',
      '16 分包领导 refused contract.held_by_another',
      '17 项目编号 twice_in_sheet',
      '18 服务专班 shared_name',
    ]);
    expect(found.faults[5]!.args).toEqual({ name: '王伟', choices: '王伟（wang-1）、王伟（wang-2）' });
    expect(found.faults[13]!.args).toMatchObject({ leader: '示例leader' });
    expect(found.state).toBe('refused');
    expect(await traces()).toEqual(before);
  });

  it('leaves a contract of the same leader as it is, and does not pass over what says otherwise', async () => {
    const same = { 项目编号: 'P-urban', 分包领导: '示例leader' };
    const full = { ...same, 起始日期: '2023-01-01', '本年计划投资（万元）': 1000, 每月走访次数: 2 };
    const { summary } = await send(full, { ...same, 项目编号: 'P-livelihood' });
    expect(summary).toEqual({ entered: 0, changed: 0, unchanged: 2 });
    expect(await traces()).toEqual(before);
    const others: Line[] = [
      { 起始日期: '2023-01-02' },
      { '本年计划投资（万元）': 1000.0001 },
      { 每月走访次数: 3 },
      { 节点1: '封顶', 节点1日期: '2023-09-20' },
      { 服务专班: '示例office' },
    ];
    for (const other of others) {
      const found = await send({ ...full, ...other });
      expect(faultsOf(found)).toEqual([`2 ${Object.keys(other)[0]} refused contract.committed_otherwise`]);
    }
    expect(await traces()).toEqual(before);
  });

  it('lies with who may assign leaders: an office is refused, and so is who may no longer when it is worked off', async () => {
    const content = await bookOf(contractForm, [line(30)]);
    const sent = { kind: 'contracts', fileName: '分包表.xlsx', content, checkOnly: false } as const;
    await expect(imports.takeIn(district.as('office'), sent)).rejects.toMatchObject({
      refusal: { code: 'access.denied' },
    });
    const importId = await takeIn([line(30), line(31)]);
    const { personId } = district.actors.coordinator as { personId: string };
    const become = (role: string) =>
      act((tx) => tx.sql.execute(sql`update person_role set role = ${role} where person_id = ${personId}`));
    await become('principal');
    await imports.work(district.system, importId);
    await become('coordinator');
    const found = await imports.one(district.as('coordinator'), importId);
    expect(faultsOf(found)).toEqual(['2 项目编号 out_of_reach', '3 项目编号 out_of_reach']);
    expect(await traces()).toEqual(before);
  });

  it('checked first it changes nothing, and what was assigned until the second word is found', async () => {
    const importId = await takeIn([line(40, { 节点1: '封顶', 节点1日期: '2023-09-20' }), line(41)], true);
    expect((await work(importId)).state).toBe('checked');
    expect(await traces()).toEqual(before);
    await act((tx) => assignAll(tx, [contractOf(41)]));
    const meanwhile = await traces();
    await imports.confirm(district.as('coordinator'), importId);
    expect(faultsOf(await work(importId))).toEqual(['3 分包领导 refused contract.held_by_another']);
    expect(await traces()).toEqual(meanwhile);
  });

  it('waits for an assignment that is under way, and then sees it', async () => {
    const importId = await takeIn([line(50), line(51)]);
    let finish = () => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    let held = () => {};
    const locked = new Promise<void>((resolve) => (held = resolve));
    const assigning = act(async (tx) => {
      await tx.sql.execute(sql`select 1 from project where code = ${codeOf(51)} for update`);
      await assignAll(tx, [contractOf(51)]);
      held();
      await gate;
    });
    await locked;
    const working = work(importId);
    await until(async () => (await ask(SOMEBODY_WAITS)).length > 0);
    finish();
    await assigning;
    const meanwhile = await traces();
    expect(faultsOf(await working)).toEqual(['3 分包领导 refused contract.held_by_another']);
    expect(await traces()).toEqual(meanwhile);
  });

  it(`lands ${MANY} rows with a handful of statements more than three, and tells how far it is`, async () => {
    const lines = Array.from({ length: MANY }, (_, n) =>
      line(n + 31, { 服务专班: '示例office', 节点1: '封顶', 节点1日期: '2023-09-20' }),
    ).filter(({ 项目编号: code }) => ![codeOf(41), codeOf(51)].includes(code as string));
    const few = await landing(lines.slice(0, 3));
    const many = await landing(lines.slice(3));
    expect([few.told, many.told]).toEqual([[3], [200, lines.length - 3]]);
    // A step of two hundred: contracts, teams, milestones (known, entered), versions.
    expect(many.statements - few.statements).toBe(5);
    const landed = lines.length;
    const grown = Object.entries(before!).map(([what, count]) => [what, (count as number) + landed]);
    expect(await traces()).toEqual(Object.fromEntries(grown));
  });
});

/** Checks and lands in one transaction: how many statements that took, and what was told of its progress. */
async function landing(lines: readonly Line[]) {
  const table = await readSheet(await bookOf(contractForm, lines), contractForm);
  const told: number[] = [];
  const query = jest.spyOn(pg.Client.prototype, 'query');
  await database.transaction(district.as('coordinator'), async (tx) => {
    const { faults, rows } = await checkContracts(tx, district.actors.coordinator, table);
    expect(faults).toEqual([]);
    await landContracts(tx, rows, async (done) => void told.push(done));
  });
  const statements = query.mock.calls.length;
  query.mockRestore();
  return { statements, told };
}

/** Somebody at work in this database waits for another's lock. */
const SOMEBODY_WAITS = `
  select 1 from pg_locks waiting where not granted and exists (
    select 1 from pg_locks held join pg_database d on d.oid = held.database
    where held.pid = waiting.pid and d.datname = current_database())`;

const contractOf = (n: number) => ({
  ...{ projectId: projects.get(codeOf(n))!.id, from: plainDate('2023-03-01'), yearPlan: 1, visitsPerMonth: 2 },
  leaderId: (district.actors.otherLeader as { personId: string }).personId,
  ...{ milestones: [], members: [] },
});

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await reached()); tries++) {
    if (tries > 400) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
