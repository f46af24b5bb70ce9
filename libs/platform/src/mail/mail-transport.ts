import { createTransport, type Transporter } from 'nodemailer';
import type { Instant } from '#domain/calendar/index.js';
import { withoutCredentials } from '../log/index.js';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Fixed by the caller and the same on every try, so that a receiver can drop a repeat; with its angle brackets. */
  readonly messageId: string;
  /** The moment the mail is dated by: that of the system, which a demo may have moved. */
  readonly at: Instant;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a mail was not taken. `temporary`: try again later (4xx, network); otherwise the address or mail is refused. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';

  constructor(
    readonly temporary: boolean,
    /** The server's answer, such as 550; null when none came. */
    readonly responseCode: number | null,
    message: string,
  ) {
    super(message);
  }
}

const POOL = { maxConnections: 4, maxMessages: 200 };
const TIMEOUT_MS = 20_000;

/** The one door to mail, over SMTP. */
export class MailTransport {
  private readonly transporter: Transporter | null;

  /** @param smtpUrl `smtp://user:password@host:port`; without it every mail fails for now and waits. */
  constructor(
    smtpUrl: string | undefined,
    private readonly from: string,
  ) {
    this.transporter =
      smtpUrl === undefined
        ? null
        : createTransport({
            ...optionsOf(smtpUrl),
            ...POOL,
            pool: true,
            connectionTimeout: TIMEOUT_MS,
            greetingTimeout: TIMEOUT_MS,
            socketTimeout: TIMEOUT_MS,
            // A body is built here and never fetched: nothing in it may name a file or an address to read.
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  /** Resolves once the server has taken the mail; throws `MailFailure` otherwise. */
  async send({ at, ...mail }: Mail): Promise<void> {
    if (!this.transporter) throw new MailFailure(true, null, 'SMTP_URL is not set');
    try {
      await this.transporter.sendMail({ from: this.from, ...mail, date: new Date(at), headers: { ...mail.headers } });
    } catch (error) {
      throw mailFailure(error);
    }
  }

  close(): void {
    this.transporter?.close();
  }
}

/** Options instead of the address itself, so that no error of the library can repeat the password. */
export function optionsOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  };
}

/** Only a final answer (5xx) to the mail or its address is permanent; a refused login may be mended meanwhile. */
export function mailFailure(error: unknown): MailFailure {
  const { responseCode, code, message } = (error ?? {}) as { responseCode?: number; code?: string; message?: string };
  const refusedForGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  // EENVELOPE without an answer: the address itself cannot be written into an envelope.
  const unusable = code === 'EENVELOPE' && responseCode === undefined;
  return new MailFailure(
    !refusedForGood && !unusable,
    responseCode ?? null,
    code === 'EAUTH' ? 'the mail server refused the login' : withoutCredentials(message ?? 'unknown mail error'),
  );
}
