import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './read-config.js';

const least = { DATABASE_URL: 'postgres://duban:pw@127.0.0.1:5432/duban', REDIS_URL: 'redis://127.0.0.1:6379' };

function wrongKeys(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.keys;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('is content with a database and a Redis', () => {
    const config = readConfig(least);
    expect(config.env).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', REDIS_PREFIX: '{duban}', DUBAN_QUEUE: 'redis' });
    expect(config.clockOffsetMs).toBe(0);
    expect(config.publicUrl).toBe('http://127.0.0.1:3000');
  });

  it('names every wrong key at once and repeats no value', () => {
    const env = {
      ...least,
      PORT: 'seventy',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      LOG_LEVEL: 'loud',
      DUBAN_TYPO: 'hunter3',
    };
    expect(wrongKeys(env)).toEqual(['DATABASE_URL', 'DUBAN_TYPO', 'LOG_LEVEL', 'PORT']);
    expect(() => readConfig(env)).toThrow(expect.not.stringMatching(/hunter|seventy|loud/));
  });

  it('takes an empty text for a key that is not set', () => {
    expect(wrongKeys({ ...least, SMTP_URL: '', DUBAN_NOW: '' })).toEqual([]);
    expect(wrongKeys({ ...least, DATABASE_URL: '' })).toEqual(['DATABASE_URL']);
  });

  it('asks for Redis unless the queue lives in Postgres', () => {
    expect(wrongKeys({ ...least, REDIS_URL: undefined })).toEqual(['REDIS_URL']);
    expect(wrongKeys({ ...least, REDIS_URL: undefined, DUBAN_QUEUE: 'postgres' })).toEqual([]);
  });

  it('asks for the keys of a bucket, and takes a folder otherwise', () => {
    expect(readConfig(least).env.FILES_FOLDER).toBe('.local/files');
    expect(wrongKeys({ ...least, FILES_S3_URL: 'https://s3.example/duban', FILES_S3_ACCESS_KEY: 'a' })).toEqual([
      'FILES_S3_SECRET_KEY',
    ]);
  });

  it('gives processes that share DUBAN_NOW and DUBAN_NOW_AT the same offset', () => {
    const moved = { ...least, DUBAN_NOW: '2023-01-20T10:00:00+08:00', DUBAN_NOW_AT: '2026-01-20T10:00:00+08:00' };
    expect(readConfig(moved).clockOffsetMs).toBe(-1096 * 86_400_000);
  });

  it.each([
    [{ DUBAN_NOW: '2023-01-20T10:00:00+08:00' }, ['DUBAN_NOW']],
    [{ DUBAN_NOW_AT: '2023-01-20T10:00:00+08:00' }, ['DUBAN_NOW', 'DUBAN_NOW_AT']],
    [{ DUBAN_NOW: '2023-01-20T10:00:00+08:00', DUBAN_NOW_AT: '2026-01-20T10:00:00Z' }, ['DUBAN_NOW', 'DUBAN_NOW_AT']],
  ])('refuses a moved clock in production: %j', (env, keys) => {
    expect(wrongKeys({ ...least, NODE_ENV: 'production', ...env })).toEqual(keys);
  });

  it('refuses a moment without an offset', () => {
    expect(wrongKeys({ ...least, DUBAN_NOW: '2023-01-20T10:00:00' })).toEqual(['DUBAN_NOW']);
  });
});
