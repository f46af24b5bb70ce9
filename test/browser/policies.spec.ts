import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

describe('规则', () => {
  it.each([
    ['desktop', 'zh'],
    ['phone', 'en'],
  ] as const)('every kind can be read, on a %s in %s', async (screen, language) => {
    const visitor = await visitors.as({ role: 'coordinator', screen, language });
    await visitor.goto('/policies');
    await visitor.look('policies');
    const addresses = await visitor.page
      .locator('.row-title')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    expect(addresses.length).toBeGreaterThanOrEqual(7);
    for (const address of addresses) {
      await visitor.goto(address);
      expect(await visitor.page.locator('.policy-form input, .policy-form select').count()).toBeGreaterThan(0);
      await visitor.look(address.slice(1).replace('/', '-'));
    }
  });

  it('lights with a hole are refused, and the hole is named; whole again, the look says what would change', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto('/policies/lights');
    const yellow = page.getByRole('group', { name: '第2项' });
    await yellow.getByLabel('至（%）').fill('75');
    await page.getByRole('button', { name: '先看会动到什么' }).click();
    await page.getByRole('link', { name: '请写明原因' }).waitFor();
    await page.getByLabel('调整原因').fill('二季度起从严');
    await page.getByRole('button', { name: '先看会动到什么' }).click();
    await page.locator('.error-summary').getByText('75').first().waitFor();
    await visitor.look('policy-hole');
    await yellow.getByLabel('至（%）').fill('95');
    await page.getByRole('group', { name: '第3项' }).getByLabel('自（%）').fill('95');
    await page.getByRole('button', { name: '先看会动到什么' }).click();
    await page.getByText(/个项目由正常变为预警/).waitFor();
    await visitor.look('policy-preview');
    await page.getByRole('button', { name: '确认发布' }).click();
    await page.getByText('版已发布').waitFor();
    await page.getByRole('paragraph').filter({ hasText: '二季度起从严' }).waitFor();
  });

  it('other working hours say which deadlines they move', async () => {
    const visitor = await visitors.as({ role: 'coordinator', language: 'en' });
    const { page } = visitor;
    await visitor.goto('/policies/working-hours');
    await page.getByLabel('Ends at').fill('17:30');
    await page.getByLabel('Reason').fill('冬季作息');
    await page.getByRole('button', { name: 'See what it moves' }).click();
    await page.getByText(/it would move \d+/).waitFor();
    await visitor.look('policy-hours');
  });

  it('is read, and not changed, by a leader', async () => {
    const visitor = await visitors.as({ role: 'leader', screen: 'phone' });
    await visitor.goto('/policies/visit-duty');
    expect(await visitor.page.getByLabel('每月走访次数').isDisabled()).toBe(true);
    expect(await visitor.page.getByRole('button', { name: '先看会动到什么' }).count()).toBe(0);
    await visitor.look('policy-read');
  });
});
