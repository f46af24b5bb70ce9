import { describe, expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

describe('意见', () => {
  it('is one tap away on a phone, also on a form, and says which screen it is about', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    await leader.goto('/visits/new');
    await leader.page.getByRole('button', { name: '提意见' }).click();
    await leader.page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
    await leader.page.getByRole('link', { name: '请写下意见' }).waitFor();
    await leader.look('feedback-dialog');
    await leader.page.getByLabel('您的意见').fill('地下室没有信号，照片传得慢。');
    await leader.page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
    await leader.page.getByText('谢谢，已收到').waitFor();
  });

  it('is read by those who answer, and answered to who said it', async () => {
    const coordinator = await visitors.as({ role: 'coordinator', language: 'en' });
    await coordinator.goto('/feedback');
    await coordinator.page.getByText('地下室没有信号').waitFor();
    await coordinator.page.getByText('/visits/new').waitFor();
    await coordinator.look('feedback');
    await coordinator.page.getByRole('button', { name: 'Answer', exact: true }).click();
    await coordinator.page.getByLabel('Your answer').fill('已在安排，感谢。');
    await coordinator.page.getByRole('dialog').getByRole('button', { name: 'Answer', exact: true }).click();
    await coordinator.page.getByText('Answered to').waitFor();
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    await leader.goto('/feedback?mine=true');
    await leader.page.getByText('已在安排').waitFor();
    await leader.look('feedback');
    expect(await leader.page.getByRole('button', { name: '答复', exact: true }).count()).toBe(0);
  });
});
