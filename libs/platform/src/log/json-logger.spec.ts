import { describe, expect, it } from '@jest/globals';
import { JsonLogger } from './json-logger.js';
import { withLogContext } from './log-context.js';

function lines(write: (logger: JsonLogger) => void): Record<string, unknown>[] {
  const written: string[] = [];
  write(new JsonLogger('info', 'test', { write: (line: string) => void written.push(line) }));
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('JsonLogger', () => {
  it('puts the request id on every line of what the request caused', async () => {
    const written: Record<string, unknown>[] = [];
    const logger = new JsonLogger('info', 'test', {
      write: (line: string) => void written.push(JSON.parse(line) as Record<string, unknown>),
    });
    await withLogContext({ requestId: 'r-1' }, async () => {
      logger.log('before');
      await new Promise((resolve) => setTimeout(resolve, 1));
      logger.log('after', 'Context');
    });
    logger.log('outside');
    expect(written.map(({ requestId, msg }) => [requestId, msg])).toEqual([
      ['r-1', 'before'],
      ['r-1', 'after'],
      [undefined, 'outside'],
    ]);
    expect(written[1]).toMatchObject({ context: 'Context', level: 'info', program: 'test' });
  });

  it('never writes a password, cookie or authorization', () => {
    const [line] = lines((logger) =>
      logger.log({
        message: 'signed in',
        password: 'hunter2',
        body: { newPassword: 'hunter2' },
        headers: { cookie: 'hunter2', authorization: 'hunter2', accept: 'text/html' },
      }),
    );
    expect(JSON.stringify(line)).not.toContain('hunter2');
    expect(line).toMatchObject({ headers: { accept: 'text/html' } });
  });

  it('takes the password out of addresses in errors and their causes', () => {
    const cause = new Error('cannot reach postgres://duban:hunter2@db:5432/duban');
    const [line] = lines((logger) => logger.error(new Error('failed: redis://:hunter2@cache', { cause })));
    expect(JSON.stringify(line)).not.toContain('hunter2');
    expect(line).toMatchObject({ error: 'Error', causes: ['Error: cannot reach postgres://duban:***@db:5432/duban'] });
  });

  it('names a failed query but none of its values', () => {
    const [line] = lines((logger) =>
      logger.error(new Error('Failed query: insert into person values ($1)\nparams: 甲一,hunter2\nhunter2')),
    );
    expect(line).toMatchObject({ msg: 'Failed query: insert into person values ($1)' });
    expect(JSON.stringify(line)).not.toMatch(/hunter2|甲一/);
    expect(line!.stack).toMatch(/\n {4}at /);
  });

  it('is silent below its level', () => {
    expect(lines((logger) => logger.debug('detail'))).toEqual([]);
  });
});
