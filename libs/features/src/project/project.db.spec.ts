import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type pg from 'pg';
import type { Actor, CommandContext, Role } from '#domain/access/index.js';
import { addDays, dateOf, plainDate, type PlainDate } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import { district, outbox, person, personRole, unit } from '#db/schema/index.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { carryOutHandOver, ContractService, prepareHandOver } from './contract.service.js';
import {
  assignBody,
  handOverBody,
  projectLedger,
  projectsQuery,
  type HandOverBody,
  type ProjectView,
} from './project.dto.js';
import { projectParties } from './project-parties.queries.js';
import { ProjectReader } from './project.reader.js';
import { ProjectService } from './project.service.js';

const districtId = newId();
const ids = {
  officeA: newId(),
  officeB: newId(),
  departmentA: newId(),
  departmentB: newId(),
  company: newId(),
  leadership: newId(),
  leader1: newId(),
  leader2: newId(),
  coordinator: newId(),
  officePerson: newId(),
  departmentPerson: newId(),
};

function as(role: Role, personId: string, unitId: string | null, companyId: string | null = null): CommandContext {
  const actor: Actor = { kind: 'person', districtId, personId, roles: [role], unitId, companyId, name: role };
  return { districtId, actor, requestId: 'test', from: '127.0.0.1' };
}
const coordinator = as('coordinator', ids.coordinator, null);
const office = as('office', ids.officePerson, ids.officeA);
const officeB = as('office', newId(), ids.officeB);
const department = as('department', ids.departmentPerson, ids.departmentA);
const leader1 = as('leader', ids.leader1, ids.leadership);
const leader2 = as('leader', ids.leader2, ids.leadership);
const enterprise = as('enterprise', newId(), null, ids.company);
const system: CommandContext = { districtId, actor: { kind: 'system', districtId }, requestId: 'test', from: 'worker' };

let testDatabase: TestDatabase;
let pool: pg.Pool;
let database: Database;
let projects: ProjectService;
let contracts: ContractService;
let reader: ProjectReader;
let today: PlainDate;

const handOverAs = (context: CommandContext, projectId: string, seen: number, body: HandOverBody) =>
  database.transaction(context, async (tx) => carryOutHandOver(tx, await prepareHandOver(tx, projectId, seen, body)));

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  pool = createPool(
    { url: testDatabase.url, clockOffsetMs: 0, maxConnections: 4, applicationName: 'project-test' },
    () => undefined,
  );
  database = new Database(pool);
  projects = new ProjectService(database);
  contracts = new ContractService(database);
  reader = new ProjectReader(database);
  today = dateOf(await database.now());
  await database.transaction(system, async (tx) => {
    const createdAt = tx.now;
    await tx.sql.insert(district).values({ districtId, code: 't', name: '测', nameEn: 'Test', createdAt });
    const named = (unitId: string, kind: typeof unit.$inferInsert.kind, code: string) => ({
      districtId,
      unitId,
      kind,
      code,
      name: code,
      nameEn: code,
    });
    await tx.sql
      .insert(unit)
      .values([
        named(ids.officeA, 'office', 'office-a'),
        named(ids.officeB, 'office', 'office-b'),
        named(ids.departmentA, 'department', 'department-a'),
        named(ids.departmentB, 'department', 'department-b'),
        named(ids.company, 'company', 'company'),
        named(ids.leadership, 'leadership', 'leadership'),
      ]);
    const persons = [
      [ids.leader1, ids.leadership, 'leader'],
      [ids.leader2, ids.leadership, 'leader'],
      [ids.coordinator, ids.leadership, 'coordinator'],
      [ids.officePerson, ids.officeA, 'office'],
      [ids.departmentPerson, ids.departmentA, 'department'],
    ] as const;
    await tx.sql.insert(person).values(
      persons.map(([personId, unitId], index) => ({
        districtId,
        personId,
        unitId,
        name: `P${index}`,
        username: `p${index}`,
        createdAt,
      })),
    );
    await tx.sql
      .insert(personRole)
      .values(persons.map(([personId, , role]) => ({ districtId, personId, role, grantedAt: createdAt })));
  });
}, 60_000);

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

