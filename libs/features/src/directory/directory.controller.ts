import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Database } from '#db/database.js';
import { scopeFor, type CommandContext, type Scope } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { Answers, Context, Requires, SeenVersion, zId, type Page } from '#platform/http/index.js';
import {
  grantRoles,
  personPage,
  personsQuery,
  personView,
  unitPage,
  unitsQuery,
  type PersonsQuery,
  type PersonView,
  type UnitsQuery,
} from './directory.dto.js';
import { findPerson, listPersons, listUnits, type UnitView } from './directory.queries.js';
import { RolesService } from './roles.service.js';

@ApiTags('directory')
@Controller('api/v1')
export class DirectoryController {
  constructor(
    private readonly database: Database,
    private readonly roles: RolesService,
  ) {}

  @Get('units')
  @Requires('directory.read')
  @ApiOperation({ operationId: 'listUnits', summary: 'Offices, departments, companies and the other units, by code' })
  @Answers(200, unitPage, 'A page of units.')
  units(@Query({ schema: unitsQuery }) query: UnitsQuery, @Context() context: CommandContext): Promise<Page<UnitView>> {
    return this.database.read(context, (tx) => listUnits(tx, scopeOf(context), query));
  }

  @Get('persons')
  @Requires('directory.read')
  @ApiOperation({ operationId: 'listPersons', summary: 'Persons with their unit and roles' })
  @Answers(200, personPage, 'A page of persons.')
  persons(
    @Query({ schema: personsQuery }) query: PersonsQuery,
    @Context() context: CommandContext,
  ): Promise<Page<PersonView>> {
    return this.database.read(context, (tx) => listPersons(tx, scopeOf(context), query));
  }

  @Get('persons/:id')
  @Requires('directory.read')
  @ApiOperation({ operationId: 'getPerson', summary: 'One person' })
  @Answers(200, personView, 'The person.')
  async person(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext): Promise<PersonView> {
    const found = await this.database.read(context, (tx) => findPerson(tx, scopeOf(context), id));
    if (!found) throw new RefusedError({ code: 'person.not_found', args: {} });
    return found;
  }

  @Put('persons/:id/roles')
  @Requires('role.grant')
  @ApiOperation({ operationId: 'setPersonRoles', summary: 'Give a person exactly these roles' })
  @Answers(200, personView, 'The person with the new roles.')
  setRoles(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: grantRoles }) body: z.output<typeof grantRoles>,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ): Promise<PersonView> {
    return this.roles.setRoles(context, id, seen, body.roles);
  }
}

function scopeOf({ actor }: CommandContext): Scope {
  return actor.kind === 'person' ? scopeFor(actor, 'directory.read') : { kind: 'none' };
}
