import type { project } from '#db/schema/index.js';
import type { DepartmentCode, OfficeCode } from './units.js';

type ProjectRow = typeof project.$inferInsert;
export type Field = ProjectRow['field'];
export type Platform = NonNullable<ProjectRow['platform']>;
export type Line = ProjectRow['line'];

/** The projects that facts.md names, as they are called there. Everything else about them is made up. */
export const namedProjects: readonly {
  readonly name: string;
  readonly field: Field;
  readonly platform: Platform | null;
  readonly line: Line;
  readonly office: OfficeCode;
}[] = [
  { name: '商都考古遗址公园', field: 'livelihood', platform: 'shangCapital', line: 'urban', office: 'chengdong' },
  { name: '宫殿区遗址公园', field: 'livelihood', platform: 'shangCapital', line: 'urban', office: 'beixia' },
  { name: '商都遗址博物院', field: 'livelihood', platform: 'shangCapital', line: 'construction', office: 'dongda' },
  { name: '东城垣博物馆', field: 'livelihood', platform: 'shangCapital', line: 'construction', office: 'chengdong' },
  { name: '亳都古巷', field: 'industry', platform: 'shangCapital', line: 'investment', office: 'xida' },
  { name: '金岱智慧产业园', field: 'innovation', platform: 'jindai', line: 'construction', office: 'jindai' },
  { name: '5G智能园区', field: 'innovation', platform: 'jindai', line: 'investment', office: 'jindai' },
  { name: '海信智能科技', field: 'industry', platform: 'jindai', line: 'investment', office: 'jindai' },
  { name: '扶轮外国语学校', field: 'livelihood', platform: null, line: 'livelihood', office: 'longhai' },
  { name: '振兴东路中学', field: 'livelihood', platform: null, line: 'livelihood', office: 'shibalihe' },
  { name: '梦想路小学', field: 'livelihood', platform: null, line: 'livelihood', office: 'nancao' },
  { name: '创新街小学北校区', field: 'livelihood', platform: null, line: 'livelihood', office: 'nanguan' },
  { name: '管城区总医院', field: 'livelihood', platform: null, line: 'livelihood', office: 'zijingshan' },
];

/** What is built in each field, which line it reports to, who leads and who assists, and how costly it is beside others. */
export const kindsOfProject: Record<
  Field,
  readonly {
    readonly what: string;
    readonly line: Line;
    readonly lead: DepartmentCode;
    readonly assisting: readonly DepartmentCode[];
    readonly size: number;
  }[]
> = {
  innovation: [
    { what: '科创孵化基地', line: 'construction', lead: 'kegongxin', assisting: ['ziran'], size: 9 },
    { what: '数字经济产业园', line: 'investment', lead: 'kegongxin', assisting: ['shangwu'], size: 14 },
    { what: '智能制造中试基地', line: 'construction', lead: 'kegongxin', assisting: ['shuidianqi'], size: 11 },
    { what: '研发中心', line: 'investment', lead: 'kegongxin', assisting: ['shenpi'], size: 6 },
    { what: '数据算力中心', line: 'construction', lead: 'fagai', assisting: ['shuidianqi'], size: 12 },
  ],
  infrastructure: [
    { what: '道路贯通工程', line: 'urban', lead: 'zhujian', assisting: ['zhengshou'], size: 4 },
    { what: '雨污分流改造', line: 'urban', lead: 'chengguan', assisting: ['zhujian'], size: 3 },
    { what: '综合管廊', line: 'urban', lead: 'zhujian', assisting: ['shuidianqi'], size: 7 },
    { what: '公交场站', line: 'urban', lead: 'jiaotong', assisting: ['ziran'], size: 2 },
    { what: '枢纽配套快速路', line: 'urban', lead: 'jiaotong', assisting: ['zhengshou', 'ziran'], size: 15 },
    { what: '变电站及电力廊道', line: 'urban', lead: 'shuidianqi', assisting: ['ziran'], size: 3 },
  ],
  industry: [
    { what: '产业社区', line: 'construction', lead: 'fagai', assisting: ['ziran'], size: 18 },
    { what: '商业综合体', line: 'investment', lead: 'shangwu', assisting: ['zhujian'], size: 22 },
    { what: '冷链物流园', line: 'investment', lead: 'shangwu', assisting: ['jiaotong'], size: 10 },
    { what: '食品加工基地', line: 'construction', lead: 'kegongxin', assisting: ['shengtai'], size: 8 },
    { what: '总部大厦', line: 'investment', lead: 'shangwu', assisting: ['shenpi'], size: 16 },
    { what: '城中村改造', line: 'construction', lead: 'zhengshou', assisting: ['zhujian', 'ziran'], size: 30 },
  ],
  green: [
    { what: '河道生态治理', line: 'urban', lead: 'shengtai', assisting: ['chengguan'], size: 4 },
    { what: '分布式光伏', line: 'construction', lead: 'fagai', assisting: ['shuidianqi'], size: 2 },
    { what: '绿色建筑改造', line: 'construction', lead: 'zhujian', assisting: ['caizheng'], size: 3 },
    { what: '再生水利用', line: 'urban', lead: 'chengguan', assisting: ['shengtai'], size: 3 },
    { what: '热源清洁化替代', line: 'urban', lead: 'chengguan', assisting: ['shuidianqi', 'caizheng'], size: 5 },
  ],
  livelihood: [
    { what: '小学', line: 'livelihood', lead: 'jiaoyu', assisting: ['zhujian'], size: 2 },
    { what: '初级中学', line: 'livelihood', lead: 'jiaoyu', assisting: ['ziran'], size: 3 },
    { what: '社区卫生服务中心', line: 'livelihood', lead: 'weijian', assisting: ['caizheng'], size: 1 },
    { what: '安置房', line: 'livelihood', lead: 'zhengshou', assisting: ['zhujian', 'caizheng'], size: 12 },
    { what: '养老服务中心', line: 'livelihood', lead: 'weijian', assisting: ['zhujian'], size: 1 },
    { what: '老旧小区改造', line: 'livelihood', lead: 'zhujian', assisting: ['chengguan'], size: 2 },
    { what: '文体活动中心', line: 'livelihood', lead: 'wenlv', assisting: ['caizheng'], size: 2 },
  ],
};

/** The responsible departments of a named project, whose kind says nothing about them. */
export const departmentsByLine: Record<
  Line,
  { readonly lead: DepartmentCode; readonly assisting: readonly DepartmentCode[] }
> = {
  construction: { lead: 'zhujian', assisting: ['ziran', 'shuidianqi'] },
  investment: { lead: 'shangwu', assisting: ['shenpi'] },
  urban: { lead: 'wenlv', assisting: ['ziran', 'chengguan'] },
  livelihood: { lead: 'jiaoyu', assisting: ['caizheng'] },
};
