import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import {
  dayKindOf,
  dueAt,
  isProvisional,
  isWorkday,
  periodsContaining,
  weekdayOf,
  workdaysBetween,
  type Period,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { Answers, Context, Public } from '#platform/http/index.js';
import {
  daysFrom,
  daysQuery,
  daysView,
  deadlineQuery,
  deadlineView,
  periodsQuery,
  periodsView,
} from './calendar.dto.js';
import { loadCalendar } from './calendar.queries.js';

/** The district's working calendar. Open to everyone: it is public knowledge, and other systems count by it too. */
@ApiTags('calendar')
@Controller('api/v1/calendar')
export class CalendarController {
  constructor(private readonly database: Database) {}

  @Get('periods')
  @Public()
  @ApiOperation({
    operationId: 'getCalendarPeriods',
    summary: 'The week, ten-day period, month, quarter and year of a day',
  })
  @Answers(200, periodsView, 'The five periods.')
  async periods(
    @Query({ schema: periodsQuery }) query: z.output<typeof periodsQuery>,
    @Context() context: CommandContext,
  ) {
    const calendar = await this.calendarOf(context);
    const { week, tenDay, month, quarter, year } = periodsContaining(query.date);
    const shown = ({ start, end }: Period) => ({ start, end, workdays: workdaysBetween(calendar, start, end) });
    return {
      week: shown(week),
      tenDay: shown(tenDay),
      month: shown(month),
      quarter: shown(quarter),
      year: shown(year),
    };
  }

  @Get('deadline')
  @Public()
  @ApiOperation({ operationId: 'getCalendarDeadline', summary: 'When a clock of workdays runs out, day by day' })
  @Answers(200, deadlineView, 'The deadline and its account.')
  async deadline(
    @Query({ schema: deadlineQuery }) query: z.output<typeof deadlineQuery>,
    @Context() context: CommandContext,
  ) {
    return dueAt(await this.calendarOf(context), query.from, query.workdays);
  }

  @Get('days')
  @Public()
  @ApiOperation({
    operationId: 'listCalendarDays',
    summary: 'What each day is: workday, weekend, holiday, make-up day',
  })
  @Answers(200, daysView, 'The days, in order.')
  async days(@Query({ schema: daysQuery }) query: z.output<typeof daysQuery>, @Context() context: CommandContext) {
    const calendar = await this.calendarOf(context);
    return daysFrom(query.from, query.to).map((date) => ({
      date,
      weekday: weekdayOf(date),
      kind: dayKindOf(calendar, date),
      works: isWorkday(calendar, date),
      name: calendar.exceptions.get(date)?.name ?? null,
      provisional: isProvisional(calendar, date, date),
    }));
  }

  private calendarOf(context: CommandContext): Promise<WorkCalendar> {
    return this.database.read(context, loadCalendar);
  }
}
