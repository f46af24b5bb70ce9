import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from './clock/index.js';
import { Config } from './config/index.js';
import { FileStore, fileStoreOf } from './files/index.js';
import { MailTransport } from './mail/index.js';

/** What every other module may ask for without importing anything: settings, clock, mail, files. */
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly mail: MailTransport) {}

  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useValue: new Clock(config.clockOffsetMs) },
        { provide: FileStore, useValue: fileStoreOf(config) },
        { provide: MailTransport, useValue: new MailTransport(config.env.SMTP_URL, config.env.MAIL_FROM) },
      ],
      exports: [Config, Clock, FileStore, MailTransport],
    };
  }

  onApplicationShutdown(): void {
    this.mail.close();
  }
}
