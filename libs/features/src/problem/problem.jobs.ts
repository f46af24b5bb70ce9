import { z } from 'zod';
import { defineJob } from '#jobs/index.js';

const payload = z.object({ problemId: z.uuid() });

/** A problem came to the rung of the weekly meeting; the meeting feature puts it on an agenda. */
export const problemReachedMeeting = defineJob({ name: 'problem.reached-meeting', schema: payload });

/**
 * A problem about which a meeting decided was claimed, checked, reopened or closed: its decisions follow it. Promised also
 * when it was a decision that did so, for the other decisions about it.
 */
export const problemStandingChanged = defineJob({ name: 'problem.standing-changed', schema: payload });

/** A problem left that rung, or was closed; the meeting feature takes it off an agenda that is still to come. */
export const problemLeftMeeting = defineJob({ name: 'problem.left-meeting', schema: payload });
