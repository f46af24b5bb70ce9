import type { SheetImport } from '#api-client/types.gen.js';
import type { Action } from '../../api/session.js';

/** What each kind of sheet asks of its sender, in the order in which a new district needs them. */
export const neededFor = {
  ledger: 'project.write',
  plans: 'plan.write',
  contracts: 'contract.write',
  reports: 'report.write',
} as const satisfies Record<SheetImport['kind'], Action>;

export const sheetKinds = Object.keys(neededFor) as SheetImport['kind'][];
