import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { register } from 'prom-client';
import { Config } from '../config/index.js';
import { Public } from '../http/access.decorators.js';
import { comesFromThisMachine } from '../http/request-origin.js';

/** For Prometheus. Not for the world: it says how busy whom is. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly config: Config) {}

  @Get()
  @Public()
  async metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = this.config.env.METRICS_TOKEN;
    const allowed =
      token === undefined ? comesFromThisMachine(request) : isBearer(request.headers.authorization, token);
    if (!allowed) throw new NotFoundException();
    void reply.type(register.contentType).send(await register.metrics());
  }
}

/** Compares hashes, so that neither length nor content shows in the time it takes. */
export function isBearer(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
