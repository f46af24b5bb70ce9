import type { Tx } from '#db/database.js';
import { dateOf, type PlainDate } from '#domain/calendar/index.js';
import { layPlan, yearGrid, type PlanFigures } from '#domain/guarantee/index.js';
import type { Refusal } from '#domain/refusal.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { effectiveSpan, type WantedPlan } from './plan.laying.js';
import { standingPlans } from './plan-import.repository.js';
import type { LaidPlan } from './plan.repository.js';

/** A year's plan as a sheet wants it, with the place it stands at. */
export interface PlanImportRow extends WantedPlan {
  readonly projectId: string;
  readonly year: number;
}

/** What comes of one of them: laid and ready to be stored, the same as what holds already, or refused. */
export type PreparedPlan = { readonly laid: LaidPlan } | { readonly unchanged: true } | { readonly refusal: Refusal };

/**
 * Lays any number of plans without storing them, at a constant number of statements; each is judged as `publish` would
 * judge it. Their projects are locked until the transaction ends. One project's year at most once.
 */
export async function preparePlans(tx: Tx, wanted: readonly PlanImportRow[]): Promise<PreparedPlan[]> {
  const standing = await standingPlans(tx, wanted);
  const calendar = await calendarToCountBy(tx);
  const grids = new Map([...new Set(wanted.map(({ year }) => year))].map((year) => [year, yearGrid(calendar, year)]));
  const today = dateOf(tx.now);
  return wanted.map(({ projectId, year, annual, figures, reason, effectiveFrom }): PreparedPlan => {
    const holds = standing.get(`${projectId} ${year}`);
    const version = holds?.version ?? 0;
    if (holds && holds.annual === annual && sameFigures(holds.figures, figures)) return { unchanged: true };
    const from = effectiveSpan(year, version, effectiveFrom, today);
    if (!from.ok) return { refusal: from.refusal };
    const kept = holds?.spans ?? new Map<PlainDate, number>();
    const laid = layPlan({ annual, figures, grid: grids.get(year)!, from: from.value, kept });
    if (!laid.ok) return { refusal: laid.refusal };
    return {
      laid: {
        projectId,
        year,
        version: version + 1,
        annual,
        figures,
        reason,
        effectiveFrom: from.value,
        laid: laid.value,
      },
    };
  });
}

function sameFigures(a: PlanFigures, b: PlanFigures): boolean {
  if (a.kind === 'workdays' || b.kind === 'workdays') return a.kind === b.kind;
  return a.kind === b.kind && a.amounts.every((amount, index) => amount === b.amounts[index]);
}
