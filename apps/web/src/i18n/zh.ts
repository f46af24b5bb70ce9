import { administrationZh } from '../features/administration/words.zh.js';
import { calendarZh } from '../features/calendar/words.zh.js';
import { closingZh } from '../features/closing/words.zh.js';
import { cockpitZh } from '../features/cockpit/words.zh.js';
import { commitmentZh } from '../features/commitment/words.zh.js';
import { decisionZh } from '../features/decision/words.zh.js';
import { feedbackZh } from '../features/feedback/words.zh.js';
import { leaveZh } from '../features/leave/words.zh.js';
import { mapZh } from '../features/map/words.zh.js';
import { meetingZh } from '../features/meeting/words.zh.js';
import { noticeZh } from '../features/notice/words.zh.js';
import { operationsZh } from '../features/operations/words.zh.js';
import { planZh } from '../features/plan/words.zh.js';
import { policyZh } from '../features/policy/words.zh.js';
import { problemZh } from '../features/problem/words.zh.js';
import { projectZh } from '../features/project/words.zh.js';
import { reportZh } from '../features/report/words.zh.js';
import { resultZh } from '../features/result/words.zh.js';
import { sessionZh } from '../features/session/words.zh.js';
import { sheetZh } from '../features/sheet/words.zh.js';
import { todoZh } from '../features/todo/words.zh.js';
import { visitZh } from '../features/visit/words.zh.js';
import { refusalsZh } from './refusals.zh.js';
import { sharedZh } from './shared.zh.js';

/** Every word of the screens in Chinese. Its shape is the catalogue's: English has the same keys, or it does not compile. */
export const zh = {
  ...sharedZh,
  ...administrationZh,
  ...calendarZh,
  ...closingZh,
  ...cockpitZh,
  ...commitmentZh,
  ...decisionZh,
  ...feedbackZh,
  ...leaveZh,
  ...mapZh,
  ...meetingZh,
  ...noticeZh,
  ...operationsZh,
  ...planZh,
  ...policyZh,
  ...problemZh,
  ...projectZh,
  ...reportZh,
  ...resultZh,
  ...sessionZh,
  ...sheetZh,
  ...todoZh,
  ...visitZh,
  refusal: refusalsZh,
};

export type Catalogue = typeof zh;
