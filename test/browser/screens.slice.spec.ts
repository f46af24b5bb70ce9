import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

// A few screens of each kind, in a minute; `npm run test:browser` sees them all.

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

describe('sign-in', () => {
  it('takes a stranger back to where they wanted to go, after saying what is missing', async () => {
    const { page } = await visitors.as();
    await page.goto('/problems?status=open');
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await page.getByRole('button', { name: '登录' }).click();
    expect(await page.evaluate('document.activeElement.className')).toBe('error-summary');
    await page.getByRole('link', { name: '请输入用户名' }).click();
    expect(await page.evaluate('document.activeElement.name')).toBe('username');
    const { username, password } = visitors.system.account('office');
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/problems?status=open');
  });

  it('takes nobody to another house', async () => {
    const { page } = await visitors.as();
    await page.goto('/sign-in?to=https://elsewhere.invalid/');
    const { username, password } = visitors.system.account('office');
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(visitors.system.url).origin);
  });
});

describe('each role starts where its work is', () => {
  it.each([
    ['office', '待办'],
    ['department', '待办'],
    ['leader', '待办'],
    ['coordinator', '驾驶舱'],
    ['principal', '驾驶舱'],
    ['enterprise', '问题'],
  ] as const)('%s: %s', async (role, title) => {
    const visitor = await visitors.as({ role, screen: role === 'leader' ? 'phone' : 'desktop' });
    await visitor.goto('/');
    await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await visitor.look('home');
  });
});

describe('on a phone, in English', () => {
  it.each(['/problems', '/projects', '/meetings', '/calendar'])('%s', async (address) => {
    const visitor = await visitors.as({ role: 'office', screen: 'phone', language: 'en' });
    await visitor.goto(address);
    await visitor.look(address.slice(1));
  });
});