let made = 0;
const ledger = (changes: Record<string, unknown> = {}) =>
  projectLedger.parse({
    code: `P-${String(++made).padStart(3, '0')}`,
    name: '示范路小学',
    level: 'district',
    field: 'livelihood',
    line: 'livelihood',
    stage: 'building',
    officeId: ids.officeA,
    companyId: ids.company,
    totalInvestment: 120_000_000,
    years: [{ year: Number(today.slice(0, 4)), plannedInvestment: 40_000_000 }],
    ...changes,
  });

const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof RefusedError) return error.refusal.code;
      throw error;
    },
  );

/** A project led by department A, assigned to leader 1 since the first of last month. */
async function assigned(): Promise<ProjectView> {
  const created = await projects.create(coordinator, ledger());
  const led = await projects.setDepartments(coordinator, created.id, created.version, {
    lead: ids.departmentA,
    assisting: [ids.departmentB],
  });
  return contracts.assign(
    coordinator,
    created.id,
    led.version,
    assignBody.parse({
      leaderId: ids.leader1,
      from: addDays(today, -40),
      yearPlan: 40_000_000,
      milestones: [{ name: '主体工程过半', dueOn: addDays(today, 90) }],
      members: [{ personId: ids.officePerson, duty: '首席服务官' }],
    }),
  );
}

const handOver = (changes: Record<string, unknown> = {}) =>
  handOverBody.parse({ toLeaderId: ids.leader2, on: today, result: '征迁完成，管线待迁。', ...changes });

