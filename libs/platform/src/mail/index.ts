export type { Mail } from './mail-transport.js';
export { MailFailure, MailTransport } from './mail-transport.js';
export { DevMailModule } from './dev-mail.module.js';
export { probeMail } from './probe-mail.js';
