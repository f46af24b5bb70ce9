import type { todoZh } from './words.zh.js';

export const todoEn: typeof todoZh = {
  todo: {
    none: 'Nothing waits for you',
    noneWhy: 'What comes will stand here, and a notice tells you.',
    seeProblems: 'See all problems',
    accepted: '{{number}} is accepted; its time to solve goes on.',
    goVerify: 'Check it',
    goWork: 'Work on it',
    group: { late: 'Overdue', today: 'Due today', week: 'Within seven days', later: 'Later', open: 'No clock' },
    title: 'To do',
    sentence: '{{count}} {{count, word(one: matter waits; many: matters wait)}} for you, all within time.',
    sentenceLate:
      '{{count}} {{count, word(one: matter waits; many: matters wait)}} for you, {{overdue}} of them overdue.',
  },
};
