import { describe, expect, it } from '@jest/globals';
import { plainDate } from '#domain/calendar/index.js';
import { demoContracts } from './contracts.js';
import { demoPersons } from './persons.js';
import { demoProjects, type DemoProject } from './projects.js';
import { departmentCodes, departmentId, officeCodes, unitRows } from './units.js';

/** 亿元, one decimal, to whole yuan. */
const yi = (hundredMillions: number): number => Math.round(hundredMillions * 10) * 10_000_000;

const sum = (figures: readonly number[]): number => figures.reduce((so, figure) => so + figure, 0);
const projects = demoProjects(2023, plainDate('2023-01-20'));
const provinceAndCity = projects.filter(({ row }) => row.level !== 'district');
const total = (of: readonly DemoProject[]): number => sum(of.map(({ row }) => row.totalInvestment));
const planned = (of: readonly DemoProject[], year: number): number =>
  sum(of.flatMap(({ years }) => years.filter((one) => one.year === year).map((one) => one.plannedInvestment)));
const plannedCount = (of: readonly DemoProject[], year: number): number =>
  of.filter(({ years }) => years.some((one) => one.year === year)).length;

describe('the demo district meets the published figures exactly', () => {
  it('has 332 projects of 3,796.9, 783.6 planned for the year', () => {
    expect(projects).toHaveLength(332);
    expect(total(projects)).toBe(yi(3796.9));
    expect(planned(projects, 2023)).toBe(yi(783.6));
    expect(plannedCount(projects, 2023)).toBe(332);
  });

  it('has 50 of the province and the city among them, 1,669.5 and 403.5', () => {
    expect(provinceAndCity).toHaveLength(50);
    expect(new Set(projects.map(({ row }) => row.level))).toEqual(new Set(['province', 'city', 'district']));
    expect(total(provinceAndCity)).toBe(yi(1669.5));
    expect(planned(provinceAndCity, 2023)).toBe(yi(403.5));
  });

  it('holds last year: 291 projects planned for 599.1, of them 40 of the province and the city for 335.7', () => {
    expect(plannedCount(projects, 2022)).toBe(291);
    expect(planned(projects, 2022)).toBe(yi(599.1));
    expect(plannedCount(provinceAndCity, 2022)).toBe(40);
    expect(planned(provinceAndCity, 2022)).toBe(yi(335.7));
  });

  it('has 92 projects on three platforms, all of them started', () => {
    const onPlatforms = projects.filter(({ row }) => row.platform !== null);
    expect(onPlatforms).toHaveLength(92);
    expect(new Set(onPlatforms.map(({ row }) => row.platform)).size).toBe(3);
    expect(onPlatforms.filter(({ row }) => row.stage === 'preparing')).toEqual([]);
  });

  it('knows five fields, four lines, and twelve offices, none of them empty', () => {
    expect(new Set(projects.map(({ row }) => row.field)).size).toBe(5);
    expect(new Set(projects.map(({ row }) => row.line)).size).toBe(4);
    expect(new Set(projects.map(({ row }) => row.officeId)).size).toBe(12);
    expect(officeCodes).toHaveLength(12);
  });

  it('names the projects that the report names', () => {
    const names = projects.map(({ row }) => row.name);
    expect(new Set(names).size).toBe(332);
    for (const name of [
      '商都考古遗址公园',
      '宫殿区遗址公园',
      '商都遗址博物院',
      '东城垣博物馆',
      '亳都古巷',
      '金岱智慧产业园',
    ])
      expect(names).toContain(name);
    for (const name of [
      '5G智能园区',
      '海信智能科技',
      '扶轮外国语学校',
      '振兴东路中学',
      '梦想路小学',
      '创新街小学北校区',
    ])
      expect(names).toContain(name);
    expect(names).toContain('管城区总医院');
  });
});

describe('every single project is a plausible one', () => {
  it('never plans more than its total, and plans something', () => {
    for (const demo of projects) {
      const years = sum(demo.years.map((one) => one.plannedInvestment));
      expect(years).toBeLessThanOrEqual(demo.row.totalInvestment);
      for (const { plannedInvestment } of demo.years) expect(plannedInvestment).toBeGreaterThan(0);
    }
  });

  it('has one lead department, one open contract with milestones and a service team', () => {
    const contracts = demoContracts(projects, 2023);
    const known = new Set(departmentCodes.map(departmentId));
    const leaders = new Set(
      demoPersons()
        .filter(({ role }) => role === 'leader')
        .map(({ personId }) => personId),
    );
    for (const demo of projects) {
      expect(demo.departments.filter(({ part }) => part === 'lead')).toHaveLength(1);
      expect(new Set(demo.departments.map((one) => one.departmentId)).size).toBe(demo.departments.length);
      for (const { departmentId: id } of demo.departments) expect(known).toContain(id);
      const open = contracts.filter(({ row }) => row.projectId === demo.row.projectId && row.toOn === null);
      expect(open).toHaveLength(1);
      expect(leaders).toContain(open[0]!.row.leaderId);
      expect(open[0]!.row.yearPlan).toBe(demo.plannedThisYear);
      expect(open[0]!.members.length).toBeGreaterThan(0);
    }
    const closed = contracts.filter(({ row }) => row.toOn !== null);
    expect(closed.length).toBeGreaterThan(5);
    for (const { row } of closed) expect(row.handedOverTo).not.toBe(row.leaderId);
    expect(new Set(contracts.map(({ row }) => row.leaderId)).size).toBe(leaders.size);
  });

  it('is the same every time', () => {
    expect(demoProjects(2023, plainDate('2023-01-20'))).toEqual(projects);
    expect(unitRows()).toEqual(unitRows());
  });
});
