import { describe, expect, it } from '@jest/globals';
import { noticeRules, type NoticeRule } from './notice-rules.js';
import { composeMail, wordNotice, type StoredNotice } from './notice.mail.js';

const rules = Object.keys(noticeRules) as NoticeRule[];
const subjectId = '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51';

/** Everything that any rule is told. */
const args = {
  by: subjectId,
  byName: 'Jia Yi',
  number: 'WT-2023-0412',
  title: 'Sewer line in the way',
  project: 'North plot',
  severity: 'normal',
  rung: 2,
  resolutionDueAt: '2023-01-30T18:00:00+08:00',
  accountZh: '周五 – 当日不计 · 春节 7 天 – · 周六 1 调休上班',
  accountEn: '– Fri, day of start · – 7 days, Spring Festival · 1 Sat, make-up day',
  from: 1,
  to: 2,
  until: '2023-02-03',
  how: 'expired',
  reason: 'pipes',
  answers: true,
  lead: true,
  approved: true,
  granted: true,
  workdays: 2,
  text: 'we dig on Monday',
  evidence: 'moved',
  finding: 'still there',
  times: 2,
  series: '项目建设周例会',
  seriesEn: 'Construction',
  meetingNumber: 12,
  startsAt: '2023-02-06T09:00:00+08:00',
  cutOffAt: '2023-02-02T18:00:00+08:00',
  approvalDueAt: '2023-02-03T18:00:00+08:00',
  place: 'Room 1',
  items: 5,
  part: 'lead',
  person: 'Yi Er',
  deputy: 'Bing San',
  office: '北下街办事处',
  officeEn: 'Beixia Street Office',
  on: '2023-02-06',
  dueAt: '2023-02-10T18:00:00+08:00',
  dueOn: '2023-02-15',
  left: 3,
  yuanFrom: 1_000_000,
  yuanTo: 2_500_000,
  periodKind: 'tenDay',
  periodZh: '2月上旬',
  periodEn: 'The first ten days of February',
  plan: 700_000_000,
  actual: 600_000_000,
  shortBy: 100_000_000,
  shortCount: 2,
  short: [{ code: 'P-1', name: 'North plot', gap: 60_000_000 }],
  makersZh: ['南曹办事处 6000万元'],
  makersEn: ['Nancao: 60 m'],
  makeUpZh: '2月',
  makeUpEn: 'February',
  neededPace: 12_000_000,
  workdaysLeft: 4,
  blue: 1,
  yellow: 2,
  talk: true,
  month: '2023-02',
  promised: '2023-02-20',
};

const stored = (rule: string, more: object = {}): StoredNotice => ({
  rule,
  subjectKind: 'problem',
  subjectId,
  args: { ...args, ...more },
});

const mailing = { name: '甲一', language: 'zh', publicUrl: 'https://duban.example.cn' } as const;
const hole = /undefined|null|NaN|\[object|\{|\}|\(\)|（）|：$|: $/m;

describe('the words of every rule', () => {
  it.each(rules)('%s in Chinese', (rule) => {
    const { headline, lines } = wordNotice(stored(rule), 'zh');
    expect(headline).toMatch(/[\u4e00-\u9fff]{4}/);
    expect([headline, ...lines].join('\n')).not.toMatch(hole);
  });

  it.each(rules)('%s in English, with no Chinese of its own but the units of money', (rule) => {
    const { headline, lines } = wordNotice(stored(rule), 'en');
    expect(headline).toMatch(/^([A-Z]|\d+ )[a-z ]{3}/);
    const words = [headline, ...lines].join('\n').replace(/[亿万]元/g, '');
    expect(words).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    expect([headline, ...lines].join('\n')).not.toMatch(hole);
  });

  it.each(rules)('%s with the facts it may lack', (rule) => {
    const lacking = { byName: null, reason: null, accountZh: null, accountEn: null, resolutionDueAt: null, place: '' };
    for (const language of ['zh', 'en'] as const) {
      const { headline, lines } = wordNotice(stored(rule, { ...lacking, answers: false, lead: false }), language);
      expect([headline, ...lines].join('\n')).not.toMatch(hole);
    }
  });

  it('a yes and a no differ, and so do to lead and to assist', () => {
    const pairs: [NoticeRule, string][] = [
      ['problem.pause-decided', 'approved'],
      ['problem.extension-decided', 'granted'],
      ['problem.department-assigned', 'lead'],
      ['problem.moved', 'answers'],
    ];
    for (const [rule, key] of pairs)
      for (const language of ['zh', 'en'] as const)
        expect(wordNotice(stored(rule, { [key]: false }), language).headline).not.toBe(
          wordNotice(stored(rule), language).headline,
        );
  });

  it('a rule of another release, or args of another shape, hold nothing up', () => {
    const odd = { rule: 'visit.due', subjectKind: 'visit', subjectId, args: { number: 7, title: ['x'], times: '3' } };
    expect(wordNotice(odd, 'zh')).toEqual({ headline: '您有一条新通知', lines: [], path: '/notices' });
    expect(wordNotice({ ...odd, rule: 'problem.moved' }, 'en').headline).toContain('A problem moved');
  });
});

describe('what a mail says', () => {
  it('where it came, why, and the new clock day by day, with the way to it', () => {
    const { subject, text } = composeMail(stored('problem.moved'), mailing);
    expect(subject).toBe('【督办】问题转到第2级（部门），由您办理：WT-2023-0412 Sewer line in the way');
    expect(text).toContain('原因：逾期未解决，系统自动上提');
    expect(text).toContain('办结时限：2023年1月30日（周一）18:00');
    expect(text).toContain('计时说明：周五 – 当日不计 · 春节 7 天 – · 周六 1 调休上班');
    expect(text).toContain(`https://duban.example.cn/problems/${subjectId}`);
    const english = composeMail(stored('problem.moved'), { ...mailing, language: 'en' });
    expect(english.subject).toBe(
      '[Duban] A problem moved to rung 2 (department) and is yours to answer: WT-2023-0412 Sewer line in the way',
    );
    expect(english.text).toContain('To be solved by: Mon 30 Jan 2023, 18:00');
    expect(english.text).toContain(
      'How it is counted: – Fri, day of start · – 7 days, Spring Festival · 1 Sat, make-up',
    );
  });

  it('a date that may still change is marked', () => {
    const notice = stored('problem.moved', { provisional: true });
    expect(composeMail(notice, mailing).text).toContain('18:00（暂定）');
    expect(composeMail(notice, { ...mailing, language: 'en' }).text).toContain('18:00 (provisional)');
  });

  it('no clock for what is closed', () => {
    expect(composeMail(stored('problem.struck-off'), mailing).text).not.toContain('办结时限');
  });

  it('HTML says what was written and does nothing', () => {
    const title = `<script>alert("x")</script> & 'y'`;
    const notice = stored('problem.answered', { title, text: '<img src=x onerror=alert(1)>' });
    const { html, text } = composeMail(notice, { ...mailing, name: '<b>甲</b>' });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;');
    expect(text).toContain(title);
  });

  it('a subject is one short line', () => {
    const { subject } = composeMail(
      stored('problem.moved', { title: `a\r\nBcc: x@y.cn ${'长'.repeat(200)}` }),
      mailing,
    );
    expect(subject).not.toMatch(/[\r\n]/);
    expect([...subject].length).toBeLessThanOrEqual(150);
  });
});
