import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { minutesOf } from '#domain/calendar/index.js';
import { definedJobs, type JobDefinition } from './define-job.js';
import { handlerMarkOf } from './handlers.decorators.js';
import type { HandlerMark, JobHandler, PeriodHandler, PeriodicWork, TimerHandler } from './handlers.decorators.js';
import { WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

interface Found {
  readonly where: string;
  readonly mark: HandlerMark;
  readonly call: (...args: never[]) => Promise<unknown>;
}

/** Thrown at boot; names every job without its one handler, and every handler without its job. */
export class HandlerMismatchError extends Error {
  override readonly name = 'HandlerMismatchError';

  constructor(readonly faults: readonly string[]) {
    super(`Jobs and handlers do not match: ${faults.join('; ')}`);
  }
}

/** Who does what in this process, found once at boot among the providers of all modules. */
@Injectable()
export class HandlerRegistry {
  readonly jobs = new Map<string, { definition: JobDefinition; handle: JobHandler<unknown> }>();
  readonly timers = new Map<string, TimerHandler>();
  readonly periods = new Map<string, { work: PeriodicWork; handle: PeriodHandler }>();

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {}

  /** Throws HandlerMismatchError unless every job has exactly one handler and every handler a job of its own. */
  discover(): void {
    const definitions = new Map((this.options.definitions ?? definedJobs()).map((each) => [each.name, each]));
    const faults: string[] = [];
    const places = new Map<string, string>();
    const claim = (what: string, where: string): boolean => {
      const other = places.get(what);
      if (other) faults.push(`${what} has two handlers, ${other} and ${where}`);
      places.set(what, where);
      return !other;
    };
    for (const { where, mark, call } of this.found()) {
      if (mark.does === 'job') {
        const { definition } = mark;
        if (definitions.get(definition.name) !== definition)
          faults.push(`${where} handles ${definition.name}, which is not a job of this process`);
        else if (claim(`job ${definition.name}`, where))
          this.jobs.set(definition.name, { definition, handle: call as JobHandler<unknown> });
      } else if (mark.does === 'timers') {
        for (const kind of mark.kinds)
          if (claim(`timer ${kind}`, where)) this.timers.set(kind, call as unknown as TimerHandler);
      } else {
        // Read here, so that a malformed time stops the boot and not the first run.
        minutesOf(mark.work.at);
        if (claim(`period ${mark.work.name}`, where))
          this.periods.set(mark.work.name, { work: mark.work, handle: call as unknown as PeriodHandler });
      }
    }
    for (const name of definitions.keys()) if (!places.has(`job ${name}`)) faults.push(`job ${name} has no handler`);
    if (faults.length > 0) throw new HandlerMismatchError(faults);
  }

  private found(): Found[] {
    const found: Found[] = [];
    const seen = new Set<object>();
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null || seen.has(instance)) continue;
      seen.add(instance);
      const prototype = Object.getPrototypeOf(instance) as object | null;
      for (const name of prototype ? this.scanner.getAllMethodNames(prototype) : []) {
        const method = (instance as Record<string, unknown>)[name] as (...args: never[]) => Promise<unknown>;
        const mark = handlerMarkOf(method);
        if (mark) found.push({ where: `${instance.constructor.name}.${name}`, mark, call: method.bind(instance) });
      }
    }
    return found;
  }
}
