import { describe, expect, it } from '@jest/globals';
import { contractForm } from '#features/sheet/contracts.sheet.js';
import { bookOf } from '#features/sheet/sheet.fixture.js';
import { newProject } from './support/new-project.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Line = Record<string, string | number>;

async function upload({ page }: Visitor, lines: readonly Line[]): Promise<void> {
  const buffer = await bookOf(contractForm, lines);
  await page.locator('input[type="file"]').setInputFiles({ name: '分包表.xlsx', mimeType: XLSX, buffer });
  await page.locator('main form button[type="submit"]').click();
}

describe('a sheet of contracts', () => {
  it('is reached from the leaders, told of its wrong cells, checked, and landed on a second word', async () => {
    const coordinator = await visitors.as({ role: 'coordinator' });
    const { page } = coordinator;
    const ids = [await newProject(coordinator, 'XM-911'), await newProject(coordinator, 'XM-912')];
    const { items } = (await (await page.request.get('/api/v1/persons?role=leader&limit=1')).json()) as {
      items: { name: string }[];
    };
    const leader = items[0]!.name;
    const contractOf = async (id: string) =>
      ((await (await page.request.get(`/api/v1/projects/${id}`)).json()) as { contract: object | null }).contract;

    await coordinator.goto('/leaders');
    await page.getByRole('link', { name: '导入分包表' }).click();
    expect(await page.getByLabel('导入什么').inputValue()).toBe('contracts');
    const template = await page.getByRole('link', { name: '下载模板' }).getAttribute('href');
    expect((await page.request.get(template!)).status()).toBe(200);

    await upload(coordinator, [
      { 项目编号: 'XM-911', 分包领导: leader },
      { 项目编号: 'XM-912', 分包领导: '查无此人', 每月走访次数: 40 },
    ]);
    await page.getByText('没有叫“查无此人”的在职人员').waitFor();
    await page.getByText('不在 0 到 31 之间').waitFor();
    await coordinator.look('contracts-sheet-faults');
    expect([await contractOf(ids[0]!), await contractOf(ids[1]!)]).toEqual([null, null]);

    await upload(coordinator, [
      { 项目编号: 'XM-911', 分包领导: leader },
      { 项目编号: 'XM-912', 分包领导: leader, '本年计划投资（万元）': 1250, 每月走访次数: 3 },
    ]);
    await page.getByRole('button', { name: '确认写入' }).click();
    await page.getByText('新增 2，修改 0，未变 0。').waitFor();
    await coordinator.look('contracts-sheet-landed');
    expect(await contractOf(ids[0]!)).toMatchObject({ leader: { name: leader }, yearPlan: 40_000_000 });
    expect(await contractOf(ids[1]!)).toMatchObject({ yearPlan: 12_500_000, visitsPerMonth: 3 });
  });

  it('fits a phone in English; an office is not offered it, and is refused', async () => {
    const coordinator = await visitors.as({ role: 'coordinator', screen: 'phone', language: 'en' });
    await newProject(coordinator, 'XM-913');
    await coordinator.goto('/sheets?kind=contracts');
    expect(await coordinator.page.getByLabel('What').inputValue()).toBe('contracts');
    await upload(coordinator, [{ 项目编号: 'XM-913', 分包领导: '查无此人' }]);
    await coordinator.page.getByText('Nobody in office is called “查无此人”').waitFor();
    await coordinator.look('contracts-sheet');

    const office = await visitors.as({ role: 'office' });
    await office.goto('/sheets?kind=contracts');
    const kinds = office.page.getByLabel('导入什么').locator('option');
    expect(await kinds.allInnerTexts()).toEqual(['项目台账', '周报']);
    const refused = await office.page.request.post('/api/v1/sheets/imports?kind=contracts&fileName=x.xlsx', {
      headers: { 'content-type': XLSX },
      data: await bookOf(contractForm, [{ 项目编号: 'XM-913', 分包领导: '查无此人' }]),
    });
    expect(refused.status()).toBe(403);
  });
});
