import { Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { createPool, type ConnectionSettings } from './client.js';
import { Database } from './database.js';
import { missingMigrations } from './migrate.js';

/** Asks whether the database knows every migration of this build. */
export class MigrationCheck {
  constructor(private readonly look: () => Promise<string[]>) {}

  /** Names of the migrations that are missing; empty when it is up to date. */
  missing(): Promise<string[]> {
    return this.look();
  }
}

/** Gives every module `Database` and `ChangeFeed`. Connects when first asked; the feed listens from `start()` on. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly feed: ChangeFeed,
  ) {}

  static with(settings: ConnectionSettings): DynamicModule {
    const logger = new Logger('Database');
    // Broken connections are replaced by themselves; what an act lost by one is told where the act is.
    const onError = (error: Error) => logger.warn(`A connection broke: ${error.message}`);
    const pool = createPool(settings, onError);
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Database, useValue: new Database(pool) },
        { provide: ChangeFeed, useValue: new ChangeFeed(settings, onError) },
        { provide: MigrationCheck, useValue: new MigrationCheck(() => missingMigrations(pool)) },
      ],
      exports: [Database, ChangeFeed, MigrationCheck],
    };
  }

  /** After everything else has ended: servers, workers and their last transactions. */
  async onApplicationShutdown(): Promise<void> {
    await this.feed.stop();
    await this.database.close();
  }
}
