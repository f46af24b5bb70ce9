import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires } from '#platform/http/index.js';
import { lightsQuery, lightsView } from './light.dto.js';
import { LightReader } from './light.reader.js';

@ApiTags('progress')
@Controller('api/v1/lights')
export class LightController {
  constructor(private readonly reader: LightReader) {}

  @Get()
  @Requires('progress.read')
  @ApiOperation({ operationId: 'getLights', summary: 'Every project with its light, and why it shows that' })
  @Answers(200, lightsView, 'The lights.')
  lights(@Query({ schema: lightsQuery }) query: z.output<typeof lightsQuery>, @Context() context: CommandContext) {
    return this.reader.lights(context, query);
  }
}
