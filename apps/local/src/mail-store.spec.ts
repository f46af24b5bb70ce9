import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepMail, listMails, readMail } from './mail-store.mjs';

describe('the folder of caught mails', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'duban-mails-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function keep(id: string, to: string[]) {
    const rest = {
      at: '2023-01-20T02:00:00.000Z',
      from: 'a@x.cn',
      subject: '督办',
      text: 't',
      html: '',
      messageId: '<1@x>',
    };
    keepMail(folder, { id, to, headers: {}, ...rest }, Buffer.from('raw'));
  }

  it('lists newest first, for one recipient in any case, up to a limit', () => {
    keep('001700000000000-000001', ['b@x.cn']);
    keep('001700000000001-000001', ['B@x.cn', 'c@x.cn']);
    keep('001700000000001-000002', ['c@x.cn']);
    expect(listMails(folder).map(({ id }) => id.slice(-10))).toEqual(['001-000002', '001-000001', '000-000001']);
    expect(listMails(folder, { to: 'b@x.CN' })).toHaveLength(2);
    expect(listMails(folder, { to: 'c@x.cn', limit: 1 }).map(({ id }) => id.slice(-6))).toEqual(['000002']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.eml'))).toHaveLength(3);
  });

  it('is empty before the first mail, and passes over what is no mail', () => {
    expect(listMails(path.join(folder, 'nowhere'))).toEqual([]);
    writeFileSync(path.join(folder, 'other.json'), '{}');
    writeFileSync(path.join(folder, '001700000000000-000001.json'), '{"half');
    expect(listMails(folder)).toEqual([]);
  });

  it('reads nothing outside the folder', () => {
    writeFileSync(path.join(folder, 'secret.json'), '{}');
    expect(readMail(path.join(folder, 'inner'), '../secret')).toBeUndefined();
    expect(() => keep('../x', [])).toThrow(RangeError);
  });
});
