import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires } from '#platform/http/index.js';
import { ProblemReader } from './problem.reader.js';
import { zRungNumber } from './problem.dto.js';

const ladderView = z
  .object({
    rungs: z.array(
      z.object({
        rung: zRungNumber,
        open: z.int().meta({ description: 'Not closed.' }),
        overdue: z.int().meta({ description: 'Past their resolution clock.' }),
        cameUp: z.int().meta({ description: 'Came up to this rung since Monday.' }),
        meanDays: z.number().nullable().meta({ description: 'Mean days that those open have stood here.' }),
      }),
    ),
  })
  .meta({ id: 'LadderCounts' });

/** How many problems stand on each rung. */
@ApiTags('problems')
@Controller('api/v1/ladder')
export class ProblemLadderController {
  constructor(private readonly reader: ProblemReader) {}

  @Get()
  @Requires('problem.read')
  @ApiOperation({ operationId: 'getLadder', summary: 'The open problems within reach, counted by rung' })
  @Answers(200, ladderView, 'Six rungs, from the site upward.')
  async counts(@Context() context: CommandContext) {
    return { rungs: await this.reader.ladder(context) };
  }
}
