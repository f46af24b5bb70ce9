import { Module } from '@nestjs/common';
import { PlanController } from './plan.controller.js';
import { PlanService } from './plan.service.js';

/** Plans of projects. Nothing of it runs by the clock, so the worker needs none of it. */
@Module({ controllers: [PlanController], providers: [PlanService] })
export class PlanModule {}
