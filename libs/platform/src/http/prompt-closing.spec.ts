import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { readConfig } from '../config/index.js';
import { createHttpApp } from './http-app.js';

@Module({})
class NothingModule {}

it('closes although a browser holds a connection it never used, and one it has used', async () => {
  const config = readConfig({ DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h', NODE_ENV: 'test' });
  const app = await createHttpApp(NothingModule, config, false);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = await app.getUrl();
  await (await fetch(url)).text();
  const unused = connect(Number(new URL(url).port), '127.0.0.1');
  await once(unused, 'connect');
  const ended = once(unused, 'close');
  await app.close();
  await ended;
  expect(unused.destroyed).toBe(true);
});
