import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { Logger, type DynamicModule, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';
import { withLogContext } from '../log/index.js';
import { toThePage } from '../web/serve-web.js';
import { observeRequest } from '../metrics/http-metrics.js';
import { XLSX } from './files.js';
import { PROBLEM_TYPE, problemJson } from './problem-json.js';
import { send } from './problem.filter.js';
import { closePromptly } from './prompt-closing.js';
import { pathOf } from './request-path.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A spreadsheet of 20,000 rows has some 3 MB. */
const SHEET_LIMIT_BYTES = 12 * 1024 * 1024;
const QUIET_PATHS = new Set(['/healthz', '/readyz', '/metrics']);
const saneRequestId = /^[\w.:-]{1,100}$/;

/** Everything the pages of this house need, and nothing else: no inline script or style, no other site. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** A Nest application on Fastify with this house's manners, not yet listening. */
export async function createHttpApp(
  module: Type | DynamicModule,
  config: Config,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: requestIdOf,
    requestIdHeader: false,
    trustProxy: trustedProxies(config.env.TRUST_PROXY),
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: (request: IncomingMessage) => toThePage(request),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      send(reply, problemJson({ code: 'request.malformed', args: {} }, request.id)),
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  readBodies(fastify);
  refuseStrayForms(fastify);
  followRequests(fastify);
  closePromptly(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
    bufferLogs: false,
  });
  await app.register(multipart);
  await app.register(helmet, {
    contentSecurityPolicy,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.production,
    xFrameOptions: { action: 'deny' },
  });
  return app;
}

/** The caller's own id when it is a sane one, so that a trail can be followed through several systems. */
function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID();
}

/** What Node itself cannot read as a request (a header too long, a broken line) never reaches a route or a filter. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? 431 : 400;
  const problem = problemJson({ code: tooLarge ? 'request.too_large' : 'request.malformed', args: {} }, randomUUID(), {
    status,
  });
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** A number is how many proxies stand in front; anything else is `true`, `false` or their addresses. */
function trustedProxies(setting: string | undefined): boolean | string | ((address: string, hop: number) => boolean) {
  if (setting === undefined || setting === 'false') return false;
  if (setting === 'true') return true;
  return /^\d+$/.test(setting) ? (_address, hop) => hop < Number(setting) : setting;
}

/** JSON is the language of bodies, an empty one is no body; a spreadsheet is taken as it is. */
function readBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body as string, done);
  });
  fastify.addContentTypeParser(XLSX, { parseAs: 'buffer', bodyLimit: SHEET_LIMIT_BYTES }, (_request, body, done) => {
    done(null, body);
  });
}

/** A form with a file is for the routes that say so; elsewhere it is as wrong as any other type. */
function refuseStrayForms(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const isForm = /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
    if (!isForm || request.is404 || 'multipart' in request.routeOptions.config) done();
    else send(reply, problemJson({ code: 'request.unsupported_type', args: { field: 'Content-Type' } }, request.id));
  });
}

function followRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Http');
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id).header('Cache-Control', 'no-store');
    withLogContext({ requestId: request.id }, done);
  });
  // Reading the body resumes in the socket's own context, so the request's is entered again.
  fastify.addHook('preValidation', (request, _reply, done) => withLogContext({ requestId: request.id }, done));
  // Its client left while it was at work: worth a line, since it may have left because of how long it took.
  fastify.addHook('onRequestAbort', (request, done) => {
    withLogContext({ requestId: request.id }, () =>
      logger.warn({ message: 'request aborted by its client', method: request.method, path: pathOf(request) }),
    );
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    const line = {
      message: 'request',
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    withLogContext({ requestId: request.id }, () => {
      if (QUIET_PATHS.has(line.path)) logger.debug(line);
      else logger.log(line);
    });
    done();
  });
}
