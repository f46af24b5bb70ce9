import { dayWords } from './moment-words.js';
import type { ContractNoticeRule } from './notice-rules.js';
import { sayings, type NoticeWords } from './notice-words.js';

const some = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What a leader's contract reminds of, in English. */
export const englishContractWords: Readonly<Record<ContractNoticeRule, NoticeWords>> = {
  'contract.visits-due': (a) =>
    sayings(
      `Visits to ${some(a.owedCount, 'project')} are still to come this month; ${some(a.workdaysLeft, 'workday')} left`,
      ...a.owed.map(({ code, name, asked, visited }) => `${code} ${name}: ${visited} of ${some(asked, 'visit')}`),
      a.owedCount > a.owed.length ? `${a.owedCount - a.owed.length} more: please sign in` : '',
    ),
  'contract.milestone-due': (a) =>
    sayings(
      a.workdaysLeft === 0
        ? `A milestone is due on ${dayWords(a.promised, 'en')}, with no workday left before it`
        : `A milestone is due on ${dayWords(a.promised, 'en')}, in ${some(a.workdaysLeft, 'workday')}`,
      'If it is reached, enter the day and the evidence; if there is a difficulty, say so in time',
    ),
};
