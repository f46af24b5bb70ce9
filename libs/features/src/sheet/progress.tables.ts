import { addDays } from '#domain/calendar/index.js';
import type { CardRowView, ClosedProjectView, ClosingView, LookView } from '#features/closing/index.js';
import type { ContractStandingView } from '#features/commitment/index.js';
import type { ResultRowView } from '#features/guarantee/index.js';
import type { LightsView } from '#features/light/index.js';
import type { PlanRowView } from '#features/plan-ledger/index.js';
import type { ProjectRowView } from '#features/project/index.js';
import type { ReportRowView, WrittenFigure } from '#features/report/index.js';
import {
  count,
  day,
  field,
  level,
  LIGHT,
  line,
  moment,
  money,
  percent,
  PERIOD,
  platform,
  stage,
  text,
  VERDICT,
  yes,
  type ExportTable,
} from './export-table.js';

// Projects and what they are measured by: plans, reports, closings, cards, lights, results, commitments.

/** Days up to one that is not of them. */
const UP_TO = { label: '到（不含当日）' };

export const projectTable: ExportTable<ProjectRowView> = {
  name: 'projects',
  sheet: '项目台账',
  columns: [
    text('项目编号', 14, ({ code }) => code),
    text('项目名称', 32, ({ name }) => name),
    text('级别', 10, (row) => level(row.level)),
    text('领域', 18, (row) => field(row.field)),
    text('板块', 18, (row) => platform(row.platform)),
    text('条线', 14, (row) => line(row.line)),
    text('阶段', 10, (row) => stage(row.stage)),
    text('办事处', 20, ({ office }) => office.name),
    text('建设单位', 26, ({ company }) => company.name),
    text('牵头部门', 22, ({ leadDepartment }) => leadDepartment?.name ?? null),
    text('分包领导', 12, ({ leader }) => leader?.name ?? null),
    money('总投资', (row) => row.totalInvestment),
    money('本年计划投资', (row) => row.plannedInvestment),
  ],
};

/** A project's plan of a year, and what of it lies in each month. */
export interface PlanByMonth {
  readonly plan: PlanRowView;
  readonly months: readonly number[];
}

export const planTable: ExportTable<PlanByMonth> = {
  name: 'plans',
  sheet: '投资计划',
  filters: { state: { label: '计划状态', words: { none: '未下达', first: '首版', revised: '已调整' } } },
  columns: [
    text('项目编号', 14, ({ plan }) => plan.code),
    text('项目名称', 32, ({ plan }) => plan.name),
    text('办事处', 20, ({ plan }) => plan.office.name),
    text('分包领导', 12, ({ plan }) => plan.leader?.name ?? null),
    money('总投资', ({ plan }) => plan.totalInvestment),
    money('全年计划', ({ plan }) => plan.annual),
    ...Array.from({ length: 12 }, (_, n) => money<PlanByMonth>(`${n + 1}月`, ({ months }) => months[n]!)),
    count('版本', ({ plan }) => plan.version || null),
    day('生效日期', ({ plan }) => plan.newest?.effectiveFrom ?? null),
    text('调整原因', 40, ({ plan }) => plan.newest?.reason ?? null),
  ],
};

const REPORT_STATE: Record<ReportRowView['state'], string> = {
  none: '未填',
  draft: '草稿',
  submitted: '已报',
  returned: '退回',
  accepted: '已收',
};
const reportFilters = { state: { label: '状态', words: REPORT_STATE }, to: UP_TO };

export const reportTable: ExportTable<ReportRowView> = {
  name: 'reports',
  sheet: '周报',
  filters: reportFilters,
  columns: [
    text('办事处', 20, ({ office }) => office.name),
    day('开始', ({ start }) => start),
    day('截止', ({ end }) => addDays(end, -1)),
    moment('应报时间', ({ dueAt }) => dueAt),
    text('状态', 10, ({ state }) => REPORT_STATE[state]),
    moment('上报时间', ({ submittedAt }) => submittedAt),
    text('是否迟报', 10, ({ late, overdue }) => yes(overdue, '逾期未报') ?? yes(late, '迟报')),
    text('退回原因', 40, ({ returnReason }) => returnReason),
    count('项目数', ({ projects }) => projects),
    count('已填', ({ written }) => written),
  ],
};

