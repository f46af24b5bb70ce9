import { z } from 'zod';
import { defineJob } from '#jobs/index.js';

const payload = z.object({ decisionId: z.uuid() });

/**
 * A decision was taken, was put off, came back or went by its date: the meeting feature looks whether it belongs on the
 * next agenda of its series (`decisionsDueForAgenda` says which do).
 */
export const decisionReachedMeeting = defineJob({ name: 'decision.reached-meeting', schema: payload });

/** A decision is closed: the meeting feature takes it off an agenda that is still to come. */
export const decisionLeftMeeting = defineJob({ name: 'decision.left-meeting', schema: payload });
