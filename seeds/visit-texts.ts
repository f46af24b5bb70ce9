import type { SiteCondition } from '#domain/visit/index.js';
import type { Dice } from './dice.js';

/** What a leader writes down, by how the site looked; `works` is what is being built that week. */
const SEEN: Readonly<Record<SiteCondition, readonly ((works: string, dice: Dice) => string)[]>> = {
  normal: [
    (works, dice) => `现场${works}，${dice.between(18, 160)}名工人在岗，围挡、喷淋和车辆冲洗到位。`,
    (works) => `${works}，进度与计划一致。实名制考勤和安全交底资料齐全。`,
    (works, dice) => `${works}。现场大型机械${dice.between(3, 12)}台，材料储备够用十天，资金按节点支付。`,
    (works) => `${works}。听取了施工和监理单位汇报，要求抓住当前有利天气，确保月度计划完成。`,
    (works) => `${works}，夜间施工手续已办，周边居民无投诉。`,
  ],
  slow: [
    (works, dice) => `${works}，比计划慢${dice.between(4, 12)}天，劳务班组没有完全返岗，已要求总包三天内补足人员。`,
    (works) => `${works}，作业面没有全部打开。要求倒排工期，每天报完成量。`,
    (works, dice) => `${works}。现场只有${dice.between(6, 22)}人，钢筋和混凝土供应不连续，需要业主协调支付进度款。`,
    (works) => `${works}，受周边管线影响只能分段施工，进度偏慢。请办事处盯住迁改节点。`,
  ],
  stopped: [
    () => '现场停工，只有值守人员。施工单位称等待设计变更，要求业主本周内拿出书面意见。',
    () => '因扬尘管控土方作业暂停，机械在场待命，解除管控后当天恢复。',
    () => '工人未返岗，项目部仅三人值守。已约谈总包负责人，限期明确复工时间。',
  ],
  notStarted: [
    (works) => `尚未进场施工。${works}，要求专人跟办，缺件一次性告知。`,
    (works) => `场地已围挡，未开工。${works}，请牵头部门本周内给出办理时限。`,
    (works) => `${works}。现场踏勘了进场道路和临水临电接口，具备条件后即可进场。`,
  ],
};

export function seenText(condition: SiteCondition, works: string, dice: Dice): string {
  return dice.pick(SEEN[condition])(works, dice);
}

/** 补记: what is added once somebody has been called. */
export const ADDENDA: readonly string[] = [
  '补记：已与属地办事处电话沟通，明日派人到场对接。',
  '补记：施工单位反馈班组当晚已补充到位。',
  '补记：业主已提交支付申请，财政局答复本周审核。',
  '补记：临时便道已由办事处协调让出，车辆恢复通行。',
];
