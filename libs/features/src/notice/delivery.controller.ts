import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, type Page } from '#platform/http/index.js';
import { deliveriesQuery, deliveryPage, type DeliveriesQuery, type DeliveryView } from './notice.dto.js';
import { NoticeService } from './notice.service.js';

@ApiTags('operations')
@Controller('api/v1/deliveries')
export class DeliveryController {
  constructor(private readonly notices: NoticeService) {}

  @Get()
  @Requires('operations.read')
  @ApiOperation({ operationId: 'listDeliveries', summary: 'How the sending of notices stands, newest first' })
  @Answers(200, deliveryPage, 'A page of deliveries.')
  list(
    @Query({ schema: deliveriesQuery }) query: DeliveriesQuery,
    @Context() context: CommandContext,
  ): Promise<Page<DeliveryView>> {
    return this.notices.deliveries(context, query);
  }
}
