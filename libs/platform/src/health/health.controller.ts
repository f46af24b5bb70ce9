import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../http/access.decorators.js';
import { Answers } from '../http/answers.decorator.js';
import { READINESS_CHECKS, readiness, type Readiness, type ReadinessCheck } from './readiness.js';

const aliveView = z.object({ alive: z.literal(true) }).meta({ id: 'Alive', examples: [{ alive: true }] });

const readyView = z
  .object({
    ready: z.boolean(),
    checks: z
      .record(z.string(), z.union([z.enum(['ok', 'away']), z.array(z.string())]))
      .meta({ description: 'Per part `ok`, `away`, or what is missing.' }),
  })
  .meta({ id: 'Readiness', examples: [{ ready: true, checks: { database: 'ok', migrations: 'ok' } }] });

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  @Get('healthz')
  @Public()
  @ApiOperation({ operationId: 'getHealth', summary: 'Whether this process is alive' })
  @Answers(200, aliveView, 'It is.')
  alive(): { alive: true } {
    return { alive: true };
  }

  @Get('readyz')
  @Public()
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Whether this process can do its work: 200, or 503 with why not',
  })
  @Answers(200, readyView, 'It can.')
  @ApiResponse({ status: 503, description: 'It cannot; `checks` says why.', standardSchema: readyView })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const found = await readiness(this.checks);
    if (!found.ready) void reply.code(503);
    return found;
  }
}
