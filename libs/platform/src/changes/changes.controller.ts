import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { parseCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandContext } from '#domain/access/index.js';
import { Requires } from '../http/access.decorators.js';
import { Answers } from '../http/answers.decorator.js';
import { Context } from '../http/context.decorators.js';
import { SESSION_COOKIE, SESSION_READER, type SessionReader } from '../http/session-port.js';
import { ChangeStreams } from './change-streams.js';

@ApiTags('changes')
@Controller('api/v1/changes')
export class ChangesController {
  constructor(
    private readonly streams: ChangeStreams,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
  ) {}

  @Get()
  @Requires('notice.read')
  @ApiOperation({
    operationId: 'listenToChanges',
    summary: 'Server-sent events: what has changed, as hints to ask again',
    description:
      'Events `change` with `{subject, id, version}`, or `{subject}` alone for who sees a part of the district only. ' +
      'Nothing is replayed: after a break, ask for everything that is on the screen.',
  })
  @ApiProduces('text/event-stream')
  @Answers(200, null, 'A stream that stays open.')
  listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Context() { actor }: CommandContext): void {
    if (actor.kind !== 'person') throw new Error('Only people listen.');
    const cookie = parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE] ?? '';
    const agent = request.headers['user-agent'] ?? '';
    const stillSignedIn = async () => (await this.sessions.read(cookie, request.ip, agent)) !== null;
    void reply
      .type('text/event-stream; charset=utf-8')
      // Tells a proxy in front not to hold events back.
      .header('X-Accel-Buffering', 'no')
      .send(this.streams.listen(actor, stillSignedIn));
  }
}
