import type { Role } from '#domain/access/index.js';
import type { UserView } from '#features/identity/index.js';
import type { LeaveView } from '#features/leave/index.js';
import { day, moment, text, yes, type ExportTable } from './export-table.js';

// People: their accounts, and when they are away.

const ROLE: Record<Role, string> = {
  leader: '分包领导',
  office: '办事处',
  department: '部门',
  coordinator: '督查室',
  principal: '区主要领导',
  enterprise: '企业',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
};

/** Never a password, nor anything that stands for one. */
export const userTable: ExportTable<UserView> = {
  name: 'users',
  sheet: '用户',
  columns: [
    text('用户名', 22, ({ username }) => username),
    text('姓名', 12, ({ name }) => name),
    text('职务', 20, ({ post }) => post),
    text('单位', 24, ({ unit }) => unit.name),
    text('角色', 24, ({ roles }) => roles.map((role) => ROLE[role]).join('、')),
    text('邮箱', 30, ({ email }) => email),
    text('是否停用', 10, ({ active }) => yes(!active, '已停用')),
    moment('开户时间', ({ createdAt }) => createdAt),
  ],
};

const STANDING: Record<LeaveView['standing'], string> = {
  coming: '未开始',
  running: '外出中',
  over: '已结束',
  calledOff: '已取消',
};

export const leaveTable: ExportTable<LeaveView> = {
  name: 'leaves',
  sheet: '外出与代理',
  filters: { until: { label: '到（不含当日）' } },
  columns: [
    text('姓名', 12, ({ person }) => person.name),
    text('单位', 24, ({ person }) => person.unit.name),
    day('外出起', ({ from }) => from),
    day('返岗', ({ until }) => until),
    text('状态', 10, ({ standing }) => STANDING[standing]),
    text('代理人', 12, ({ deputy }) => deputy?.name ?? null),
    text('事由', 30, ({ reason }) => reason),
    text('提前结束原因', 30, ({ endReason }) => endReason),
    text('登记人', 12, ({ setBy }) => setBy.name),
    moment('登记时间', ({ createdAt }) => createdAt),
  ],
};
