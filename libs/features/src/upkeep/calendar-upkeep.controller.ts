import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { Answers, Context, Requires, zPlainDate } from '#platform/http/index.js';
import {
  amendDayBody,
  amendmentsQuery,
  amendmentsView,
  previewQuery,
  publishYearBody,
  restoreDayBody,
  upkeepView,
  yearParam,
} from './calendar-upkeep.dto.js';
import { CalendarUpkeepService } from './calendar-upkeep.service.js';

const MOVED = 'What moved, from when to when.';
type Preview = z.output<typeof previewQuery>;

/** The working calendar kept up by a coordinator. Every clock, meeting and alarm follows in the same act. */
@ApiTags('calendar')
@Controller('api/v1/calendar')
export class CalendarUpkeepController {
  constructor(private readonly upkeep: CalendarUpkeepService) {}

  @Put('days/:date')
  @Requires('calendar.write')
  @ApiOperation({ operationId: 'amendCalendarDay', summary: 'Make a day a workday, holiday or make-up day' })
  @Answers(200, upkeepView, MOVED)
  amend(
    @Param('date', { schema: zPlainDate }) date: PlainDate,
    @Query({ schema: previewQuery }) { preview }: Preview,
    @Body({ schema: amendDayBody }) body: z.output<typeof amendDayBody>,
    @Context() context: CommandContext,
  ) {
    return this.upkeep.amendDay(context, date, body, preview);
  }

  @Delete('days/:date')
  @Requires('calendar.write')
  @ApiOperation({ operationId: 'restoreCalendarDay', summary: 'Return a day to what the notice says' })
  @Answers(200, upkeepView, MOVED)
  restore(
    @Param('date', { schema: zPlainDate }) date: PlainDate,
    @Query({ schema: previewQuery }) { preview }: Preview,
    @Body({ schema: restoreDayBody }) { reason }: z.output<typeof restoreDayBody>,
    @Context() context: CommandContext,
  ) {
    return this.upkeep.restoreDay(context, date, reason, preview);
  }

  @Put('years/:year')
  @Requires('calendar.write')
  @ApiOperation({
    operationId: 'publishCalendarYear',
    summary: 'Take in the notice of a year: it is provisional no more',
  })
  @Answers(200, upkeepView, MOVED)
  publish(
    @Param('year', { schema: yearParam }) year: number,
    @Query({ schema: previewQuery }) { preview }: Preview,
    @Body({ schema: publishYearBody }) body: z.output<typeof publishYearBody>,
    @Context() context: CommandContext,
  ) {
    return this.upkeep.publishYear(context, year, body, preview);
  }

  @Get('amendments')
  @Requires('calendar.read')
  @ApiOperation({
    operationId: 'listCalendarAmendments',
    summary: 'The days of a year that were amended, by whom and why',
  })
  @Answers(200, amendmentsView, 'The amended days, in order.')
  amendments(
    @Query({ schema: amendmentsQuery }) { year }: z.output<typeof amendmentsQuery>,
    @Context() context: CommandContext,
  ) {
    return this.upkeep.amendments(context, year);
  }
}
