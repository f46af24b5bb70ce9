import type { Tx } from '#db/database.js';
import { dateOf, isWorkday, previousWorkday, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import { reportDueAt, reportingPeriodContaining, reportingPeriodsFrom } from '#domain/report/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { skipOvertaken } from '#features/notice/index.js';
import { tellOfDue, type WaitedFor } from './report.notices.js';
import { officeReports } from './report.queries.js';

/** On the morning of the due day: it is due today. On the next workday's: it has not come. Nothing after that. */
export async function remindOfReports(tx: Tx, today: PlainDate): Promise<void> {
  const calendar = await loadCalendar(tx);
  if (!isWorkday(calendar, today)) return;
  const overdue = await missing(tx, calendar, previousWorkday(calendar, today));
  // After downtime "due today" may still wait for a morning; who has missed the day need not read it.
  await skipOvertaken(
    tx,
    overdue.map(({ officeId }) => ({ subjectId: officeId, rules: ['report.due'] })),
  );
  await tellOfDue(tx, 'report.missing', overdue, today);
  await tellOfDue(tx, 'report.due', await missing(tx, calendar, today), today);
}

/** The offices whose report was due on this day and has not been handed in. */
async function missing(tx: Tx, calendar: WorkCalendar, dueOn: PlainDate): Promise<WaitedFor[]> {
  const around = reportingPeriodContaining(dueOn);
  const due = reportingPeriodsFrom(around.start, around.end).flatMap((period) => {
    const dueAt = reportDueAt(period, calendar);
    return dueAt !== null && dateOf(dueAt) === dueOn ? [{ period, dueAt }] : [];
  });
  const rows = await officeReports(
    tx,
    due.map(({ period }) => period.start),
    { kind: 'district' },
  );
  return rows
    .filter(({ state }) => state === 'none' || state === 'draft' || state === 'returned')
    .map(({ officeId, start, projects, written }) => {
      const { period, dueAt } = due.find((each) => each.period.start === start)!;
      return { officeId, period, dueAt, projects, written };
    });
}
