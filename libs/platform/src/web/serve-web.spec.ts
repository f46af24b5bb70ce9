import { describe, expect, it } from '@jest/globals';
import { toThePage } from './serve-web.js';

const opened = (url: string, accept = 'text/html,application/xhtml+xml', method = 'GET') =>
  toThePage({ method, url, headers: { accept } });

describe('an address opened in a browser', () => {
  it.each(['/', '/problems', '/problems/0190?mine=true', '/sign-in?to=%2Fto-do', '/devices'])(
    '%s is a screen',
    (url) => {
      expect(opened(url)).toBe('/index.html');
    },
  );

  it.each(['/api/v1/problems', '/api/docs', '/dev/mail', '/metrics', '/healthz', '/assets/a-1.js', '/mark.svg'])(
    '%s stays what it is',
    (url) => {
      expect(opened(url)).toBe(url);
    },
  );

  it('asked for as data, or written to, is no screen', () => {
    expect(opened('/problems', 'application/json')).toBe('/problems');
    expect(opened('/problems', 'text/html', 'POST')).toBe('/problems');
    expect(toThePage({ headers: {} })).toBe('/');
  });
});
