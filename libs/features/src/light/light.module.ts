import { Module } from '@nestjs/common';
import { LightController } from './light.controller.js';
import { LightReader } from './light.reader.js';

@Module({ controllers: [LightController], providers: [LightReader], exports: [LightReader] })
export class LightModule {}
