import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '#domain/calendar/index.js';
import { testServices } from '../../../../test/support/running-services.js';
import { caughtMails } from './dev-mail.js';
import { MailTransport, type Mail } from './mail-transport.js';

const services = testServices();
let transport: MailTransport;
beforeAll(() => {
  transport = new MailTransport(services.smtpUrl, '督办 Duban <duban@example.cn>');
});
afterAll(() => transport.close());

const mail = (to: string): Mail => ({
  to,
  subject: '【督办】WT-2023-0412 已上报至分包领导',
  text: '请于 1 个工作日内答复。',
  html: '<p>请于 <b>1</b> 个工作日内答复。</p>',
  messageId: `<${to.replace('@', '.')}.1@duban.example.cn>`,
  // Spring Festival 2023, whatever day the test runs on.
  at: Date.parse('2023-01-20T10:00:00+08:00') as Instant,
  headers: { 'Auto-Submitted': 'auto-generated' },
});

describe('MailTransport against a real server', () => {
  it('sends Chinese readable, with the Message-ID it was given', async () => {
    const to = `jia-${process.pid}@example.cn`;
    await transport.send(mail(to));
    const [caught] = await caughtMails(services.mailFolder, to);
    expect(caught).toMatchObject({
      to: [to],
      from: 'duban@example.cn',
      subject: mail(to).subject,
      messageId: mail(to).messageId,
      headers: { 'auto-submitted': 'auto-generated', date: expect.anything() },
    });
    expect(Date.parse(caught!.headers.date!)).toBe(mail(to).at);
    expect(caught!.text.trim()).toBe(mail(to).text);
  });

  it('tells a refusal for good from one for now', async () => {
    await expect(transport.send(mail('refuse-5xx@example.cn'))).rejects.toMatchObject({
      temporary: false,
      responseCode: 550,
    });
    await expect(transport.send(mail('defer-4xx@example.cn'))).rejects.toMatchObject({
      temporary: true,
      responseCode: 451,
    });
  });
});
