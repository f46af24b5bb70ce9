import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { eventually } from './support/eventually.js';
import {
  fillIn,
  jpeg,
  keepVisit,
  keysOf,
  onDevice,
  photosOf,
  readyForTheSite,
  visitsOf,
  watchSending,
} from './support/phone-visits.js';
import { brokenHeic, pictureFromAPhone } from './support/pictures.js';
import { visitorsOf } from './support/visitors.js';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });
let picture: Buffer;

beforeAll(async () => {
  picture = await pictureFromAPhone(1200, 900);
}, 120_000);

const problem = (status: number, code: string, args: object = {}) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', status, code, args }),
});

/** What becomes of the first tries; the rest go through. */
async function first(page: Page, address: string | RegExp, ...fates: ((route: Route) => Promise<unknown>)[]) {
  const at: number[] = [];
  await page.context().route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    at.push(performance.now());
    await (fates.shift() ?? ((each: Route) => each.continue()))(route);
  });
  return at;
}

/** The server takes it, and its answer never arrives. */
const answerLost = async (route: Route) => {
  expect((await route.fetch()).ok()).toBe(true);
  await route.abort('connectionreset');
};

describe('a line that breaks', () => {
  it('is tried again after longer and longer whiles, by the same key; everything arrives once', async () => {
    const leader = await visitors.as({ role: 'leader', screen: 'phone' });
    const { page } = leader;
    const sent = watchSending(page);
    const visitsAt = await first(
      page,
      '**/api/v1/visits',
      (route) => route.fulfill(problem(500, 'server.failed')),
      answerLost,
      (route) => route.abort('timedout'),
    );
    await first(
      page,
      /\/api\/v1\/visits\/[^/]+\/photos$/,
      (route) => route.fulfill(problem(503, 'server.unavailable')),
      answerLost,
    );
    await keepVisit(page, '电梯井未封闭。', jpeg(picture), jpeg(await pictureFromAPhone(800, 600)));
    await page.getByText('待传 1 条').waitFor();
    await eventually(async () => (await onDevice(page, 'visits')).length === 0, 'it has gone', 60_000);
    const [visit, ...others] = await visitsOf(page);
    expect(others).toEqual([]);
    expect(visit).toMatchObject({ seen: '电梯井未封闭。', photos: 2 });
    expect(new Set(keysOf(sent.visits))).toEqual(new Set([visit!.id]));
    expect(new Set(keysOf(sent.photos)).size).toBe(2);
    expect(await onDevice(page, 'photos')).toEqual([]);
    const [one = 0, two = 0, three = 0, four = 0] = visitsAt;
    expect(two - one).toBeGreaterThan(1_500);
    expect(three - two).toBeGreaterThan(3_500);
    expect(four - three).toBeGreaterThan(7_500);
  });

  it('that the server finds no time for one visit does not hold up the next', async () => {
    const { page } = await visitors.as({ role: 'leader', index: 1, screen: 'phone' });
    let busy = true;
    await page.context().route('**/api/v1/visits', (route) => {
      const held = busy && route.request().postData()?.includes('先来的');
      return held ? route.fulfill(problem(500, 'server.failed')) : route.fallback();
    });
    await keepVisit(page, '先来的。');
    await keepVisit(page, '后来的。');
    await eventually(async () => (await visitsOf(page)).length === 1, 'the second arrives');
    expect(await visitsOf(page)).toMatchObject([{ seen: '后来的。' }]);
    busy = false;
    await page.getByRole('button', { name: '现在上报' }).click();
    await eventually(async () => (await visitsOf(page)).length === 2, 'the first arrives');
  });
});

describe('two tabs', () => {
  it('that find the network back at once send each visit once between them', async () => {
    const leader = await visitors.as({ role: 'leader', index: 2, screen: 'phone' });
    await readyForTheSite(leader);
    const context = leader.page.context();
    const other = await context.newPage();
    await other.goto('/visits');
    await context.setOffline(true);
    for (const seen of ['一号楼。', '二号楼。', '三号楼。']) await keepVisit(leader.page, seen, jpeg(picture));
    await other.getByText('待传 3 条').waitFor();
    const sent = watchSending(leader.page);
    // Slow enough that both are at it.
    await context.route('**/api/v1/visits', async (route) => {
      if (route.request().method() === 'POST') await new Promise((go) => setTimeout(go, 300));
      await route.fallback();
    });
    await context.setOffline(false);
    await eventually(async () => (await onDevice(other, 'visits')).length === 0, 'all have gone', 30_000);
    const arrived = await visitsOf(context);
    expect(arrived.map(({ seen, photos }) => `${seen} ${photos}`).sort()).toEqual([
      '一号楼。 1',
      '三号楼。 1',
      '二号楼。 1',
    ]);
    expect(keysOf(sent.visits)).toHaveLength(3);
    expect(keysOf(sent.photos)).toHaveLength(3);
  });
});

