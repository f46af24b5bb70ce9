import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Config } from '../config/index.js';
import { Public } from '../http/access.decorators.js';
import { comesFromThisMachine } from '../http/request-origin.js';
import { caughtMailById, caughtMails, type CaughtMail } from './dev-mail.js';
import { listPage, mailPage } from './dev-mail.pages.js';

const listQuery = z.strictObject({
  to: z.string().min(1).max(320).optional(),
  format: z.enum(['json', 'html']).optional(),
});

const HTML = 'text/html; charset=utf-8';

/** What the local sink caught. Only on this machine, only outside production, only when a sink is there at all. */
@ApiExcludeController()
@Controller('dev/mail')
export class DevMailController {
  constructor(private readonly config: Config) {}

  @Get()
  @Public()
  async list(
    @Query({ schema: listQuery }) query: z.output<typeof listQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const mails = await caughtMails(this.folderFor(request), query.to);
    if (wantsJson(request, query.format)) void reply.send(mails);
    else void reply.type(HTML).send(listPage(mails, query.to));
  }

  @Get(':id')
  @Public()
  async one(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.find(id, request);
    if (wantsJson(request, undefined)) void reply.send(mail);
    else void reply.type(HTML).send(mailPage(mail));
  }

  /** The mail's own HTML, which is nobody's code: it may style itself and do nothing else. */
  @Get(':id/html')
  @Public()
  async html(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.find(id, request);
    void reply
      .type(HTML)
      .header(
        'Content-Security-Policy',
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      )
      .header('X-Frame-Options', 'SAMEORIGIN')
      .send(mail.html);
  }

  private async find(id: string, request: FastifyRequest): Promise<CaughtMail> {
    const mail = await caughtMailById(this.folderFor(request), id);
    if (!mail) throw new NotFoundException();
    return mail;
  }

  private folderFor(request: FastifyRequest): string {
    const folder = this.config.env.DUBAN_MAIL_FOLDER;
    if (folder === undefined || this.config.production || !comesFromThisMachine(request)) throw new NotFoundException();
    return folder;
  }
}

function wantsJson(request: FastifyRequest, format: 'json' | 'html' | undefined): boolean {
  if (format !== undefined) return format === 'json';
  const accept = request.headers.accept ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}
