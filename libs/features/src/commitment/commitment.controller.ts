import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { handOverBody, projectView, type HandOverBody } from '#features/project/index.js';
import { Answers, AnswersFile, Context, DOCX, fileAnswer, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  contractsPage,
  contractsQuery,
  contractStandingView,
  leadersPage,
  leadersQuery,
  leaderView,
  type ContractsQuery,
  type LeadersQuery,
} from './commitment.dto.js';
import { CommitmentReader } from './commitment.reader.js';
import { handOverDocument } from './hand-over-document.js';
import { handOverSheetView } from './hand-over-sheet.dto.js';
import { HandOverService } from './hand-over.service.js';

/** 分包: what leaders committed to, how it stands, and the handing over. */
@ApiTags('contracts')
@Controller('api/v1')
export class CommitmentController {
  constructor(
    private readonly reader: CommitmentReader,
    private readonly handOvers: HandOverService,
  ) {}

  @Get('contracts')
  @Requires('contract.read')
  @ApiOperation({ operationId: 'listContracts', summary: 'Contracts with how each commitment stands, by project' })
  @Answers(200, contractsPage, 'A page of contracts.')
  contracts(@Query({ schema: contractsQuery }) query: ContractsQuery, @Context() context: CommandContext) {
    return this.reader.contracts(context, query);
  }

  @Get('contracts/:id')
  @Requires('contract.read')
  @ApiOperation({ operationId: 'getContract', summary: 'A contract: each commitment with its reason and evidence' })
  @Answers(200, contractStandingView, 'The contract.')
  contract(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.contract(context, id);
  }

  @Get('leaders')
  @Requires('contract.read')
  @ApiOperation({ operationId: 'listLeaders', summary: 'The assigned leaders, by name' })
  @Answers(200, leadersPage, 'A page of leaders.')
  leaders(@Query({ schema: leadersQuery }) query: LeadersQuery, @Context() context: CommandContext) {
    return this.reader.leaders(context, query);
  }

  @Get('leaders/:id')
  @Requires('contract.read')
  @ApiOperation({ operationId: 'getLeader', summary: 'A leader: contracts, what waits, what was done, hand-overs' })
  @Answers(200, leaderView, 'The page of a leader.')
  leader(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.leader(context, id);
  }

  @Post('projects/:id/contract/hand-over')
  @Requires('contract.handOver')
  @ApiOperation({
    operationId: 'handOverContract',
    summary: 'Hand a project over to another leader; the hand-over sheet is frozen in the same act',
  })
  @Answers(200, projectView, 'The project with its new contract.')
  handOver(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: handOverBody }) body: HandOverBody,
    @Context() context: CommandContext,
  ) {
    return this.handOvers.handOver(context, id, seen, body);
  }

  @Get('contracts/:id/hand-over-sheet')
  @Requires('contract.read')
  @ApiOperation({
    operationId: 'getHandOverSheet',
    summary: 'What a leader hands over: as frozen, or, while the contract runs, as it would be today',
  })
  @Answers(200, handOverSheetView, 'The sheet.')
  sheet(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.handOvers.sheet(context, id);
  }

  @Get('contracts/:id/hand-over-sheet.docx')
  @Requires('contract.read')
  @ApiOperation({ operationId: 'getHandOverSheetDocument', summary: 'The hand-over sheet for printing and signing' })
  @AnswersFile([DOCX], 'The sheet as a Word document.')
  async document(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    const sheet = await this.handOvers.sheet(context, id);
    const name = `分包交接单-${sheet.project.code}${sheet.frozenAt === null ? '-草稿' : ''}.docx`;
    return fileAnswer({ content: await handOverDocument(sheet), mediaType: DOCX, name });
  }
}
