import {
  acceptDecision,
  cancelDecision,
  claimDecisionDone,
  noteDecisionProgress,
  requestDecisionExtension,
  verifyDecision,
} from '#api-client/sdk.gen.js';
import { call, once, seen } from '../../api/call.js';

/** What a person writes or picks for an act. */
export interface DecisionActWords {
  readonly text: string;
  readonly passed: 'true' | 'false';
  readonly workdays: string;
}

export interface DecisionAct {
  /** As the API's `allowed` names it; also the key of its words. */
  readonly type: 'accept' | 'claim' | 'verify' | 'note' | 'requestExtension' | 'cancel';
  /** None of them: the act is one tap. */
  readonly fields: readonly (keyof DecisionActWords)[];
  readonly send: (id: string, version: number, words: DecisionActWords) => Promise<unknown>;
}

const to = (id: string, version: number) => ({ path: { id }, headers: { ...seen(version), ...once() } });

export const decisionActs: readonly DecisionAct[] = [
  { type: 'accept', fields: [], send: (id, version) => call(acceptDecision({ ...to(id, version), body: {} })) },
  {
    type: 'claim',
    fields: ['text'],
    send: (id, version, { text }) => call(claimDecisionDone({ ...to(id, version), body: { evidence: text } })),
  },
  {
    type: 'verify',
    fields: ['passed', 'text'],
    send: (id, version, { passed, text }) =>
      call(
        verifyDecision({
          ...to(id, version),
          body: { passed: passed === 'true', ...(text.trim() !== '' && { finding: text }) },
        }),
      ),
  },
  {
    type: 'note',
    fields: ['text'],
    send: (id, version, { text }) => call(noteDecisionProgress({ ...to(id, version), body: { text } })),
  },
  {
    type: 'requestExtension',
    fields: ['workdays', 'text'],
    send: (id, version, { workdays, text }) =>
      call(requestDecisionExtension({ ...to(id, version), body: { workdays: Number(workdays), reason: text } })),
  },
  {
    type: 'cancel',
    fields: ['text'],
    send: (id, version, { text }) => call(cancelDecision({ ...to(id, version), body: { reason: text } })),
  },
];
