import type { CommandContext } from '#domain/access/command-context.js';
import { newId } from '#db/id.js';

/** The system itself acting in a district. Without a request id to carry on, the act gets one of its own kind. */
export function systemContext(districtId: string, cause: { kind: string } | { requestId: string }): CommandContext {
  const requestId = 'requestId' in cause ? cause.requestId : `${cause.kind}-${newId()}`;
  return { districtId, actor: { kind: 'system', districtId }, requestId, from: 'worker' };
}
