import { addDays, allocate, plainDate, type PlainDate } from '#domain/calendar/index.js';
import type { milestone, project, projectDepartment, projectYear } from '#db/schema/index.js';
import { Dice } from './dice.js';
import {
  departmentsByLine,
  kindsOfProject,
  namedProjects,
  type Field,
  type Line,
  type Platform,
} from './project-names.js';
import { placeWithin } from './map.js';
import { stableId } from './stable-id.js';
import { companyCount, companyId, departmentId, officeCodes, officeId, officeName } from './units.js';
import type { DepartmentCode, OfficeCode } from './units.js';

/** A project of the demo district with all that lies beneath it; `year` is the year of the seeding. */
export interface DemoProject {
  readonly row: Omit<typeof project.$inferInsert, 'districtId' | 'createdAt'>;
  readonly office: OfficeCode;
  readonly leadDepartment: DepartmentCode;
  readonly companyNumber: number;
  readonly years: Omit<typeof projectYear.$inferInsert, 'districtId'>[];
  readonly departments: Omit<typeof projectDepartment.$inferInsert, 'districtId'>[];
  readonly milestones: Omit<typeof milestone.$inferInsert, 'districtId'>[];
  readonly plannedThisYear: number;
  readonly plannedLastYear: number | null;
}

type Level = DemoProject['row']['level'];

/** The published figures in units of 10,000 yuan, so that every single figure is a plausible one: 3,796.9 亿元 and so on. */
const WAN = 10_000;
const wan = (hundredMillions: number): number => Math.round(hundredMillions * WAN);
const PUBLISHED = {
  provinceAndCity: {
    projects: 50,
    total: wan(1669.5),
    thisYear: wan(403.5),
    lastYearProjects: 40,
    lastYear: wan(335.7),
  },
  district: {
    projects: 282,
    total: wan(3796.9) - wan(1669.5),
    thisYear: wan(783.6) - wan(403.5),
    lastYearProjects: 251,
    lastYear: wan(599.1) - wan(335.7),
  },
} as const;
const PROVINCE_PROJECTS = 18;
const projectCount = PUBLISHED.provinceAndCity.projects + PUBLISHED.district.projects;

/** 三大板块: 92 projects started on the three together. */
const PLATFORMS: Record<Platform, { readonly projects: number; readonly offices: readonly OfficeCode[] }> = {
  shangCapital: { projects: 30, offices: ['beixia', 'xida', 'nanguan', 'chengdong', 'dongda'] },
  jindai: { projects: 38, offices: ['jindai', 'shibalihe'] },
  xiaolizhuang: { projects: 24, offices: ['nancao', 'hanghai'] },
};

const FIELDS: readonly Field[] = ['industry', 'infrastructure', 'livelihood', 'innovation', 'green'];

interface Sketch {
  readonly index: number;
  readonly name: string;
  readonly field: Field;
  readonly platform: Platform | null;
  readonly line: Line;
  readonly office: OfficeCode;
  readonly lead: DepartmentCode;
  readonly assisting: readonly DepartmentCode[];
  readonly size: number;
}

export function demoProjects(year: number, today: PlainDate): DemoProject[] {
  const sketches = sketchProjects();
  const levelOf = new Map(pickLevels(sketches));
  const money = new Map<number, { total: number; thisYear: number; lastYear: number | null }>();
  for (const [figures, isTheirs] of [
    [PUBLISHED.provinceAndCity, (level: Level) => level !== 'district'],
    [PUBLISHED.district, (level: Level) => level === 'district'],
  ] as const) {
    const group = sketches.filter(({ index }) => isTheirs(levelOf.get(index)!));
    for (const [index, share] of shareOut(group, figures)) money.set(index, share);
  }
  return sketches.map((sketch) => finish(sketch, levelOf.get(sketch.index)!, money.get(sketch.index)!, year, today));
}

/** Names, fields, platforms and offices of all 332: the named ones first, then the platforms filled up, then the rest. */
function sketchProjects(): Sketch[] {
  const sketches: Sketch[] = namedProjects.map((named, index) => ({
    ...named,
    ...departmentsByLine[named.line],
    ...(named.name === '管城区总医院' ? { lead: 'weijian' as const } : {}),
    index,
    size: 12,
  }));
  const seen = new Map<string, number>();
  const add = (platform: Platform | null, office: OfficeCode): void => {
    const index = sketches.length;
    const dice = new Dice(`sketch-${index}`);
    const field = FIELDS[index % FIELDS.length]!;
    const { what, ...kind } = dice.pick(kindsOfProject[field]);
    const plain = `${officeName(office)}${what}`;
    const phase = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, phase);
    sketches.push({ ...kind, index, name: `${plain}${ordinalPhase(phase)}`, field, platform, office });
  };
  for (const [platform, { projects, offices }] of Object.entries(PLATFORMS) as [
    Platform,
    (typeof PLATFORMS)[Platform],
  ][])
    for (let have = sketches.filter((sketch) => sketch.platform === platform).length; have < projects; have++)
      add(platform, offices[have % offices.length]!);
  while (sketches.length < projectCount) add(null, officeCodes[sketches.length % officeCodes.length]!);
  return sketches;
}

