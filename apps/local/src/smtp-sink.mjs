// A mail server for one machine: takes every mail, sends none on, keeps them all in a folder.
// Runs as a process of its own: DUBAN_MAIL_FOLDER, DUBAN_SMTP_PORT (0: any); tells its parent `{ port }` over ipc and
// ends when the parent does.
// For tests of what a sender does with a refusal: `refuse-5xx@…` is refused for good, `defer-4xx@…` for now.
import { mkdirSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { demoOffset } from './demo-moment.mjs';
import { keepMail } from './mail-store.mjs';

/** @import { AddressObject, ParsedMail } from 'mailparser' */

const folder = process.env.DUBAN_MAIL_FOLDER;
const port = Number(process.env.DUBAN_SMTP_PORT ?? 0);
if (!folder) {
  console.error('DUBAN_MAIL_FOLDER is not set');
  process.exit(1);
}
mkdirSync(folder, { recursive: true, mode: 0o700 });

let sequence = 0;

/** @returns {string} sorts by arrival, over restarts and moved clocks too: real time, then a count */
function nextId() {
  sequence = (sequence + 1) % 1_000_000;
  return `${String(Date.now()).padStart(15, '0')}-${String(sequence).padStart(6, '0')}`;
}

/**
 * @param {string} message
 * @param {number} code
 */
function refusal(message, code) {
  return Object.assign(new Error(message), { responseCode: code });
}

/**
 * @param {NodeJS.ReadableStream} stream
 * @returns {Promise<Buffer>}
 */
async function readAll(stream) {
  const parts = [];
  for await (const part of stream) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts);
}

/** @param {ParsedMail} parsed */
function headersOf(parsed) {
  return Object.fromEntries(
    parsed.headerLines.map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n\s*/g, ' ')
        .trim(),
    ]),
  );
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  size: 30 * 1024 * 1024,
  onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
  onRcptTo: ({ address }, _session, done) => {
    if (/^refuse-5xx@/i.test(address)) return done(refusal('mailbox unavailable', 550));
    if (/^defer-4xx@/i.test(address)) return done(refusal('try again later', 451));
    return done();
  },
  onData: (stream, session, done) => {
    // The answer is sent only when the mail is on disk.
    keep(stream, session).then(
      () => done(),
      (error) => {
        console.error(error);
        done(refusal('could not keep the mail', 451));
      },
    );
  },
});

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {import('smtp-server').SMTPServerSession} session
 */
async function keep(stream, session) {
  const id = nextId();
  const at = new Date(Date.now() + demoOffset(process.env)).toISOString();
  const raw = await readAll(stream);
  const parsed = await simpleParser(raw);
  const from = session.envelope.mailFrom;
  keepMail(
    /** @type {string} */ (folder),
    {
      id,
      at,
      from: from ? from.address : '',
      to: session.envelope.rcptTo.map(({ address }) => address),
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: typeof parsed.html === 'string' ? parsed.html : '',
      messageId: parsed.messageId ?? '',
      headers: headersOf(parsed),
    },
    raw,
  );
}

server.on('error', (error) => {
  console.error(error);
  if (!server.server.listening) process.exit(1);
});

server.listen(port, '127.0.0.1', () => {
  const address = server.server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : port });
});

/** Takes what is being sent to its end, then ends. */
function close() {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(0), 3000).unref();
}

process.once('SIGTERM', close);
process.once('SIGINT', close);
process.once('disconnect', close);
