import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  changeLeaveBody,
  endLeaveBody,
  leaveSetView,
  leavesQuery,
  leavesView,
  setLeaveBody,
  type ChangeLeaveBody,
  type EndLeaveBody,
  type LeavesQuery,
  type SetLeaveBody,
} from './leave.dto.js';
import { LeaveService } from './leave.service.js';

@ApiTags('leaves')
@Controller('api/v1/leaves')
export class LeaveController {
  constructor(private readonly leaves: LeaveService) {}

  @Get()
  @Requires('leave.write')
  @ApiOperation({
    operationId: 'listLeaves',
    summary: 'Your leaves and those in which you stand in; to a coordinator everybody’s',
  })
  @Answers(200, leavesView, 'The leaves, in order.')
  list(@Query({ schema: leavesQuery }) query: LeavesQuery, @Context() context: CommandContext) {
    return this.leaves.list(context, query);
  }

  @Post()
  @Requires('leave.write')
  @ApiOperation({ operationId: 'setLeave', summary: 'Say when you are away and who stands in' })
  @Answers(201, leaveSetView, 'The leave.')
  set(@Body({ schema: setLeaveBody }) body: SetLeaveBody, @Context() context: CommandContext) {
    return this.leaves.set(context, body);
  }

  @Put(':id')
  @Requires('leave.write')
  @ApiOperation({ operationId: 'changeLeave', summary: 'Change the days, the deputy or the reason of a leave' })
  @Answers(200, leaveSetView, 'The leave.')
  change(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: changeLeaveBody }) body: ChangeLeaveBody,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ) {
    return this.leaves.change(context, id, seen, body);
  }

  @Delete(':id')
  @Requires('leave.write')
  @ApiOperation({ operationId: 'endLeave', summary: 'Come back early, or call a leave off' })
  @Answers(200, leaveSetView, 'The leave as it ended.')
  end(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: endLeaveBody }) body: EndLeaveBody,
    @Context() context: CommandContext,
  ) {
    return this.leaves.end(context, id, seen, body?.reason);
  }
}
