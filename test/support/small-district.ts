import { createPool } from '#db/client.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import {
  calendarDay,
  calendarYear,
  contract,
  district,
  ladderPolicy,
  meetingSeries,
  person,
  personRole,
  project,
  projectDepartment,
  unit,
} from '#db/schema/index.js';
import type { Actor, CommandContext, Role } from '#domain/access/index.js';
import {
  parseInstant,
  plainDate,
  publishedExceptions,
  publishedYears,
  type Instant,
  type PlainDate,
} from '#domain/calendar/index.js';
import { defaultLadder } from '#domain/ladder/index.js';
import { createTestDatabase } from './test-database.js';

const LINES = ['construction', 'investment', 'urban', 'livelihood'] as const;
type Line = (typeof LINES)[number];

const PEOPLE = {
  office: { role: 'office', unit: 'office' },
  otherOffice: { role: 'office', unit: 'otherOffice' },
  department: { role: 'department', unit: 'department' },
  otherDepartment: { role: 'department', unit: 'otherDepartment' },
  leader: { role: 'leader', unit: 'leadership' },
  otherLeader: { role: 'leader', unit: 'leadership' },
  principal: { role: 'principal', unit: 'leadership' },
  coordinator: { role: 'coordinator', unit: 'coordination' },
  enterprise: { role: 'enterprise', unit: 'company' },
  otherEnterprise: { role: 'enterprise', unit: 'otherCompany' },
  systemAdmin: { role: 'systemAdmin', unit: 'administration' },
} as const satisfies Record<string, { role: Role; unit: string }>;

const UNITS = {
  office: 'office',
  otherOffice: 'office',
  department: 'department',
  otherDepartment: 'department',
  leadership: 'leadership',
  coordination: 'coordination',
  administration: 'administration',
  company: 'company',
  otherCompany: 'company',
} as const;

/** The demo district's weekdays are its own; these are the ones the boundary cases of the tests are reckoned for. */
const WEEKDAYS: Record<Line, number> = { construction: 1, investment: 3, urban: 2, livelihood: 4 };

export type Someone = keyof typeof PEOPLE;

/**
 * A district of a handful of people in a database of its own: a project on every line (office, company, leader,
 * department: those without `other`), one more of the other office, company and leader, four series, the default
 * ladder, the published calendar. Nothing is filed in it.
 */
export interface SmallDistrict {
  readonly databaseUrl: string;
  readonly districtId: string;
  readonly actors: Record<Someone, Actor>;
  readonly units: Record<keyof typeof UNITS, string>;
  readonly projects: Record<Line | 'other', string>;
  readonly series: Record<Line, string>;
  /** The database as if it were that moment, running on from there. Closed with the district. */
  at(moment: string): Database;
  as(who: Someone, idempotencyKey?: string): CommandContext;
  readonly system: CommandContext;
  close(): Promise<void>;
}

export async function createSmallDistrict(): Promise<SmallDistrict> {
  const testDatabase = await createTestDatabase();
  const districtId = newId();
  const ids = <Key extends string>(keys: readonly Key[]) =>
    Object.fromEntries(keys.map((key) => [key, newId()])) as Record<Key, string>;
  const units = ids(Object.keys(UNITS) as (keyof typeof UNITS)[]);
  const persons = ids(Object.keys(PEOPLE) as Someone[]);
  const projects = ids([...LINES, 'other'] as const);
  const series = ids(LINES);
  const system: CommandContext = {
    districtId,
    actor: { kind: 'system', districtId },
    requestId: 'test',
    from: 'test',
  };
  const actors = Object.fromEntries(
    (Object.keys(PEOPLE) as Someone[]).map((who) => [who, actorOf(who, districtId, persons[who], units)]),
  ) as Record<Someone, Actor>;
  const open: Database[] = [];
  const at = (moment: string): Database => {
    const database = new Database(
      createPool(
        {
          url: testDatabase.url,
          clockOffsetMs: parseInstant(moment)! - Date.now(),
          maxConnections: 4,
          applicationName: 'small-district',
        },
        () => undefined,
      ),
    );
    open.push(database);
    return database;
  };
  await at('2023-01-01T09:00:00+08:00').transaction(system, (tx) =>
    fill(tx, { districtId, units, persons, projects, series }),
  );
  return {
    databaseUrl: testDatabase.url,
    districtId,
    actors,
    units,
    projects,
    series,
    at,
    as: (who, key) => ({
      districtId,
      actor: actors[who],
      requestId: 'test',
      from: '127.0.0.1',
      ...(key === undefined ? {} : { idempotency: { key, fingerprint: key } }),
    }),
    system,
    close: async () => {
      for (const database of open) await database.close();
      await testDatabase.drop();
    },
  };
}