async function auditOf(projectId: string): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('duban.district', $1, true)`, [districtId]);
    const { rows } = await client.query<{ action: string }>(
      'select action from audit_entry where subject_id = $1 order by seq',
      [projectId],
    );
    return rows.map(({ action }) => action);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the ledger', () => {
  it('holds what was entered and counts every change', async () => {
    const created = await projects.create(coordinator, ledger());
    expect(created).toMatchObject({ version: 1, totalInvestment: 120_000_000, plannedInvestment: 40_000_000 });
    expect(created.office).toEqual({ id: ids.officeA, name: 'office-a', nameEn: 'office-a' });
    expect(created.leader).toBeNull();
    const changed = await projects.change(
      coordinator,
      created.id,
      1,
      ledger({ code: created.code, stage: 'completed' }),
    );
    expect(changed).toMatchObject({ version: 2, stage: 'completed', code: created.code });
    const withMilestones = await projects.setMilestones(coordinator, created.id, 2, {
      milestones: [{ name: '竣工', dueOn: today, reachedOn: null }],
    });
    const [milestone] = withMilestones.milestones;
    const again = await projects.setMilestones(coordinator, created.id, 3, {
      milestones: [{ ...milestone!, reachedOn: today }],
    });
    expect(again.milestones).toEqual([{ ...milestone!, reachedOn: today }]);
    expect(await auditOf(created.id)).toEqual([
      'project.create',
      'project.change',
      'project.set-milestones',
      'project.set-milestones',
    ]);
  });

  it('refuses what does not fit, names the field, and changes nothing', async () => {
    const created = await projects.create(coordinator, ledger());
    const other = await projects.create(coordinator, ledger());
    const before = await reader.one(coordinator, created.id);
    const change = (changes: Record<string, unknown>, seen = 1) =>
      codeOf(projects.change(coordinator, created.id, seen, ledger({ code: created.code, ...changes })));
    expect(await codeOf(projects.create(coordinator, ledger({ code: created.code })))).toBe('project.code_taken');
    expect(await change({ code: other.code })).toBe('project.code_taken');
    expect(await change({ officeId: ids.departmentA })).toBe('project.office_invalid');
    expect(await change({ companyId: ids.officeA })).toBe('project.company_invalid');
    expect(await change({}, 7)).toBe('project.version_conflict');
    expect(
      await codeOf(projects.setDepartments(coordinator, created.id, 1, { lead: ids.officeA, assisting: [] })),
    ).toBe('project.department_invalid');
    expect(
      await codeOf(
        projects.setDepartments(coordinator, created.id, 1, { lead: ids.departmentA, assisting: [ids.departmentA] }),
      ),
    ).toBe('project.department_invalid');
    expect(
      await codeOf(
        projects.setMilestones(coordinator, created.id, 1, {
          milestones: [{ name: '竣工', dueOn: today, reachedOn: addDays(today, 1) }],
        }),
      ),
    ).toBe('project.milestone_invalid');
    expect(
      await codeOf(
        projects.setMilestones(coordinator, created.id, 1, {
          milestones: [{ id: newId(), name: '别处的', dueOn: today, reachedOn: null }],
        }),
      ),
    ).toBe('project.milestone_invalid');
    expect(await reader.one(coordinator, created.id)).toEqual(before);
  });

  it('hands the present state to who lost the race', async () => {
    const created = await projects.create(coordinator, ledger());
    const results = await Promise.allSettled(
      ['甲', '乙'].map((name) => projects.change(coordinator, created.id, 1, ledger({ code: created.code, name }))),
    );
    const won = results.find((result) => result.status === 'fulfilled')!.value;
    const lost = results.find((result) => result.status === 'rejected')!;
    expect(lost.reason).toMatchObject({
      refusal: { code: 'project.version_conflict' },
      current: { version: 2, name: won.name },
    });
  });
});

describe('who sees and changes a project', () => {
  it('is decided by its parties; to others it is not there', async () => {
    const { id, version } = await assigned();
    for (const context of [coordinator, office, department, leader1, enterprise])
      expect((await reader.one(context, id)).id).toBe(id);
    for (const context of [officeB, leader2]) expect(await codeOf(reader.one(context, id))).toBe('project.not_found');
    expect(await codeOf(reader.one(coordinator, newId()))).toBe('project.not_found');
    expect(await codeOf(projects.change(officeB, id, version, ledger()))).toBe('project.not_found');
    expect(await codeOf(projects.change(leader1, id, version, ledger()))).toBe('access.denied');
    expect(await codeOf(handOverAs(office, id, version, handOver()))).toBe('access.denied');
  });

  it('keeps an office within its own: it neither enters nor moves a project elsewhere', async () => {
    const created = await projects.create(office, ledger());
    expect(await codeOf(projects.create(office, ledger({ officeId: ids.officeB })))).toBe('access.denied');
    expect(
      await codeOf(projects.change(office, created.id, 1, ledger({ code: created.code, officeId: ids.officeB }))),
    ).toBe('access.denied');
    expect((await reader.one(office, created.id)).version).toBe(1);
  });

  it('hides the contract from the enterprise, which is no party to it', async () => {
    const { id } = await assigned();
    expect((await reader.one(enterprise, id)).contract).toBeNull();
    expect((await reader.one(department, id)).contract).not.toBeNull();
  });
});

describe('the list', () => {
  it('pages by code within the scope, each project once', async () => {
    const first = await projects.create(coordinator, ledger({ officeId: ids.officeB, name: '独一无二的%项目' }));
    const second = await projects.create(coordinator, ledger({ officeId: ids.officeB, stage: 'paused' }));
    const codes: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await reader.list(officeB, projectsQuery.parse({ limit: 1, cursor }));
      codes.push(...page.items.map(({ code }) => code));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(codes).toEqual([first.code, second.code]);
    const filtered = async (filter: Record<string, unknown>) =>
      (await reader.list(officeB, projectsQuery.parse(filter))).items.map(({ code }) => code);
    expect(await filtered({ stage: 'paused' })).toEqual([second.code]);
    expect(await filtered({ q: '一无二的%' })).toEqual([first.code]);
    expect(await filtered({ q: '%项%' })).toEqual([]);
    expect(await filtered({ officeId: ids.officeA })).toEqual([]);
    expect(await codeOf(reader.list(officeB, projectsQuery.parse({ cursor: 'bm9wZQ' })))).toBe('request.invalid');
  });

  it('finds the projects of a leader by the open contract only', async () => {
    const { id, version } = await assigned();
    await handOverAs(coordinator, id, version, handOver());
    const of = async (leaderId: string) =>
      (await reader.list(coordinator, projectsQuery.parse({ leaderId, limit: 100 }))).items.map((row) => row.id);
    expect(await of(ids.leader2)).toContain(id);
    expect(await of(ids.leader1)).not.toContain(id);
  });
});

describe('a contract', () => {
  it('is handed over: the old one closed with its result, the new one open with what was committed', async () => {
    const before = await assigned();
    const after = await handOverAs(coordinator, before.id, before.version, handOver());
    expect(after.version).toBe(before.version + 1);
    expect(after.leader).toMatchObject({ id: ids.leader2 });
    expect(after.contract).toMatchObject({
      from: today,
      to: null,
      yearPlan: 40_000_000,
      milestones: before.contract!.milestones,
      members: before.contract!.members,
    });
    expect(after.earlierContracts).toEqual([
      {
        ...before.contract!,
        to: today,
        result: '征迁完成，管线待迁。',
        handedOverTo: { id: ids.leader2, name: 'P1' },
      },
    ]);
    expect((await auditOf(before.id)).at(-1)).toBe('contract.hand-over');
    const promised = await database.read(system, (tx) =>
      tx.sql.select().from(outbox).where(eq(outbox.key, after.contract!.id)),
    );
    expect(promised.map(({ job, payload }) => ({ job, payload }))).toEqual([
      {
        job: 'project.leader-changed',
        payload: {
          projectId: before.id,
          contractId: after.contract!.id,
          fromLeaderId: ids.leader1,
          toLeaderId: ids.leader2,
        },
      },
    ]);
  });

  it('takes its problems and its reach along: they go by the post', async () => {
    const { id, version } = await assigned();
    await handOverAs(coordinator, id, version, handOver());
    const parties = await database.read(system, (tx) => projectParties(tx, [id, newId(), id]));
    expect([...parties.values()]).toEqual([
      expect.objectContaining({
        projectId: id,
        leaderId: ids.leader2,
        leadDepartmentId: ids.departmentA,
        assistingDepartmentIds: [ids.departmentB],
        officeId: ids.officeA,
        companyId: ids.company,
        line: 'livelihood',
      }),
    ]);
    expect((await reader.one(leader2, id)).id).toBe(id);
    expect(await codeOf(reader.one(leader1, id))).toBe('project.not_found');
  });

  it('is refused where it does not fit, and nothing is left of the attempt', async () => {
    const project = await assigned();
    const { id, version } = project;
    const tryHandOver = (changes: Record<string, unknown>) =>
      codeOf(handOverAs(coordinator, id, version, handOver(changes)));
    expect(await tryHandOver({ toLeaderId: ids.leader1 })).toBe('contract.same_leader');
    expect(await tryHandOver({ toLeaderId: ids.officePerson })).toBe('contract.leader_invalid');
    expect(await tryHandOver({ on: plainDate('2020-01-01') })).toBe('contract.hand_over_before_start');
    expect(await tryHandOver({ on: addDays(today, 1) })).toBe('contract.hand_over_in_future');
    expect(await tryHandOver({ commitments: { yearPlan: 1, members: [{ personId: newId() }] } })).toBe(
      'contract.member_invalid',
    );
    const assign = assignBody.parse({ leaderId: ids.leader2, from: today, yearPlan: 1 });
    expect(await codeOf(contracts.assign(coordinator, id, version, assign))).toBe('contract.already_assigned');
    expect(await reader.one(coordinator, id)).toEqual(project);
    const bare = await projects.create(coordinator, ledger());
    expect(await codeOf(handOverAs(coordinator, bare.id, 1, handOver()))).toBe('contract.not_assigned');
  });

  it('is handed over once, however often a phone repeats it', async () => {
    const { id, version } = await assigned();
    const repeated = { ...coordinator, idempotency: { key: `hand-over-${id}`, fingerprint: 'f' } };
    const first = await handOverAs(repeated, id, version, handOver());
    expect(await handOverAs(repeated, id, version, handOver())).toEqual(first);
    expect((await reader.one(coordinator, id)).earlierContracts).toHaveLength(1);
  });
});
