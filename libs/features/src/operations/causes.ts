import type { Bilingual } from './bilingual.js';

/** Stable names of why work fails, for the screens to sort and filter by. */
export const causeCodes = [
  'noHandler',
  'unreadable',
  'begunTooOften',
  'mailRefused',
  'mailLogin',
  'mailNotSet',
  'mailDeferred',
  'serverAway',
  'tooSlow',
  'collision',
  'doesNotFit',
  'diskFull',
  'unknown',
] as const;
export type CauseCode = (typeof causeCodes)[number];

/** A failure in plain words. */
export interface Cause {
  readonly code: CauseCode;
  readonly says: Bilingual;
  readonly advice: Bilingual;
  /** `now`: it may well succeed if it is tried again. `afterRepair`: only once what is wrong has been put right. */
  readonly tryAgain: 'now' | 'afterRepair';
}

type Words = Omit<Cause, 'code'>;

const words: Readonly<Record<CauseCode, Words>> = {
  noHandler: {
    says: { zh: '运行中的程序没有处理这种工作的部分', en: 'No running program knows how to do this work' },
    advice: {
      zh: '多半是新旧版本混用：把所有 worker 升到同一版本，再重新入队',
      en: 'Releases are probably mixed: bring every worker to the same one, then send it again',
    },
    tryAgain: 'afterRepair',
  },
  unreadable: {
    says: { zh: '工作内容与本版本约定的格式不符', en: 'What it carries does not have the shape this release expects' },
    advice: {
      zh: '升级到登记它的版本后重新入队；若来自旧版本，核对事项后放弃',
      en: 'Upgrade to the release that promised it, or check its subject and let it go',
    },
    tryAgain: 'afterRepair',
  },
  begunTooOften: {
    says: {
      zh: '多次开始处理，每次进程都在中途被杀或崩溃',
      en: 'It was begun many times, and each time the process died',
    },
    advice: {
      zh: '查看 worker 日志与内存（是否被系统强制结束），处理后重新入队',
      en: "Look at the worker's log and memory (was it killed?), then send it again",
    },
    tryAgain: 'afterRepair',
  },
  mailRefused: {
    says: {
      zh: '邮件服务器拒收：收件地址不存在或不接受',
      en: 'The mail server refuses it: no such address, or not accepted',
    },
    advice: { zh: '更正该人员的邮箱地址，再重发', en: "Correct the person's address, then send it again" },
    tryAgain: 'afterRepair',
  },
  mailLogin: {
    says: { zh: '邮件服务器不认我们的用户名或密码', en: 'The mail server does not accept our user name or password' },
    advice: {
      zh: '更正 SMTP_URL 中的用户名和密码，重启 worker 后重发',
      en: 'Correct SMTP_URL, restart the worker, then send it again',
    },
    tryAgain: 'afterRepair',
  },
  mailNotSet: {
    says: { zh: '没有配置邮件服务器（SMTP_URL）', en: 'No mail server is configured (SMTP_URL)' },
    advice: { zh: '配置 SMTP_URL，重启 worker 后重发', en: 'Set SMTP_URL, restart the worker, then send it again' },
    tryAgain: 'afterRepair',
  },
  mailDeferred: {
    says: { zh: '邮件服务器说稍后再来', en: 'The mail server said: come again later' },
    advice: { zh: '可直接重发', en: 'Send it again' },
    tryAgain: 'now',
  },
  serverAway: {
    says: {
      zh: '连不上所需的服务器（邮件、数据库或网络）',
      en: 'A server it needs could not be reached (mail, database or network)',
    },
    advice: {
      zh: '运行 npm run doctor 查明是哪一个，恢复后重新入队',
      en: 'Find out which by npm run doctor, then send it again',
    },
    tryAgain: 'afterRepair',
  },
  tooSlow: {
    says: { zh: '数据库语句超时', en: 'A statement took the database too long' },
    advice: {
      zh: '数据库可能过忙：空闲时重新入队；若再次超时请报告',
      en: 'The database may be busy: send it again in a quiet hour; report it if it comes back',
    },
    tryAgain: 'now',
  },
  collision: {
    says: { zh: '与另一笔同时进行的操作相撞', en: 'It collided with another act at the same moment' },
    advice: { zh: '可直接重新入队', en: 'Send it again' },
    tryAgain: 'now',
  },
  doesNotFit: {
    says: {
      zh: '数据库不接受它要写入的内容（违反约束）',
      en: 'The database does not accept what it wants to write (a constraint)',
    },
    advice: {
      zh: '程序或数据有误：不要反复重试，请把原文报告给维护人员',
      en: 'A fault of program or data: do not retry, report the original words',
    },
    tryAgain: 'afterRepair',
  },
  diskFull: {
    says: { zh: '磁盘已满', en: 'A disk is full' },
    advice: { zh: '腾出空间后重新入队', en: 'Make room, then send it again' },
    tryAgain: 'afterRepair',
  },
  unknown: {
    says: { zh: '原因不在已知之列，原文见下', en: 'Not one of the known reasons; the original words are below' },
    advice: {
      zh: '可重试一次；仍失败请把原文报告给维护人员',
      en: 'Try once more; if it fails again, report the original words',
    },
    tryAgain: 'now',
  },
};

/** First match wins, so what is told most exactly stands first. */
const signs: readonly (readonly [RegExp, CauseCode])[] = [
  [/^Nobody handles /i, 'noHandler'],
  [/payload does not fit|left a timer without an outcome/i, 'unreadable'],
  [/begun too often/i, 'begunTooOften'],
  [/\b53[045]\b|invalid login|authentication (failed|unsuccessful|required)|refused the login/i, 'mailLogin'],
  [/SMTP_URL is not set/i, 'mailNotSet'],
  [/\b(4[25][0-9])[ -]\S|greylist|try again later/i, 'mailDeferred'],
  [/\b55[0-9]\b|mailbox unavailable|no such (user|mailbox|recipient)|user unknown/i, 'mailRefused'],
  [/no space left|disk full|ENOSPC/i, 'diskFull'],
  [/statement timeout|canceling statement|lock timeout/i, 'tooSlow'],
  [/deadlock detected|could not serialize|version_conflict/i, 'collision'],
  [/violates|duplicate key|null value in column|invalid input syntax/i, 'doesNotFit'],
  [
    /ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENETUNREACH|ETIMEDOUT|connect(ion)? (timeout|terminated|refused|closed)|timed? ?out|no route|greeting never received|socket (close|hang)/i,
    'serverAway',
  ],
];

/** What a stored failure means. `null` (nothing written down) is unknown too. */
export function causeOf(lastError: string | null): Cause {
  const code = signs.find(([sign]) => lastError !== null && sign.test(lastError))?.[1] ?? 'unknown';
  return { code, ...words[code] };
}
