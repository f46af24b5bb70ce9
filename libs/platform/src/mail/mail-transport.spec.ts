import { describe, expect, it } from '@jest/globals';
import type { Instant } from '#domain/calendar/index.js';
import { MailTransport, mailFailure } from './mail-transport.js';

describe('mailFailure', () => {
  it.each([
    [{ responseCode: 451, message: 'later' }, true],
    [{ responseCode: 550, code: 'EENVELOPE', message: 'no such mailbox' }, false],
    [{ responseCode: 554, code: 'EMESSAGE', message: 'refused' }, false],
    [{ code: 'EENVELOPE', message: 'No recipients defined' }, false],
    [{ code: 'ECONNECTION', message: 'refused' }, true],
    [{ code: 'ETIMEDOUT', message: 'timeout' }, true],
    [{ code: 'EAUTH', responseCode: 535, message: 'bad login' }, true],
  ])('%j is temporary: %s', (error, temporary) => {
    expect(mailFailure(error).temporary).toBe(temporary);
  });

  it('repeats no password', () => {
    const failure = mailFailure({ code: 'ESOCKET', message: 'cannot reach smtp://me:hunter2@mail:25' });
    expect(failure.message).not.toContain('hunter2');
  });
});

describe('MailTransport', () => {
  const mail = {
    to: 'a@example.cn',
    subject: 's',
    text: 't',
    html: '<p>t</p>',
    messageId: '<1@duban>',
    at: 0 as Instant,
  };

  it('waits when there is no server to send by', async () => {
    await expect(new MailTransport(undefined, 'x@example.cn').send(mail)).rejects.toMatchObject({ temporary: true });
  });

  it('calls an unreachable server a temporary failure, without its password', async () => {
    const transport = new MailTransport('smtp://me:hunter2@127.0.0.1:1', 'x@example.cn');
    const failure = await transport.send(mail).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'MailFailure', temporary: true, responseCode: null });
    expect(String(failure)).not.toContain('hunter2');
    transport.close();
  });
});
