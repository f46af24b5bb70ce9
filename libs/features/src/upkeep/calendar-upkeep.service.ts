import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import { authorOf, type CommandContext } from '#domain/access/index.js';
import {
  amendable,
  dateOf,
  dayKindOf,
  isWorkday,
  weekdayOf,
  yearOf,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { replanMeetings } from '#features/meeting/index.js';
import { recountDecisions } from '#features/decision/index.js';
import { lockClocks, recountClocks } from '#features/problem/index.js';
import { timers } from '#jobs/index.js';
import type { AmendDayBody, PublishYearBody, UpkeepView } from './calendar-upkeep.dto.js';
import { amendDay, publishYear, restoreDay, selectAmendments, selectDay } from './calendar-day.repository.js';
import { dayLine, tellOfAmendment } from './calendar-upkeep.notices.js';
import { clockView, dateView, meetingView, movedAlarms } from './moved.js';
import { actOrPreview, Previewed } from './previewed.js';

interface Change {
  readonly action: 'calendar.amend-day' | 'calendar.restore-day' | 'calendar.publish-year';
  /** The day or the year, for the trail. */
  readonly subjectId: string;
  readonly reason: string;
  /** The days that may have changed, to be shown before and after. */
  readonly days: readonly PlainDate[];
  readonly write: (tx: Tx) => Promise<void>;
}

/**
 * The working calendar kept up. One transaction changes the days, counts every running clock, meeting and alarm anew,
 * tells each person once what moved for them, and answers it.
 */
@Injectable()
export class CalendarUpkeepService {
  constructor(private readonly database: Database) {}

  /** Refusals: `calendar.kind_does_not_fit`, `calendar.too_far`, `calendar.nothing_changes`. */
  async amendDay(context: CommandContext, date: PlainDate, body: AmendDayBody, preview: boolean): Promise<UpkeepView> {
    const { kind, name, reason } = body;
    return this.change(context, preview, async (tx) => {
      valueOf(amendable(date, kind, dateOf(tx.now)));
      const found = await selectDay(tx, date);
      if (found?.source === 'amended' && found.kind === kind && found.name === name) unchanged('kind');
      const by = authorOf(context)!;
      const write = () => amendDay(tx, date, { kind, name, reason, by });
      return { action: 'calendar.amend-day', subjectId: date, reason, days: [date], write };
    });
  }

  /** Back to what the notice says. Refusal: `calendar.not_amended`. */
  async restoreDay(context: CommandContext, date: PlainDate, reason: string, preview: boolean): Promise<UpkeepView> {
    return this.change(context, preview, async (tx) => {
      const row = await selectDay(tx, date);
      if (row?.source !== 'amended') throw new RefusedError({ code: 'calendar.not_amended', args: { field: 'date' } });
      const write = () => restoreDay(tx, row);
      return { action: 'calendar.restore-day', subjectId: date, reason, days: [date], write };
    });
  }

  /** The notice of a year, whole. Refusals: `calendar.day_of_another_year`, `calendar.day_twice`, `calendar.kind_does_not_fit`. */
  async publishYear(
    context: CommandContext,
    year: number,
    { days, reason }: PublishYearBody,
    preview: boolean,
  ): Promise<UpkeepView> {
    return this.change(context, preview, () => {
      days.forEach(({ date, kind }, index) => {
        const at = { field: `days.${index}.date`, date };
        if (yearOf(date) !== year) throw new RefusedError({ code: 'calendar.day_of_another_year', args: at });
        if (days.findIndex((each) => each.date === date) !== index)
          throw new RefusedError({ code: 'calendar.day_twice', args: at });
        if (kind === 'makeUpDay' && weekdayOf(date) <= 5)
          throw new RefusedError({
            code: 'calendar.kind_does_not_fit',
            args: { field: `days.${index}.kind`, weekday: weekdayOf(date) },
          });
      });
      const write = (tx: Tx) => publishYear(tx, year, days);
      const dates = days.map(({ date }) => date).toSorted();
      return Promise.resolve({ action: 'calendar.publish-year', subjectId: `${year}`, reason, days: dates, write });
    });
  }

  async amendments(context: CommandContext, year: number) {
    return this.database.read(context, (tx) => selectAmendments(tx, year));
  }

  private async change(
    context: CommandContext,
    preview: boolean,
    prepare: (tx: Tx) => Promise<Change>,
  ): Promise<UpkeepView> {
    return actOrPreview(() =>
      this.database.transaction(context, async (tx) => {
        const locked = await lockClocks(tx);
        const change = await prepare(tx);
        const before = await loadCalendar(tx);
        const alarms = await timers.pending(tx);
        await change.write(tx);
        const after = await loadCalendar(tx);
        const problems = await recountClocks(tx, locked);
        const meetings = await replanMeetings(tx, after);
        // Last of the four that are locked: problems, the calendar, meetings, decisions.
        const decisions = await recountDecisions(tx);
        const days = change.days
          .map((date) => ({ before: factsOf(before, date), after: factsOf(after, date) }))
          .filter((day) => JSON.stringify(day.before) !== JSON.stringify(day.after));
        const told = await tellOfAmendment(tx, {
          rule: 'calendar.amended',
          lines: days.map(({ after }) => dayLine(after)),
          reason: change.reason,
          problems,
          decisions,
          meetings,
          locked,
        });
        const view: UpkeepView = {
          preview,
          days,
          problems: problems.map(clockView),
          decisions: decisions.map(dateView),
          meetings: meetings.map(meetingView),
          timers: movedAlarms(alarms, await timers.pending(tx)),
          told,
        };
        if (preview) throw new Previewed(view);
        await recordAudit(tx, [
          {
            action: change.action,
            subjectKind: 'calendar',
            subjectId: change.subjectId,
            detail: {
              reason: change.reason,
              days,
              problems: new Set(problems.map(({ problemId }) => problemId)).size,
              decisions: decisions.length,
              meetings: meetings.map(({ meetingId, to }) => ({ meetingId, on: to.on })),
              told,
            },
          },
        ]);
        return view;
      }),
    );
  }
}

function unchanged(field: string): never {
  throw new RefusedError({ code: 'calendar.nothing_changes', args: { field } });
}

function factsOf(calendar: WorkCalendar, date: PlainDate) {
  return {
    date,
    kind: dayKindOf(calendar, date),
    name: calendar.exceptions.get(date)?.name ?? null,
    works: isWorkday(calendar, date),
  };
}