export const reportLineTable: ExportTable<WrittenFigure> = {
  name: 'report-lines',
  sheet: '周报明细',
  filters: reportFilters,
  columns: [
    day('周报开始', ({ start }) => start),
    text('办事处', 20, ({ office }) => office),
    text('状态', 10, ({ state }) => REPORT_STATE[state]),
    text('项目编号', 14, ({ code }) => code),
    text('项目名称', 32, ({ name }) => name),
    day('时段起始日', ({ spanStart }) => spanStart),
    money('计划投资', ({ plan }) => plan),
    money('填报投资', ({ amount }) => amount),
    money('现认定投资', ({ entered }) => entered),
    text('本周无变化', 12, ({ unchanged }) => yes(unchanged, '无变化')),
    text('形象进度', 40, ({ progress }) => progress),
    text('下周打算', 40, ({ nextWeek }) => nextWeek),
    text('存在困难', 40, ({ obstacles }) => obstacles),
    text('数据说明', 30, ({ reason }) => reason),
  ],
};

export const closingTable: ExportTable<ClosingView> = {
  name: 'closings',
  sheet: '结账',
  filters: { to: UP_TO },
  columns: [
    text('周期', 8, ({ kind }) => PERIOD[kind]),
    day('开始', ({ start }) => start),
    day('截止', ({ end }) => addDays(end, -1)),
    moment('结账时间', ({ closedAt }) => closedAt),
    count('项目数', ({ projects }) => projects),
    count('欠账项目', ({ shortProjects }) => shortProjects),
    money('计划投资', ({ plan }) => plan),
    money('完成投资', ({ actual }) => actual),
    money('差额', ({ gap }) => gap),
    money('欠账合计', ({ shortBy }) => shortBy),
    text('结论', 10, ({ verdict }) => VERDICT[verdict]),
  ],
};

export const shortfallTable: ExportTable<ClosedProjectView> = {
  name: 'closed-projects',
  sheet: '结账项目',
  columns: [
    text('项目编号', 14, ({ project }) => project.code),
    text('项目名称', 32, ({ project }) => project.name),
    text('条线', 14, (row) => line(row.line)),
    text('办事处', 20, ({ office }) => office.name),
    text('分包领导', 12, ({ leader }) => leader?.name ?? null),
    money('计划投资', ({ plan }) => plan),
    money('完成投资', ({ actual }) => actual),
    money('欠账', ({ gap }) => gap),
    text('结论', 10, ({ verdict }) => VERDICT[verdict]),
    text('是否报齐', 10, ({ reported }) => (reported ? '报齐' : '未报齐')),
    count('计划版本', ({ planVersion }) => planVersion),
  ],
};

const COLOUR = { blue: '蓝牌', yellow: '黄牌', red: '红牌' } as const;
const CARD_STATE = { open: '有效', ranOut: '到期未补', struckOff: '已销牌' } as const;

export const cardTable: ExportTable<CardRowView> = {
  name: 'cards',
  sheet: '亮牌',
  filters: { state: { label: '状态', words: CARD_STATE }, colour: { label: '颜色', words: COLOUR } },
  columns: [
    text('编号', 16, ({ number }) => number),
    text('颜色', 8, ({ colour }) => COLOUR[colour]),
    text('状态', 12, ({ state }) => CARD_STATE[state]),
    text('项目编号', 14, ({ project }) => project?.code ?? null),
    text('项目名称', 32, ({ project }) => project?.name ?? null),
    text('办事处', 20, ({ office }) => office.name),
    text('分包领导', 12, ({ leader }) => leader?.name ?? null),
    text('周期', 8, ({ period }) => PERIOD[period.kind]),
    day('周期开始', ({ period }) => period.start),
    money('计划投资', ({ plan }) => plan),
    money('完成投资', ({ actual }) => actual),
    money('欠账', ({ gap }) => gap),
    moment('亮牌时间', ({ issuedAt }) => issuedAt),
    day('补欠期限', ({ runsOutOn }) => runsOutOn),
    moment('销牌时间', ({ endedAt }) => endedAt),
    count('约谈次数', ({ talks }) => talks),
  ],
};