describe('what is refused', () => {
  it('holds up nothing behind it, says why, is amended and goes; or is let go, and that undone', async () => {
    const leader = await visitors.as({ role: 'leader', index: 3, screen: 'phone' });
    await readyForTheSite(leader);
    const { page } = leader;
    const context = page.context();
    await context.setOffline(true);
    // Too long ago: only the server knows how long is too long.
    await page.goto('/visits/new');
    await fillIn(page, '上个月去的。');
    await page.getByRole('button', { name: '改时间' }).click();
    await page.getByLabel('走访时间').fill('2023-02-01T09:00');
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL('**/visits');
    await keepVisit(page, '今天去的。', jpeg(picture));
    await context.setOffline(false);
    await page.getByText('30天以前的走访不能再补记').waitFor();
    await eventually(async () => (await visitsOf(page))[0]?.photos === 1, 'the one behind it arrives');
    expect(await visitsOf(page)).toMatchObject([{ seen: '今天去的。' }]);
    await leader.look('visit-refused');
    await keepVisit(page, '又去了一次。');
    await eventually(async () => (await visitsOf(page)).length === 2, 'what comes later is not held up either');

    // Let go, and that undone; it says the same as before, also after a reload.
    await page.getByRole('button', { name: '不要这条了' }).click();
    await page.getByText('30天以前的走访不能再补记').waitFor({ state: 'detached' });
    expect(await onDevice(page, 'visits')).toEqual([]);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('30天以前的走访不能再补记').waitFor();
    await page.reload();
    await page.getByText('30天以前的走访不能再补记').waitFor();

    await page.getByRole('link', { name: '改一改再报' }).click();
    await eventually(
      async () => (await page.getByLabel('走访时间').inputValue()) === '2023-02-01T09:00',
      'the form has what was written',
    );
    expect(await page.getByLabel('看到的情况').inputValue()).toBe('上个月去的。');
    await leader.look('visit-amend');
    await page.setViewportSize({ width: 320, height: 640 });
    await leader.look('visit-amend-320');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByLabel('走访时间').fill('2023-03-01T09:00');
    await page.getByRole('button', { name: '提交' }).click();
    await eventually(async () => (await visitsOf(page)).length === 3, 'the amended one arrives');
    expect(await onDevice(page, 'visits')).toEqual([]);
    expect(await page.locator('.notice-box.bad').count()).toBe(0);
  });

  it('a photo by its content or its size is kept with the reason, the visit and the other photos go', async () => {
    const leader = await visitors.as({ role: 'leader', index: 4, screen: 'phone' });
    const { page } = leader;
    let tooLarge = true;
    await page.context().route(/\/photos$/, async (route) => {
      const body = route.request().postDataBuffer()?.length ?? 0;
      if (tooLarge && body > 60_000) return route.fulfill(problem(413, 'photo.too_large', { limitMegabytes: 12 }));
      return route.fallback();
    });
    const heic = { name: 'IMG_0002.HEIC', mimeType: 'image/heic', buffer: brokenHeic };
    await keepVisit(page, '基坑积水。', jpeg(await pictureFromAPhone(200, 150)), jpeg(picture), heic);
    await page.getByText('有 2 张照片没有被接受').waitFor();
    expect(await visitsOf(page)).toMatchObject([{ seen: '基坑积水。', photos: 1 }]);
    await keepVisit(page, '已抽水。');
    await eventually(async () => (await visitsOf(page)).length === 2, 'the one behind it arrives');
    await leader.look('visit-photos-refused');

    tooLarge = false;
    await page.getByRole('button', { name: '再报一次' }).click();
    await page.getByText('有 1 张照片没有被接受').waitFor();
    await page.getByText('这个文件里夹带了照片以外的内容').waitFor();
    await page.getByRole('button', { name: '不要这些照片' }).click();
    await page.getByText('照片没有被接受').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('有 1 张照片没有被接受').waitFor();
    await page.getByRole('button', { name: '不要这些照片' }).click();
    await eventually(async () => (await onDevice(page, 'visits')).length === 0, 'nothing is left');
    const wet = (await visitsOf(page)).find(({ seen }) => seen === '基坑积水。')!;
    expect(await photosOf(page, wet.id)).toHaveLength(2);
  });
});
