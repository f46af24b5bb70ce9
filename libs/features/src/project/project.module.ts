import { Module } from '@nestjs/common';
import { ContractService } from './contract.service.js';
import { MilestoneController } from './milestone.controller.js';
import { MilestoneService } from './milestone.service.js';
import { ProjectController } from './project.controller.js';
import { ProjectReader } from './project.reader.js';
import { ProjectService } from './project.service.js';

/** The ledger of projects and the leaders' contracts. Nothing of it runs by the clock, so the worker needs none of it. */
@Module({
  controllers: [ProjectController, MilestoneController],
  providers: [ProjectReader, ProjectService, ContractService, MilestoneService],
  exports: [ProjectReader],
})
export class ProjectModule {}
