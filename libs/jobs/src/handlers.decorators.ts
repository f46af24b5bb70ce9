import 'reflect-metadata';
import { PERIOD_KINDS } from '#domain/calendar/index.js';
import type { PeriodKind, PlainDate, TimeOfDay } from '#domain/calendar/index.js';
import type { CommandContext } from '#domain/access/command-context.js';
import type { Tx } from '#db/database.js';
import type { JobDefinition } from './define-job.js';
import type { DueTimer, TimerOutcome } from './timers.js';

/** A period as periodic work sees it: one of the chain's links, or a single day. `end` is exclusive. */
export interface DuePeriod {
  readonly kind: PeriodKind | 'day';
  readonly start: PlainDate;
  readonly end: PlainDate;
}

export interface PeriodicWork {
  /** `<feature>.<what>`, stable: it is stored with every run. */
  readonly name: string;
  readonly period: PeriodKind | 'day';
  /** It runs when the period's first day reaches this time. */
  readonly at: TimeOfDay;
}

export type JobHandler<T> = (payload: T, context: CommandContext) => Promise<void>;
export type TimerHandler = (tx: Tx, due: DueTimer[]) => Promise<ReadonlyMap<string, TimerOutcome>>;
export type PeriodHandler = (tx: Tx, period: DuePeriod) => Promise<void>;

export type HandlerMark =
  | { readonly does: 'job'; readonly definition: JobDefinition }
  | { readonly does: 'timers'; readonly kinds: readonly string[] }
  | { readonly does: 'period'; readonly work: PeriodicWork };

const MARK = Symbol('duban:handler');

/** Goes on any method of that shape. */
type MethodMarker<F> = <M extends F>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

// `bivarianceHack` lets a handler declare `Period` where a `DuePeriod` is handed over.
type Handler<F extends (...args: never[]) => unknown> = {
  bivarianceHack(...args: Parameters<F>): ReturnType<F>;
}['bivarianceHack'];

function mark<F>(value: HandlerMark): MethodMarker<F> {
  return (_target, _name, descriptor) => Reflect.defineMetadata(MARK, value, descriptor.value as object);
}

/**
 * The one method that keeps a promise of `definition`. It opens its own transactions (through the same service as
 * HTTP does) in the given context; when it throws, it is tried again later.
 */
export function HandleJob<T>(definition: JobDefinition<T>): MethodMarker<Handler<JobHandler<T>>> {
  return mark({ does: 'job', definition: definition as JobDefinition });
}

/**
 * Acts on timers that fell due, in the transaction that marks them fired. The batch is in order of due moment and
 * kind and never holds two timers of one subject. Every timer must get an outcome.
 */
export function HandleTimers(...kinds: string[]): MethodMarker<Handler<TimerHandler>> {
  if (kinds.length === 0) throw new Error('@HandleTimers needs at least one kind');
  for (const kind of kinds) timerKinds.add(kind);
  return mark({ does: 'timers', kinds });
}

/** Runs once per period and district, in the transaction that marks the period done; missed ones oldest first. */
export function HandlePeriod(work: PeriodicWork): MethodMarker<Handler<PeriodHandler>> {
  if (work.period !== 'day' && !PERIOD_KINDS.includes(work.period)) throw new Error(`No such period: ${work.period}`);
  periodicWorks.set(work.name, work);
  return mark({ does: 'period', work });
}

const timerKinds = new Set<string>();

/** All kinds of timers that the modules of this process handle, whether or not they fire here. */
export function definedTimerKinds(): readonly string[] {
  return [...timerKinds];
}

const periodicWorks = new Map<string, PeriodicWork>();

/** All periodic work of the modules that this process has loaded, whether or not it runs here. */
export function definedPeriods(): readonly PeriodicWork[] {
  return [...periodicWorks.values()];
}

export function handlerMarkOf(method: unknown): HandlerMark | undefined {
  return typeof method === 'function' ? (Reflect.getMetadata(MARK, method) as HandlerMark | undefined) : undefined;
}
