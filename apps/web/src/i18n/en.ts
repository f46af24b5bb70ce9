import { administrationEn } from '../features/administration/words.en.js';
import { calendarEn } from '../features/calendar/words.en.js';
import { closingEn } from '../features/closing/words.en.js';
import { cockpitEn } from '../features/cockpit/words.en.js';
import { commitmentEn } from '../features/commitment/words.en.js';
import { decisionEn } from '../features/decision/words.en.js';
import { feedbackEn } from '../features/feedback/words.en.js';
import { leaveEn } from '../features/leave/words.en.js';
import { mapEn } from '../features/map/words.en.js';
import { meetingEn } from '../features/meeting/words.en.js';
import { noticeEn } from '../features/notice/words.en.js';
import { operationsEn } from '../features/operations/words.en.js';
import { planEn } from '../features/plan/words.en.js';
import { policyEn } from '../features/policy/words.en.js';
import { problemEn } from '../features/problem/words.en.js';
import { projectEn } from '../features/project/words.en.js';
import { reportEn } from '../features/report/words.en.js';
import { resultEn } from '../features/result/words.en.js';
import { sessionEn } from '../features/session/words.en.js';
import { sheetEn } from '../features/sheet/words.en.js';
import { todoEn } from '../features/todo/words.en.js';
import { visitEn } from '../features/visit/words.en.js';
import { refusalsEn } from './refusals.en.js';
import { sharedEn } from './shared.en.js';
import type { Catalogue } from './zh.js';

/** The same in English, fetched when somebody wants it. */
export const en: Catalogue = {
  ...sharedEn,
  ...administrationEn,
  ...calendarEn,
  ...closingEn,
  ...cockpitEn,
  ...commitmentEn,
  ...decisionEn,
  ...feedbackEn,
  ...leaveEn,
  ...mapEn,
  ...meetingEn,
  ...noticeEn,
  ...operationsEn,
  ...planEn,
  ...policyEn,
  ...problemEn,
  ...projectEn,
  ...reportEn,
  ...resultEn,
  ...sessionEn,
  ...sheetEn,
  ...todoEn,
  ...visitEn,
  refusal: refusalsEn,
};
