import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditedDenials } from '#features/audit/index.js';
import { DENIAL_RECORDER, SESSION_READER } from '#platform/http/index.js';
import { IdentityHousekeeping } from './housekeeping.handlers.js';
import { prepareStandIn } from './password.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';
import { UserController } from './user.controller.js';
import { UserService } from './user.service.js';

@Module({
  controllers: [SessionController, UserController],
  providers: [
    SignInService,
    SessionService,
    UserService,
    { provide: SESSION_READER, useExisting: SessionService },
    { provide: DENIAL_RECORDER, useClass: AuditedDenials },
  ],
  exports: [SESSION_READER, DENIAL_RECORDER],
})
export class IdentityModule implements OnModuleInit {
  async onModuleInit(): Promise<void> {
    await prepareStandIn();
  }
}

/** What the worker does for this feature. */
@Module({ providers: [IdentityHousekeeping] })
export class IdentityHandlersModule {}
