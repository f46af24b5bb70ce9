import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'demo' });

describe('计划', () => {
  it.each([
    ['coordinator', 'desktop', 'zh'],
    ['principal', 'desktop', 'en'],
    ['leader', 'phone', 'zh'],
    ['office', 'phone', 'en'],
  ] as const)('are a table with its sum for a %s on a %s in %s', async (role, screen, language) => {
    const visitor = await visitors.as({ role, screen, language });
    await visitor.goto('/plans');
    await visitor.page.locator('tfoot').waitFor();
    await visitor.look('plans');
    const { sums } = (await (await visitor.page.request.get('/api/v1/plans')).json()) as {
      sums: { projects: number };
    };
    expect(await visitor.page.locator('.sentence').textContent()).toContain(
      language === 'zh' ? `2023年 ${sums.projects} 个项目` : `2023: ${sums.projects} projects`,
    );
    // Who may import plans is told where; nobody else is.
    expect(await visitor.page.getByRole('link', { name: '导入计划表' }).count()).toBe(role === 'coordinator' ? 1 : 0);
  });

  it('revised this year are found by the address after one is revised from the list; they leave as they are narrowed', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    await visitor.goto('/plans?state=revised');
    const before = await page.locator('.row-title').count();
    await visitor.goto('/plans?state=first');
    const row = page.locator('.row-title').first();
    const name = (await row.textContent())!;
    await row.click();
    await page.getByRole('heading', { level: 1, name: '年度计划' }).waitFor();
    await page.getByLabel('全年（万元）').fill('98765');
    await page.getByLabel('调整原因').fill('年中调增');
    await page.getByRole('button', { name: '先看调整后' }).click();
    await page.getByRole('button', { name: '确认下达' }).click();
    await page.getByText('第2版已下达').waitFor();
    await visitor.goto('/plans');
    await page.getByLabel('计划状态').selectOption({ label: '已调整' });
    await page.waitForURL('**/plans?state=revised');
    await page.getByRole('row', { name }).getByText('年中调增').waitFor();
    await visitor.look('plans-revised');
    expect(await page.locator('.row-title').count()).toBe(before + 1);
    const href = await page.getByRole('link', { name: '导出表格' }).getAttribute('href');
    expect(href).toBe('/api/v1/sheets/exports/plans?state=revised');
    expect((await page.request.get(href!)).headers()['content-type']).toContain('spreadsheetml');
  });

  it('of a year that nobody planned say so, and what can be done', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    await visitor.goto('/plans?year=2021&state=first');
    await visitor.page.getByText('没有符合条件的计划').waitFor();
    await visitor.look('plans-none');
    await visitor.goto('/plans?year=2024');
    await visitor.page.getByRole('row', { name: '未下达' }).first().waitFor();
    await visitor.look('plans-next-year');
  });
});
