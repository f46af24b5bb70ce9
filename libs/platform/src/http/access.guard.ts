import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { parseCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { can, type Action, type Actor, type CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { Config } from '../config/index.js';
import { ROUTE_ACCESS, type RouteAccess } from './access.decorators.js';
import { WANTS_CONTEXT } from './context.decorators.js';
import { DistrictOfHost } from './district-of-host.js';
import { idempotencyOf } from './idempotency-key.js';
import { RefusalTrail } from './refusal-trail.js';
import { comesFromElsewhere } from './request-origin.js';
import { rememberState } from './request-state.js';
import {
  DISTRICT_REGISTER,
  SESSION_COOKIE,
  SESSION_READER,
  type DistrictRegister,
  type SessionReader,
} from './session-port.js';

/**
 * Stands before every route: refuses what another site's page sends, finds out who asks, and lets in whom the route's
 * declared permission lets in. A route that declares nothing is closed.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly districtOfHost: DistrictOfHost;

  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    private readonly trail: RefusalTrail,
    @Inject(DISTRICT_REGISTER) register: DistrictRegister,
  ) {
    this.districtOfHost = new DistrictOfHost(register);
  }

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const targets = [execution.getHandler(), execution.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, targets);
    if (comesFromElsewhere(request, this.config.publicUrl)) throw refused('access.foreign_origin');
    if (access === undefined) throw refused('access.denied');
    if (access.kind === 'requires') await this.admit(request, access.action);
    else if (this.reflector.get<boolean | undefined>(WANTS_CONTEXT, execution.getHandler()))
      await this.welcome(request);
    return true;
  }

  private async admit(request: FastifyRequest, action: Action): Promise<void> {
    const actor = await this.actorOf(request);
    if (!actor || !speaksFor(request, actor)) throw refused('access.not_signed_in');
    const context = contextOf(request, actor.districtId, actor);
    if (!can(actor, action)) {
      await this.trail.record(context, request, action, new RefusedError({ code: 'access.denied', args: {} }));
      throw refused('access.denied');
    }
    rememberState(request, { context });
  }

  private async welcome(request: FastifyRequest): Promise<void> {
    const actor = await this.actorOf(request);
    const districtId = actor?.districtId ?? (await this.districtOfHost.find(request.hostname));
    if (districtId === null) throw refused('district.not_found');
    rememberState(request, { context: contextOf(request, districtId, actor ?? { kind: 'system', districtId }) });
  }

  private async actorOf(request: FastifyRequest): Promise<Actor | null> {
    const value = parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE];
    if (!value) return null;
    return this.sessions.read(value, request.ip, (request.headers['user-agent'] ?? '').slice(0, 400));
  }
}

/** What a device kept for one person, and sends later, is not taken from another who has signed in there since. */
function speaksFor({ headers }: FastifyRequest, actor: Actor): boolean {
  const person = headers['for-person'];
  return person === undefined || (actor.kind === 'person' && person === actor.personId);
}

function contextOf(request: FastifyRequest, districtId: string, actor: CommandContext['actor']): CommandContext {
  const { method, url, headers, body } = request;
  const idempotency = idempotencyOf(method, url, headers['idempotency-key'], body);
  return { districtId, actor, requestId: request.id, from: request.ip, ...(idempotency ? { idempotency } : {}) };
}

function refused(code: string): RefusedError {
  return new RefusedError({ code, args: {} });
}
