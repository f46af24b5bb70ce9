import type { Tx } from '#db/database.js';
import { dateOf, spanContaining, yearOf, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import { firstSpanFrom, layPlan, yearGrid, type PlanFigures } from '#domain/guarantee/index.js';
import { ok, refuse, RefusedError, valueOf, type Result } from '#domain/refusal.js';
import { loadCalendar } from '#features/calendar/index.js';
import { ledgerYears } from './plan.queries.js';
import { dropYear, lastVersion, plansOnSpans, storePlans } from './plan.repository.js';

/** A year's plan as somebody wants it. */
export interface WantedPlan {
  readonly annual: number;
  readonly figures: PlanFigures;
  readonly reason: string;
  /** Left out: as early as may be. */
  readonly effectiveFrom?: PlainDate | undefined;
}

/**
 * From which span a plan may hold. Periods that are over keep the plan they were closed under, so a revision reaches no
 * further back than the span that runs; it takes effect with the first span that begins on its day or later. A year that
 * had no plan was closed under none: its first one holds from the first of January.
 *
 * Refusals: `plan.period_closed` (`earliest`), `plan.effective_outside_year`.
 */
export function effectiveSpan(
  year: number,
  version: number,
  wanted: PlainDate | undefined,
  today: PlainDate,
): Result<PlainDate> {
  const first = `${year}-01-01` as PlainDate;
  const running = spanContaining(today).start;
  const earliest = version === 0 || running < first ? first : running;
  const asked = wanted ?? earliest;
  const from = firstSpanFrom(asked);
  if (yearOf(earliest) > year || from < earliest)
    return refuse('plan.period_closed', { field: 'effectiveFrom', earliest });
  if (yearOf(asked) !== year || yearOf(from) !== year)
    return refuse('plan.effective_outside_year', { field: 'effectiveFrom', year });
  return ok(from);
}

/** Lays one project's year anew and stores it. The project is locked by the caller. Answers the new version. */
export async function layYear(
  tx: Tx,
  calendar: WorkCalendar,
  projectId: string,
  year: number,
  wanted: WantedPlan,
): Promise<number> {
  const version = await lastVersion(tx, projectId, year);
  const from = valueOf(effectiveSpan(year, version, wanted.effectiveFrom, dateOf(tx.now)));
  const kept = await plansOnSpans(tx, projectId, year);
  const { annual, figures, reason } = wanted;
  const laid = valueOf(layPlan({ annual, figures, grid: yearGrid(calendar, year), from, kept }));
  await storePlans(tx, [{ projectId, year, version: version + 1, annual, figures, reason, effectiveFrom: from, laid }]);
  return version + 1;
}

/** What a revision by the ledger gives as its reason. */
const BY_LEDGER = '台账';

/**
 * The annual amounts as the ledger gives them, whole: a year that is new or has another amount is laid by workdays, one
 * that is gone from the list is planned no more. A year whose amount stays keeps its own months and quarters.
 *
 * Refusals name the field (`years.0.plannedInvestment`, or `years` for one that is gone): those of `layPlan`, and
 * `plan.period_closed`.
 */
export async function layLedgerYears(
  tx: Tx,
  projectId: string,
  years: readonly { readonly year: number; readonly plannedInvestment: number }[],
): Promise<void> {
  const known = await ledgerYears(tx, projectId);
  const calendar = await loadCalendar(tx);
  for (const [index, { year, plannedInvestment: annual }] of years.entries()) {
    if (years.findIndex((one) => one.year === year) !== index)
      throw new RefusedError({ code: 'plan.year_twice', args: { field: `years.${index}.year`, year } });
    if (known.get(year) === annual) continue;
    const wanted = { annual, figures: { kind: 'workdays' }, reason: BY_LEDGER } as const;
    await naming(`years.${index}.plannedInvestment`, () => layYear(tx, calendar, projectId, year, wanted));
  }
  for (const year of known.keys()) {
    if (years.some((one) => one.year === year)) continue;
    const wanted = { annual: 0, figures: { kind: 'workdays' }, reason: BY_LEDGER } as const;
    if (known.get(year) !== 0) await naming('years', () => layYear(tx, calendar, projectId, year, wanted));
    await dropYear(tx, projectId, year);
  }
}

/** The same for projects that had no plan for these years, any number of them at once: set-based, laid by workdays. */
export async function layFirstYears(
  tx: Tx,
  years: readonly { readonly projectId: string; readonly year: number; readonly annual: number }[],
): Promise<void> {
  const calendar = await loadCalendar(tx);
  const grids = new Map([...new Set(years.map(({ year }) => year))].map((year) => [year, yearGrid(calendar, year)]));
  await storePlans(
    tx,
    years.map(({ projectId, year, annual }) => {
      const grid = grids.get(year)!;
      const effectiveFrom = grid[0]!.start;
      const figures = { kind: 'workdays' } as const;
      const laid = valueOf(layPlan({ annual, figures, grid, from: effectiveFrom, kept: new Map() }));
      return { projectId, year, version: 1, annual, figures, reason: BY_LEDGER, effectiveFrom, laid };
    }),
  );
}

/** A refusal of the plan's says which field of the ledger it is about. */
async function naming(field: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new RefusedError({ code: error.refusal.code, args: { ...error.refusal.args, field } });
  }
}
