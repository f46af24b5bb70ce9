import type { PlainDate } from '#domain/calendar/index.js';
import { ok, refuse, type Result } from '#domain/refusal.js';

/** What the rules ask of a contract, [from, to). */
export interface ContractTerm {
  readonly leaderId: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/**
 * Whether a leader may be assigned from a day on. The leader answers as soon as it is written, so it may not lie in the
 * future; and no two contracts of a project share a day.
 *
 * Refusals: `contract.already_assigned`, `contract.starts_in_future`, `contract.overlaps_earlier` (`to`).
 */
export function assignable(contracts: readonly ContractTerm[], from: PlainDate, today: PlainDate): Result<null> {
  if (contracts.some(({ to }) => to === null)) return refuse('contract.already_assigned');
  if (from > today) return refuse('contract.starts_in_future', { field: 'from', today });
  const lastEnd = contracts.reduce<PlainDate | null>((last, { to }) => (last === null || to! > last ? to : last), null);
  if (lastEnd !== null && from < lastEnd) return refuse('contract.overlaps_earlier', { field: 'from', to: lastEnd });
  return ok(null);
}

/**
 * Whether the contract that runs now may be handed over on a day: the first of the new leader, and no longer one of the
 * old. Every contract lasts at least one day.
 *
 * Refusals: `contract.not_assigned`, `contract.same_leader`, `contract.hand_over_before_start` (`from`),
 * `contract.hand_over_in_future` (`today`).
 */
export function handOverable<Contract extends ContractTerm>(
  contracts: readonly Contract[],
  toLeaderId: string,
  on: PlainDate,
  today: PlainDate,
): Result<Contract> {
  const open = contracts.find(({ to }) => to === null);
  if (open === undefined) return refuse('contract.not_assigned');
  if (open.leaderId === toLeaderId) return refuse('contract.same_leader', { field: 'toLeaderId' });
  if (on <= open.from) return refuse('contract.hand_over_before_start', { field: 'on', from: open.from });
  if (on > today) return refuse('contract.hand_over_in_future', { field: 'on', today });
  return ok(open);
}
