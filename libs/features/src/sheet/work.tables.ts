import type { DecisionRowView, DecisionSummaryView } from '#features/decision/index.js';
import type { AgendaItemView, MeetingRowView } from '#features/meeting/index.js';
import type { ProblemRowView, RatingRowView } from '#features/problem/index.js';
import type { VisitRowView } from '#features/visit/index.js';
import { count, day, line, moment, percent, text, yes, type ExportTable } from './export-table.js';

// What moves projects: visits, problems, meetings, decisions.

const CONDITION = { normal: '正常施工', slow: '施工缓慢', stopped: '停工', notStarted: '未开工' } as const;

export const visitTable: ExportTable<VisitRowView> = {
  name: 'visits',
  sheet: '走访记录',
  filters: {
    condition: { label: '现场情况', words: CONDITION },
    from: { label: '走访日期从' },
    to: { label: '走访日期到' },
    mine: { label: '本人走访' },
  },
  columns: [
    moment('走访时间', ({ visitedAt }) => visitedAt),
    text('走访人', 12, ({ visitor }) => visitor.name),
    text('身份', 12, ({ visitedAs }) => (visitedAs === 'leader' ? '分包领导' : '区主要领导')),
    text('项目编号', 14, ({ project }) => project.code),
    text('项目名称', 30, ({ project }) => project.name),
    text('条线', 14, ({ project }) => line(project.line)),
    text('现场情况', 12, ({ condition }) => CONDITION[condition]),
    text('所见所闻', 50, ({ seen }) => seen),
    count('照片', ({ photos }) => photos),
    count('问题', ({ problems }) => problems),
    text('是否撤回', 10, ({ withdrawnAt }) => yes(withdrawnAt !== null, '已撤回')),
  ],
};

const PROBLEM_STATUS: Record<ProblemRowView['status'], string> = {
  open: '办理中',
  claimed: '待核实',
  struckOff: '已销号',
  withdrawn: '已撤回',
  merged: '已并案',
};
const RUNG: Readonly<Record<number, string>> = {
  1: '现场',
  2: '部门',
  3: '分包领导',
  4: '周例会',
  5: '区主要领导',
  6: '报市',
};
/** Of problems and decisions: what waits for an act of the person who asks. */
const MINE = { label: '等我办的' };

export const problemTable: ExportTable<ProblemRowView> = {
  name: 'problems',
  sheet: '问题',
  filters: { status: { label: '状态', words: PROBLEM_STATUS }, rung: { label: '层级', words: RUNG }, mine: MINE },
  columns: [
    text('编号', 16, ({ number }) => number),
    text('标题', 40, ({ title }) => title),
    text('项目编号', 14, ({ project }) => project.code),
    text('项目名称', 30, ({ project }) => project.name),
    text('办事处', 20, ({ office }) => office.name),
    text('状态', 10, ({ status }) => PROBLEM_STATUS[status]),
    text('层级', 12, ({ rung }) => RUNG[rung] ?? null),
    text('紧急', 8, ({ severity }) => yes(severity === 'urgent', '紧急')),
    text('牵头部门', 22, ({ leadDepartment }) => leadDepartment?.name ?? null),
    text('分包领导', 12, ({ leader }) => leader?.name ?? null),
    moment('填报时间', ({ filedAt }) => filedAt),
    moment('办结时限', ({ resolutionDueAt }) => resolutionDueAt),
    text('是否超期', 10, ({ overdue }) => yes(overdue, '超期')),
    count('退回次数', ({ reopened }) => reopened),
    count('上会次数', ({ timesOnAgenda }) => timesOnAgenda),
  ],
};

/** 三率, each beside what it is of. */
export const ratingTable: ExportTable<RatingRowView> = {
  name: 'ratings',
  sheet: '部门三率',
  columns: [
    text('部门', 22, ({ department }) => department.name),
    count('交办次数', ({ asked }) => asked),
    count('应响应', ({ responseDue }) => responseDue),
    count('按时响应', ({ answeredInTime }) => answeredInTime),
    percent('响应率', ({ rates }) => rates.response.share),
    count('应办结', ({ resolutionDue }) => resolutionDue),
    count('按时办结', ({ resolvedInTime }) => resolvedInTime),
    percent('办结率', ({ rates }) => rates.resolution.share),
    count('满意', ({ satisfied }) => satisfied),
    count('基本满意', ({ basically }) => basically),
    count('不满意', ({ unsatisfied }) => unsatisfied),
    percent('满意率', ({ rates }) => rates.satisfaction.share),
    count('已转出', ({ passedOn }) => passedOn),
    count('办理中', ({ running }) => running),
  ],
};

const MEETING_STATE: Record<MeetingRowView['state'], string> = {
  agendaOpen: '议程征集中',
  agendaLocked: '议程已锁定',
  inSession: '进行中',
  minutesDraft: '纪要起草中',
  published: '纪要已印发',
  passed: '已过会期',
  cancelled: '已停开',
};

