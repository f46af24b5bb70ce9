import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion } from '#platform/http/index.js';
import { previewQuery } from './calendar-upkeep.dto.js';
import {
  kindParam,
  policiesView,
  policyVersionsView,
  policyView,
  publishBody,
  publishedView,
  type PublishBody,
} from './policy-upkeep.dto.js';
import { PolicyReader } from './policy-reader.js';
import { PolicyUpkeepService } from './policy-upkeep.service.js';

/** A district's rules as data. A version never changes; a new one says why, and from when. */
@ApiTags('policies')
@Controller('api/v1/policies')
export class PolicyUpkeepController {
  constructor(
    private readonly reader: PolicyReader,
    private readonly upkeep: PolicyUpkeepService,
  ) {}

  @Get()
  @Requires('policy.read')
  @ApiOperation({ operationId: 'listPolicies', summary: 'Every policy, as it is in force and as it will be' })
  @Answers(200, policiesView, 'The policies.')
  list(@Context() context: CommandContext) {
    return this.reader.all(context);
  }

  @Get(':kind')
  @Requires('policy.read')
  @ApiOperation({ operationId: 'getPolicy', summary: 'One policy, as it is in force and as it will be' })
  @Answers(200, policyView, 'The policy.')
  one(@Param('kind', { schema: kindParam }) kind: string, @Context() context: CommandContext) {
    return this.reader.one(context, kind);
  }

  @Get(':kind/versions')
  @Requires('policy.read')
  @ApiOperation({ operationId: 'listPolicyVersions', summary: 'What applied when, from whom and why, newest first' })
  @Answers(200, policyVersionsView, 'The versions.')
  versions(@Param('kind', { schema: kindParam }) kind: string, @Context() context: CommandContext) {
    return this.reader.versions(context, kind);
  }

  @Post(':kind/versions')
  @Requires('policy.write')
  @ApiOperation({
    operationId: 'publishPolicy',
    summary: 'Publish a new version, or with `preview=true` see what it would move',
  })
  @Answers(200, publishedView, 'What it moved, from when to when.')
  publish(
    @Param('kind', { schema: kindParam }) kind: string,
    @Query({ schema: previewQuery }) { preview }: z.output<typeof previewQuery>,
    @Body({ schema: publishBody }) body: PublishBody,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ) {
    return this.upkeep.publish(context, kind, seen, body, preview);
  }
}
