import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { ChangeStreams } from './change-streams.js';
import { ChangesController } from './changes.controller.js';

@Module({})
export class ChangesModule {
  /** @param ports what provides CHANGE_SOURCE and SESSION_READER */
  static with(ports: Pick<ModuleMetadata, 'imports' | 'providers'>): DynamicModule {
    return {
      module: ChangesModule,
      imports: ports.imports ?? [],
      providers: [...(ports.providers ?? []), ChangeStreams],
      controllers: [ChangesController],
    };
  }
}
