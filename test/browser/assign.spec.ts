import { describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { newProject } from './support/new-project.js';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

interface Assigned {
  readonly id: string;
  readonly contract: object | null;
}

const projectOf = async ({ page }: Visitor, id: string): Promise<Assigned> =>
  (await (await page.request.get(`/api/v1/projects/${id}`)).json()) as Assigned;

describe('a project without a leader', () => {
  it('is given one with what is committed; what is missing is said at its field, and nothing is done before', async () => {
    const coordinator = await visitors.as({ role: 'coordinator' });
    const { page } = coordinator;
    const id = await newProject(coordinator, 'XM-901');
    await coordinator.goto(`/projects/${id}`);
    await page.getByRole('button', { name: '指定分包领导' }).click();
    const dialog = page.getByRole('dialog');
    // The year's plan is there already, in 万元.
    expect(await dialog.getByLabel('承诺年度投资（万元）').inputValue()).toBe('4000');
    await dialog.getByLabel('每月走访至少（次）').fill('32');
    await dialog.getByRole('button', { name: '加一个承诺节点' }).click();
    await dialog.getByLabel('节点', { exact: true }).fill('主体封顶');
    await dialog.getByRole('button', { name: '确定分包' }).click();
    await dialog.locator('.error-summary').waitFor();
    expect(await dialog.locator('.error-summary a').allInnerTexts()).toEqual([
      '请选择分包领导',
      '请填 0 到 31 的整数',
      '请选择承诺日期',
    ]);
    await coordinator.look('assign-faults');
    expect((await projectOf(coordinator, id)).contract).toBeNull();

    await dialog.getByLabel('分包领导', { exact: true }).selectOption({ index: 1 });
    await dialog.getByLabel('每月走访至少（次）').fill('3');
    await dialog.getByLabel('承诺日期').fill('2023-09-20');
    // A part without a person is no member.
    await dialog.getByRole('button', { name: '加一名专班成员' }).click();
    await dialog.getByLabel('职责').fill('手续办理');
    await dialog.getByRole('button', { name: '确定分包' }).click();
    await dialog.locator('.error-summary').getByText('请选择专班成员').click();
    expect((await projectOf(coordinator, id)).contract).toBeNull();
    const { items } = (await (await page.request.get('/api/v1/persons?role=office&limit=1')).json()) as {
      items: { name: string }[];
    };
    const member = items[0]!.name;
    await dialog.getByRole('combobox', { name: '姓名' }).fill(member);
    await dialog.getByRole('option', { name: member }).first().click();
    await coordinator.look('assign-team');
    await dialog.getByRole('button', { name: '确定分包' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('每月走访至少 3 次').waitFor();
    expect((await projectOf(coordinator, id)).contract).toMatchObject({
      from: '2023-03-24',
      yearPlan: 40_000_000,
      visitsPerMonth: 3,
      members: [{ person: { name: member }, duty: '手续办理' }],
    });
    await page.getByText(`${member}（手续办理）`).waitFor();
    expect(await page.getByRole('button', { name: '指定分包领导' }).count()).toBe(0);
    await coordinator.look('assigned');
  });

  it('on a phone in English it fits; an office is not offered it, and is refused', async () => {
    const coordinator = await visitors.as({ role: 'coordinator', screen: 'phone', language: 'en' });
    const office = await visitors.as({ role: 'office' });
    const { unit } = (await (await office.page.request.get('/api/v1/session')).json()) as { unit: { id: string } };
    const id = await newProject(coordinator, 'XM-902', unit.id);
    await coordinator.goto(`/projects/${id}`);
    await coordinator.page.getByText('Nobody answers for it yet;').waitFor();
    const published = await coordinator.page.request.post('/api/v1/policies/visit-duty/versions', {
      headers: { 'if-match': '"0"' },
      data: { definition: { visitsPerMonth: 4, reminderDays: [16, 25] }, reason: '加密走访' },
    });
    expect(published.status()).toBe(200);
    await coordinator.page.getByRole('button', { name: 'Assign a leader' }).click();
    // As often as the district asks of every contract.
    const visits = coordinator.page.getByRole('dialog').getByLabel('Visits a month, at least');
    await eventually(async () => (await visits.inputValue()) === '4', 'the policy is proposed');
    await coordinator.page.getByRole('dialog').getByRole('button', { name: 'Add a committed milestone' }).click();
    await coordinator.page.getByRole('dialog').getByRole('button', { name: 'Add a team member' }).click();
    await coordinator.look('assign');

    await office.goto(`/projects/${id}`);
    await office.page.getByRole('heading', { name: '示范路小学' }).waitFor();
    expect(await office.page.getByRole('button', { name: '指定分包领导' }).count()).toBe(0);
    const refused = await office.page.request.post(`/api/v1/projects/${id}/contract`, {
      headers: { 'if-match': '"1"' },
      data: { leaderId: id, from: '2023-03-24', yearPlan: 0 },
    });
    expect(refused.status()).toBe(403);
    expect((await projectOf(coordinator, id)).contract).toBeNull();
  });
});
