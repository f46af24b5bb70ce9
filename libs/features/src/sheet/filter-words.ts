import { z } from 'zod';
import {
  FIELD,
  LEVEL,
  LIGHT,
  LINE,
  momentCell,
  PERIOD,
  PLATFORM,
  STAGE,
  VERDICT,
  type ExportTable,
  type FilterWords,
} from './export-table.js';
import type { CellOut } from './sheet-writing.js';

// How the filters of lists, and the codes among their values, are called on an export's second sheet: as people see them
// on the screen. What only one table calls so, that table says (`filters`).

const shared: Readonly<Record<string, FilterWords>> = {
  action: { label: '操作' },
  active: { label: '在用' },
  answered: { label: '已答复' },
  category: {
    label: '类别',
    words: {
      land: '用地',
      environment: '环保',
      construction: '施工',
      funding: '资金',
      approval: '审批',
      relocation: '征迁',
      utilities: '水电气',
      other: '其他',
    },
  },
  companyId: { label: '建设单位' },
  departmentId: { label: '部门' },
  dueFrom: { label: '时限从' },
  dueTo: { label: '时限到' },
  field: { label: '领域', words: FIELD },
  found: { label: '发现问题' },
  from: { label: '从' },
  kind: { label: '周期', words: PERIOD },
  leaderId: { label: '分包领导' },
  level: { label: '级别', words: LEVEL },
  light: { label: '灯', words: LIGHT },
  line: { label: '条线', words: LINE },
  meetingId: { label: '会议' },
  month: { label: '月份' },
  office: { label: '办事处' },
  officeId: { label: '办事处' },
  on: { label: '截至' },
  open: { label: '未过问' },
  overdue: { label: '超期' },
  personId: { label: '操作人' },
  platform: { label: '板块', words: PLATFORM },
  problemId: { label: '问题' },
  projectId: { label: '项目' },
  q: { label: '搜索' },
  running: { label: '在包' },
  scope: { label: '范围' },
  seriesId: { label: '会议系列' },
  severity: { label: '紧急程度', words: { normal: '一般', urgent: '紧急' } },
  since: { label: '自' },
  sort: { label: '排序', words: { newest: '最新在前', due: '最早到期在前' } },
  stage: { label: '阶段', words: STAGE },
  standing: { label: '未办结' },
  start: { label: '开始' },
  subjectId: { label: '对象编号' },
  subjectKind: { label: '对象' },
  to: { label: '到' },
  unitId: { label: '单位' },
  username: { label: '用户名' },
  verdict: { label: '结论', words: VERDICT },
  visitorId: { label: '走访人' },
  withdrawn: { label: '含已撤回' },
  year: { label: '年度' },
};

/** What a scope (`office:<id>`, `series:<line>` …) is of. */
const scopes: Readonly<Record<string, FilterWords>> = {
  office: { label: '办事处' },
  leader: { label: '分包领导' },
  project: { label: '项目' },
  series: { label: '条线', words: LINE },
  platform: { label: '板块', words: PLATFORM },
  field: { label: '领域', words: FIELD },
  level: { label: '级别', words: LEVEL },
};
const DISTRICT = '全区';

/** Of an id that has no name for the reader. */
const NO_NAME = '不存在或无权查看';

type Names = ReadonlyMap<string, string>;

/** Each filter that was set, with its name and its value in words. */
export function filterWords(
  { filters: own = {} }: Pick<ExportTable<never>, 'filters'>,
  filters: Readonly<Record<string, unknown>>,
  names: Names,
): [label: string, value: CellOut][] {
  return Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const { label, words } = own[key] ?? shared[key] ?? { label: key };
      return [label, key === 'scope' ? scopeWords(String(value), names) : valueWords(key, value, words, names)];
    });
}

function valueWords(key: string, value: unknown, words: FilterWords['words'], names: Names): CellOut {
  const text = String(value);
  const word = words?.[text];
  if (word !== undefined) return word;
  if (typeof value === 'boolean') return value ? '是' : '否';
  // Only moments are as large as this.
  if (typeof value === 'number') return value > 1e11 ? momentCell(value as Parameters<typeof momentCell>[0]) : value;
  // What the trail calls a subject by is looked for as it stands there.
  return key !== 'subjectId' && isId(text) ? (names.get(text) ?? NO_NAME) : text;
}

function scopeWords(scope: string, names: Names): string {
  const [kind = '', value = ''] = scope.split(':');
  const of = scopes[kind];
  return of ? `${of.label}：${of.words?.[value] ?? names.get(value) ?? NO_NAME}` : DISTRICT;
}

export const isId = (text: string): boolean => z.uuid().safeParse(text).success;
