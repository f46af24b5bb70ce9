import type { Tx } from '#db/database.js';
import { isWorkday, PERIOD_KINDS, periodsContaining, workdaysBetween, type PlainDate } from '#domain/calendar/index.js';
import { linkOf } from '#domain/closing/index.js';
import { lastReportDue } from '#domain/report/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { policyInForce } from '#features/policy/index.js';
import { tellOfComingShort } from './closing.notices.js';
import { closingPolicy } from './closing.policy.js';
import { officeLaggards, officeSums } from './closing.repository.js';

const LISTED = 10;

/**
 * Before a period closes: an office that is behind the plan, by the last report that was due, hears how much a day it
 * takes. Once per office and period, on the one morning the policy names.
 */
export async function remindOfClosings(tx: Tx, today: PlainDate): Promise<void> {
  const calendar = await loadCalendar(tx);
  if (!isWorkday(calendar, today)) return;
  const policy = await policyInForce(tx, closingPolicy);
  const reported = lastReportDue(tx.now, today, calendar)?.period.end ?? today;
  for (const kind of PERIOD_KINDS) {
    const period = periodsContaining(today)[kind];
    const workdaysLeft = workdaysBetween(calendar, today, period.end);
    if (linkOf(policy, kind).warnWorkdaysBefore !== workdaysLeft || reported <= period.start) continue;
    const sums = await officeSums(tx, period, reported);
    const laggards = await officeLaggards(tx, period, reported, LISTED);
    const behind = [...sums].filter(([, { planToDate, actual }]) => actual < planToDate);
    await tellOfComingShort(
      tx,
      period,
      workdaysLeft,
      behind.map(([officeId, { plan, actual }]) => ({
        officeId,
        plan,
        actual,
        neededPace: Math.ceil((plan - actual) / workdaysLeft),
        ...(laggards.get(officeId) ?? { count: 0, top: [] }),
      })),
    );
  }
}
