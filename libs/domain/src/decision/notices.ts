import { formatInstant } from '../calendar/index.js';
import type { Recipient } from '../ladder/index.js';
import type { DecisionArgs, DecisionNotice, DecisionNoticeRule } from './followed.js';
import type { DecisionState } from './types.js';

/** A notice about this decision as it is after the event. `detail` tells things apart that can happen twice between reopenings. */
export function notice(
  rule: DecisionNoticeRule,
  decision: DecisionState,
  parts: {
    to: readonly Recipient[];
    by: string | null;
    urgency?: DecisionNotice['urgency'];
    detail?: string;
    args?: DecisionArgs;
  },
): DecisionNotice {
  const period = parts.detail === undefined ? `r${decision.reopened}` : `r${decision.reopened}-${parts.detail}`;
  const to = new Map(parts.to.map((recipient) => [JSON.stringify(recipient), recipient]));
  return {
    rule,
    to: [...to.values()],
    urgency: parts.urgency ?? 'digest',
    period,
    args: { by: parts.by, resolutionDueAt: formatInstant(decision.dueAt), ...parts.args },
  };
}
