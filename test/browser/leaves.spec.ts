import { describe, expect, it } from '@jest/globals';
import type { Visitor } from './support/visitor.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

const rowOf = ({ page }: Visitor, name: string) => page.locator('li.row').filter({ hasText: name });

describe('who is away', () => {
  it('is nobody, and the screen says so', async () => {
    const visitor = await visitors.as({ role: 'coordinator', screen: 'phone', language: 'en' });
    await visitor.goto('/leaves');
    await visitor.page.getByText('Nobody is away now.').waitFor();
    await visitor.look('leaves-none');
  });

  it('is entered by a coordinator for somebody else, changed, and called off with a reason', async () => {
    const visitor = await visitors.as({ role: 'coordinator' });
    const { page } = visitor;
    const { name } = visitors.system.account('leader', 0);
    const deputy = visitors.system.account('leader', 1).name;
    await visitor.goto('/leaves');
    await page.getByRole('button', { name: '登记请假' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '登记请假' }).click();
    await dialog.getByRole('link', { name: '请选择请假的人' }).click();
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    await page.keyboard.type(name);
    await page.getByRole('option', { name }).first().click();
    await dialog.getByLabel('请假首日').fill('2023-03-27');
    await dialog.getByLabel('返岗日').fill('2023-03-27');
    await dialog.getByLabel('代办人').selectOption({ label: deputy });
    await dialog.getByLabel('事由').fill('省里开会');
    await dialog.getByRole('button', { name: '登记请假' }).click();
    await dialog.getByText('返岗日应晚于开始日').first().waitFor();
    await visitor.look('leaves-refused');
    await dialog.getByLabel('返岗日').fill('2023-03-30');
    await dialog.getByRole('button', { name: '登记请假' }).click();
    await rowOf(visitor, name).getByText(`由${deputy}代办`).waitFor();
    expect(
      await rowOf(visitor, name)
        .getByRole('link', { name: `看${name}手上的事` })
        .getAttribute('href'),
    ).toMatch(/^\/leaders\//);
    await visitor.look('leaves');

    await page.getByRole('button', { name: `调整 ${name}` }).click();
    expect(await dialog.getByLabel('事由').inputValue()).toBe('省里开会');
    await dialog.getByLabel('返岗日').fill('2023-04-01');
    await dialog.getByLabel('代办人').selectOption({ label: '不设代办人' });
    await dialog.getByRole('button', { name: '调整' }).click();
    await rowOf(visitor, name).getByText('4月1日 周六返岗').waitFor();
    await rowOf(visitor, name).getByText('不设代办人').waitFor();

    await page.getByRole('button', { name: `取消请假 ${name}` }).click();
    await dialog.getByRole('button', { name: '取消请假' }).click();
    await dialog.locator('.error-summary').waitFor();
    await dialog.getByRole('textbox').fill('会议改为视频');
    await visitor.look('leaves-call-off');
    await dialog.getByRole('button', { name: '取消请假' }).click();
    await rowOf(visitor, name).getByText('原因：会议改为视频').waitFor();
    await rowOf(visitor, name).getByText('已取消').waitFor();
    await visitor.look('leaves-after');
  });

  it('is kept by two at once: the second is told, and sees what the first made of it', async () => {
    const visitor = await visitors.as({ role: 'coordinator', screen: 'phone', language: 'en' });
    const { page } = visitor;
    const { name } = visitors.system.account('office', 0);
    const persons = (await (await page.request.get(`/api/v1/persons?role=office&q=${name}`)).json()) as {
      items: { id: string; name: string }[];
    };
    const body = { from: '2023-03-24', until: '2023-03-28', reason: '培训' };
    const entered = await page.request.post('/api/v1/leaves', {
      data: { ...body, personId: persons.items.find((person) => person.name === name)!.id },
    });
    const leave = (await entered.json()) as { id: string; version: number };
    await visitor.goto('/leaves');
    await visitor.look('leaves');
    await page.getByRole('button', { name: `Change ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First day back').fill('2023-03-30');
    const other = await page.request.put(`/api/v1/leaves/${leave.id}`, {
      data: { ...body, until: '2023-03-29' },
      headers: { 'If-Match': `"${leave.version}"` },
    });
    expect(other.ok()).toBe(true);
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.getByText('Somebody has just changed this leave').waitFor();
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.waitFor({ state: 'detached' });
    await rowOf(visitor, name).getByText('back on Thu 30 Mar').waitFor();
  });

  it('is one’s own affair for anybody else', async () => {
    const visitor = await visitors.as({ role: 'department' });
    await visitor.goto('/leaves');
    await visitor.page.getByText('现在没有人请假。').waitFor();
    expect(await visitor.page.getByRole('button', { name: '登记请假' }).count()).toBe(0);
  });
});
