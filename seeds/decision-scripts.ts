import type { DecisionState } from '#domain/decision/index.js';
import {
  askForTime,
  callOff,
  check,
  finish,
  giveTime,
  takeOn,
  tell,
  tellLate,
  type DecisionCast,
} from './decision-acts.js';
import type { DecisionAct } from './problem-story.js';

/** A kind of decision for the demo that answers no problem: how long it was given, what became of it, how it stands. */
export interface DecisionScript {
  readonly name: string;
  readonly count: number;
  /** Workdays from the meeting to the day it named. */
  readonly workdays: number;
  readonly acts: (cast: DecisionCast) => DecisionAct[];
  readonly stands: (decision: DecisionState) => boolean;
}

const inTime = ({ status, overdueAt }: DecisionState): boolean => status === 'open' && overdueAt === null;

export const decisionScripts: readonly DecisionScript[] = [
  {
    name: 'not-accepted',
    count: 3,
    workdays: 9,
    acts: () => [],
    stands: (decision) => inTime(decision) && decision.acceptedAt === null,
  },
  {
    name: 'accepted',
    count: 3,
    workdays: 10,
    acts: (cast) => [takeOn(cast)],
    stands: (decision) => inTime(decision) && decision.progressedAt === null,
  },
  {
    name: 'in-progress',
    count: 4,
    workdays: 15,
    acts: (cast) => [
      takeOn(cast),
      tell(cast, '已召开专题会，明确各标段节点和责任人。'),
      tell(cast, '完成总量的一半，剩余部分正在组织人员和机械进场。', 3),
    ],
    stands: inTime,
  },
  {
    name: 'claimed',
    count: 2,
    workdays: 8,
    acts: (cast) => [takeOn(cast), tell(cast, '已完成现场工作，正在整理资料。'), finish(cast, 1)],
    stands: ({ status }) => status === 'claimed',
  },
  {
    name: 'found-wanting',
    count: 2,
    workdays: 12,
    acts: (cast) => [takeOn(cast), finish(cast, 2), check(cast, false)],
    stands: (decision) => inTime(decision) && decision.reopened === 1,
  },
  {
    name: 'struck-off',
    count: 9,
    workdays: 7,
    acts: (cast) => [takeOn(cast), tell(cast, '已按会议要求组织实施。'), finish(cast), check(cast, true)],
    stands: ({ status }) => status === 'struckOff',
  },
  {
    name: 'struck-off-late',
    count: 2,
    workdays: 4,
    acts: (cast) => [takeOn(cast), tellLate(cast, '因审批环节耽搁，已恢复办理。'), finish(cast, 2), check(cast, true)],
    stands: ({ status, overdueAt }) => status === 'struckOff' && overdueAt !== null,
  },
  {
    name: 'put-off',
    count: 2,
    workdays: 6,
    acts: (cast) => [takeOn(cast), askForTime(cast, 5), giveTime(cast)],
    stands: inTime,
  },
  {
    name: 'asking-for-time',
    count: 2,
    workdays: 8,
    acts: (cast) => [takeOn(cast), askForTime(cast, 3, 2)],
    stands: (decision) => inTime(decision) && decision.extensions.some(({ state }) => state === 'requested'),
  },
  {
    name: 'overdue',
    count: 2,
    workdays: 5,
    acts: (cast) => [takeOn(cast), tellLate(cast, '正在与产权单位协商，预计下周完成。')],
    stands: ({ status, overdueAt, principalAt }) => status === 'open' && overdueAt !== null && principalAt === null,
  },
  {
    name: 'before-the-principal',
    count: 2,
    workdays: 4,
    acts: () => [],
    stands: ({ status, principalAt }) => status === 'open' && principalAt !== null,
  },
  {
    name: 'called-off',
    count: 1,
    workdays: 10,
    acts: (cast) => [takeOn(cast), callOff(cast)],
    stands: ({ status }) => status === 'cancelled',
  },
];
