import type { NoticeRule, TimelineEntry, TimelineEntryType } from './decision.js';

const clockRules: readonly NoticeRule[] = ['problem.reminder', 'problem.response-lapsed', 'problem.resolution-lapsed'];
const whistleRules: readonly NoticeRule[] = ['problem.whistle-sign-lapsed', 'problem.whistle-contact-lapsed'];
/** Leaving a rung ends its clocks and lets its requests fall. */
const leftRung: readonly NoticeRule[] = [
  ...clockRules,
  ...whistleRules,
  'problem.arrived',
  'problem.pause-requested',
  'problem.extension-requested',
];
const closed: readonly NoticeRule[] = [...leftRung, 'problem.claimed', 'problem.verification-lapsed'];

/** What each step answers. A step that is not here answers nothing that somebody may still be asked for. */
const answeredBy: Readonly<Partial<Record<TimelineEntryType, readonly NoticeRule[]>>> = {
  accepted: ['problem.arrived', 'problem.response-lapsed'],
  answered: ['problem.arrived', 'problem.response-lapsed'],
  whistleSigned: ['problem.whistle-sign-lapsed'],
  whistleContacted: ['problem.whistle-sign-lapsed', 'problem.whistle-contact-lapsed'],
  climbed: leftRung,
  signedUp: leftRung,
  sentDown: leftRung,
  pauseApproved: ['problem.pause-requested'],
  pauseRefused: ['problem.pause-requested'],
  extensionGranted: ['problem.extension-requested', 'problem.reminder'],
  extensionRefused: ['problem.extension-requested'],
  claimed: leftRung,
  checkPassed: closed,
  checkFailed: ['problem.claimed', 'problem.verification-lapsed'],
  struckOff: closed,
  decided: leftRung,
  decisionOverdue: leftRung,
  withdrawn: closed,
  merged: closed,
};

/**
 * The rules whose notices ask for something that these steps have done: what of them still waits for a morning is not
 * worth sending, to anybody. A pause that was asked for on Thursday evening and granted at eight on Friday is not in the
 * leader's digest at nine.
 */
export function overtakenRules(entries: readonly Pick<TimelineEntry, 'type'>[]): NoticeRule[] {
  return [...new Set(entries.flatMap(({ type }) => answeredBy[type] ?? []))];
}
