import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { startSystem, type RunningSystem } from '../support/running-system.js';
import { eventually } from './support/eventually.js';
import { Visitors, type Visitor } from './support/visitor.js';

jest.setTimeout(120_000);

let system: RunningSystem;
let visitors: Visitors;
let photo: Buffer;

beforeAll(async () => {
  system = await startSystem({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });
  visitors = await Visitors.open(system);
  photo = await sharp({
    create: {
      width: 2400,
      height: 1800,
      channels: 3,
      background: '#6a7f8a',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
}, 180_000);

afterEach(() => visitors.leave());
afterAll(async () => {
  await visitors?.close();
  await system?.stop();
});

const visitsOf = async ({ page }: Visitor) => {
  const answer = await page.request.get('/api/v1/visits?mine=true&limit=100');
  return ((await answer.json()) as { items: { id: string; seen: string; photos: number; problems: number }[] }).items;
};

/** Run in the page: bytes of each photo in the device's store. */
const sizesOfWaitingPhotos = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('duban');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asked = opening.result.transaction('photos').objectStore('photos').getAll();
    asked.onsuccess = () => {
      opening.result.close();
      resolve(asked.result.map(({ blob }) => blob.size));
    };
  };
})`;

/** Four taps and a sentence. */
async function fillIn({ page }: Visitor, seen: string): Promise<void> {
  await page.locator('.visit-pick').first().click();
  await page.getByRole('radio', { name: '施工缓慢' }).check();
  await page.getByLabel('看到的情况').fill(seen);
}

describe('a visit, on a phone', () => {
  it('is logged with a problem in eight taps and two sentences, and looks right all the way', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    await leader.goto('/visits');
    await leader.look('visits');
    await leader.page.getByRole('link', { name: '记一次走访' }).click();
    await leader.page.locator('.visit-pick').first().waitFor();
    await leader.page.getByRole('button', { name: '提交' }).click();
    await leader.look('visit-faults');
    expect(await leader.page.locator('.error-summary a').allTextContents()).toEqual([
      '请选择走访的项目',
      '请选择现场情况',
    ]);
    await fillIn(leader, '钢构已完成，设备未到。');
    await leader.page.getByRole('radio', { name: '有问题' }).check();
    await leader.page.getByRole('radio', { name: '水电气' }).check();
    await leader.page.getByLabel('问题与需要').fill('10kV 专线未送电，请供电公司本月内接通。');
    await leader.look('visit-filled');
    await leader.page.getByRole('button', { name: '提交' }).click();
    await leader.page.waitForURL('**/visits');
    await leader.page.getByText('钢构已完成，设备未到。').waitFor();
    expect(await visitsOf(leader)).toMatchObject([{ seen: '钢构已完成，设备未到。', problems: 1 }]);
    await leader.page.locator('.row-title').first().click();
    await leader.look('visit');
  });

  it('without a network is kept through closing the tab, and arrives once, with its photo', async () => {
    const leader = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    await leader.goto('/visits/new');
    await leader.page.evaluate('navigator.serviceWorker.ready');
    // Once more, so that the screens come through the service worker and are kept.
    await leader.goto('/visits/new');
    await leader.page.locator('.visit-pick').first().waitFor();
    const context = leader.page.context();
    await context.setOffline(true);
    await fillIn(leader, '信号不好，先记下。');
    await leader.page
      .locator('input[type=file]')
      .setInputFiles({ name: '../现场.jpg', mimeType: 'image/jpeg', buffer: photo });
    await leader.page.locator('.photo img').waitFor();
    await leader.page.getByRole('button', { name: '提交' }).click();
    await leader.page.getByText('待传 1 条').waitFor();
    await leader.look('visit-waiting');
    // Shrunk on the device, as far as this very noisy one had to be, before it waits.
    const waiting = await leader.page.evaluate<number[]>(sizesOfWaitingPhotos);
    expect(waiting).toHaveLength(1);
    expect(waiting[0]).toBeGreaterThan(20 * 1024);
    expect(waiting[0]).toBeLessThanOrEqual(300 * 1024);
    expect(photo.length).toBeGreaterThan(300 * 1024);
    await leader.page.close();

    const again = await context.newPage();
    await again.goto('/visits/new');
    await again.getByText('待传 1 条').waitFor();
    expect(await (await context.request.get('/api/v1/visits?mine=true')).json()).toMatchObject({ items: [] });
    await context.setOffline(false);
    await again.goto('/visits');
    await again.getByText('信号不好，先记下。').waitFor();
    // The visit first, its photo after it: each once.
    type Arrived = { id: string; photos: number; seen: string }[];
    const items = await eventually(async () => {
      const answer = await context.request.get('/api/v1/visits?mine=true');
      const { items: arrived } = (await answer.json()) as { items: Arrived };
      return arrived.some(({ photos }) => photos > 0) && arrived;
    }, 'the photo arrives');
    expect(items).toMatchObject([{ seen: '信号不好，先记下。', photos: 1 }]);
    await again.getByText(/待传 \d/).waitFor({ state: 'detached' });
    const whole = (await (await context.request.get(`/api/v1/visits/${items[0]!.id}`)).json()) as {
      photos: { bytes: number; width: number }[];
    };
    expect(whole.photos[0]!.width).toBeLessThan(1700);
  });
});

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