const ordinalPhase = (phase: number): string =>
  phase === 1 ? '项目' : `${['', '', '二', '三', '四', '五', '六', '七', '八', '九'][phase]}期项目`;

/** The dearest 50 are the province's and the city's, as it is. */
function pickLevels(sketches: readonly Sketch[]): [number, Level][] {
  const byWeight = sketches.toSorted((a, b) => totalWeight(b) - totalWeight(a) || a.index - b.index);
  return byWeight.map(({ index }, rank) => [
    index,
    rank < PROVINCE_PROJECTS ? 'province' : rank < PUBLISHED.provinceAndCity.projects ? 'city' : 'district',
  ]);
}

const totalWeight = (sketch: Sketch): number => sketch.size * new Dice(`total-${sketch.index}`).between(60, 190);

/** Shares the published sums out, by largest remainder: they are met exactly, and no year spends more than there is. */
function shareOut(
  group: readonly Sketch[],
  figures: (typeof PUBLISHED)[keyof typeof PUBLISHED],
): Map<number, { total: number; thisYear: number; lastYear: number | null }> {
  const totals = allocate(figures.total, group.map(totalWeight));
  const yearly = (which: string, index: number): number =>
    totals[index]! * new Dice(`${which}-${group[index]!.index}`).between(60, 150);
  const thisYear = allocate(
    figures.thisYear,
    group.map((_, index) => yearly('this-year', index)),
  );
  // Those planned last year are the ones that come first; a project that is new this year had no plan then.
  const lastYear = allocate(
    figures.lastYear,
    group.map((_, index) => (index < figures.lastYearProjects ? yearly('last-year', index) : 0)),
  );
  return new Map(
    group.map(({ index }, at) => [
      index,
      {
        total: totals[at]! * WAN,
        thisYear: thisYear[at]! * WAN,
        lastYear: at < figures.lastYearProjects ? lastYear[at]! * WAN : null,
      },
    ]),
  );
}

function finish(
  sketch: Sketch,
  level: Level,
  money: { total: number; thisYear: number; lastYear: number | null },
  year: number,
  today: PlainDate,
): DemoProject {
  const dice = new Dice(`project-${sketch.index}`);
  const code = `XM-${String(sketch.index + 1).padStart(3, '0')}`;
  const projectId = stableId('project', code);
  const companyNumber = (sketch.index % companyCount) + 1;
  const begun = money.lastYear !== null;
  // "92 key projects started on the three platforms": whatever lies on one has started.
  const stage =
    sketch.platform !== null
      ? dice.pick(['started', 'building', 'building', 'building', 'completed', 'inProduction'] as const)
      : begun
        ? dice.pick([
            'preparing',
            'started',
            'building',
            'building',
            'building',
            'completed',
            'inProduction',
            'paused',
          ] as const)
        : dice.pick(['preparing', 'preparing', 'started'] as const);
  const startYear = begun ? year - dice.between(1, 2) : year - 1;
  const startedOn = plainDate(`${startYear}-${String(dice.between(1, 12)).padStart(2, '0')}-10`);
  const finishDueOn = addDays(startedOn, 365 * dice.between(2, 4));
  return {
    row: {
      projectId,
      code,
      name: sketch.name,
      level,
      field: sketch.field,
      platform: sketch.platform,
      line: sketch.line,
      stage,
      officeId: officeId(sketch.office),
      companyId: companyId(companyNumber),
      totalInvestment: money.total,
      address: `${officeName(sketch.office)}示范路${dice.between(1, 299)}号`,
      ...placeWithin(sketch.office, dice),
      startedOn: stage === 'preparing' ? null : startedOn,
      finishDueOn,
      summary: `示例项目。总投资${yi(money.total)}亿元，${year}年计划投资${yi(money.thisYear)}亿元。`,
    },
    office: sketch.office,
    leadDepartment: sketch.lead,
    companyNumber,
    years: [
      { projectId, year, plannedInvestment: money.thisYear },
      ...(money.lastYear === null ? [] : [{ projectId, year: year - 1, plannedInvestment: money.lastYear }]),
    ],
    departments: [
      { projectId, departmentId: departmentId(sketch.lead), part: 'lead' },
      ...sketch.assisting.map((code) => ({ projectId, departmentId: departmentId(code), part: 'assisting' as const })),
    ],
    milestones: milestonesOf(projectId, code, year, today, dice),
    plannedThisYear: money.thisYear,
    plannedLastYear: money.lastYear,
  };
}

/** Four dated steps in the year, one a quarter; those that lie behind were reached, most of them in time. */
function milestonesOf(
  projectId: string,
  code: string,
  year: number,
  today: PlainDate,
  dice: Dice,
): DemoProject['milestones'] {
  return ['施工图审查完成', '基础工程完成', '主体工程过半', '年度投资计划完成'].map((name, index) => {
    const dueOn = plainDate(`${year}-${String(index * 3 + 3).padStart(2, '0')}-${String(dice.between(10, 28))}`);
    const reachedOn = addDays(dueOn, dice.between(-9, 4));
    return {
      milestoneId: stableId('milestone', `${code}/${year}/${index}`),
      projectId,
      name,
      dueOn,
      reachedOn: reachedOn < today ? reachedOn : null,
    };
  });
}

const yi = (yuan: number): string => (yuan / 1e8).toFixed(2);
