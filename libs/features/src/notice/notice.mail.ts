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

/** What a notice is made of, before it is put together. */
export interface NoticeParts extends Pick<WordedNotice, 'headline' | 'path'> {
  readonly args: NoticeArgs;
  /** Number and title of what it is about; empty when it has none. */
  readonly about: string;
  readonly said: Sayings;
  /** Each at most one line. */
  readonly facts: Readonly<Record<'insteadOf' | 'project' | 'due' | 'account', readonly string[]>>;
}

/** A notice of a rule that this release does not know is still told, in general words. */
export function partsOf(stored: StoredNotice, language: Language): NoticeParts {
  const args = noticeArgs.parse(stored.args);
  const said = isNoticeRule(stored.rule) ? wordsOf[language][stored.rule](args) : unknownRule[language];
  const about = oneLine([args.number, args.title].join(' '));
  const colon = language === 'zh' ? '：' : ': ';
  const headline = about === '' ? said.headline : `${said.headline}${colon}${about}`;
  return { args, about, said, headline, facts: factsOf(stored, args, language), path: pathOf(stored) };
}

export function wordNotice(stored: StoredNotice, language: Language): WordedNotice {
  const { headline, said, facts, path } = partsOf(stored, language);
  return {
    headline,
    lines: [...said.lines, ...facts.insteadOf, ...facts.project, ...facts.due, ...facts.account],
    path,
  };
}

export interface Mailing {
  readonly name: string;
  readonly language: Language;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mail of a notice that cannot wait. */
export function composeMail(notice: StoredNotice, { name, language, publicUrl }: Mailing): ComposedMail {
  const zh = language === 'zh';
  const { headline, lines, path } = wordNotice(notice, language);
  const url = publicUrl + path;
  const greeting = zh ? `${name}：` : `${name},`;
  const open = zh ? '查看' : 'Open';
  const foot = footOf(language);
  const html =
    `<p>${escaped(greeting)}</p><div style="margin:0 0 20px;padding:12px 16px;border:1px solid #dfdcd4">` +
    `<p style="margin:0 0 8px;font-weight:bold">${escaped(headline)}</p>` +
    lines.map((line) => `<p style="margin:0 0 4px">${escaped(line).replace(/\n/g, '<br>')}</p>`).join('') +
    `<p style="margin:8px 0 0"><a href="${escaped(url)}" style="color:#1c4a5e">${escaped(open)}</a></p></div>` +
    `<p style="color:#626b75;font-size:13px">${escaped(foot)}</p>`;
  return {
    subject: shortened(`${zh ? '【督办】' : '[Duban] '}${headline}`),
    text: `${greeting}\n\n${[headline, ...lines, `${open}: ${url}`].join('\n')}\n\n-- \n${foot}\n`,
    html: mailPage(html, language),
  };
}

export const footOf = (language: Language): string =>
  language === 'zh' ? '本邮件由督办系统自动发出，请勿回复。' : 'Sent by Duban. Please do not reply.';

/** Styles stand in the elements: mail programs drop style sheets. */
export function mailPage(body: string, language: Language): string {
  return (
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"></head>` +
    `<body style="margin:0;padding:16px;background:#f4f3ef;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1b242e">` +
    `<div style="max-width:640px;margin:0 auto;padding:16px 20px;background:#ffffff">${body}</div></body></html>`
  );
}

const wordsOf = { zh: chineseWords, en: englishWords };

const unknownRule: Readonly<Record<Language, Sayings>> = {
  zh: { headline: '您有一条新通知', lines: [] },
  en: { headline: 'You have a new notice', lines: [] },
};

function factsOf(stored: StoredNotice, args: NoticeArgs, language: Language): NoticeParts['facts'] {
  const zh = language === 'zh';
  const insteadOf =
    args.insteadOf === null ? [] : [zh ? `您代${args.insteadOf}办理` : `You stand in for ${args.insteadOf}`];
  const project = args.project === '' ? [] : [zh ? `项目：${args.project}` : `Project: ${args.project}`];
  const how = zh ? args.accountZh : args.accountEn;
  const closed = isNoticeRule(stored.rule) && noticeRules[stored.rule] === 'closes';
  if (how === null || args.resolutionDueAt === null || closed) return { insteadOf, project, due: [], account: [] };
  const moment = momentWords(args.resolutionDueAt, language);
  const provisional = args.provisional ? (zh ? '（暂定）' : ' (provisional)') : '';
  return {
    insteadOf,
    project,
    due: [zh ? `办结时限：${moment}${provisional}` : `To be solved by: ${moment}${provisional}`],
    account: [zh ? `计时说明：${how}` : `How it is counted: ${how}`],
  };
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

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const longestSubject = 150;

export function shortened(subject: string): string {
  const characters = [...subject];
  return characters.length <= longestSubject ? subject : `${characters.slice(0, longestSubject - 1).join('')}…`;
}
