import {
  acceptProblem,
  answerProblem,
  assignProblemDepartments,
  claimProblemDone,
  contactAfterWhistle,
  mergeProblem,
  reopenProblem,
  requestExtension,
  requestPause,
  sendProblemDown,
  signUpProblem,
  signWhistle,
  verifyProblem,
  withdrawProblem,
} from '#api-client/sdk.gen.js';
import { call, once, seen } from '../../api/call.js';

/** What a person writes or picks for an act. */
export interface ActWords {
  readonly text: string;
  readonly passed: 'true' | 'false';
  readonly toRung: string;
  readonly workdays: string;
  readonly from: string;
  readonly until: string;
  readonly unit: string;
  readonly into: string;
}

export type ActField = 'text' | 'passed' | 'toRung' | 'workdays' | 'days' | 'unit' | 'into';

export interface ProblemAct {
  /** As the API's `allowed` names it; also the key of its words. */
  readonly type: string;
  readonly fields: readonly ActField[];
  /** Its words may be left out. */
  readonly textOptional?: boolean;
  readonly send: (id: string, version: number, words: ActWords) => Promise<unknown>;
}

const to = (id: string, version: number) => ({ path: { id }, headers: { ...seen(version), ...once() } });

/** Every act of one problem by one form. An act without fields is one tap. */
export const problemActs: readonly ProblemAct[] = [
  { type: 'accept', fields: [], send: (id, version) => call(acceptProblem({ ...to(id, version), body: {} })) },
  { type: 'whistleSign', fields: [], send: (id, version) => call(signWhistle({ ...to(id, version), body: {} })) },
  {
    type: 'whistleContact',
    fields: [],
    send: (id, version) => call(contactAfterWhistle({ ...to(id, version), body: {} })),
  },
  {
    type: 'answer',
    fields: ['text'],
    send: (id, version, { text }) => call(answerProblem({ ...to(id, version), body: { text } })),
  },
  {
    type: 'claimDone',
    fields: ['text'],
    send: (id, version, { text }) => call(claimProblemDone({ ...to(id, version), body: { evidence: text } })),
  },
  {
    type: 'verify',
    fields: ['passed', 'text'],
    textOptional: true,
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
    fields: ['text'],
    send: (id, version, { text }) => call(signUpProblem({ ...to(id, version), body: { reason: text } })),
  },
  {
    type: 'sendDown',
    fields: ['toRung', 'text'],
    send: (id, version, { toRung, text }) =>
      call(
        sendProblemDown({ ...to(id, version), body: { toRung: Number(toRung) as 1 | 2 | 3 | 4 | 5, reason: text } }),
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
    type: 'reopen',
    fields: ['text'],
    send: (id, version, { text }) => call(reopenProblem({ ...to(id, version), body: { reason: text } })),
  },
  {
    type: 'withdraw',
    fields: ['text'],
    send: (id, version, { text }) => call(withdrawProblem({ ...to(id, version), body: { reason: text } })),
  },
  {
    type: 'assignDepartment',
    fields: ['unit'],
    send: (id, version, { unit }) =>
      call(assignProblemDepartments({ ...to(id, version), body: { leadDepartmentId: unit } })),
  },
  {
    type: 'merge',
    fields: ['into', 'text'],
    send: (id, version, { into, text }) =>
      call(mergeProblem({ ...to(id, version), body: { intoId: into, reason: text } })),
  },
];
