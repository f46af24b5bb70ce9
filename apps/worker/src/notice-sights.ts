import { closingSights } from '#features/closing/index.js';
import { commitmentSights } from '#features/commitment/index.js';
import { decisionSight } from '#features/decision/index.js';
import { feedbackSight } from '#features/feedback/index.js';
import { leaveSight } from '#features/leave/index.js';
import { meetingSights } from '#features/meeting/index.js';
import type { NoticeSight } from '#features/notice/index.js';
import { problemSight } from '#features/problem/index.js';
import { reportSight } from '#features/report/index.js';
import { calendarSight } from '#features/upkeep/index.js';

/** Who may see what a notice is about, from every feature that has something to tell. */
export const noticeSights: readonly NoticeSight[] = [
  problemSight,
  decisionSight,
  ...meetingSights,
  ...commitmentSights,
  ...closingSights,
  reportSight,
  feedbackSight,
  leaveSight,
  calendarSight,
];
