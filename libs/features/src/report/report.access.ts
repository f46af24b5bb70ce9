import type { Tx } from '#db/database.js';
import { can, scopeFor, type Action, type CommandContext, type Scope } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { reportingPeriodContaining, type ReportingPeriod } from '#domain/report/index.js';
import { RefusedError, type Refusal } from '#domain/refusal.js';
import { officeOf } from './report.queries.js';

export function refuse(code: string, args: Refusal['args'] = {}, inside?: string): never {
  throw new RefusedError({ code, args }, inside);
}

/** The system reaches its whole district. */
export function scopeOf({ actor }: CommandContext, action: Action): Scope {
  return actor.kind === 'person' ? scopeFor(actor, action) : { kind: 'district' };
}

/** The report that begins on this day. Refusal: `report.start_invalid`, with the days on which the two around it begin. */
export function periodStarting(start: PlainDate): ReportingPeriod {
  const period = reportingPeriodContaining(start);
  if (period.start !== start)
    refuse('report.start_invalid', { field: 'start', begins: period.start, next: period.end });
  return period;
}

/**
 * The office, for somebody who may do this to its reports. Out of sight it looks like one that is not there
 * (`report.not_found`); in sight but not theirs to act on it is `access.denied`.
 */
export async function officeToActOn(tx: Tx, action: Action, officeId: string) {
  const office = await officeOf(tx, officeId);
  if (!office) return refuse('report.not_found');
  const { actor } = tx.context;
  if (actor.kind === 'person') {
    const subject = { districtId: tx.districtId, officeId };
    if (!can(actor, 'report.read', subject)) refuse('report.not_found', {}, 'access.out_of_reach');
    if (!can(actor, action, subject)) refuse('access.denied', { action });
  }
  return office;
}
