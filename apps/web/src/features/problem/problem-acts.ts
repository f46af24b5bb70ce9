import {
  acceptProblem,
  answerProblem,
  assignProblemDepartments,
  claimProblemDone,
  contactAfterWhistle,
  mergeProblem,
  rateProblem,
  reopenProblem,
  requestExtension,
  requestPause,
  sendProblemDown,
  signUpProblem,
  signWhistle,
  verifyProblem,
  withdrawProblem,
} from '#api-client/sdk.gen.js';
import type { Problem, RateProblem, SendDownProblem } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';

/** What a person writes or picks for an act. */
export interface ActWords {
  readonly text: string;
  /** 办理计划: beside an answer, what comes next. */
  readonly plan: string;
  readonly passed: 'true' | 'false';
  readonly score: string;
  /** Empty: the next one above. */
  readonly toRung: string;
  readonly workdays: string;
  readonly from: string;
  readonly until: string;
  readonly unit: string;
  readonly assisting: readonly string[];
  readonly into: string;
}

export type ActField = 'text' | 'plan' | 'passed' | 'score' | 'toRung' | 'workdays' | 'days' | 'departments' | 'into';

export interface ProblemAct {
  /** As the API's `allowed` names it; also the key of its words. */
  readonly type: string;
  /** Never the main one of those offered: it ends the matter, or starts it again. */
  readonly aside?: boolean;
  /** None of them: the act is one tap. */
  readonly fields: readonly ActField[];
  readonly send: (id: string, version: number, words: ActWords) => Promise<unknown>;
}

export const nothingSaid: ActWords = {
  text: '',
  plan: '',
  passed: 'true',
  score: '',
  toRung: '',
  workdays: '1',
  from: '',
  until: '',
  unit: '',
  assisting: [],
  into: '',
};

/** What is known already is not asked again. */
export function wordsAtFirst({ rung, leadDepartmentId, assistingDepartmentIds, rating }: Problem, act: ProblemAct) {
  return {
    ...nothingSaid,
    toRung: act.type === 'signUp' ? '' : String(Math.max(1, rung - 1)),
    ...(act.type === 'assignDepartment' && { unit: leadDepartmentId ?? '', assisting: assistingDepartmentIds }),
    ...(act.type === 'rate' && rating && { score: rating.score, text: rating.text }),
  };
}

const MEETING = 4;
const PRINCIPAL = 5;

/** The rungs it may be signed up to, the next one first: a leader may skip up to the meeting, a coordinator any of ours. */
export function rungsAbove(rung: number, roles: readonly string[]): number[] {
  const highest = roles.includes('coordinator') ? PRINCIPAL : roles.includes('leader') ? MEETING : 0;
  return Array.from({ length: Math.max(1, highest - rung) }, (_, index) => rung + 1 + index);
}

const rungIn = (words: string) => Number(words) as SendDownProblem['toRung'];

const to = (id: string, version: number) => ({ path: { id }, headers: { ...seen(version), ...once() } });

/** Every act of one problem by one form, what is wanted soonest first: a whistle is signed within the hour. */
export const problemActs: readonly ProblemAct[] = [
  { type: 'whistleSign', fields: [], send: (id, version) => call(signWhistle({ ...to(id, version), body: {} })) },
  {
    type: 'whistleContact',
    fields: [],
    send: (id, version) => call(contactAfterWhistle({ ...to(id, version), body: {} })),
  },
  { type: 'accept', fields: [], send: (id, version) => call(acceptProblem({ ...to(id, version), body: {} })) },
  {
    type: 'answer',
    fields: ['text', 'plan'],
    send: (id, version, { text, plan }) =>
      call(answerProblem({ ...to(id, version), body: { text, ...(plan.trim() !== '' && { plan }) } })),
  },
  {
    type: 'claimDone',
    fields: ['text'],
    send: (id, version, { text }) => call(claimProblemDone({ ...to(id, version), body: { evidence: text } })),
  },
  {
    type: 'verify',
    fields: ['passed', 'text'],
    send: (id, version, { passed, text }) =>
      call(
        verifyProblem({
          ...to(id, version),
          body: { passed: passed === 'true', ...(text.trim() !== '' && { finding: text }) },
        }),
      ),
  },
  {
    type: 'signUp',
    fields: ['toRung', 'text'],
    send: (id, version, { toRung, text }) =>
      call(
        signUpProblem({ ...to(id, version), body: { reason: text, ...(toRung !== '' && { toRung: rungIn(toRung) }) } }),
      ),
  },
  {
    type: 'sendDown',
    fields: ['toRung', 'text'],
    send: (id, version, { toRung, text, unit }) =>
      call(
        sendProblemDown({
          ...to(id, version),
          body: {
            toRung: rungIn(toRung),
            reason: text,
            ...(toRung === '2' && unit !== '' && { leadDepartmentId: unit }),
          },
        }),
      ),
  },
  {
    type: 'requestPause',
    fields: ['days', 'text'],
    send: (id, version, { from, until, text }) =>
      call(requestPause({ ...to(id, version), body: { from, until, reason: text } })),
  },
  {
    type: 'requestExtension',
    fields: ['workdays', 'text'],
    send: (id, version, { workdays, text }) =>
      call(requestExtension({ ...to(id, version), body: { workdays: Number(workdays), reason: text } })),
  },
  {
    type: 'rate',
    fields: ['score', 'text'],
    send: (id, version, { score, text }) =>
      call(
        rateProblem({
          ...to(id, version),
          body: { score: score as RateProblem['score'], ...(text.trim() !== '' && { text }) },
        }),
      ),
  },
  {
    type: 'reopen',
    aside: true,
    fields: ['text'],
    send: (id, version, { text }) => call(reopenProblem({ ...to(id, version), body: { reason: text } })),
  },
  {
    type: 'withdraw',
    aside: true,
    fields: ['text'],
    send: (id, version, { text }) => call(withdrawProblem({ ...to(id, version), body: { reason: text } })),
  },
  {
    type: 'assignDepartment',
    fields: ['departments'],
    send: (id, version, { unit, assisting }) =>
      call(
        assignProblemDepartments({
          ...to(id, version),
          body: { leadDepartmentId: unit, assistingDepartmentIds: assisting.filter((each) => each !== unit) },
        }),
      ),
  },
  {
    type: 'merge',
    aside: true,
    fields: ['into', 'text'],
    send: (id, version, { into, text }) =>
      call(mergeProblem({ ...to(id, version), body: { intoId: into, reason: text } })),
  },
];
