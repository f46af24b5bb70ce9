import { Body, Controller, Delete, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Public, Requires, zId } from '#platform/http/index.js';
import { clearedSessionCookie, deviceCookie, ourCookies, sessionCookie } from './cookies.js';
import {
  changePassword,
  ownSessions,
  setLanguage,
  signedIn,
  signIn,
  whoAmI,
  type SignedInView,
  type WhoAmIView,
} from './session.dto.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('session')
@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
  ) {}

  // Not through @Context: which district it is for may be said by the body, and whoever signs in is nobody yet.
  @Post('session')
  @Public()
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Sign in',
    description:
      'Sets the session cookie. After repeated failures 429 `session.too_many_attempts` with `Retry-After`, at most 15 minutes.',
  })
  @Answers(200, signedIn, 'Signed in; the cookie is set.')
  async signIn(
    @Body({ schema: signIn }) body: z.output<typeof signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    const cookies = ourCookies(request.headers.cookie);
    const { view, session, device } = await this.signIns.signIn({
      ...body,
      hostname: request.hostname,
      requestId: request.id,
      from: request.ip,
      userAgent: userAgentOf(request),
      sessionCookie: cookies.session,
      deviceCookie: cookies.device,
    });
    void reply.header('Set-Cookie', [
      sessionCookie(session.cookie, session.maxAgeSeconds),
      deviceCookie(device.cookie, device.maxAgeSeconds),
    ]);
    return view;
  }

  // Open to everyone: signing out must never be denied, and without a session there is nothing to end.
  @Delete('session')
  @Public()
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out' })
  @Answers(204, null, 'The session has ended; the cookie is cleared.')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(ourCookies(request.headers.cookie).session, {
      requestId: request.id,
      from: request.ip,
    });
    void reply.header('Set-Cookie', clearedSessionCookie());
  }

  @Get('session')
  @Requires('session.own')
  @ApiOperation({ operationId: 'whoAmI', summary: 'Who am I, and what may I do' })
  @Answers(200, whoAmI, 'The signed-in person.')
  whoAmI(@Context() context: CommandContext): Promise<WhoAmIView> {
    return this.sessions.whoAmI(context);
  }

  @Get('sessions')
  @Requires('session.own')
  @ApiOperation({ operationId: 'listOwnSessions', summary: 'Where I am signed in' })
  @Answers(200, ownSessions, 'My live sessions, the last used first.')
  listOwn(@Req() request: FastifyRequest, @Context() context: CommandContext) {
    return this.sessions.listOwn(context, ourCookies(request.headers.cookie).session);
  }

  @Delete('sessions/:id')
  @Requires('session.own')
  @ApiOperation({ operationId: 'revokeOwnSession', summary: 'End one of my sessions' })
  @Answers(204, null, 'It has ended.')
  revoke(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext): Promise<void> {
    return this.sessions.revoke(context, id);
  }

  @Put('session/password')
  @Requires('session.own')
  @ApiOperation({ operationId: 'changePassword', summary: 'Change my password; my other sessions end' })
  @Answers(204, null, 'Changed.')
  changePassword(
    @Body({ schema: changePassword }) body: z.output<typeof changePassword>,
    @Req() request: FastifyRequest,
    @Context() context: CommandContext,
  ): Promise<void> {
    return this.sessions.changePassword(context, body, ourCookies(request.headers.cookie).session);
  }

  @Put('session/language')
  @Requires('session.own')
  @ApiOperation({ operationId: 'setLanguage', summary: 'Choose my language' })
  @Answers(204, null, 'Chosen.')
  setLanguage(
    @Body({ schema: setLanguage }) body: z.output<typeof setLanguage>,
    @Context() context: CommandContext,
  ): Promise<void> {
    return this.sessions.setLanguage(context, body.language);
  }
}

/** Long enough to recognize a browser by, short enough to store. */
function userAgentOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, 400);
}
