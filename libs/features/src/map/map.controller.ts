import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion } from '#platform/http/index.js';
import { mapBody, mapView, type MapBody } from './map.dto.js';
import { MapService } from './map.service.js';

@ApiTags('map')
@Controller('api/v1/map')
export class MapController {
  constructor(private readonly map: MapService) {}

  @Get()
  @Requires('directory.read')
  @ApiOperation({ operationId: 'getMap', summary: 'The district as the screens draw it: offices as regions' })
  @Answers(200, mapView, 'The map; without regions while there is none.')
  one(@Context() context: CommandContext) {
    return this.map.one(context);
  }

  @Put()
  @Requires('directory.write')
  @ApiOperation({ operationId: 'replaceMap', summary: 'Replace the map by a GeoJSON' })
  @Answers(200, mapView, 'The map as it is now.')
  replace(@SeenVersion() seen: number, @Body({ schema: mapBody }) body: MapBody, @Context() context: CommandContext) {
    return this.map.replace(context, seen, body);
  }
}
