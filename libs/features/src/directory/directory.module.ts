import { Module } from '@nestjs/common';
import { DirectoryController } from './directory.controller.js';
import { RolesService } from './roles.service.js';

@Module({ controllers: [DirectoryController], providers: [RolesService] })
export class DirectoryModule {}
