import type { LoggerService } from '@nestjs/common';

/** After this long of finishing, the process ends anyway; what was not finished is found again from the database. */
const LIMIT_MS = 18_000;

/**
 * Ends the process in order when it is told to: by SIGTERM or SIGINT, or, under a launcher (`hasParent`), when the ipc
 * channel to it closes because it is gone. Told twice, it ends at once. What nobody caught ends it with 1.
 */
export function endWhenTold(close: () => Promise<void>, hasParent: boolean, logger: LoggerService): void {
  let ending = false;
  const end = (why: string) => {
    if (ending) process.exit(1);
    ending = true;
    logger.log(`Ending: ${why}.`, 'Process');
    setTimeout(() => process.exit(1), LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error, 'Process');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  if (hasParent) {
    process.once('disconnect', () => end('the launcher is gone'));
    // It may have gone before anyone listened.
    if (process.send && !process.connected) end('the launcher is gone');
  }
  process.on('uncaughtException', (error) => {
    logger.fatal?.(error, 'Process');
    process.exit(1);
  });
  process.on('unhandledRejection', (reason) => {
    logger.fatal?.(reason instanceof Error ? reason : new Error(String(reason)), 'Process');
    process.exit(1);
  });
}
