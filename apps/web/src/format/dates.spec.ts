import { describe, expect, it } from '@jest/globals';
import { span } from './dates.js';

describe('a span of days', () => {
  it.each([
    ['2023-03-20', '2023-03-26', '3月20日—26日', '20–26 Mar'],
    ['2023-03-27', '2023-04-02', '3月27日—4月2日', '27 Mar – 2 Apr'],
    ['2023-03-31', '2023-03-31', '3月31日', '31 Mar'],
  ])('from %s to %s', (from, to, zh, en) => {
    // The year is said where it is another one than today's.
    const ofYear = (text: string) => text.replaceAll(/2023年| 2023/g, '');
    expect(ofYear(span(from, to, 'zh'))).toBe(zh);
    expect(ofYear(span(from, to, 'en'))).toBe(en);
  });
});
