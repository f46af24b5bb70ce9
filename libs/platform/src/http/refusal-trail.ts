import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Action, CommandContext } from '#domain/access/index.js';
import type { RefusedError } from '#domain/refusal.js';
import { pathOf } from './request-path.js';
import { DENIAL_RECORDER, type DenialRecorder } from './session-port.js';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** These say that the person may not, or may not even know; every other code that a rule of the house said no. */
const DENIALS: ReadonlySet<string> = new Set(['access.denied', 'access.out_of_reach']);

/** What was not done, for the audit trail: denials of any kind, and refused acts. A look that finds nothing is neither. */
@Injectable()
export class RefusalTrail {
  private readonly logger = new Logger('Access');

  constructor(@Inject(DENIAL_RECORDER) private readonly recorder: DenialRecorder) {}

  /** A trail that cannot be written is an alarm for the operator, but no reason to let anyone in, nor to fail twice. */
  async record(
    context: CommandContext,
    request: FastifyRequest,
    action: Action,
    { refusal, inside }: RefusedError,
  ): Promise<void> {
    const denied = DENIALS.has(inside);
    const malformed = refusal.code.startsWith('request.');
    if (!denied && (malformed || SAFE_METHODS.has(request.method))) return;
    const { id } = (request.params ?? {}) as { id?: unknown };
    try {
      await this.recorder.record(context, {
        action,
        method: request.method,
        path: pathOf(request),
        subjectId: typeof id === 'string' ? id : null,
        result: denied ? 'denied' : 'refused',
        code: inside,
      });
    } catch (error) {
      this.logger.error('A refusal could not be recorded.', error);
    }
  }
}
