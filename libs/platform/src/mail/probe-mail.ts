import { createTransport } from 'nodemailer';
import { mailFailure, optionsOf } from './mail-transport.js';

const LIMIT_MS = 8_000;

/** Whether the mail server answers and takes our login; no mail is sent. Answers what is wrong, or null. */
export async function probeMail(smtpUrl: string): Promise<string | null> {
  const limits = { connectionTimeout: LIMIT_MS, greetingTimeout: LIMIT_MS, socketTimeout: LIMIT_MS };
  const transporter = createTransport({ ...optionsOf(smtpUrl), ...limits });
  try {
    await transporter.verify();
    return null;
  } catch (error) {
    return mailFailure(error).message;
  } finally {
    transporter.close();
  }
}
