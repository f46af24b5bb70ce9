import { dayWords } from './moment-words.js';
import type { ContractNoticeRule } from './notice-rules.js';
import { sayings, type NoticeWords } from './notice-words.js';

/** What a leader's contract reminds of, in Chinese. A reminder is no reproach: it says what is left to do, to whom it is left. */
export const chineseContractWords: Readonly<Record<ContractNoticeRule, NoticeWords>> = {
  'contract.visits-due': (a) =>
    sayings(
      `本月还有${a.owedCount}个项目的走访待完成，剩余${a.workdaysLeft}个工作日`,
      ...a.owed.map(({ code, name, asked, visited }) => `${code} ${name}：约定${asked}次，已走访${visited}次`),
      a.owedCount > a.owed.length ? `其余${a.owedCount - a.owed.length}个项目请登录查看` : '',
    ),
  'contract.milestone-due': (a) =>
    sayings(
      a.workdaysLeft === 0
        ? `里程碑于${dayWords(a.promised, 'zh')}到期，已无剩余工作日`
        : `里程碑将于${dayWords(a.promised, 'zh')}到期，还有${a.workdaysLeft}个工作日`,
      '已达成的请登记达成日期和依据；有困难的请及时提出',
    ),
};
