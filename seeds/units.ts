import type { unit } from '#db/schema/index.js';
import { stableId } from './stable-id.js';

export type UnitRow = Omit<typeof unit.$inferInsert, 'districtId'>;

/** 办事处: the twelve of facts.md. The code is also the middle of a user name. */
const OFFICES = [
  ['beixia', '北下街', 'Beixia Street'],
  ['xida', '西大街', 'Xida Street'],
  ['nanguan', '南关街', 'Nanguan Street'],
  ['chengdong', '城东路', 'Chengdong Road'],
  ['dongda', '东大街', 'Dongda Street'],
  ['erligang', '二里岗', 'Erligang'],
  ['longhai', '陇海马路', 'Longhai Road'],
  ['zijingshan', '紫荆山南路', 'South Zijingshan Road'],
  ['hanghai', '航海东路', 'East Hanghai Road'],
  ['shibalihe', '十八里河', 'Shibalihe'],
  ['nancao', '南曹', 'Nancao'],
  ['jindai', '金岱', 'Jindai'],
] as const;

const DEPARTMENTS = [
  ['fagai', '发展和改革委员会', 'Development and Reform Commission'],
  ['ziran', '自然资源和规划局', 'Natural Resources and Planning Bureau'],
  ['shengtai', '生态环境局', 'Ecology and Environment Bureau'],
  ['zhujian', '住房和城乡建设局', 'Housing and Construction Bureau'],
  ['caizheng', '财政局', 'Finance Bureau'],
  ['jiaotong', '交通运输局', 'Transport Bureau'],
  ['chengguan', '城市管理局', 'Urban Management Bureau'],
  ['jiaoyu', '教育局', 'Education Bureau'],
  ['weijian', '卫生健康委员会', 'Health Commission'],
  ['shangwu', '商务局', 'Commerce Bureau'],
  ['kegongxin', '科技和工业信息化局', 'Science, Industry and Information Bureau'],
  ['shenpi', '行政审批局', 'Administrative Approval Bureau'],
  ['wenlv', '文化和旅游局', 'Culture and Tourism Bureau'],
  ['zhengshou', '房屋征收服务中心', 'Relocation Service Centre'],
  ['shuidianqi', '水电气协调专班', 'Utilities Coordination Team'],
] as const;

/** Companies are called after the ten stems, as one would write "Company A": nobody can take them for real ones. */
const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'] as const;
const TRADES = [
  ['建设', 'Construction'],
  ['置业', 'Property'],
  ['科技', 'Technology'],
  ['产业园', 'Industrial Park'],
  ['新能源', 'New Energy'],
  ['文旅', 'Culture and Tourism'],
] as const;

export type OfficeCode = (typeof OFFICES)[number][0];
export type DepartmentCode = (typeof DEPARTMENTS)[number][0];

export const officeCodes: readonly OfficeCode[] = OFFICES.map(([code]) => code);
export const departmentCodes: readonly DepartmentCode[] = DEPARTMENTS.map(([code]) => code);
export const companyCount = STEMS.length * TRADES.length;

export const officeId = (code: OfficeCode): string => stableId('unit', `office-${code}`);
export const departmentId = (code: DepartmentCode): string => stableId('unit', `department-${code}`);
/** Companies are numbered from 1. */
export const companyId = (number: number): string => stableId('unit', companyCode(number));
export const leadershipId = stableId('unit', 'leadership');
export const coordinationId = stableId('unit', 'coordination');
export const administrationId = stableId('unit', 'administration');

const companyCode = (number: number): string => `company-${String(number).padStart(2, '0')}`;

export const officeName = (code: OfficeCode): string => OFFICES.find(([known]) => known === code)![1];

export function unitRows(): UnitRow[] {
  const named = (kind: UnitRow['kind'], code: string, name: string, nameEn: string): UnitRow => ({
    unitId: stableId('unit', code),
    kind,
    code,
    name,
    nameEn,
  });
  return [
    ...OFFICES.map(([code, name, nameEn]) =>
      named('office', `office-${code}`, `${name}办事处`, `${nameEn} Sub-district Office`),
    ),
    ...DEPARTMENTS.map(([code, name, nameEn]) => named('department', `department-${code}`, `区${name}`, nameEn)),
    named('leadership', 'leadership', '区领导', 'District Leadership'),
    named('coordination', 'coordination', '区督查室', 'Supervision and Coordination Office'),
    named('administration', 'administration', '区信息中心', 'Information Centre'),
    ...TRADES.flatMap(([trade, tradeEn], tradeIndex) =>
      STEMS.map((stem, stemIndex) => {
        const number = tradeIndex * STEMS.length + stemIndex + 1;
        const letter = String.fromCharCode('A'.charCodeAt(0) + stemIndex);
        return named('company', companyCode(number), `示范${stem}${trade}有限公司`, `Demo ${letter} ${tradeEn} Co.`);
      }),
    ),
  ];
}