function actorOf(who: Someone, districtId: string, personId: string, units: Record<string, string>): Actor {
  const { role, unit: of } = PEOPLE[who];
  const outside = role === 'enterprise';
  return {
    kind: 'person',
    districtId,
    personId,
    roles: [role],
    unitId: outside ? null : units[of]!,
    companyId: outside ? units[of]! : null,
    name: `示例${who}`,
  };
}

interface Ids {
  readonly districtId: string;
  readonly units: SmallDistrict['units'];
  readonly persons: Record<Someone, string>;
  readonly projects: SmallDistrict['projects'];
  readonly series: SmallDistrict['series'];
}

async function fill(tx: Tx, { districtId, units, persons, projects, series }: Ids): Promise<void> {
  const created = tx.now as Instant;
  const began = plainDate('2023-01-01');
  await tx.sql
    .insert(district)
    .values({ districtId, code: 'small', name: '小示范区', nameEn: 'Small district', createdAt: created });
  await tx.sql.insert(calendarYear).values(publishedYears.map((year) => ({ districtId, year })));
  await tx.sql
    .insert(calendarDay)
    .values(
      publishedYears
        .flatMap((year) => publishedExceptions(year))
        .map(({ date, kind, name }) => ({ districtId, date, kind, name, source: 'notice' as const })),
    );
  await tx.sql.insert(unit).values(
    Object.entries(UNITS).map(([key, kind]) => ({
      districtId,
      unitId: units[key as keyof typeof UNITS],
      kind,
      code: key,
      name: `示例${key}`,
      nameEn: key,
    })),
  );
  const people = Object.entries(PEOPLE) as [Someone, { role: Role; unit: keyof typeof UNITS }][];
  await tx.sql.insert(person).values(
    people.map(([who, { unit: of }]) => ({
      districtId,
      personId: persons[who],
      unitId: units[of],
      name: `示例${who}`,
      username: who,
      email: `${who}@demo.invalid`,
      createdAt: created,
    })),
  );
  await tx.sql
    .insert(personRole)
    .values(people.map(([who, { role }]) => ({ districtId, personId: persons[who], role, grantedAt: created })));
  await tx.sql.insert(project).values(
    [...LINES, 'other' as const].map((key) => ({
      districtId,
      projectId: projects[key],
      code: `P-${key}`,
      name: `示例项目 ${key}`,
      level: 'district' as const,
      field: 'industry' as const,
      line: key === 'other' ? ('construction' as const) : key,
      stage: 'building' as const,
      officeId: key === 'other' ? units.otherOffice : units.office,
      companyId: key === 'other' ? units.otherCompany : units.company,
      totalInvestment: 100_000_000,
      createdAt: created,
    })),
  );
  await tx.sql.insert(projectDepartment).values(
    [...LINES, 'other' as const].map((key) => ({
      districtId,
      projectId: projects[key],
      departmentId: key === 'other' ? units.otherDepartment : units.department,
      part: 'lead' as const,
    })),
  );
  await tx.sql.insert(contract).values(
    [...LINES, 'other' as const].map((key) => ({
      districtId,
      contractId: newId(),
      projectId: projects[key],
      leaderId: key === 'other' ? persons.otherLeader : persons.leader,
      fromOn: began,
      year: 2023,
      yearPlan: 10_000_000,
      visitsPerMonth: 2,
      milestones: [],
      createdAt: created,
    })),
  );
  await tx.sql.insert(meetingSeries).values(
    LINES.map((line) => ({
      districtId,
      seriesId: series[line],
      line,
      name: `示例${line}周例会`,
      nameEn: `Weekly meeting: ${line}`,
      weekday: WEEKDAYS[line],
      startsAt: '09:00',
      place: '示例会议室',
      chairId: persons.principal,
      beganOn: began as PlainDate,
    })),
  );
  const { id: _, version, ...definition } = defaultLadder;
  await tx.sql.insert(ladderPolicy).values({
    districtId,
    ladderId: newId(),
    version,
    name: '默认阶梯',
    definition: { ...definition, rungs: [...definition.rungs] },
    inForceFrom: created,
  });
}
