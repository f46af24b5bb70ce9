import { field, level, LIGHT, line, momentCell, PERIOD, platform, stage, VERDICT } from './export-table.js';
import type { CellOut } from './sheet-writing.js';

// How the filters of lists are called on an export's second sheet. A filter that nobody named here shows its own name.

const LABELS: Readonly<Record<string, string>> = {
  action: '操作',
  active: '启用',
  answered: '已答复',
  by: '分组',
  colour: '颜色',
  companyId: '建设单位',
  condition: '现场情况',
  departmentId: '部门',
  dueFrom: '时限从',
  dueTo: '时限到',
  field: '领域',
  from: '从',
  kind: '周期',
  leaderId: '分包领导',
  level: '级别',
  light: '灯',
  line: '条线',
  meetingId: '会议',
  mine: '与我有关',
  month: '月份',
  office: '办事处',
  officeId: '办事处',
  on: '截至',
  open: '未过问',
  overdue: '超期',
  personId: '操作人',
  platform: '板块',
  problemId: '问题',
  projectId: '项目',
  q: '搜索',
  result: '结果',
  rung: '层级',
  running: '在包',
  scope: '范围',
  seriesId: '会议系列',
  severity: '紧急程度',
  since: '自',
  sort: '排序',
  stage: '阶段',
  standing: '未办结',
  start: '开始',
  state: '状态',
  status: '状态',
  subjectId: '对象编号',
  subjectKind: '对象',
  to: '到',
  unitId: '单位',
  until: '到',
  username: '用户名',
  verdict: '结论',
  visitorId: '走访人',
  withdrawn: '含已撤回',
  year: '年度',
};

const WORDS: Readonly<Record<string, (value: string) => string | null>> = {
  level,
  field,
  platform,
  line,
  stage,
  kind: (value) => PERIOD[value as keyof typeof PERIOD],
  light: (value) => LIGHT[value as keyof typeof LIGHT],
  verdict: (value) => VERDICT[value as keyof typeof VERDICT],
};

/** Each filter that was set, with its name and its value in words. */
export function filterWords(
  filters: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
): [label: string, value: CellOut][] {
  return Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [LABELS[key] ?? key, valueWords(key, value, names)]);
}

function valueWords(key: string, value: unknown, names: ReadonlyMap<string, string>): CellOut {
  if (typeof value === 'boolean') return value ? '是' : '否';
  // Only moments are as large as this.
  if (typeof value === 'number') return value > 1e11 ? momentCell(value as Parameters<typeof momentCell>[0]) : value;
  const text = String(value);
  return names.get(text) ?? WORDS[key]?.(text) ?? text;
}
