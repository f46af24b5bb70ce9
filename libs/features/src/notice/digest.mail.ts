import { dateOf, type Instant, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import { dateLine, dateOfEntry } from './digest-dates.js';
import { digestTasks, taskOf, type DigestTask } from './digest-tasks.js';
import { dayWords, type Language } from './moment-words.js';
import {
  escaped,
  footOf,
  mailPage,
  partsOf,
  shortened,
  type ComposedMail,
  type Mailing,
  type StoredNotice,
} from './notice.mail.js';

/** A notice that waited for the morning. */
export interface WaitingNotice extends StoredNotice {
  readonly createdAt: Instant;
}

/** One matter of a digest, however many notices there are about it. All plain text. */
interface Entry {
  readonly task: DigestTask;
  readonly headline: string;
  readonly date: string;
  readonly lines: readonly string[];
  readonly url: string;
}

const titles: Readonly<Record<Language, Record<DigestTask, string>>> = {
  zh: {
    overdue: '已逾期',
    answer: '待办理',
    decide: '待决定',
    verify: '待核验',
    dueSoon: '将到期',
    meetings: '会议',
    know: '知悉',
  },
  en: {
    overdue: 'Overdue',
    answer: 'To answer',
    decide: 'To decide',
    verify: 'To verify',
    dueSoon: 'Due soon',
    meetings: 'Meetings',
    know: 'To know',
  },
};

/**
 * A person's morning in one mail: what is to be done first, in groups, each matter once, with its date counted in the
 * district's calendar and the way to it.
 */
export function composeDigest(
  notices: readonly WaitingNotice[],
  mailing: Mailing & { readonly calendar: WorkCalendar; readonly now: Instant },
): ComposedMail {
  const { language, calendar } = mailing;
  const zh = language === 'zh';
  const today = dateOf(mailing.now);
  const entries = entriesOf(notices, mailing, calendar, today);
  const groups = digestTasks
    .map((task) => ({ title: titles[language][task], entries: entries.filter((entry) => entry.task === task) }))
    .filter((group) => group.entries.length > 0);
  const count = entries.length;
  const greeting = zh ? `${mailing.name}：` : `${mailing.name},`;
  const summary = [
    dayWords(today, language),
    groups.map(({ title, entries: { length } }) => `${title} ${length}`).join(' · '),
  ].join(zh ? '，' : ': ');
  const subject = zh
    ? `【督办晨报】今日提醒${count}项`
    : `[Duban] Morning digest: ${count === 1 ? '1 matter' : `${count} matters`}`;
  const frame = { greeting, summary, open: zh ? '查看' : 'Open', foot: footOf(language) };
  return {
    subject: shortened(subject),
    text: textOf(groups, frame),
    html: mailPage(htmlOf(groups, frame), language),
  };
}

/** The newest notice of a matter that asks most speaks first; what the others add follows, no line twice. */
function entriesOf(
  notices: readonly WaitingNotice[],
  { language, publicUrl }: Mailing,
  calendar: WorkCalendar,
  today: PlainDate,
): Entry[] {
  const matters = new Map<string, WaitingNotice[]>();
  for (const notice of notices) {
    const { about } = partsOf(notice, language);
    const key = [notice.subjectKind, notice.subjectId, about].join(' ');
    matters.set(key, [...(matters.get(key) ?? []), notice]);
  }
  const rank = ({ rule, args }: WaitingNotice) => digestTasks.indexOf(taskOf(rule, args));
  return [...matters.values()].map((told) => {
    const [first, ...others] = told.toSorted((a, b) => rank(a) - rank(b) || b.createdAt - a.createdAt);
    const task = taskOf(first!.rule, first!.args);
    const parts = partsOf(first!, language);
    const more = others.flatMap((notice) => {
      const { said } = partsOf(notice, language);
      return [said.headline, ...said.lines];
    });
    const { insteadOf, project, account } = parts.facts;
    return {
      task,
      headline: parts.headline,
      date: dateLine(dateOfEntry(first!.rule, task, parts.args, first!.createdAt), calendar, today, language),
      lines: unique([...insteadOf, ...parts.said.lines, ...more, ...project, ...account], parts.said.headline),
      url: publicUrl + parts.path,
    };
  });
}

const unique = (lines: readonly string[], headline: string): string[] =>
  [...new Set(lines)].filter((line) => line !== headline);

interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

interface Frame {
  readonly greeting: string;
  readonly summary: string;
  readonly open: string;
  readonly foot: string;
}

/** Each group with its title, the entries numbered through. */
function textOf(groups: readonly Group[], { greeting, summary, open, foot }: Frame): string {
  let number = 0;
  const blocks = groups.flatMap(({ title, entries }) => [
    `== ${title} ${entries.length} ==`,
    ...entries.map(({ headline, date, lines, url }) => {
      number += 1;
      return [`${number}. ${headline}`, date, ...lines, `${open}: ${url}`].join('\n');
    }),
  ]);
  return `${[greeting, summary, ...blocks].join('\n\n')}\n\n-- \n${foot}\n`;
}

/** Calm as paper, everything in the elements: mail programs drop style sheets, and nothing is fetched from anywhere. */
function htmlOf(groups: readonly Group[], { greeting, summary, open, foot }: Frame): string {
  const late = (title: string) => title === titles.zh.overdue || title === titles.en.overdue;
  const blocks = groups.map(
    ({ title, entries }) =>
      `<h2 style="margin:24px 0 8px;padding:0 0 4px;border-bottom:1px solid #b9b4a8;font-size:16px;` +
      `color:${late(title) ? '#a0231a' : '#17394a'}">${escaped(title)} ${entries.length}</h2>` +
      entries.map((entry) => entryHtml(entry, open)).join(''),
  );
  return (
    `<p style="margin:0 0 4px">${escaped(greeting)}</p><p style="margin:0;color:#46515d">${escaped(summary)}</p>` +
    `${blocks.join('')}<p style="margin:24px 0 0;color:#626b75;font-size:13px">${escaped(foot)}</p>`
  );
}

function entryHtml({ headline, date, lines, url }: Entry, open: string): string {
  const small = lines.map(
    (line) => `<p style="margin:0 0 2px;color:#46515d;font-size:14px">${escaped(line).replace(/\n/g, '<br>')}</p>`,
  );
  return (
    `<div style="margin:0 0 12px;padding:0 0 12px;border-bottom:1px solid #dfdcd4">` +
    `<p style="margin:0 0 2px;font-weight:bold">${escaped(headline)}</p>` +
    `<p style="margin:0 0 2px;font-size:14px">${escaped(date)}</p>${small.join('')}` +
    `<p style="margin:4px 0 0"><a href="${escaped(url)}" style="color:#1c4a5e">${escaped(open)}</a></p></div>`
  );
}
