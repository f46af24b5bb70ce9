import { momentWords, type Language } from './moment-words.js';
import { noticeArgs, type NoticeArgs } from './notice-args.js';
import { isNoticeRule, noticeRules } from './notice-rules.js';
import { englishWords } from './notice-words.en.js';
import type { Sayings } from './notice-words.js';
import { chineseWords } from './notice-words.zh.js';

/** A notice as it is stored. */
export interface StoredNotice {
  readonly rule: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A notice in somebody's language. All plain text. */
export interface WordedNotice {
  /** One sentence with what it is about: `WT-2023-0412 …: …`. */
  readonly headline: string;
  /** What happened, and the facts, line by line. */
  readonly lines: readonly string[];
  /** Where the subject is found under the public address, e.g. `/problems/<id>`. */
  readonly path: string;
}

/** A notice of a rule that this release does not know is still told, in general words. */
export function wordNotice(stored: StoredNotice, language: Language): WordedNotice {
  const args = noticeArgs.parse(stored.args);
  const said = isNoticeRule(stored.rule) ? wordsOf[language][stored.rule](args) : unknownRule[language];
  const { number, title } = args;
  const about = oneLine([number, title].join(' '));
  const colon = language === 'zh' ? '：' : ': ';
  return {
    headline: about === '' ? said.headline : `${said.headline}${colon}${about}`,
    lines: [...said.lines, ...factsOf(stored, args, language)],
    path: pathOf(stored),
  };
}

export interface Mailing {
  readonly name: string;
  readonly language: Language;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly kind: 'single' | 'digest';
}

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One mail that tells all of these, in the order given. */
export function composeMail(notices: readonly StoredNotice[], mailing: Mailing): ComposedMail {
  const { language, publicUrl } = mailing;
  const worded = notices.map((notice) => wordNotice(notice, language));
  const frame = frames[language](mailing.name, worded.length);
  const items = worded.map(({ headline, lines, path }) => ({ headline, lines, url: publicUrl + path }));
  const [only] = items;
  const subject =
    mailing.kind === 'single' && only !== undefined && items.length === 1
      ? `${frame.singleMark}${only.headline}`
      : frame.digestSubject;
  return { subject: shortened(subject), text: textOf(items, frame), html: htmlOf(items, frame, language) };
}

const wordsOf = { zh: chineseWords, en: englishWords };

const unknownRule: Readonly<Record<Language, Sayings>> = {
  zh: { headline: '您有一条新通知', lines: [] },
  en: { headline: 'You have a new notice', lines: [] },
};

interface Frame {
  readonly greeting: string;
  readonly singleMark: string;
  readonly digestSubject: string;
  readonly open: string;
  readonly foot: string;
}

const frames: Readonly<Record<Language, (name: string, count: number) => Frame>> = {
  zh: (name, count) => ({
    greeting: `${name}：`,
    singleMark: '【督办】',
    digestSubject: `【督办晨报】今日提醒${count}项`,
    open: '查看',
    foot: '本邮件由督办系统自动发出，请勿回复。',
  }),
  en: (name, count) => ({
    greeting: `${name},`,
    singleMark: '[Duban] ',
    digestSubject: `[Duban] Morning digest: ${count === 1 ? '1 notice' : `${count} notices`}`,
    open: 'Open',
    foot: 'Sent by Duban. Please do not reply.',
  }),
};

function factsOf(stored: StoredNotice, args: NoticeArgs, language: Language): string[] {
  const zh = language === 'zh';
  const facts: string[] = [];
  if (args.insteadOf !== null) facts.push(zh ? `您代${args.insteadOf}办理` : `You stand in for ${args.insteadOf}`);
  if (args.project !== '') facts.push(zh ? `项目：${args.project}` : `Project: ${args.project}`);
  const account = zh ? args.accountZh : args.accountEn;
  const closed = isNoticeRule(stored.rule) && noticeRules[stored.rule] === 'closes';
  if (account === null || args.resolutionDueAt === null || closed) return facts;
  const due = momentWords(args.resolutionDueAt, language);
  const provisional = args.provisional ? (zh ? '（暂定）' : ' (provisional)') : '';
  facts.push(zh ? `办结时限：${due}${provisional}` : `To be solved by: ${due}${provisional}`);
  facts.push(zh ? `计时说明：${account}` : `How it is counted: ${account}`);
  return facts;
}

function pathOf({ subjectKind, subjectId, args }: StoredNotice): string {
  if (subjectKind === 'feedback') return '/feedback';
  if (subjectKind === 'problem') return `/problems/${subjectId}`;
  if (subjectKind === 'decision') return `/decisions/${subjectId}`;
  if (subjectKind === 'meeting') return `/meetings/${subjectId}`;
  if (subjectKind === 'leader') return `/leaders/${subjectId}`;
  // A milestone is shown with its project.
  if (subjectKind === 'milestone' && typeof args.projectId === 'string') return `/projects/${args.projectId}`;
  return '/notices';
}

interface Item {
  readonly headline: string;
  readonly lines: readonly string[];
  readonly url: string;
}

function textOf(items: readonly Item[], frame: Frame): string {
  const blocks = items.map(({ headline, lines, url }, index) =>
    [items.length > 1 ? `${index + 1}. ${headline}` : headline, ...lines, `${frame.open}: ${url}`].join('\n'),
  );
  return [frame.greeting, ...blocks, '-- ', frame.foot].join('\n\n').replace('-- \n\n', '-- \n') + '\n';
}

/** Styles stand in the elements: mail programs drop style sheets. */
function htmlOf(items: readonly Item[], frame: Frame, language: Language): string {
  const blocks = items.map(
    ({ headline, lines, url }) =>
      `<div style="margin:0 0 20px;padding:12px 16px;border:1px solid #d9d4c7">` +
      `<p style="margin:0 0 8px;font-weight:bold">${escaped(headline)}</p>` +
      lines.map((line) => `<p style="margin:0 0 4px">${escaped(line).replace(/\n/g, '<br>')}</p>`).join('') +
      `<p style="margin:8px 0 0"><a href="${escaped(url)}">${escaped(frame.open)}</a></p></div>`,
  );
  return (
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"></head>` +
    `<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#222"><p>${escaped(frame.greeting)}</p>` +
    `${blocks.join('')}<p style="color:#666;font-size:13px">${escaped(frame.foot)}</p></body></html>`
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const longestSubject = 150;

function shortened(subject: string): string {
  const characters = [...subject];
  return characters.length <= longestSubject ? subject : `${characters.slice(0, longestSubject - 1).join('')}…`;
}
