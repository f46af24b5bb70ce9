import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant, publishedCalendar, type Instant } from '#domain/calendar/index.js';
import { composeDigest, type WaitingNotice } from './digest.mail.js';
import { digestTasks, taskOf } from './digest-tasks.js';
import { noticeRules, type NoticeRule } from './notice-rules.js';
import { isDuty, topicOf } from './notice-topics.js';

const calendar = publishedCalendar();
const at = (moment: string) => parseInstant(moment)!;
const rules = Object.keys(noticeRules) as NoticeRule[];
/** The last workday before Spring Festival; the next one is Saturday, 28 January. */
const now = at('2023-01-20T09:05:00+08:00');

function told(
  rule: string,
  subjectId: string,
  args: object = {},
  createdAt: Instant = at('2023-01-19T15:00:00+08:00'),
): WaitingNotice {
  const subjectKind = rule.startsWith('agenda') ? 'meeting' : rule.split('.')[0]!;
  return { rule, subjectKind, subjectId, args: { number: `WT-${subjectId}`, title: '管线', ...args }, createdAt };
}

const compose = (notices: readonly WaitingNotice[], language: 'zh' | 'en' = 'zh') =>
  composeDigest(notices, { name: '甲一', language, publicUrl: 'https://duban.example.cn', calendar, now });
const due = (resolutionDueAt: string) => ({ resolutionDueAt, accountZh: '周五 1', accountEn: '1 Fri' });

const morning = [
  told('problem.answered', '1', { text: '周一开挖' }),
  told('problem.reminder', '2', due('2023-01-28T18:00:00+08:00')),
  told('problem.claimed', '3', { evidence: '已接通' }),
  told('problem.pause-requested', '4', { from: '2023-01-20', until: '2023-01-30', reason: '春节' }),
  told('problem.arrived', '5', due('2023-01-20T18:00:00+08:00')),
  told('problem.response-lapsed', '6', due('2023-01-18T18:00:00+08:00')),
  told('agenda.listed', '7', { startsAt: '2023-01-30T09:00:00+08:00', series: '周例会', seriesEn: 'weekly' }),
];

describe('a morning digest', () => {
  it('groups by what to do, the most pressing first, each with its date in the working calendar', () => {
    const { subject, text } = compose(morning);
    expect(subject).toBe('【督办晨报】今日提醒7项');
    expect(text.split('\n').filter((line) => line.startsWith('=='))).toEqual([
      '== 已逾期 1 ==',
      '== 待办理 1 ==',
      '== 待决定 1 ==',
      '== 待核验 1 ==',
      '== 将到期 1 ==',
      '== 会议 1 ==',
      '== 知悉 1 ==',
    ]);
    expect(text).toContain('2023年1月20日（周五），已逾期 1 · 待办理 1 · 待决定 1');
    const order = ['WT-6', 'WT-5', 'WT-4', 'WT-3', 'WT-2', 'WT-7', 'WT-1'].map((number) => text.indexOf(number));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).toContain('时限：2023年1月18日（周三）18:00，已过2个工作日');
    expect(text).toContain('时限：2023年1月20日（周五）18:00，就在今天');
    expect(text).toContain('时限：2023年1月28日（周六）18:00，还有1个工作日');
    expect(text).toContain('会议时间：2023年1月30日（周一）09:00，还有3个工作日');
    expect(text).toContain('发生时间：2023年1月19日（周四）15:00');
    expect(text).toContain('查看: https://duban.example.cn/problems/6');
  });

  it('says the same in English', () => {
    const { subject, text } = compose(morning, 'en');
    expect(subject).toBe('[Duban] Morning digest: 7 matters');
    expect(text).toContain(
      'Fri 20 Jan 2023: Overdue 1 · To answer 1 · To decide 1 · To verify 1 · Due soon 1 · Meetings 1',
    );
    expect(text).toContain('Due: Sat 28 Jan 2023, 18:00, in 1 workday');
    expect(text).toContain('Due: Wed 18 Jan 2023, 18:00, 2 workdays ago');
    expect(text.replace(/甲一|管线|周一开挖|已接通|春节/g, '')).not.toMatch(/[一-鿿]/);
  });

  it('tells one matter once: the most pressing leads, the rest follows, no line twice', () => {
    const { subject, text, html } = compose([
      told('problem.answered', '2', { text: '周一开挖', project: '示例项目' }),
      told('problem.reminder', '2', { ...due('2023-01-28T18:00:00+08:00'), project: '示例项目' }),
      told('problem.answered', '2', { text: '周一开挖', project: '示例项目' }),
    ]);
    expect(subject).toBe('【督办晨报】今日提醒1项');
    for (const once of ['WT-2', '周一开挖', '项目：示例项目', '查看: ', '问题已有答复', '计时说明'])
      expect([once, text.split(once).length - 1]).toEqual([once, 1]);
    expect(text).toContain('== 将到期 1 ==');
    expect(html.match(/<a href=/g)).toHaveLength(1);
  });

  it('keeps two matters of one meeting apart', () => {
    const { text } = compose([
      told('agenda.matter-listed', '7', { number: '', title: '甲事' }),
      told('agenda.matter-listed', '7', { number: '', title: '乙事' }),
    ]);
    expect(text).toContain('== 会议 2 ==');
  });

  it('HTML says what the text says, fetches nothing and does nothing', () => {
    const { html } = compose([told('problem.answered', '1', { title: '<img src=x>', text: '<script>1</script>' })]);
    expect(html).not.toMatch(/<img|<script|<style|<link|<[^>]*src=|url\(|class=/);
    expect(html).toContain('&lt;img src=x&gt;');
    const { text, html: whole } = compose(morning);
    const plain = whole.replace(/<[^>]+>/g, '\n');
    for (const line of text.split('\n').filter((each) => /^(\d\.|时限|会议时间|发生时间)/.test(each)))
      expect(plain).toContain(line.replace(/^\d\. /, ''));
  });

  it('says every matter of any morning once, whatever is in it', () => {
    const anyTold = fc.record({ rule: fc.constantFrom(...rules), subject: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(anyTold, { minLength: 1, maxLength: 30 }), fc.constantFrom('zh', 'en'), (list, language) => {
        const notices = list.map(({ rule, subject }) => told(rule, `N${subject}N`));
        const matters = new Set(notices.map(({ subjectKind, subjectId }) => subjectKind + subjectId));
        const { text, html } = compose(notices, language as 'zh' | 'en');
        expect(text.match(/^\d+\. /gm)).toHaveLength(matters.size);
        expect(html.match(/<a href=/g)).toHaveLength(matters.size);
      }),
    );
  });
});

describe('the task of a rule', () => {
  it.each(rules)('%s: to act on exactly when it is a duty', (rule) => {
    for (const args of [{}, { answers: true, lead: true }, { meetings: [{}] }]) {
      expect(digestTasks).toContain(taskOf(rule, args));
      expect(taskOf(rule, args) !== 'know').toBe(isDuty(topicOf(rule, args)));
    }
  });
});
