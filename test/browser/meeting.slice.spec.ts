import { expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';
import { addAsChair, meetingOn } from './support/meetings.js';

// One small meeting from opening it to its minutes; `meeting.spec.ts` runs a whole one, with everybody in the room.

const visitors = visitorsOf({ now: '2023-03-27T08:50:00+08:00', seed: 'small' });

it('a meeting is held: the projector follows the console, the decision comes into force, the minutes are published', async () => {
  const chair = await visitors.as({ role: 'principal' });
  const { id } = await meetingOn(chair, '2023-03-27');
  await addAsChair(chair, id, '10kV 专线未送电', { ask: '请供电公司月底前送电。' });
  await addAsChair(chair, id, '围挡占道');
  const { page } = await visitors.as({ role: 'coordinator' });
  const projector = await page.context().newPage();
  await projector.goto(`/meetings/${id}/projector`);
  await page.goto(`/meetings/${id}/live`);
  await page.getByRole('button', { name: '开始会议' }).click();
  await page.getByRole('button', { name: '开始讨论' }).click();
  await projector.getByRole('heading', { level: 1, name: '10kV 专线未送电' }).waitFor();
  await page.getByRole('button', { name: '照提请事项填入' }).click();
  await page.getByLabel('牵头单位').selectOption({ index: 1 });
  await page.keyboard.press('Control+Enter');
  await projector.getByRole('heading', { level: 1, name: '围挡占道' }).waitFor();
  await projector.getByText('请供电公司月底前送电。').waitFor();
  await page.getByRole('radio', { name: '知悉' }).check();
  await page.getByRole('button', { name: /记录，下一项/ }).click();
  await page.getByText('全部议完').waitFor();
  await page.getByRole('button', { name: '结束会议' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束会议' }).click();
  await page.waitForURL('**/minutes');
  await page.getByRole('button', { name: '印发纪要' }).click();
  await page.getByRole('button', { name: '确认印发' }).click();
  await page.getByText('纪要第 1 版已印发。').waitFor();
  expect((await meetingOn(chair, '2023-03-27')).state).toBe('published');
});
