import { isStanding, type DecisionState } from '#domain/decision/index.js';
import type { Actor } from '#domain/access/index.js';
import type { DecisionAct } from './problem-story.js';
import { stableId } from './stable-id.js';

/** Who has to do with a decision: who works it off, who checks it, who may put it off or call it off. */
export interface DecisionCast {
  readonly lead: Actor;
  readonly verifier: Actor;
  readonly coordinator: Actor;
  /** Unique per decision: the ids of its extensions are made of it. */
  readonly key: string;
}

const standing = (decision: DecisionState): boolean => decision.status === 'open';
const late = (decision: DecisionState): boolean => standing(decision) && decision.overdueAt !== null;

export const takeOn = ({ lead }: DecisionCast, afterWorkdays = 0): DecisionAct => ({
  whenDecision: standing,
  afterWorkdays,
  at: '16:40',
  decide: () => ({ type: 'accept', by: lead }),
});
export const tell = ({ lead }: DecisionCast, text: string, afterWorkdays = 1): DecisionAct => ({
  whenDecision: standing,
  afterWorkdays,
  at: '15:10',
  decide: () => ({ type: 'note', by: lead, text: `${text}（示例）` }),
});
export const tellLate = (cast: DecisionCast, text: string): DecisionAct => ({
  ...tell(cast, text),
  whenDecision: late,
});
export const finish = ({ lead }: DecisionCast, afterWorkdays = 2): DecisionAct => ({
  whenDecision: standing,
  afterWorkdays,
  at: '14:50',
  decide: () => ({
    type: 'claim',
    by: lead,
    evidence: '已按议定事项办结，会议纪要、验收单和现场照片一并上传。（示例）',
  }),
});
export const check = ({ verifier, key }: DecisionCast, passed: boolean): DecisionAct => ({
  whenDecision: ({ status }) => status === 'claimed',
  afterWorkdays: 1,
  at: '10:30',
  decide: (_, now) => ({
    type: 'verify',
    by: verifier,
    passed,
    finding: passed ? '现场核查，议定事项已落实。（示例）' : '现场核查，东侧一段尚未完成，退回继续办理。（示例）',
    pauseId: stableId('pause', `${key}/decision/${now}`),
  }),
});
export const askForTime = ({ lead, key }: DecisionCast, workdays: number, afterWorkdays = 1): DecisionAct => ({
  whenDecision: standing,
  afterWorkdays,
  at: '11:20',
  decide: () => ({
    type: 'requestExtension',
    by: lead,
    extensionId: stableId('decision-extension', key),
    workdays,
    reason: '产权单位停电窗口须提前报批，申请顺延。（示例）',
  }),
});
export const giveTime = ({ coordinator, key }: DecisionCast): DecisionAct => ({
  whenDecision: ({ extensions }) => extensions.some(({ state }) => state === 'requested'),
  afterWorkdays: 0,
  at: '17:30',
  decide: () => ({
    type: 'decideExtension',
    by: coordinator,
    extensionId: stableId('decision-extension', key),
    granted: true,
    reason: '同意顺延一次，请抓紧办理。（示例）',
  }),
});
export const callOff = ({ coordinator }: DecisionCast): DecisionAct => ({
  whenDecision: isStanding,
  afterWorkdays: 3,
  at: '09:40',
  decide: () => ({
    type: 'cancel',
    by: coordinator,
    reason: '规划方案调整，该事项不再需要，经请示会议召集人同意取消。（示例）',
    supersededById: null,
  }),
});
