import { daysBetween, type PlainDate } from '#domain/calendar/index.js';
import { Dice } from './dice.js';
import type { DemoProject } from './projects.js';

/** 形象进度 of a project on a day, and what is to come next. */
export interface SiteWorks {
  readonly progress: string;
  readonly nextWeek: string;
}

type Course = 'building' | 'school' | 'estate' | 'road' | 'pipes' | 'plant' | 'relocation' | 'renovation' | 'heritage';

/** What is built one after the other, by what it is. */
const COURSES: Readonly<Record<Course, readonly string[]>> = {
  building: [
    '场地平整及临建搭设',
    '桩基施工',
    '基坑支护及土方开挖',
    '地下室底板浇筑',
    '地下室主体结构施工',
    '地上主体结构施工至四层',
    '地上主体结构施工至九层',
    '主体结构封顶，二次结构砌筑',
    '幕墙及机电安装',
  ],
  school: [
    '围挡封闭及临时道路硬化',
    '教学楼基础开挖',
    '教学楼独立基础浇筑',
    '教学楼主体施工至二层',
    '教学楼主体施工至四层',
    '综合楼及风雨操场钢结构吊装',
    '砌体及内墙抹灰',
    '操场塑胶面层及室外管网施工',
  ],
  estate: [
    '土方外运及基坑降水',
    '一标段桩基施工',
    '筏板基础钢筋绑扎',
    '地下车库顶板浇筑',
    '1号至4号楼主体施工至六层',
    '1号至4号楼主体施工至十五层',
    '5号至8号楼主体施工至十一层',
    '外墙保温及门窗安装',
  ],
  road: [
    '交通导改及围挡搭设',
    '地上附着物清表',
    '路基土方填筑',
    '雨污水管道敷设',
    '灰土及水稳基层摊铺',
    '路缘石及人行道铺装',
    '沥青面层摊铺及标线施划',
  ],
  pipes: ['管线物探及交底', '工作井及接收井施工', '顶管施工', '沟槽开挖及管道安装', '检查井砌筑及闭水试验', '路面恢复'],
  plant: [
    '厂区强夯地基处理',
    '厂房独立基础施工',
    '钢结构立柱吊装',
    '屋面及墙面围护安装',
    '地坪施工及设备基础浇筑',
    '生产线设备进场安装',
    '设备单机调试',
  ],
  relocation: [
    '入户丈量及公示',
    '补偿协议签订',
    '搬迁腾房',
    '房屋拆除及渣土清运',
    '地块场地平整及围挡',
    '安置区勘察及桩基试桩',
  ],
  renovation: [
    '入户征求意见及样板段施工',
    '外墙脚手架搭设',
    '外墙保温及涂料施工',
    '楼道管线整治',
    '雨污分流管道改造',
    '小区道路及停车位铺装',
    '绿化补植及照明安装',
  ],
  heritage: [
    '考古勘探配合及遗址回填保护',
    '遗址本体保护棚基础施工',
    '主体展陈区结构施工',
    '夯土墙本体加固',
    '园路及给排水管网施工',
    '展陈布置及灯光安装',
    '绿化及环境整治',
  ],
};

const COURSE_OF: readonly (readonly [RegExp, Course])[] = [
  [/遗址|博物|古巷/, 'heritage'],
  [/学校|小学|中学/, 'school'],
  [/安置房/, 'estate'],
  [/城中村/, 'relocation'],
  [/老旧小区|绿色建筑|热源/, 'renovation'],
  [/道路|快速路|场站/, 'road'],
  [/管廊|雨污|再生水|河道|电力/, 'pipes'],
  [/基地|冷链|光伏|科技/, 'plant'],
];

const BEFORE_START: readonly string[] = [
  '土地组卷报批材料已报送',
  '规划方案深化并征求部门意见',
  '施工图设计及图审',
  '招标文件编制',
  '施工许可证办理',
];

/** Weeks on one piece of work, at least and at most. */
const WEEKS = { least: 3, most: 7 } as const;

const plots = new Map<string, { steps: readonly string[]; from: number; pace: number }>();

/** The same for the same day, further on for a later one. `yearStart` is when the first step of the course began. */
export function siteWorks(demo: DemoProject, yearStart: PlainDate, day: PlainDate): SiteWorks {
  const { steps, from, pace } = plotOf(demo);
  const at = Math.min(from + Math.max(0, daysBetween(yearStart, day)) / 7 / pace, steps.length - 0.05);
  const step = steps[Math.floor(at)]!;
  const percent = Math.round((at % 1) * 20) * 5;
  const following = steps[Math.floor(at) + 1];
  if (demo.row.stage === 'preparing')
    return { progress: `前期手续阶段：${step}`, nextWeek: following ? `推进${following}` : '力争进场开工' };
  return {
    progress: percent === 0 ? `${step}，班组已进场` : percent >= 95 ? `${step}基本完成` : `${step}，完成${percent}%`,
    nextWeek: percent >= 80 && following ? `完成${step}，转入${following}` : `继续推进${step}`,
  };
}

function plotOf({ row: { code, name, stage } }: DemoProject) {
  const known = plots.get(code);
  if (known) return known;
  const dice = new Dice(`works-${code}`);
  const course = COURSE_OF.find(([pattern]) => pattern.test(name))?.[1] ?? 'building';
  const steps = stage === 'preparing' ? BEFORE_START : COURSES[course];
  const late = stage === 'completed' || stage === 'inProduction';
  const plot = {
    steps,
    from: late ? steps.length - 1 : dice.between(0, Math.max(0, steps.length - 3)),
    pace: dice.between(WEEKS.least, WEEKS.most),
  };
  plots.set(code, plot);
  return plot;
}
