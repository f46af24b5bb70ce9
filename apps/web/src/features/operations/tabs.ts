export const tabs = ['overview', 'dead', 'deliveries', 'timers', 'periods'] as const;
export type OperationsTab = (typeof tabs)[number];

export const deliveryStates = ['waiting', 'stuck', 'sending', 'sent', 'failed', 'skipped'] as const;
export const timerStates = ['pending', 'overdue', 'parked', 'fired', 'cancelled'] as const;

/** Which part of the works is looked at, and what its list is narrowed by; the address of the screen. */
export interface OperationsFilters {
  readonly tab?: OperationsTab;
  readonly delivery?: (typeof deliveryStates)[number];
  readonly timer?: (typeof timerStates)[number];
}

export function operationsFilters(search: Record<string, unknown>): OperationsFilters {
  const tab = tabs.find((each) => each === search.tab);
  const delivery = deliveryStates.find((each) => each === search.delivery);
  const timer = timerStates.find((each) => each === search.timer);
  return { ...(tab && { tab }), ...(delivery && { delivery }), ...(timer && { timer }) };
}
