import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

describe('one’s own account', () => {
  it('says what is mailed: duty always, the rest as one likes', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    const { page } = leader;
    await leader.goto('/account');
    await page.getByLabel('进展动态').uncheck();
    await page.getByText('已保存').waitFor();
    await page.reload();
    await page.getByLabel('进展动态').waitFor();
    expect(await page.getByLabel('进展动态').isChecked()).toBe(false);
    expect(await page.getByLabel('待办理').count()).toBe(0);
    await leader.look('account');
  });

  it('gives a calendar link once, which answers a calendar and stops when it is revoked', async () => {
    const office = await visitors.as({ role: 'office', language: 'en' });
    const { page } = office;
    await office.goto('/account');
    await page.getByRole('button', { name: 'Make a link' }).click();
    const url = await page.getByLabel('The link').inputValue();
    const feed = await fetch(url);
    expect([feed.status, (await feed.text()).startsWith('BEGIN:VCALENDAR')]).toEqual([200, true]);
    await office.look('account');
    await page.getByRole('button', { name: 'Revoke the link' }).click();
    await page.getByText('The link is revoked').waitFor();
    expect((await fetch(url)).status).toBe(404);
  });

  it('says what a leave lacks, sets it with a deputy, and calls it off', async () => {
    const coordinator = await visitors.as({ role: 'coordinator' });
    const { page } = coordinator;
    await coordinator.goto('/account');
    await page.getByRole('button', { name: '登记请假' }).click();
    await page.getByRole('link', { name: '请选择返岗日' }).waitFor();
    await page.getByLabel('请假首日').fill('2023-03-27');
    await page.getByLabel('返岗日').fill('2023-03-30');
    await page.getByLabel('代办人').selectOption({ label: 'Ding Er' });
    await page.getByLabel('事由').fill('公务出差');
    await page.getByRole('button', { name: '登记请假' }).click();
    await page.getByText('由Ding Er代办').waitFor();
    await coordinator.look('account-leave');
    await page
      .getByRole('button', { name: /^取消请假/ })
      .first()
      .click();
    await page.getByText('由Ding Er代办').waitFor({ state: 'detached' });
  });
});
