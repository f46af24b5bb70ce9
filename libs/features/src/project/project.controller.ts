import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId, type Page } from '#platform/http/index.js';
import { ContractService } from './contract.service.js';
import {
  assignBody,
  departmentsBody,
  milestonesBody,
  projectLedger,
  projectsPage,
  projectsQuery,
  projectView,
} from './project.dto.js';
import type {
  AssignBody,
  DepartmentsBody,
  MilestonesBody,
  ProjectLedger,
  ProjectRowView,
  ProjectsQuery,
  ProjectView,
} from './project.dto.js';
import { ProjectReader } from './project.reader.js';
import { ProjectService } from './project.service.js';

@ApiTags('projects')
@Controller('api/v1/projects')
export class ProjectController {
  constructor(
    private readonly reader: ProjectReader,
    private readonly projects: ProjectService,
    private readonly contracts: ContractService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listProjects', summary: 'The projects you may see, in the order of their codes' })
  @Requires('project.read')
  @Answers(200, projectsPage, 'A page of projects.')
  list(
    @Query({ schema: projectsQuery }) query: ProjectsQuery,
    @Context() context: CommandContext,
  ): Promise<Page<ProjectRowView>> {
    return this.reader.list(context, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getProject', summary: 'A project with its milestones, departments and contracts' })
  @Requires('project.read')
  @Answers(200, projectView, 'The project.')
  one(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext): Promise<ProjectView> {
    return this.reader.one(context, id);
  }

  @Post()
  @ApiOperation({ operationId: 'createProject', summary: 'Enter a project in the ledger' })
  @Requires('project.write')
  @Answers(201, projectView, 'The project as entered.')
  create(
    @Body({ schema: projectLedger }) body: ProjectLedger,
    @Context() context: CommandContext,
  ): Promise<ProjectView> {
    return this.projects.create(context, body);
  }

  @Put(':id')
  @ApiOperation({ operationId: 'changeProject', summary: 'Change what the ledger says of a project' })
  @Requires('project.write')
  @Answers(200, projectView, 'The project as changed.')
  change(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: projectLedger }) body: ProjectLedger,
    @Context() context: CommandContext,
  ): Promise<ProjectView> {
    return this.projects.change(context, id, seen, body);
  }

  @Put(':id/milestones')
  @ApiOperation({ operationId: 'setProjectMilestones', summary: 'Set the milestones of a project' })
  @Requires('project.write')
  @Answers(200, projectView, 'The project with its milestones.')
  setMilestones(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: milestonesBody }) body: MilestonesBody,
    @Context() context: CommandContext,
  ): Promise<ProjectView> {
    return this.projects.setMilestones(context, id, seen, body);
  }

  @Put(':id/departments')
  @ApiOperation({ operationId: 'setProjectDepartments', summary: 'Set the departments that answer for a project' })
  @Requires('project.write')
  @Answers(200, projectView, 'The project with its departments.')
  setDepartments(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: departmentsBody }) body: DepartmentsBody,
    @Context() context: CommandContext,
  ): Promise<ProjectView> {
    return this.projects.setDepartments(context, id, seen, body);
  }

  @Post(':id/contract')
  @ApiOperation({ operationId: 'assignLeader', summary: 'Assign a leader to a project that has none' })
  @Requires('contract.write')
  @Answers(201, projectView, 'The project with its contract.')
  assign(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: assignBody }) body: AssignBody,
    @Context() context: CommandContext,
  ): Promise<ProjectView> {
    return this.contracts.assign(context, id, seen, body);
  }
}
