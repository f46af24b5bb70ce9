import { z } from 'zod';
import { defineJob } from '#jobs/index.js';

/** `contractId` is the contract that began. */
const schema = z.object({ projectId: z.uuid(), contractId: z.uuid(), fromLeaderId: z.uuid(), toLeaderId: z.uuid() });
export type LeaderChange = z.output<typeof schema>;

/** A project was handed over: who follows its problems tells the new leader of them. */
export const leaderChanged = defineJob({ name: 'project.leader-changed', schema });