export const lookTable: ExportTable<LookView> = {
  name: 'looks',
  sheet: '领导过问',
  columns: [
    text('分包领导', 12, ({ leader }) => leader.name),
    text('周期', 8, ({ period }) => PERIOD[period.kind]),
    day('周期开始', ({ period }) => period.start),
    text('欠账项目', 60, ({ projects }) => projects.map(({ code, name }) => `${code} ${name}`).join('、')),
    money('欠账合计', ({ shortBy }) => shortBy),
    day('过问期限', ({ dueOn }) => dueOn),
    text('是否超期', 10, ({ overdue }) => yes(overdue, '超期')),
    moment('过问时间', ({ lookedAt }) => lookedAt),
    text('过问情况', 60, ({ note }) => note),
  ],
};

export const lightTable: ExportTable<LightsView['items'][number]> = {
  name: 'lights',
  sheet: '亮灯',
  columns: [
    text('项目编号', 14, ({ code }) => code),
    text('项目名称', 32, ({ name }) => name),
    text('级别', 10, (row) => level(row.level)),
    text('条线', 14, (row) => line(row.line)),
    text('办事处', 20, ({ office }) => office.name),
    text('分包领导', 12, ({ leader }) => leader?.name ?? null),
    text('灯', 14, ({ light }) => LIGHT[light]),
    percent('占序时', (row) => (row.percent === null ? null : row.percent / 100)),
    money('序时计划', ({ planToDate }) => planToDate),
    money('完成投资', ({ actual }) => actual),
    money('差额', ({ gap }) => gap),
  ],
};

export const resultTable: ExportTable<ResultRowView> = {
  name: 'results',
  sheet: '投资完成情况',
  filters: {
    by: {
      label: '分组',
      words: { level: '级别', field: '领域', platform: '板块', office: '办事处', leader: '分包领导', series: '条线' },
    },
  },
  columns: [
    text('分组', 24, ({ name }) => name),
    count('项目数', ({ projects }) => projects),
    money('总投资', ({ total }) => total),
    money('年度计划', ({ plan }) => plan),
    money('序时计划', ({ planToDate }) => planToDate),
    money('完成投资', ({ actual }) => actual),
    percent('占年度计划', ({ ofPlan }) => ofPlan),
    percent('占序时计划', ({ ofToDate }) => ofToDate),
    count('上年项目数', ({ lastYear }) => lastYear.projects),
    money('上年计划', ({ lastYear }) => lastYear.plan),
    money('上年完成', ({ lastYear }) => lastYear.actual),
    percent('上年占计划', ({ lastYear }) => lastYear.ofPlan),
  ],
};

/** One commitment of a contract. */
export interface CommitmentOfContract {
  readonly contract: ContractStandingView;
  readonly commitment: ContractStandingView['commitments'][number];
}
const COMMITMENT = { plan: '年度投资', milestone: '节点', visits: '走访', team: '服务专班' } as const;
const STANDING = { kept: '履约', atRisk: '有风险', broken: '失约' } as const;

export const commitmentTable: ExportTable<CommitmentOfContract> = {
  name: 'commitments',
  sheet: '分包承诺',
  columns: [
    text('项目编号', 14, ({ contract }) => contract.project.code),
    text('项目名称', 32, ({ contract }) => contract.project.name),
    text('分包领导', 12, ({ contract }) => contract.leader.name),
    day('分包起', ({ contract }) => contract.from),
    day('分包止', ({ contract }) => contract.to),
    text('承诺', 12, ({ commitment }) => COMMITMENT[commitment.kind]),
    text('节点名称', 24, ({ commitment }) => commitment.milestone?.name ?? null),
    day('承诺日期', ({ commitment }) => commitment.milestone?.promisedOn ?? null),
    day('现计划日期', ({ commitment }) => commitment.milestone?.plannedOn ?? null),
    day('完成日期', ({ commitment }) => commitment.milestone?.reachedOn ?? null),
    money('承诺投资', ({ commitment }) => commitment.plan?.committed ?? null),
    money('完成投资', ({ commitment }) => commitment.plan?.actual ?? null),
    text('履约情况', 10, ({ commitment }) => STANDING[commitment.standing]),
    text('说明', 50, ({ commitment }) => commitment.why.zh),
  ],
};