export const meetingTable: ExportTable<MeetingRowView> = {
  name: 'meetings',
  sheet: '周例会',
  filters: { state: { label: '状态', words: MEETING_STATE } },
  columns: [
    text('会议', 22, ({ series }) => series.name),
    count('年度', ({ year }) => year),
    count('次数', ({ number }) => number),
    moment('开会时间', ({ startsAt }) => startsAt),
    text('地点', 20, ({ series }) => series.place),
    moment('议题截止', ({ cutOffAt }) => cutOffAt),
    day('原定日期', ({ movedFrom }) => movedFrom),
    text('状态', 14, ({ state }) => MEETING_STATE[state]),
    count('议题数', ({ items }) => items),
  ],
};

const SECTION: Record<AgendaItemView['section'], string> = {
  decisionsDue: '到期议定事项',
  redProjects: '红灯项目',
  problems: '提请研究的问题',
  monthGaps: '月度欠账',
  readiness: '三个一批谋划',
  other: '其他事项',
};
const ITEM_STATE = { listed: '列入', carriedOver: '结转', postponed: '延期', requested: '待批' } as const;
const OUTCOME: Record<NonNullable<AgendaItemView['outcome']>['kind'], string> = {
  decision: '议定',
  carriedOver: '结转下次',
  referredUp: '提级',
  sentDown: '退回下级',
  noted: '听取',
  struckOff: '销号',
};

export const agendaTable: ExportTable<AgendaItemView> = {
  name: 'agenda',
  sheet: '会议议程',
  columns: [
    count('序号', ({ position }) => position),
    text('类别', 18, ({ section }) => SECTION[section]),
    text('议题', 44, ({ title }) => title),
    text('提请事项', 40, ({ ask }) => ask),
    text('部门答复', 40, ({ answer }) => answer),
    text('问题编号', 16, ({ problem }) => problem?.number ?? null),
    text('项目编号', 14, ({ project }) => project?.code ?? null),
    text('项目名称', 30, ({ project }) => project?.name ?? null),
    text('汇报单位', 22, ({ presenter }) => presenter.unit?.name ?? presenter.name),
    count('第几次上会', ({ times }) => times),
    text('状态', 10, ({ state }) => ITEM_STATE[state]),
    text('结果', 12, ({ outcome }) => (outcome ? OUTCOME[outcome.kind] : null)),
    text(
      '议定内容',
      60,
      ({ outcome }) => outcome && [outcome.note, ...outcome.decisions.map(decided)].join('\n').trim(),
    ),
  ],
};

const decided = ({
  text: what,
  leadUnit,
  dueOn,
}: NonNullable<AgendaItemView['outcome']>['decisions'][number]): string =>
  `${what}（${leadUnit.name}牵头，${dueOn}前）`;

const DECISION_STATUS: Record<DecisionRowView['status'], string> = {
  open: '办理中',
  claimed: '待核实',
  struckOff: '已销号',
  cancelled: '已撤销',
  superseded: '已被代替',
  unneeded: '已无需办理',
  withdrawn: '已收回',
};
const namesOf = (units: DecisionRowView['handlingUnits']): string => units.map(({ name }) => name).join('、');

export const decisionTable: ExportTable<DecisionRowView> = {
  name: 'decisions',
  sheet: '议定事项',
  filters: { status: { label: '状态', words: DECISION_STATUS }, mine: MINE },
  columns: [
    text('编号', 16, ({ number }) => number),
    text('议定内容', 50, ({ text: what }) => what),
    text('会议', 22, ({ meeting }) => meeting.series),
    count('次数', ({ meeting }) => meeting.number),
    day('开会日期', ({ meeting }) => meeting.on),
    text('项目编号', 14, ({ project }) => project?.code ?? null),
    text('项目名称', 30, ({ project }) => project?.name ?? null),
    text('问题编号', 16, ({ problem }) => problem?.number ?? null),
    text('牵头单位', 22, ({ leadUnit }) => leadUnit.name),
    text('承办单位', 30, ({ handlingUnits }) => namesOf(handlingUnits)),
    text('配合单位', 30, ({ assistingUnits }) => namesOf(assistingUnits)),
    day('议定时限', ({ decidedDueOn }) => decidedDueOn),
    moment('现时限', ({ dueAt }) => dueAt),
    text('状态', 10, ({ status }) => DECISION_STATUS[status]),
    text('是否超期', 10, ({ overdue }) => yes(overdue, '超期')),
    count('退回次数', ({ reopened }) => reopened),
    moment('销号时间', ({ struckOffAt }) => struckOffAt),
  ],
};

export const decisionUnitTable: ExportTable<DecisionSummaryView['units'][number]> = {
  name: 'decision-units',
  sheet: '议定事项分单位',
  columns: [
    text('牵头单位', 22, ({ unit }) => unit.name),
    count('办理中', ({ open }) => open),
    count('未接受', ({ notAccepted }) => notAccepted),
    count('超期', ({ overdue }) => overdue),
    count('待核实', ({ claimed }) => claimed),
    count('已销号', ({ struckOff }) => struckOff),
    percent('按期销号率', ({ struckOff, struckOffOnTime }) => (struckOff === 0 ? null : struckOffOnTime / struckOff)),
  ],
};
