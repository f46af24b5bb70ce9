import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { isBearer } from '../metrics/metrics.controller.js';
import { readiness } from './readiness.js';

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
});

describe('readiness', () => {
  it('needs every part', async () => {
    const fine = { name: 'database', check: () => Promise.resolve() };
    const behind = { name: 'missingMigrations', check: () => Promise.resolve(['0003_more']) };
    expect(await readiness([fine])).toEqual({ ready: true, checks: { database: 'ok' } });
    expect(await readiness([fine, behind])).toEqual({
      ready: false,
      checks: { database: 'ok', missingMigrations: ['0003_more'] },
    });
  });

  it('says that a part is away, not why', async () => {
    const away = { name: 'database', check: () => Promise.reject(new Error('password hunter2 refused')) };
    const found = await readiness([away]);
    expect(found).toEqual({ ready: false, checks: { database: 'away' } });
  });

  it('waits for nobody longer than three seconds', async () => {
    jest.useFakeTimers();
    try {
      const asked = readiness([{ name: 'database', check: () => new Promise<void>(() => undefined) }]);
      await jest.advanceTimersByTimeAsync(3_000);
      expect((await asked).checks).toEqual({ database: 'away' });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('isBearer', () => {
  it('takes the token and nothing else', () => {
    expect(isBearer('Bearer 0123456789abcdef', '0123456789abcdef')).toBe(true);
    for (const wrong of [undefined, '', 'Bearer ', '0123456789abcdef', 'Bearer 0123456789abcdeF'])
      expect(isBearer(wrong, '0123456789abcdef')).toBe(false);
  });
});
