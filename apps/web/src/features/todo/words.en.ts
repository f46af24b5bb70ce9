import type { todoZh } from './words.zh.js';

export const todoEn: typeof todoZh = {
  todo: {
    title: 'To do',
    none: 'Nothing waits for you.',
    sentence: '{{count}} matters wait for you, all within their time.',
    sentenceLate: '{{count}} matters wait for you, {{overdue}} of them overdue.',
  },
};
