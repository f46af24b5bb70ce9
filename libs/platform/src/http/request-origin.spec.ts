import { describe, expect, it } from '@jest/globals';
import { comesFromElsewhere, comesFromThisMachine } from './request-origin.js';

const publicUrl = 'https://duban.example';
const from = (method: string, headers: Record<string, string>) => ({ method, headers, host: 'duban.example' });

describe('comesFromElsewhere', () => {
  it.each([
    ['POST', {}, false],
    ['POST', { origin: 'https://duban.example' }, false],
    ['POST', { 'sec-fetch-site': 'same-origin', origin: 'https://duban.example' }, false],
    ['POST', { 'sec-fetch-site': 'cross-site' }, true],
    ['POST', { origin: 'https://evil.example' }, true],
    ['POST', { origin: 'https://duban.example:8443' }, true],
    ['POST', { origin: 'null' }, true],
    ['DELETE', { origin: 'https://evil.example' }, true],
    ['GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ])('%s with %j: %s', (method, headers, elsewhere) => {
    expect(comesFromElsewhere(from(method, headers), publicUrl)).toBe(elsewhere);
  });

  it('takes the public address behind a proxy that changes the host', () => {
    const request = { method: 'POST', headers: { origin: publicUrl }, host: '10.0.0.7:3000' };
    expect(comesFromElsewhere(request, publicUrl)).toBe(false);
  });
});

describe('comesFromThisMachine', () => {
  const by = (remoteAddress: string, headers: Record<string, string> = {}) =>
    comesFromThisMachine({ headers, socket: { remoteAddress } } as Parameters<typeof comesFromThisMachine>[0]);

  it('knows loopback, and a proxy on this machine that speaks for others', () => {
    expect(by('127.0.0.1')).toBe(true);
    expect(by('::ffff:127.0.0.1')).toBe(true);
    expect(by('::1')).toBe(true);
    expect(by('10.1.2.3')).toBe(false);
    expect(by('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(false);
    expect(by('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(false);
  });
});
