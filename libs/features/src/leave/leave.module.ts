import { Module } from '@nestjs/common';
import { LeaveController } from './leave.controller.js';
import { LeaveService } from './leave.service.js';

@Module({ controllers: [LeaveController], providers: [LeaveService], exports: [LeaveService] })
export class LeaveModule {}
