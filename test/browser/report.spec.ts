import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

describe('the weekly report, at an office’s desk', () => {
  it('is one tap for an unchanged project, saves what is typed by itself, and is handed in', async () => {
    const office = await visitors.as({ role: 'office' });
    await office.goto('/reports');
    await office.look('reports');
    await office.page.getByRole('link', { name: '填写本期周报' }).click();
    await office.page.locator('.report-line').first().waitFor();
    await office.look('report');
    const first = office.page.locator('.report-line').first();
    await first.getByRole('button', { name: '本周无变化' }).click();
    await first.getByText('无变化').first().waitFor();
    const second = office.page.locator('.report-line').nth(1);
    await second.locator('.amount').first().fill('123.4567');
    await second.getByLabel('形象进度').fill('主体施工至六层');
    await office.page.getByText('已自动保存').waitFor();
    await office.page.reload();
    await office.settled();
    expect(await second.locator('.amount').first().inputValue()).toBe('123.4567');
    await office.page.getByRole('button', { name: /其余都无变化/ }).click();
    await office.page.getByRole('button', { name: '报送' }).click();
    await office.page.getByText('已报送。').waitFor();
    await office.look('report-in');
  });

  it.each(['phone', 'desktop'] as const)('reads in English on a %s', async (screen) => {
    const coordinator = await visitors.as({ role: 'coordinator', screen, language: 'en' });
    await coordinator.goto('/reports');
    await coordinator.look('reports');
    await coordinator.page.locator('tbody a').first().click();
    await coordinator.page.locator('.report-line').first().waitFor();
    await coordinator.look('report');
  });
});
