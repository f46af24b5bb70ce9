import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import { RefusalInterceptor } from './refusal.interceptor.js';
import { RefusalTrail } from './refusal-trail.js';
import { ValidationPipe } from './validation.pipe.js';

/** What stands between the wire and every controller. */
@Module({})
export class HttpModule {
  /** @param ports modules and providers that together provide SESSION_READER, DENIAL_RECORDER and DISTRICT_REGISTER */
  static with(ports: Pick<ModuleMetadata, 'imports' | 'providers'>): DynamicModule {
    return {
      module: HttpModule,
      imports: ports.imports ?? [],
      providers: [
        ...(ports.providers ?? []),
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: ValidationPipe },
        RefusalTrail,
        { provide: APP_INTERCEPTOR, useClass: RefusalInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
