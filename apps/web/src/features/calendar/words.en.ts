import type { calendarZh } from './words.zh.js';

export const calendarEn: typeof calendarZh = {
  calendar: {
    title: 'Calendar',
    sentence: 'Clocks count working days: holidays do not count, make-up days do.',
    month: '{{year}}-{{month}}',
    before: 'Month before',
    after: 'Month after',
    provisional: 'provisional',
    kind: { workday: 'Workday', weekend: 'Weekend', holiday: 'Holiday', makeUpDay: 'Make-up day' },
    amendDay: 'Amend {{on}}',
    becomes: 'Becomes',
    name: 'Name',
    reason: 'Reason',
    preview: 'See first what it moves',
    doIt: 'Amend it',
    wouldMove:
      'It would move {{problems}} deadlines, {{meetings}} meetings and {{timers}} alarms, and tell {{told}} people.',
    moved: 'It moved {{problems}} deadlines, {{meetings}} meetings and {{timers}} alarms; {{told}} people are told.',
  },
};
