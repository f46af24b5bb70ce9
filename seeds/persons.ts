import type { Role } from '#domain/access/index.js';
import { stableId } from './stable-id.js';
import {
  administrationId,
  companyId,
  coordinationId,
  departmentCodes,
  departmentId,
  leadershipId,
  officeCodes,
  officeId,
  type DepartmentCode,
  type OfficeCode,
} from './units.js';

/** Somebody of the demo district who can sign in. Names are counted through, post and address say that they are examples. */
export interface DemoPerson {
  readonly personId: string;
  readonly unitId: string;
  readonly role: Role;
  readonly name: string;
  readonly post: string;
  readonly username: string;
  readonly email: string;
  readonly language: 'zh' | 'en';
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五'];

export const leaderCount = 12;
/** The numbers of the companies whose people can sign in. */
export const companiesWithAccounts: readonly number[] = [1, 21, 31];

const personOf = (
  role: Role,
  username: string,
  unitId: string,
  name: string,
  post: string,
  language: 'zh' | 'en' = 'zh',
): DemoPerson => ({
  personId: stableId('person', username),
  unitId,
  role,
  name,
  post: language === 'zh' ? `${post}（示例）` : `${post} (example)`,
  username,
  email: `${username}@demo.invalid`,
  language,
});

const idOf = (username: string): string => stableId('person', username);
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Leaders are numbered from 1. */
export const leaderId = (number: number): string => idOf(`leader${twoDigits(number)}`);
export const officePersonId = (code: OfficeCode): string => idOf(`office-${code}`);
export const departmentPersonId = (code: DepartmentCode): string => idOf(`dept-${code}`);
export const coordinatorId = idOf('coordinator1');
export const principalId = idOf('principal1');
export const secondPrincipalId = idOf('principal2');
export const enterprisePersonId = (companyNumber: number): string => idOf(`company${twoDigits(companyNumber)}`);

export function demoPersons(): DemoPerson[] {
  const numeral = (index: number): string => NUMERALS[index] ?? String(index + 1);
  return [
    ...Array.from({ length: leaderCount }, (_, index) =>
      personOf('leader', `leader${twoDigits(index + 1)}`, leadershipId, `甲${numeral(index)}`, '区级领导'),
    ),
    ...officeCodes.map((code, index) =>
      personOf('office', `office-${code}`, officeId(code), `乙${numeral(index)}`, '办事处项目专员'),
    ),
    ...departmentCodes.map((code, index) =>
      personOf('department', `dept-${code}`, departmentId(code), `丙${numeral(index)}`, '部门联络员'),
    ),
    personOf('coordinator', 'coordinator1', coordinationId, '丁一', '督查室主任'),
    personOf('coordinator', 'coordinator2', coordinationId, 'Ding Er', 'Deputy head of coordination', 'en'),
    personOf('principal', 'principal1', leadershipId, '戊一', '区主要领导'),
    personOf('principal', 'principal2', leadershipId, '戊二', '区主要领导'),
    ...companiesWithAccounts.map((number, index) =>
      personOf('enterprise', `company${twoDigits(number)}`, companyId(number), `己${numeral(index)}`, '企业项目经理'),
    ),
    personOf('systemAdmin', 'system-admin', administrationId, '庚一', '系统管理员'),
    personOf('securityAdmin', 'security-admin', administrationId, '庚二', '安全管理员'),
    personOf('auditAdmin', 'audit-admin', administrationId, '庚三', '审计管理员'),
  ];
}
